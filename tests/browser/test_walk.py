"""A person with a phone walks through the pages in real Chromium, with no JavaScript at all."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.chromium import IN_CHROMIUM, SMALL_PHONE, mails, opened, sign_up
from tests.browser.fitting import fits, too_small

pytestmark = IN_CHROMIUM


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    with opened(chromium, viewport=SMALL_PHONE, java_script_enabled=False) as page:
        yield page


def test_a_person_signs_up_logs_and_is_told_to_call(phone: Any, address: str) -> None:
    sign_up(phone, address, "walk@example.org")
    assert phone.url == f"{address}/log"
    assert fits(phone)
    phone.click("summary:has-text('Leg')")
    phone.check("input[value=calf]", force=True)
    phone.click("button:has-text('Log it')")
    assert "/logged/" in phone.url
    assert phone.locator("text=Nothing you logged matches a warning sign").is_visible()

    phone.goto(f"{address}/symptom")
    phone.check("input[value=face_droop]")
    phone.check("input[value=sudden]", force=True)
    phone.click("button:has-text('Log it')")
    assert phone.locator("a[href='tel:999']").is_visible()
    assert [mail["kind"] for mail in mails(address) if mail["to"] == "walk@example.org"] == ["confirm", "emergency"]


def test_a_form_without_a_place_keeps_what_was_said(phone: Any, address: str) -> None:
    sign_up(phone, address, "form@example.org")
    phone.click("summary:has-text('Say more')")
    phone.fill("#minutes-input", "12.5")
    phone.fill("#note-input", "<b>on the sofa</b>")
    phone.click("button:has-text('Log it')")
    assert phone.locator("#area-fault").inner_text() == "Is needed"
    assert phone.input_value("#minutes-input") == "12.5"
    assert phone.input_value("#note-input") == "<b>on the sofa</b>"
    assert fits(phone)


def test_undo_takes_the_entry_out_and_sign_out_ends_the_session(phone: Any, address: str) -> None:
    sign_up(phone, address, "undo@example.org")
    phone.click("summary:has-text('Face')")
    phone.check("input[value=eyelid]", force=True)
    phone.click("button:has-text('Log it')")
    logged = phone.url
    phone.click("button:has-text('Undo')")
    assert phone.goto(logged).status == 404
    phone.click("nav a:has-text('More')")
    phone.click("button:has-text('Sign out')")
    phone.goto(f"{address}/log")
    assert phone.url == f"{address}/sign-in"


def test_an_experiment_is_started_seen_and_stopped(phone: Any, address: str) -> None:
    sign_up(phone, address, "try@example.org")
    phone.click("nav a:has-text('More')")
    phone.click(".menu a:has-text('Try')")
    phone.check("input[value=stretch]", force=True)
    phone.click("button:has-text('Draw the order and start')")
    phone.wait_for_url("**/experiments/*")
    phone.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert (fits(phone), too_small(phone)) == (True, [])
    assert phone.locator("details li").count() == 16
    phone.click("button:has-text('Stop the experiment')")
    assert phone.locator("text=You stopped this.").is_visible()
    assert phone.locator("text=There is not enough data for a result.").is_visible()


def test_the_keyboard_alone_logs_a_twitch(phone: Any, address: str) -> None:
    sign_up(phone, address, "keys@example.org")
    phone.locator("summary:has-text('Face')").focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Space")
    phone.locator("input[value=left]").focus()
    phone.keyboard.press("Space")
    ring = phone.locator("input[value=left] + span").evaluate("e => getComputedStyle(e).outlineStyle")
    assert ring == "solid"
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/logged/*")
    assert phone.locator("text=left eyelid").is_visible()


def test_a_symptom_that_came_on_suddenly_is_asked_for_in_words(phone: Any, address: str) -> None:
    sign_up(phone, address, "words@example.org")
    phone.goto(f"{address}/symptom")
    phone.click("summary:has-text('Strength')")
    phone.check("text=Weaker")
    phone.click("button:has-text('Log it')")
    assert phone.locator("#onset-fault").is_visible()
    assert phone.locator("input[value=weakness]").is_checked()
    phone.check("input[value=weeks]", force=True)
    phone.click("button:has-text('Log it')")
    assert "/logged/" in phone.url


def test_the_body_is_tapped_and_the_next_tap_logs_it(phone: Any, address: str) -> None:
    sign_up(phone, address, "tap@example.org")
    phone.locator(".tap a[href$='area=calf&side=left'] path").click()
    assert phone.locator(".tap a.on").count() == 1
    phone.click("button:has-text('Log it: left calf')")
    assert phone.locator("text=A twitch: left calf.").is_visible()
    phone.goto(f"{address}/log")
    phone.click("button:has-text('left calf')")
    assert phone.locator("text=A twitch: left calf.").is_visible()
