"""The pages: sign up, confirm, log and undo, as a browser without JavaScript sees them."""

import json
import re
from typing import Any

import pytest

from chalicelib.adapters.navigation import BAR, MORE
from chalicelib.adapters.pages import version
from tests.doors.browsing import Browser, hidden, location, set_cookies
from tests.fakes.steady import ADDRESS, Steady, steady_running

TWITCH = {"area": "eyelid", "side": "left", "minutes": "3"}
HOSTILE = "</textarea><script>alert('x')</script>\"><img src=x onerror=y>{{ 7*7 }}"


@pytest.fixture
def browser(steady: Steady) -> Browser:
    """A browser that nobody has signed in with."""
    return Browser(steady)


@pytest.fixture
def ann(browser: Browser) -> Browser:
    """Ann's browser."""
    browser.join()
    return browser


def entries(steady: Steady) -> list[Any]:
    return [item for item in steady.aws.items() if item["sk"]["S"][:2] in ("2#", "3#")]


def test_the_whole_way_from_signing_up_to_a_logged_twitch(browser: Browser) -> None:
    assert browser.get("/").status == 200
    fields = {"email": ADDRESS, "timezone": "Europe/London", "consent": "yes"}
    assert location(browser.send("/sign-up", fields)) == "/sent"
    assert browser.get("/sent").status == 200
    token = browser.steady.link_token()
    assert location(browser.send("/confirm", {}, f"/confirm?token={token}")) == "/log"
    assert location(browser.get("/")) == "/log"
    logged = location(browser.send("/log", TWITCH))
    page = browser.get(logged)
    assert page.status == 200
    assert b"eyelid" in page.body
    assert [json.loads(item["body"]["S"])["area"] for item in entries(browser.steady)] == ["eyelid"]
    assert location(browser.send(logged, {}, logged)) == "/log"
    assert browser.get(logged).status == 404


def test_a_scanner_that_opens_the_link_changes_nothing(browser: Browser) -> None:
    steady = browser.steady
    steady.json("POST", "/v1/people", {"email": ADDRESS, "timezone": "UTC"}, status=202)
    page = f"/confirm?token={steady.link_token()}"
    before = steady.aws.items()
    for method in ("GET", "HEAD", "GET", "HEAD"):
        reply = Browser(steady).ask(method, page)
        assert reply.status == 200
        assert not any(cookie.startswith("__Host-steady=") for cookie in set_cookies(reply))
    assert steady.aws.items() == before
    assert location(browser.send("/confirm", {}, page)) == "/log"
    used = browser.send("/confirm", {}, page)
    assert used.status == 422
    assert b"<h1>" in used.body


def test_the_session_is_a_cookie_that_no_script_or_foreign_site_gets(browser: Browser) -> None:
    steady = browser.steady
    steady.json("POST", "/v1/people", {"email": ADDRESS, "timezone": "UTC"}, status=202)
    reply = browser.send("/confirm", {}, f"/confirm?token={steady.link_token()}")
    (cookie,) = [found for found in set_cookies(reply) if found.startswith("__Host-steady=")]
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    secret = browser.cookies["__Host-steady"]
    assert secret.encode() not in browser.get("/log").body
    assert secret not in json.dumps(steady.aws.items())


def test_signing_out_ends_the_session_here_and_in_the_table(ann: Browser) -> None:
    kept = dict(ann.cookies)
    assert location(ann.send("/sign-out", {}, "/more")) == "/"
    assert "__Host-steady" not in ann.cookies
    assert location(Browser(ann.steady, kept).get("/log")) == "/sign-in"


@pytest.mark.parametrize("path", ["/log", "/symptom", "/check-in", "/today", "/more", "/logged/x"])
def test_a_page_of_ones_own_asks_to_sign_in(browser: Browser, path: str) -> None:
    assert location(browser.get(path)) == "/sign-in"


@pytest.mark.parametrize("path", ["/", "/sign-up", "/sign-in", "/sent", "/confirm", "/log", "/symptom", "/check-in"])
def test_pages_run_no_script_but_ours_and_are_kept_by_nobody(ann: Browser, path: str) -> None:
    reply = (ann if path in ("/log", "/symptom", "/check-in") else Browser(ann.steady)).get(path)
    headers = dict(reply.headers)
    assert reply.status == 200
    assert headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert re.findall(r"<script[^>]*>.*?</script>", reply.body.decode(), re.DOTALL) == [
        f'<script src="/steady.js?v={version()}" defer></script>'
    ]
    assert not re.search(rb"""\s(on\w+|style)\s*=\s*["']""", reply.body)
    assert b'lang="en"' in reply.body


