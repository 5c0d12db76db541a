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


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install the Debian package `chromium` to run these tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def web_system(browser, tmp_path_factory, trained_model):
    with TrialSystem(tmp_path_factory.mktemp("web") / "var", TROLY_TODAY="2026-11-23") as running:
        yield running


@pytest.fixture(params=[(360, 640), (1280, 800)], ids=["phone", "desktop"])
def page(request, browser, web_system):
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    problems = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    opened.goto(web_system.url)
    yield opened
    context.close()
    assert [problem for problem in problems if "Failed to load resource" not in problem] == []
