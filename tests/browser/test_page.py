"""The page as a citizen uses it, in a real browser on the running system."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.model]


def say(page, text):
    """Type a message, press Enter and return the bubble of the answer."""
    answers = page.locator("#log > li.bot")
    before = answers.count()
    page.locator("#message").fill(text)
    page.locator("#message").press("Enter")
    expect(answers).to_have_count(before + 1, timeout=20_000)
    return answers.last


def test_the_conversation_of_the_issue(page):
    expect(say(page, "làm khai sinh cần giấy tờ gì")).to_contain_text("chứng sinh")
    fee = say(page, "còn phí?")
    expect(fee).to_contain_text("HĐND")
    expect(fee.locator(".source")).to_contain_text("Nguồn:")
    death = say(page, "thế khai tử?")
    expect(death).to_contain_text("khai tử", ignore_case=True)
    expect(death).to_contain_text("miễn", ignore_case=True)
    expect(say(page, "làm lý lịch ở sở tư pháp hả")).to_contain_text("Công an")


def test_nothing_is_wider_than_the_screen(page):
    say(page, "làm khai sinh cần giấy tờ gì")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_buttons_work_from_the_keyboard(page):
    answer = say(page, "làm khai sinh cần giấy tờ gì")
    button = answer.locator(".choices button").first
    title = button.inner_text()
    button.focus()
    before = page.locator("#log > li.bot").count()
    page.keyboard.press("Enter")
    expect(page.locator("#log > li.bot")).to_have_count(before + 1, timeout=20_000)
    expect(page.locator("#log > li.me").last).to_have_text(title)


def test_bold_is_bold_and_markup_of_people_stays_text(page):
    typed = "<img src=x onerror=alert(1)> khai sinh cần gì"
    page.locator("#message").fill(typed)
    page.locator("#message").press("Enter")
    expect(page.locator("#log > li.me").last).to_have_text(typed)
    assert page.locator("#log img").count() == 0
    expect(page.locator("#log > li.bot strong").first).to_be_visible()


def test_the_log_is_announced_and_every_control_has_a_name(page):
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    for control in page.locator("button, textarea").all():
        name = control.evaluate(
            "e => e.labels && e.labels.length ? e.labels[0].innerText : e.innerText"
        )
        assert name.strip()


def test_a_lost_connection_keeps_the_question(page):
    page.route("**/webhooks/web/webhook", lambda route: route.abort())
    page.locator("#message").fill("đăng ký kết hôn cần gì")
    page.locator("#message").press("Enter")
    retry = page.get_by_role("button", name="Gửi lại")
    expect(retry).to_be_visible(timeout=10_000)
    page.unroute("**/webhooks/web/webhook")
    retry.click()
    expect(page.locator("#log > li.bot").last).to_contain_text(
        re.compile("kết hôn", re.IGNORECASE), timeout=20_000
    )
    expect(page.locator("#log > li.me")).to_have_count(1)


def test_a_reload_keeps_the_conversation(page):
    say(page, "làm khai sinh cần giấy tờ gì")
    page.reload()
    expect(page.locator("#log > li.me")).to_have_count(1)
    expect(say(page, "còn phí?")).to_contain_text("khai sinh", ignore_case=True)


def test_the_first_load_is_small(page):
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".reduce((sum, entry) => sum + entry.transferSize, 0)"
    )
    assert 0 < sizes < 100 * 1024
