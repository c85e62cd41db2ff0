"""Without a network a log waits on the phone: sent once, as the person who made it, when the network is back."""

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest

from tests.browser.chromium import IN_CHROMIUM, PHONE, mails, wait_for_worker

pytestmark = IN_CHROMIUM
TOKENS: dict[str, str] = {}


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A phone with JavaScript, in Berlin."""
    profile = chromium.new_context(viewport=PHONE, timezone_id="Europe/Berlin")
    yield profile.new_page()
    profile.close()


@contextmanager
def lost(phone: Any, pattern: str, first: Callable[[Any], object] = lambda route: None) -> Iterator[None]:
    """Within the block nothing answers at these addresses, whatever `first` does with what is asked.

    The handler stays when the block ends. Taken away while the worker tries again, it would answer a request that
    Playwright has let go on meanwhile, and the test would fail in whatever it does next.
    """
    is_lost = True

    def answer(route: Any) -> None:
        if is_lost:
            first(route)
            route.abort()
        else:
            route.continue_()

    phone.context.route(pattern, answer)
    yield
    is_lost = False


def join(phone: Any, address: str, mail: str) -> None:
    """Signed up, on the log page, with the worker ready to take over."""
    invite(address, mail)
    sign_in(phone, address, mail)


def ready(phone: Any) -> None:
    wait_for_worker(phone)
    # the script has told the worker whose page this is once the worker answers its last question
    asks(phone, "state")


def asks(phone: Any, question: str) -> Any:
    """What the worker answers."""
    return phone.evaluate(
        """async ask => {
            const { active } = await navigator.serviceWorker.ready;
            return new Promise(resolve => {
                const line = new MessageChannel();
                line.port1.onmessage = event => resolve(event.data);
                active.postMessage({ ask }, [line.port2]);
            });
        }""",
        question,
    )


def without_network(phone: Any) -> None:
    phone.context.set_offline(True)


def with_network(phone: Any) -> None:
    phone.context.set_offline(False)


def log(phone: Any, area: str) -> None:
    phone.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    phone.check(f"input[value={area}]", force=True)
    phone.click("button:has-text('Log it')")


def sign_in(phone: Any, address: str, mail: str) -> None:
    call(address, "/v1/sign-in", {"email": mail})
    phone.goto(f"{address}/confirm?token={link_token(address, mail)}")
    phone.click("button:has-text('Go on')")
    phone.wait_for_url("**/log")
    ready(phone)


def sign_out(phone: Any, address: str) -> None:
    phone.goto(f"{address}/more")
    phone.click("button:has-text('Sign out')")
    phone.wait_for_url(f"{address}/")


def link_token(address: str, mail: str) -> str:
    texts = [sent["text"] for sent in mails(address) if sent["to"] == mail]
    return re.findall(r"/confirm\?token=(\S+)", texts[-1])[0]


def call(address: str, path: str, body: Any = None, token: str = "") -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    with urllib.request.urlopen(urllib.request.Request(address + path, data, headers)) as answer:
        return json.load(answer)


def invite(address: str, mail: str) -> None:
    """A person who never had this phone before."""
    call(address, "/v1/people", {"email": mail, "timezone": "Europe/London"})
    TOKENS[mail] = call(address, "/v1/confirm", {"token": unquote(link_token(address, mail))})["token"]


def logged(address: str, mail: str) -> list[Any]:
    """What Steady has of a person, newest first."""
    found: list[Any] = call(address, "/v1/entries", token=TOKENS[mail])["entries"]
    return found


def areas(address: str, mail: str) -> list[str | None]:
    return [entry.get("area") for entry in logged(address, mail)]


def keep(phone: Any, address: str, area: str) -> None:
    """Log without a network; the phone says that it waits."""
    without_network(phone)
    phone.goto(f"{address}/log")
    log(phone, area)
    phone.wait_for_url("**/waiting*")
    phone.locator(f"#list li:has-text('A twitch: {area}')").wait_for()


def test_what_is_logged_without_a_network_is_sent_once_when_it_is_back(phone: Any, address: str) -> None:
    join(phone, address, "tunnel@example.org")
    keep(phone, address, "calf")
    (kept,) = asks(phone, "state")["waiting"]
    phone.goto(f"{address}/check-in")
    phone.fill("#sleep_hours-input", "7")
    phone.click("button:has-text('Save the day')")
    phone.locator("#waiting:has-text('2 logs wait on this phone')").wait_for()
    phone.goto(f"{address}/today")
    phone.locator("#list li").nth(1).wait_for()
    with_network(phone)
    phone.locator("#waiting:has-text('2 logs were sent')").wait_for()
    for _ in range(3):
        phone.goto(f"{address}/log")
        asks(phone, "send")
    check_in, episode = sorted(logged(address, "tunnel@example.org"), key=lambda entry: entry["type"])
    assert (check_in["sleep_hours"], episode["area"]) == (7, "calf")
    at = datetime.fromisoformat(episode["at"])
    assert at.utcoffset() in (timedelta(hours=1), timedelta(hours=2))
    assert at.timestamp() == kept["made"] // 1000
    assert at <= datetime.fromisoformat(episode["received_at"])
    assert asks(phone, "state")["waiting"] == []


def test_what_waits_can_be_discarded(phone: Any, address: str) -> None:
    join(phone, address, "discard@example.org")
    keep(phone, address, "calf")
    phone.goto(f"{address}/log")
    log(phone, "thumb")
    phone.locator("#list li").nth(1).wait_for()
    phone.click("button[aria-label^='Discard: A twitch: calf']")
    phone.locator("#list li:has-text('calf')").wait_for(state="detached")
    with_network(phone)
    phone.locator("#waiting:has-text('1 log was sent')").wait_for()
    assert areas(address, "discard@example.org") == ["thumb"]


def test_a_reply_that_was_lost_makes_no_second_entry(phone: Any, address: str) -> None:
    join(phone, address, "reply@example.org")
    with lost(phone, "**/log", lambda route: route.fetch()):
        log(phone, "calf")
        phone.wait_for_url("**/waiting*")
        assert areas(address, "reply@example.org") == ["calf"]
    asks(phone, "send")
    assert asks(phone, "state")["waiting"] == []
    assert areas(address, "reply@example.org") == ["calf"]


def test_a_grave_answer_is_shown_as_soon_as_it_is_there(phone: Any, address: str) -> None:
    join(phone, address, "grave@example.org")
    keep_grave(phone, address)
    with_network(phone)
    phone.wait_for_url("**/logged/*")
    assert phone.locator("a[href='tel:999']").is_visible()


def test_a_grave_answer_is_shown_where_the_next_log_could_not_be_sent(phone: Any, address: str) -> None:
    join(phone, address, "broken@example.org")
    keep_grave(phone, address)
    keep(phone, address, "calf")
    with lost(phone, "**/log"):
        with_network(phone)
        phone.wait_for_url("**/logged/*")
    asks(phone, "send")
    assert set(areas(address, "broken@example.org")) == {"calf", None}


def test_a_grave_answer_waits_for_a_page_that_shows_it(phone: Any, address: str) -> None:
    join(phone, address, "left@example.org")
    keep_grave(phone, address)
    with_network(phone)
    phone.goto(f"{address}/style.css")
    asks(phone, "send")
    (sent,) = asks(phone, "state")["sent"]
    assert asks(phone, "state")["sent"] == [sent]
    phone.goto(f"{address}/log")
    phone.wait_for_url("**/logged/*")
    assert phone.locator("a[href='tel:999']").is_visible()
    assert not phone.locator("#waiting").is_visible()
    assert asks(phone, "state")["sent"] == []


def keep_grave(phone: Any, address: str) -> None:
    """Log a sudden face droop without a network; the phone says whom to call."""
    without_network(phone)
    phone.goto(f"{address}/symptom")
    phone.check("input[value=face_droop]")
    phone.check("input[value=sudden]", force=True)
    phone.click("button:has-text('Log it')")
    phone.wait_for_url("**/waiting*")
    assert phone.locator("text=Call 112, 999 or 911 now").is_visible()


def test_nobodys_log_is_sent_as_anothers(phone: Any, address: str) -> None:
    join(phone, address, "first@example.org")
    invite(address, "second@example.org")
    keep(phone, address, "calf")
    # the network comes back and goes unnoticed: the queue is full when the first person signs out
    with lost(phone, "**/form-token"):
        with_network(phone)
        sign_out(phone, address)
        phone.locator("#waiting:has-text('1 log waits on this phone. Sign in to send.')").wait_for()
        assert asks(phone, "state") == {"waiting": [], "others": 1, "isSignedIn": False, "sent": []}
        sign_in(phone, address, "second@example.org")
    asks(phone, "send")
    assert asks(phone, "state") == {"waiting": [], "others": 0, "isSignedIn": True, "sent": []}
    assert areas(address, "second@example.org") == []
    sign_out(phone, address)
    sign_in(phone, address, "first@example.org")
    asks(phone, "send")
    assert areas(address, "first@example.org") == ["calf"]
    assert areas(address, "second@example.org") == []


def test_a_session_that_ended_keeps_the_log_and_says_so(phone: Any, address: str) -> None:
    join(phone, address, "ended@example.org")
    phone.context.clear_cookies(name="steady")
    log(phone, "calf")
    phone.wait_for_url("**/waiting*")
    phone.locator("#waiting:has-text('1 log waits on this phone. Sign in to send.')").wait_for()
    assert areas(address, "ended@example.org") == []
    sign_in(phone, address, "ended@example.org")
    asks(phone, "send")
    assert areas(address, "ended@example.org") == ["calf"]


def test_a_form_that_is_days_old_goes_out_with_a_fresh_token(phone: Any, address: str) -> None:
    join(phone, address, "stale@example.org")
    old = phone.context.new_page()
    old.goto(f"{address}/log")
    asks(old, "state")
    sign_out(phone, address)
    sign_in(phone, address, "stale@example.org")
    log(old, "calf")
    old.wait_for_url("**/logged/*")
    assert areas(address, "stale@example.org") == ["calf"]


def test_a_form_of_another_site_is_never_kept(phone: Any, address: str) -> None:
    join(phone, address, "foreign@example.org")
    other = phone.context.new_page()
    form = f'<form method="post" action="{address}/log"><input name="area" value="calf"><input name="csrf"></form>'
    other.route("http://evil.example/", lambda route: route.fulfill(body=form, content_type="text/html"))
    other.goto("http://evil.example/")
    without_network(phone)
    other.evaluate("document.forms[0].submit()")
    other.wait_for_timeout(500)
    with_network(phone)
    phone.goto(f"{address}/log")
    asks(phone, "send")
    assert asks(phone, "state")["waiting"] == []
    assert areas(address, "foreign@example.org") == []


def test_what_is_refused_later_stays_and_says_why(phone: Any, address: str) -> None:
    join(phone, address, "refused@example.org")
    without_network(phone)
    phone.goto(f"{address}/log")
    phone.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    phone.fill("#minutes-input", "2000")
    log(phone, "calf")
    phone.wait_for_url("**/waiting*")
    with_network(phone)
    phone.locator("#list .fault:has-text('a number of at most 1440')").wait_for()
    assert areas(address, "refused@example.org") == []


def test_the_phone_keeps_the_shell_and_nothing_of_anybody(phone: Any, address: str) -> None:
    join(phone, address, "shell@example.org")
    log(phone, "calf")
    phone.wait_for_url("**/logged/*")
    for path in ("/log", "/today", "/check-in", "/history", "/more"):
        phone.goto(address + path)
    kept = phone.evaluate(
        """async () => {
            const found = {};
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                    found[new URL(request.url).pathname] = await (await caches.match(request)).text();
            return found;
        }"""
    )
    assert sorted(kept) == sorted(
        ["/offline/log", "/offline/symptom", "/offline/check-in", "/waiting", "/style.css", "/steady.js", "/icon.svg",
         "/manifest.webmanifest"]
    )  # fmt: skip
    strangers = {path: urllib.request.urlopen(address + path).read().decode() for path in kept}
    assert kept == strangers


def test_it_can_be_installed(phone: Any, address: str) -> None:
    join(phone, address, "install@example.org")
    session = phone.context.new_cdp_session(phone)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["start_url"] == "log"
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )
