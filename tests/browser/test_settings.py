"""Looking back and setting things on a small phone without JavaScript. Axe judges each page, some by night too."""

import json
import re
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.chromium import IN_CHROMIUM, SMALL_PHONE, axe, opened, sign_up
from tests.browser.fitting import fits, too_small

pytestmark = IN_CHROMIUM
SETTINGS = ("mails", "reminders", "health", "medicines", "place", "address")
PATHS = (
    "/history", "/settings", *(f"/settings/{section}" for section in SETTINGS), "/tokens", "/triggers", "/worry",
    "/visit", "/text", "/export", "/erase", "/erased",
)  # fmt: skip
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    with opened(chromium, viewport=SMALL_PHONE, java_script_enabled=False) as page:
        yield page


def log_a_line(phone: Any, address: str) -> str:
    """Log a twitch in one line; the path of its entry."""
    phone.goto(f"{address}/text")
    phone.fill("#text-input", "left eyelid 3 min after coffee")
    phone.click("button:has-text('Log it')")
    assert phone.locator("text=Twitch: left eyelid").is_visible()
    return str(phone.get_attribute("a:has-text('Change it')", "href"))


def make_token(phone: Any, address: str) -> str:
    """Make a token; the secret that the page shows."""
    phone.goto(f"{address}/tokens")
    phone.click("button:has-text('Make the token')")
    return re.findall(r"steady_\w+", phone.locator("code.secret").first.inner_text())[0]


def test_what_was_logged_is_changed_and_deleted(phone: Any, address: str) -> None:
    sign_up(phone, address, "back@example.org")
    log_a_line(phone, address)
    phone.goto(f"{address}/history")
    phone.click("text=Twitch: left eyelid")
    phone.fill("#minutes-input", "4")
    phone.check("input[name=side][value='']", force=True)
    phone.click("button:has-text('Save the change')")
    phone.goto(f"{address}/history")
    assert "edited" in phone.locator("ul.log").inner_text()
    phone.click("text=Twitch: eyelid")
    phone.click("a:has-text('Delete')")
    phone.click("button:has-text('Delete it')")
    assert phone.locator("text=Deleted.").is_visible()
    assert phone.locator("ul.log").count() == 0


def test_a_token_is_made_used_seen_and_revoked(phone: Any, address: str) -> None:
    sign_up(phone, address, "token@example.org")
    secret = make_token(phone, address)
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    body = json.dumps({"text": "right thumb 90 seconds at rest"}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{address}/v1/entries", body, headers)) as answer:
        assert answer.status == 201
    phone.click("a:has-text('Look again')")
    assert phone.locator("#last >> text=right thumb").first.is_visible()
    assert secret not in phone.content()
    phone.goto(f"{address}/tokens")
    phone.click("button:has-text('Revoke my phone')")
    assert phone.locator("text=my phone").count() == 0


def test_a_reminder_is_set_by_the_keyboard_alone(phone: Any, address: str) -> None:
    sign_up(phone, address, "set@example.org")
    phone.goto(f"{address}/settings/reminders")
    phone.locator("#water summary").focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    phone.keyboard.press("ArrowLeft")
    assert phone.locator("#water input[name=on][value=true]").is_checked()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/settings?saved=reminders")
    assert phone.locator("text=Water 08:00").is_visible()


def test_everything_is_erased_after_a_tick(phone: Any, address: str) -> None:
    sign_up(phone, address, "gone@example.org")
    phone.goto(f"{address}/erase")
    phone.click("button:has-text('Erase everything')")
    assert phone.locator("#sure-fault").is_visible()
    phone.check("input[name=sure]")
    phone.click("button:has-text('Erase everything')")
    assert phone.url == f"{address}/erased"
    phone.goto(f"{address}/history")
    assert phone.url == f"{address}/sign-in"


def test_every_page_fits_a_small_phone_and_a_finger(chromium: Any, phone: Any, address: str) -> None:
    sign_up(phone, address, "fits@example.org")
    entry = log_a_line(phone, address)
    make_token(phone, address)
    for path in (*PATHS, entry, f"{entry}/delete", phone.url.removeprefix(address)):
        phone.goto(address + path)
        phone.evaluate(OPEN_ALL)
        assert (fits(phone), too_small(phone)) == (True, []), path


@pytest.mark.parametrize(
    ("scheme", "paths"), [("light", PATHS), ("dark", ("/history", "/settings/reminders", "/triggers", "/erase"))]
)
def test_axe_finds_nothing(chromium: Any, address: str, scheme: Any, paths: tuple[str, ...]) -> None:
    with opened(chromium, color_scheme=scheme, bypass_csp=True) as page:
        sign_up(page, address, f"{scheme}@example.org")
        entry = log_a_line(page, address)
        make_token(page, address)
        for path in (*paths, entry, f"{entry}/delete", page.url.removeprefix(address)):
            page.goto(address + path)
            page.evaluate(OPEN_ALL)
            assert axe(page) == [], path
        page.goto(f"{address}/settings/health")
        page.fill("#birth_year-input", "80")
        page.click("button:has-text('Save')")
        assert page.locator("#birth_year-fault").is_visible()
        assert axe(page) == []