@pytest.mark.parametrize(
    ("change", "headers"),
    [
        pytest.param({"csrf": None}, {}, id="no field"),
        pytest.param({"csrf": "x"}, {}, id="made up"),
        pytest.param({"csrf": "é"}, {}, id="not ASCII"),
        pytest.param({"csrf": ["a", "b"]}, {}, id="twice"),
        pytest.param({}, {"origin": "https://evil.example"}, id="foreign origin"),
        pytest.param({}, {"origin": "https://steady.example.evil.example"}, id="origin that begins alike"),
        pytest.param({}, {"sec_fetch_site": "cross-site"}, id="cross-site"),
    ],
)
def test_a_form_that_is_not_ours_is_refused(ann: Browser, change: Any, headers: dict[str, str]) -> None:
    form = {**hidden(ann.get("/log")), **TWITCH, **change}
    reply = ann.ask("POST", "/log", {name: value for name, value in form.items() if value is not None}, **headers)
    assert reply.status == 403
    assert entries(ann.steady) == []


def test_a_csrf_field_is_good_for_its_own_browser_only(ann: Browser) -> None:
    stolen = hidden(Browser(ann.steady).get("/sign-in"))["csrf"]
    assert ann.ask("POST", "/log", {**TWITCH, "csrf": stolen}).status == 403
    before = hidden(ann.get("/log"))["csrf"]
    ann.send("/sign-out", {}, "/more")
    assert ann.ask("POST", "/sign-in", {"email": ADDRESS, "csrf": before}).status == 403


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"area": "moon"}, "area"),
        ({"side": "left"}, "area"),
        ({**TWITCH, "minutes": "many"}, "minutes"),
        ({**TWITCH, "intensity": "9"}, "intensity"),
        ({**TWITCH, "when": "soon"}, "when"),
        ({**TWITCH, "when": "2030-01-01T10:00"}, "when"),
        ({**TWITCH, "note": "x" * 1001}, "note"),
        ({**TWITCH, "colour": "red"}, "colour"),
        ({**TWITCH, "id": "mine"}, "id"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_what_was_typed_stays(ann: Browser, fields: Any, field: str) -> None:
    reply = ann.send("/log", {"note": "kept words", **fields})
    page = reply.body.decode()
    assert reply.status == 422
    assert f'href="#{field}"' in page or f"<li>{field}: is " in page
    assert fields.get("note", "kept words") in page
    assert entries(ann.steady) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "ann", "timezone": "Europe/London", "consent": "yes"}, "email"),
        ({"email": ADDRESS, "timezone": "Europe/Atlantis", "consent": "yes"}, "timezone"),
        ({"email": ADDRESS, "timezone": "Europe/London"}, "consent"),
    ],
)
def test_a_sign_up_with_a_fault_mails_nobody(browser: Browser, fields: Any, field: str) -> None:
    reply = browser.send("/sign-up", fields)
    assert reply.status == 422
    assert f'id="{field}-fault"' in reply.body.decode()
    browser.steady.drain()
    assert browser.steady.mails() == []


def test_hostile_text_stays_text(ann: Browser) -> None:
    for fields in ({"area": "moon", "note": HOSTILE}, {"area": HOSTILE}, {**TWITCH, "when": HOSTILE}):
        page = ann.send("/log", fields).body.decode()
        assert "<script>" not in page
        assert "<img" not in page
    page = Browser(ann.steady).send("/sign-up", {"email": HOSTILE, "timezone": HOSTILE}).body.decode()
    assert "<script>" not in page
    assert "<script>" not in Browser(ann.steady).get("/confirm?token=%22%3E%3Cscript%3E").body.decode()


def test_a_form_sent_twice_is_one_entry(ann: Browser) -> None:
    form = {**hidden(ann.get("/log")), **TWITCH}
    assert location(ann.ask("POST", "/log", form)) == location(ann.ask("POST", "/log", form))
    assert len(entries(ann.steady)) == 1


def test_when_is_read_in_the_persons_zone(ann: Browser) -> None:
    ann.send("/log", {**TWITCH, "when": "2026-10-24T10:00"})
    (item,) = entries(ann.steady)
    assert json.loads(item["body"]["S"])["at"] == "2026-10-24T10:00:00+01:00"


