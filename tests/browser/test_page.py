"""The page as a citizen uses it, in a real browser on the running system."""

import re

import pytest
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.model]


async def say(page, text):
    """Type a message, press Enter and return the bubble of the answer."""
    answers = page.locator("#log > li.bot")
    before = await answers.count()
    await page.locator("#message").fill(text)
    await page.locator("#message").press("Enter")
    await expect(answers).to_have_count(before + 1, timeout=20_000)
    return answers.last


async def test_a_conversation_over_several_procedures(page):
    await expect(await say(page, "làm khai sinh cần giấy tờ gì")).to_contain_text("chứng sinh")
    fee = await say(page, "còn phí?")
    await expect(fee).to_contain_text("HĐND")
    await expect(fee.locator(".source")).to_contain_text("Nguồn:")
    death = await say(page, "thế khai tử?")
    await expect(death).to_contain_text("khai tử", ignore_case=True)
    await expect(death).to_contain_text("miễn", ignore_case=True)
    await expect(await say(page, "làm lý lịch ở sở tư pháp hả")).to_contain_text("Công an")


async def test_nothing_is_wider_than_the_screen(page):
    await say(page, "làm khai sinh cần giấy tờ gì")
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_a_long_answer_is_shown_from_its_first_line(page):
    await say(page, "làm khai sinh cần giấy tờ gì")
    answer = await say(page, "làm khai sinh cần giấy tờ gì")
    await expect(page.locator("#log > li.me").last).to_be_in_viewport(ratio=1)
    await expect(answer.locator(".bubble strong").first).to_be_in_viewport(ratio=1)


async def test_buttons_work_from_the_keyboard(page):
    answer = await say(page, "làm khai sinh cần giấy tờ gì")
    button = answer.locator(".choices button").first
    title = await button.inner_text()
    await button.focus()
    before = await page.locator("#log > li.bot").count()
    await page.keyboard.press("Enter")
    await expect(page.locator("#log > li.bot")).to_have_count(before + 1, timeout=20_000)
    await expect(page.locator("#log > li.me").last).to_have_text(title)


async def test_bold_is_bold_and_markup_of_people_stays_text(page):
    typed = "<img src=x onerror=alert(1)> khai sinh cần gì"
    await page.locator("#message").fill(typed)
    await page.locator("#message").press("Enter")
    await expect(page.locator("#log > li.me").last).to_have_text(typed)
    assert await page.locator("#log img").count() == 0
    await expect(page.locator("#log > li.bot strong").first).to_be_visible()


async def test_the_log_is_announced_and_every_control_has_a_name(page):
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    for control in await page.locator("button, textarea").all():
        name = await control.evaluate(
            "e => e.labels && e.labels.length ? e.labels[0].innerText : e.innerText"
        )
        assert name.strip()


async def test_a_lost_connection_keeps_the_question(page):
    await page.route("**/webhooks/web/webhook", lambda route: route.abort())
    await page.locator("#message").fill("đăng ký kết hôn cần gì")
    await page.locator("#message").press("Enter")
    retry = page.get_by_role("button", name="Gửi lại")
    await expect(retry).to_be_visible(timeout=10_000)
    await page.unroute("**/webhooks/web/webhook")
    await retry.click()
    await expect(page.locator("#log > li.bot").last).to_contain_text(
        re.compile("kết hôn", re.IGNORECASE), timeout=20_000
    )
    await expect(page.locator("#log > li.me")).to_have_count(1)


async def test_a_reload_keeps_the_conversation(page):
    await say(page, "làm khai sinh cần giấy tờ gì")
    await page.reload()
    await expect(page.locator("#log > li.me")).to_have_count(1)
    await expect(await say(page, "còn phí?")).to_contain_text("khai sinh", ignore_case=True)


async def test_an_erased_conversation_is_gone_from_the_page_too(page):
    await say(page, "đăng ký kết hôn cần gì")
    await page.locator("#message").fill("xóa dữ liệu của tôi")
    await page.locator("#message").press("Enter")
    await expect(page.locator("#log > li.me")).to_have_count(0, timeout=20_000)
    await expect(page.locator("#log > li.bot").last).to_contain_text("xóa")
    await page.reload()
    await expect(page.locator("#log")).not_to_contain_text("đăng ký kết hôn cần gì")


async def test_the_first_load_is_small(page):
    sizes = await page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".reduce((sum, entry) => sum + entry.transferSize, 0)"
    )
    assert 0 < sizes < 100 * 1024
