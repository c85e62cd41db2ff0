"""Tokens by the pages: made, shown once, set up on a phone, seen in use, revoked."""

import json
import re
import sys
from html import unescape
from typing import Any

import pytest

from tests.doors.browsing import Browser, hidden, location, set_cookies
from tests.fakes.steady import Steady, steady_running

LINE = "left eyelid 3 min after coffee"


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser."""
    browser = Browser(steady)
    browser.join()
    return browser


def made(browser: Browser, **fields: str) -> tuple[str, str]:
    """The page of a new token, and the token that it shows."""
    page = location(browser.send("/tokens", {"name": "watch", **fields}))
    shown = browser.get(page).body.decode()
    (secret,) = set(re.findall(r"Bearer (steady_\w+)", shown))
    return page, secret


def test_a_token_is_shown_once_and_logs(ann: Browser) -> None:
    page, secret = made(ann)
    assert secret not in ann.get(page).body.decode()
    assert secret not in ann.get("/tokens").body.decode()
    assert "__Host-steady_new" not in ann.cookies
    assert secret not in json.dumps(ann.steady.aws.items())
    ann.steady.json("POST", "/v1/entries", {"text": LINE}, token=secret, status=201)
    ann.steady.json("GET", "/v1/me", token=secret, status=403)


def test_a_token_of_full_scope_does_everything(ann: Browser) -> None:
    _, secret = made(ann, scope="full")
    ann.steady.json("GET", "/v1/me", token=secret)


@pytest.mark.parametrize(
    ("scope", "says", "status"),
    [
        ("log", "can log for you, and nothing else.", 403),
        ("full", "can log for you, and read and change everything.", 200),
    ],
)
def test_the_page_says_what_whoever_has_the_token_can_do(ann: Browser, scope: str, says: str, status: int) -> None:
    shown = ann.get(location(ann.send("/tokens", {"name": "watch", "scope": scope}))).body.decode()
    assert says in shown
    (secret,) = set(re.findall(r"Bearer (steady_\w+)", shown))
    ann.steady.json("GET", "/v1/entries", token=secret, status=status)


def test_the_token_travels_in_a_cookie_that_no_script_gets_and_in_no_address(ann: Browser) -> None:
    reply = ann.send("/tokens", {"name": "watch"})
    (cookie,) = [one for one in set_cookies(reply) if one.startswith("__Host-steady_new=")]
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=600"} <= set(cookie.split("; "))
    page = ann.get(location(reply)).body.decode()
    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page)
    assert not any("steady_" in address for address in addresses)


def test_a_cookie_of_another_token_shows_nothing(ann: Browser) -> None:
    page, secret = made(ann)
    other, _ = made(ann, name="other")
    ann.cookies["__Host-steady_new"] = secret
    assert "Bearer steady_i" not in ann.get(other).body.decode()
    ann.cookies["__Host-steady_new"] = "<script>"
    assert "<script>" not in ann.get(page).body.decode()


def test_the_page_tells_the_last_call_and_what_was_understood(ann: Browser) -> None:
    page, secret = made(ann)
    assert "No call has come" in ann.get(page).body.decode()
    ann.steady.json("POST", "/v1/entries", {"text": "my back for 3 min"}, token=secret, status=422)
    assert "it has logged nothing yet" in ann.get(page).body.decode()
    ann.steady.clock.tick(minutes=2)
    ann.steady.json("POST", "/v1/entries", {"text": LINE}, token=secret, status=201)
    ann.send("/log", {"area": "thumb"})
    told = unescape(ann.get(page).body.decode())
    assert "Twitch: left eyelid</strong>, 3 minutes, caffeine" in told
    assert f"You said: “{LINE}”" in told
    now = f"23 November 2026, {ann.steady.clock():%H:%M}"
    assert now in told
    assert "thumb" not in told[told.index("The last call") : told.index("On which phone?")]
    assert f"Last used {now}." in told
    assert "Last used on 23 November 2026." in ann.get("/tokens").body.decode()


@pytest.mark.parametrize("is_deleted", [False, True], ids=["kept", "deleted since"])
def test_a_log_is_told_to_the_minute_though_a_use_is_noted_once_a_day(ann: Browser, is_deleted: bool) -> None:
    page, secret = made(ann)
    ann.steady.json("POST", "/v1/entries", {"text": "my back"}, token=secret, status=422)
    ann.steady.clock.tick(hours=3, minutes=7)
    name = ann.steady.json("POST", "/v1/entries", {"text": LINE}, token=secret, status=201)["entry"]["id"]
    if is_deleted:
        ann.send(f"/history/{name}/delete", {})
    assert "Last used 23 November 2026, 15:07." in ann.get(page).body.decode()


def test_a_later_call_that_logged_nothing_is_told_where_it_is_the_first_of_its_day(ann: Browser) -> None:
    page, secret = made(ann)
    ann.steady.json("POST", "/v1/entries", {"text": LINE}, token=secret, status=201)
    for days, hour in ((1, 12), (0, 14)):
        ann.steady.clock.tick(days=days, hours=hour - 12)
        ann.steady.json("POST", "/v1/entries", {"text": "my back"}, token=secret, status=422)
    told = ann.get(page).body.decode()
    assert "Last used 24 November 2026, 12:00." in told
    assert "A later call on that day shows here only if it logs something." in told


def test_what_came_last_and_was_deleted_is_not_told(ann: Browser) -> None:
    page, secret = made(ann)
    name = ann.steady.json("POST", "/v1/entries", {"text": LINE}, token=secret, status=201)["entry"]["id"]
    ann.send(f"/history/{name}/delete", {})
    assert LINE not in ann.get(page).body.decode().partition("What you can say")[0].partition("On which phone?")[0]


def test_the_examples_say_what_the_line_says(ann: Browser) -> None:
    page, secret = made(ann)
    said = re.findall(r"<dt>“(.*?)”</dt><dd>(.*?)</dd>", ann.get(page).body.decode())
    assert len(said) >= 4
    for line, understood in said:
        answer = ann.steady.json("POST", "/v1/entries", {"text": line}, token=secret, status=201)
        assert answer["not_understood"] == []
        assert understood.startswith("Twitch: ")


def test_the_qr_code_holds_the_address_of_the_page_alone(ann: Browser) -> None:
    segno = pytest.importorskip("segno")
    page, _ = made(ann)
    drawn = re.search(r'<svg[^>]*class="qr".*?</svg>', ann.get(page).body.decode(), re.DOTALL)
    assert drawn
    path = re.findall(r' d="([^"]+)"', drawn.group())[-1]
    expected = segno.make_qr("https://steady.example/tokens", error="m").svg_inline(border=4, scale=4)
    assert path in expected


def test_the_code_is_drawn_without_loading_the_library_before(ann: Browser) -> None:
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.split(".")[0] == "segno"}
    ann.get("/tokens")
    assert "segno" not in sys.modules
    made(ann)
    assert "segno" in sys.modules
    sys.modules.update(kept)


def test_revoking_shuts_a_token_and_signing_out_a_browser(ann: Browser) -> None:
    page, secret = made(ann)
    path = page.replace("/shortcuts/", "/tokens/")
    form = hidden(ann.get("/tokens"))
    assert location(ann.ask("POST", path, form)) == "/tokens"
    ann.steady.json("GET", "/v1/entries", token=secret, status=401)
    assert ann.get(page).status == 404
    assert ann.ask("POST", path, form).status == 404
    (own,) = re.findall(r'action="(/tokens/\w+)"', ann.get("/tokens").body.decode())
    assert location(ann.ask("POST", own, form)) == "/"
    assert location(ann.get("/tokens")) == "/sign-in"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": ["a", "b"]}, "name"),
        ({"scope": "all"}, "scope"),
        ({"scope": ["log", "full"]}, "scope"),
        ({"admin": "yes"}, "admin"),
    ],
)
def test_a_token_that_cannot_be(ann: Browser, fields: Any, field: str) -> None:
    reply = ann.send("/tokens", {"name": "watch", **fields})
    page = reply.body.decode()
    assert reply.status == 422
    assert f'id="{field}-fault"' in page or f"<li>{field}: is " in page
    assert len(re.findall(r'action="/tokens/\w+"', page)) == 1


def test_anothers_token_is_not_there(ann: Browser) -> None:
    page, secret = made(ann)
    bob = Browser(ann.steady)
    bob.cookies["__Host-steady"] = ann.steady.join("bob@example.org")
    assert bob.get(page).status == 404
    assert bob.ask("POST", page.replace("/shortcuts/", "/tokens/"), hidden(bob.get("/tokens"))).status == 404
    assert "<strong>watch" not in bob.get("/tokens").body.decode()
    ann.steady.json("POST", "/v1/entries", {"area": "calf"}, token=secret, status=201)


def test_a_browsers_session_has_no_shortcut(ann: Browser) -> None:
    (own,) = re.findall(r'action="/tokens/(\w+)"', ann.get("/tokens").body.decode())
    assert ann.get(f"/shortcuts/{own}").status == 404


@pytest.mark.parametrize("path", ["/tokens", "/shortcuts/x"])
def test_nobody_sees_tokens(steady: Steady, path: str) -> None:
    assert location(Browser(steady).get(path)) == "/sign-in"


def test_the_request_names_the_address_with_its_prefix() -> None:
    with steady_running(base_url="https://steady.example/api") as steady:
        browser = Browser(steady)
        browser.send("/sign-up", {"email": "ann@example.org", "timezone": "UTC", "consent": "yes"})
        browser.send("/confirm", {}, f"/confirm?token={steady.link_token()}")
        page = location(browser.send("/tokens", {"name": "watch"})).removeprefix("/api")
        assert "https://steady.example/api/v1/entries" in browser.get(page).body.decode()