def test_a_face_droop_on_the_page_shows_the_number_to_call(ann: Browser) -> None:
    reply = ann.send("/symptom", {"name": "face_droop", "side": "left", "onset": "sudden"})
    assert b'href="tel:999"' in ann.get(location(reply)).body


def test_a_check_in_on_the_page(ann: Browser) -> None:
    reply = ann.send("/check-in", {"sleep_hours": "7.5", "water_litres": "2", "twitched": "true"})
    assert ann.get(location(reply)).status == 200
    document = json.loads(entries(ann.steady)[0]["body"]["S"])
    assert (document["sleep_hours"], document["twitched"], document["date"]) == (7.5, True, "2026-11-23")


def test_anothers_entry_is_not_there(ann: Browser) -> None:
    mine = location(ann.send("/log", TWITCH))
    bob = Browser(ann.steady)
    bob.cookies["__Host-steady"] = ann.steady.join("bob@example.org")
    assert bob.get(mine).status == 404
    assert bob.send(mine, {}, "/log").status == 404
    assert ann.get(mine).status == 200


def test_every_link_honours_the_prefix_of_the_address() -> None:
    with steady_running(base_url="https://steady.example/api") as steady:
        browser = Browser(steady)
        page = browser.get("/sign-up")
        assert b'action="/api/sign-up"' in page.body
        assert all("Path=/;" in cookie and cookie.startswith("__Host-") for cookie in set_cookies(page))
        sent = browser.send("/sign-up", {"email": ADDRESS, "timezone": "UTC", "consent": "yes"})
        assert location(sent) == "/api/sent"


def test_the_navigation_leads_to_pages_that_are_there(ann: Browser) -> None:
    for place in (*BAR, *MORE):
        assert ann.get(place.path).status == 200, place
    page = ann.get("/today").body.decode()
    assert re.findall(r'href="/([\w-]+)" aria-current="page"', page) == ["today"]


def test_the_style_sheet_and_the_script_are_kept_and_their_address_changes_with_them(ann: Browser) -> None:
    kept = re.findall(r'"(/[\w.]+\?v=\w+)"', ann.get("/log").body.decode())
    assert [path.partition("?")[0] for path in kept] == ["/style.css", "/steady.js"]
    for path in kept:
        assert "immutable" in dict(ann.get(path).headers)["Cache-Control"]


def test_one_tap_logs_one_of_the_last_places_again(ann: Browser) -> None:
    for place in ({"area": "calf", "side": "right"}, {"area": "tongue"}, TWITCH):
        ann.send("/log", place)
    page = ann.get("/log").body.decode()
    buttons = re.findall(r'name="again" value="([^"]+)">\s*([^<]+?)\s*<', page)
    assert buttons == [("eyelid.left", "left eyelid"), ("tongue", "tongue"), ("calf.right", "right calf")]
    ann.send("/log", {"again": "calf.right"})
    ann.send("/log", {"again": "tongue"})
    logged = [json.loads(item["body"]["S"]) for item in entries(ann.steady)]
    assert sorted((one["area"], one.get("side")) for one in logged) == [
        ("calf", "right"), ("calf", "right"), ("eyelid", "left"), ("tongue", None), ("tongue", None),
    ]  # fmt: skip


@pytest.mark.parametrize("again", ["moon.left", "calf.up", "", ".", ["calf", "thumb"], HOSTILE])
def test_again_is_held_to_the_same_bounds(ann: Browser, again: Any) -> None:
    reply = ann.send("/log", {"again": again})
    assert reply.status == 422
    assert b"<script>" not in reply.body
    assert entries(ann.steady) == []


@pytest.mark.parametrize(
    ("query", "checked"),
    [
        ("?area=calf&side=left", ["calf", "left"]),
        ("?area=moon&side=left", ["left"]),
        ("?area=calf&csrf=x&note=mischief", ["calf"]),
        ("?area=%22%3E%3Cscript%3E", []),
    ],
)
def test_a_place_can_come_in_the_address(ann: Browser, query: str, checked: list[str]) -> None:
    page = ann.get(f"/log{query}").body.decode()
    assert re.findall(r'value="(\w+)" checked', page) == checked
    assert "mischief" not in page
    assert entries(ann.steady) == []


def test_today_says_when_steady_looks_again(ann: Browser) -> None:
    ann.send("/log", TWITCH)
    page = ann.get("/today").body.decode()
    assert "Steady looks again today at 23:59, and with each thing you log." in page
    assert page.index("Five things a doctor asks about") < page.index("What was looked for and not found")
