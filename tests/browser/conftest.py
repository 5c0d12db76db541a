"""A real browser on the running system; skipped where there is no Chromium."""

import shutil

import pytest

from bot.cli.trial import TrialSystem

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# The asynchronous interface: the synchronous one leaves its event loop running in this
# thread, and no asynchronous test of another folder could run after it.
@pytest.fixture(scope="session")
async def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install the Debian package `chromium` to run these tests")
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        await launched.close()


@pytest.fixture(scope="session")
def web_system(browser, tmp_path_factory, trained_model):
    with TrialSystem(tmp_path_factory.mktemp("web") / "var", TROLY_TODAY="2026-11-23") as running:
        yield running


@pytest.fixture(params=[(360, 640), (1280, 800)], ids=["phone", "desktop"])
async def page(request, browser, web_system):
    width, height = request.param
    context = await browser.new_context(viewport={"width": width, "height": height})
    opened = await context.new_page()
    problems = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    await opened.goto(web_system.url)
    yield opened
    await context.close()
    assert [problem for problem in problems if "Failed to load resource" not in problem] == []
