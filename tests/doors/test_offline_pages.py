"""What a browser keeps to log without a network: the same for everybody, below the prefix of the address."""

import gzip
import json
import re
from typing import Any
from urllib.parse import urljoin

import pytest

from chalicelib.adapters.pages import version
from local.pictures import touch_icon
from tests.doors.browsing import Browser, hidden, location, set_cookies
from tests.fakes.steady import Steady, steady_running

SHELL = ["/offline/log", "/offline/symptom", "/offline/check-in", "/waiting"]
TWITCH = {"area": "eyelid", "side": "left", "minutes": "3"}
WORKER = {"steady_worker": "1"}


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser."""
    browser = Browser(steady)
    browser.join()
    return browser


@pytest.mark.parametrize("path", SHELL)
def test_a_page_of_the_shell_is_nobodys(ann: Browser, path: str) -> None:
    location(ann.send("/log", TWITCH))
    hers, anybodys = ann.get(path), Browser(ann.steady).get(path)
    assert (hers.status, hers.body) == (200, anybodys.body)
    assert set_cookies(hers) == []
    assert not re.search(rb'name="(csrf|key)" value="[^"]', hers.body)
    assert b"data-owner" not in hers.body


def test_a_form_of_the_shell_has_the_fields_of_the_page(ann: Browser) -> None:
    for path in ("/log", "/symptom", "/check-in"):
        here, shell = (set(re.findall(r' name="(\w+)"', ann.get(at).body.decode())) for at in (path, f"/offline{path}"))
        assert here == shell, path


def test_the_worker_carries_the_version_of_what_it_keeps(steady: Steady) -> None:
    reply = Browser(steady).get("/service-worker.js")
    headers = dict(reply.headers)
    assert f'const VERSION = "{version()}"' in reply.body.decode()
    assert headers["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_form_token_is_for_whoever_is_signed_in(ann: Browser) -> None:
    token = json.loads(ann.get("/form-token").body)
    page = ann.get("/log").body.decode()
    assert f'data-owner="{token["owner"]}"' in page
    assert hidden(ann.get("/log"))["csrf"] == token["csrf"]
    stranger = json.loads(Browser(ann.steady).get("/form-token").body)
    assert (stranger["owner"], stranger["csrf"]) == (None, None)
    assert token["owner"] not in json.dumps(ann.steady.aws.items())


def test_the_worker_is_told_where_a_form_leads(ann: Browser) -> None:
    form = {**hidden(ann.get("/log")), **TWITCH}
    reply = ann.ask("POST", "/log", form, **WORKER)
    headers = dict(reply.headers)
    assert (reply.status, headers["Steady-Level"]) == (200, "self_care")
    assert ann.get(headers["Location"]).status == 200
    assert location(ann.ask("POST", "/log", form)) == headers["Location"]


def test_the_worker_is_told_that_a_session_ended(ann: Browser) -> None:
    form, before = {**hidden(ann.get("/log")), **TWITCH}, dict(ann.cookies)
    ann.send("/sign-out", {}, "/more")
    reply = Browser(ann.steady, before).ask("POST", "/log", form, **WORKER)
    assert (reply.status, dict(reply.headers)["Location"]) == (200, "/sign-in")


@pytest.mark.parametrize("base", ["https://steady.example", "https://steady.example/api"])
def test_the_manifest_and_what_it_names_lie_below_the_prefix(base: str) -> None:
    prefix = base.removeprefix("https://steady.example")
    with steady_running(base_url=base) as steady:
        page = Browser(steady).get("/").body.decode()
        (at,) = re.findall(r'rel="manifest" href="([^"]+)"', page)
        assert at == f"{prefix}/manifest.webmanifest"
        manifest: Any = json.loads(Browser(steady).get("/manifest.webmanifest").body)
        named = [manifest["start_url"], *(one["url"] for one in manifest["shortcuts"])]
        named += [icon["src"] for icon in manifest["icons"]]
        for path in named:
            found = urljoin(at, path)
            assert found.startswith(f"{prefix}/")
            assert Browser(steady).get(found.removeprefix(prefix)).status in (200, 303)


def test_what_is_long_is_packed_for_whoever_takes_it(ann: Browser) -> None:
    plain, packed = ann.get("/check-in"), ann.get("/check-in", accept_encoding="br, gzip")
    assert "Content-Encoding" not in dict(plain.headers)
    assert dict(packed.headers)["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 2
    assert b"How was the day?" in gzip.decompress(packed.body)


def test_an_iphone_gets_the_icon_as_it_is_drawn(steady: Steady) -> None:
    page = Browser(steady).get("/").body.decode()
    (at,) = re.findall(r'rel="apple-touch-icon" href="([^"]+)"', page)
    reply = Browser(steady).get(at)
    assert dict(reply.headers)["Content-Type"] == "image/png"
    assert reply.body == touch_icon(), "stale: make pictures"
