"""The pages against what no form of theirs would send: an answer in HTML, never a 5xx, nothing stored."""

import gzip
import re
from typing import Any, get_args

import pytest

from chalicelib.domain.entries import SymptomName
from chalicelib.doors.pages.words import SYMPTOM_WORDS
from tests.doors.browsing import Browser, hidden, location, set_cookies
from tests.fakes.steady import ADDRESS, FORM, Steady, steady_running

TWITCH = {"area": "eyelid", "side": "left", "minutes": "3"}
LOGGED_IN = ["/log", "/symptom", "/check-in", "/today", "/experiments", "/more"]
FORMS = ["/sign-up", "/sign-in", "/confirm", "/sign-out", "/log", "/symptom", "/check-in", "/logged/x"]
LARGEST = 50 * 1024
BODIES = [
    pytest.param(b"\xff\xfe=\x80", FORM, 400, id="bytes that are no UTF-8"),
    pytest.param(b"note=%ff%fe", FORM, 400, id="quoted bytes that are no UTF-8"),
    pytest.param(b"no pair", FORM, 400, id="no pairs"),
    pytest.param(b"a=1&" * 5_000, FORM, 400, id="thousands of fields"),
    pytest.param(b"note=" + b"x" * 1_000_000, FORM, 413, id="a megabyte"),
    pytest.param(b"", FORM, 403, id="nothing"),
    pytest.param(b"csrf=x&csrf=y", FORM, 403, id="two fields"),
    pytest.param(b"csrf=%F0%9F%92%A9", FORM, 403, id="beyond ASCII"),
    pytest.param(b'{"csrf": "x"}', "application/json", 415, id="JSON"),
    pytest.param(b"plain", "text/plain", 415, id="text"),
    pytest.param(b"--x--", "multipart/form-data; boundary=x", 415, id="multipart"),
]


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser."""
    browser = Browser(steady)
    browser.join()
    return browser


def entries(steady: Steady) -> list[Any]:
    return [item for item in steady.aws.items() if item["sk"]["S"][:2] in ("2#", "3#")]


@pytest.mark.parametrize(("body", "kind", "status"), BODIES)
def test_a_body_that_is_no_form_of_ours(ann: Browser, body: bytes, kind: str, status: int) -> None:
    before = ann.steady.aws.items()
    jar = "; ".join(f"{name}={value}" for name, value in ann.cookies.items())
    for path in FORMS:
        reply = ann.steady.ask("POST", path, body, content_type=kind, cookie=jar)
        assert (reply.status, path) == (status, path)
        assert dict(reply.headers)["Content-Type"].startswith("text/html")
        assert b"<h1>" in reply.body
    assert ann.steady.aws.items() == before


@pytest.mark.parametrize("origin", ["http://[", "x", "", "://", "https://steady.example@evil.example", "é", "a" * 9000])
def test_an_origin_that_is_none_of_ours(ann: Browser, origin: str) -> None:
    assert ann.send("/log", TWITCH, origin=origin).status == 403
    assert entries(ann.steady) == []


@pytest.mark.parametrize("origin", ["null", "https://steady.example"])
def test_an_origin_that_our_own_pages_give(ann: Browser, origin: str) -> None:
    assert ann.send("/log", TWITCH, origin=origin, sec_fetch_site="same-origin").status == 303


@pytest.mark.parametrize("first", ['{"a": [1]}', "=;;", "é=é", "a b=c", "steady=x", '"', "\x7f=1"])
def test_a_strangers_cookie_before_ours_does_no_harm(ann: Browser, first: str) -> None:
    jar = "; ".join([first, *(f"{name}={value}" for name, value in ann.cookies.items())])
    assert ann.steady.ask("GET", "/today", cookie=jar).status == 200


@pytest.mark.parametrize("token", ["", "steady_", "steady_" + "é" * 50, "\x7f", "%00", "a" * 5000])
def test_a_session_that_is_none(steady: Steady, token: str) -> None:
    for path in LOGGED_IN:
        assert location(steady.ask("GET", path, cookie=f"__Host-steady={token}")) == "/sign-in"
    assert steady.ask("GET", "/", cookie=f"__Host-steady={token}").status == 200


@pytest.mark.parametrize("entry", ["x", "%00", "..%2F..", "%F0%9F%92%A9", "%22%3E%3Cb%3E", "a" * 3000])
def test_an_entry_that_is_not_there(ann: Browser, entry: str) -> None:
    reply = ann.get(f"/logged/{entry}")
    assert reply.status == 404
    assert b"<h1>Not here</h1>" in reply.body


@pytest.mark.parametrize("query", ["", "?token=", "?token=a&token=b", "?token=%00%F0%9F%92%A9", "?other=1"])
def test_the_page_of_a_link_is_only_a_button_whatever_the_token(steady: Steady, query: str) -> None:
    before = steady.aws.items()
    browser = Browser(steady)
    assert browser.get(f"/confirm{query}").status == 200
    assert browser.send("/confirm", {}, f"/confirm{query}").status == 422
    assert steady.aws.items() == before


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"area": ["eyelid", "thumb"]}, "Where</a>: must be one of"),
        ({"minutes": "1e9"}, "a number of at most 1440"),
        ({"minutes": "nan"}, "a number of at least 0"),
        ({"when": ["2026-11-01T10:00", "2026-11-02T10:00"]}, "a date and a time"),
        ({"when": "0001-01-01T00:00"}, "When</a>: "),
        ({"when": "9999-12-31T23:59"}, "When</a>: "),
        ({"key": ["a", "b"]}, "key: must be text"),
        ({"type": "delete"}, "type: is not a field of this form"),
        ({"received_at": "2026-11-01T10:00:00Z"}, "received_at: is set by Steady"),
    ],
)
def test_a_value_that_the_form_cannot_give(ann: Browser, fields: dict[str, Any], said: str) -> None:
    reply = ann.send("/log", {**TWITCH, **fields})
    assert reply.status == 422
    assert said in reply.body.decode()
    assert entries(ann.steady) == []


def test_every_fault_of_a_page_leads_to_something_on_it(ann: Browser) -> None:
    wrong = {
        "minutes": "x",
        "area": "x",
        "side": "x",
        "intensity": "x",
        "context": "x",
        "when": "x",
        "note": "x" * 1001,
    }
    page = ann.send("/log", {**wrong, "colour": "red"}).body.decode()
    led = re.findall(r'<li><a href="#(\w+)"', page)
    assert sorted(led) == sorted(wrong)
    assert all(f' id="{name}"' in page and f' id="{name}-fault"' in page for name in led)


def test_a_page_sent_again_with_other_answers_says_so_and_can_be_sent(ann: Browser) -> None:
    form = {**hidden(ann.get("/log")), **TWITCH}
    location(ann.ask("POST", "/log", form))
    reply = ann.ask("POST", "/log", {**form, "area": "thumb"})
    assert reply.status == 422
    assert "This page was sent before" in reply.body.decode()
    location(ann.ask("POST", "/log", {**form, "area": "thumb", **hidden(reply)}))
    assert len(entries(ann.steady)) == 2


def test_a_symptom_can_be_taken_back_as_no_longer_there(ann: Browser) -> None:
    reply = ann.send("/symptom", {"name": "numbness", "area": "hand", "side": "left", "present": "false"})
    assert "no longer" in ann.get(location(reply)).body.decode()


def test_every_symptom_has_its_words() -> None:
    assert sorted(SYMPTOM_WORDS) == sorted(get_args(SymptomName))


def test_a_sign_up_with_a_field_too_many_is_refused(steady: Steady) -> None:
    fields = {"email": ADDRESS, "timezone": "UTC", "consent": "yes", "admin": "yes"}
    reply = Browser(steady).send("/sign-up", fields)
    assert reply.status == 422
    assert "admin: is not a field of this form" in reply.body.decode()


def test_too_many_requests_say_when_to_come_back() -> None:
    with steady_running(requests_per_source=1) as steady:
        browser = Browser(steady)
        assert browser.send("/sign-in", {"email": ADDRESS}).status == 303
        reply = browser.send("/sign-in", {"email": ADDRESS})
        assert reply.status == 429
        assert 0 < int(dict(reply.headers)["Retry-After"]) <= 3600
        assert b"<h1>" in reply.body


def test_a_page_with_its_style_weighs_little(ann: Browser) -> None:
    def wire(path: str) -> int:
        """Bytes as the gateway packs them."""
        return len(gzip.compress(ann.get(path).body, 6))

    shared = sum(map(wire, ("/style.css", "/steady.js", "/icon.svg", "/manifest.webmanifest")))
    for path in ["/sign-up", "/confirm", "/unsubscribe", *LOGGED_IN]:
        assert wire(path) + shared <= LARGEST, path


@pytest.mark.parametrize(
    ("base", "session", "path", "is_secure"),
    [
        ("https://steady.example", "__Host-steady", "/", True),
        ("https://steady.example/api", "__Host-steady", "/api", True),
        ("http://127.0.0.1:8000", "steady", "/", False),
        ("http://127.0.0.1:8000/api", "steady", "/api", False),
    ],
)
def test_cookies_and_links_follow_the_address(base: str, session: str, path: str, is_secure: bool) -> None:
    prefix = path.rstrip("/")
    with steady_running(base_url=base) as steady:
        browser = Browser(steady)
        fields = {"email": ADDRESS, "timezone": "UTC", "consent": "yes"}
        assert location(browser.send("/sign-up", fields)) == f"{prefix}/sent"
        confirmed = browser.send("/confirm", {}, f"/confirm?token={steady.link_token()}")
        assert location(confirmed) == f"{prefix}/log"
        (cookie,) = [found for found in set_cookies(confirmed) if found.startswith(f"{session}=steady_")]
        held_to = "/" if is_secure else path
        assert (f"Path={held_to}" in cookie.split("; "), "Secure" in cookie.split("; ")) == (True, is_secure)
        for page in ["/sent", "/sign-in", *LOGGED_IN, "/logged/x"]:
            leads = re.findall(r'(?:href|action|src)="([^"#][^"]*)"', browser.get(page).body.decode())
            assert leads
            assert [lead for lead in leads if not lead.startswith((f"{prefix}/", "tel:"))] == []
