"""Stopping a stream of mails: by one click from the mail, without cookie or redirect, and never by opening a page."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from local.exchange import Reply
from tests.doors.browsing import Browser, hidden, set_cookies
from tests.fakes.steady import FORM, Steady

ONE_CLICK = b"List-Unsubscribe=One-Click"
PARTS = (
    b"--x\r\nContent-Disposition: form-data; name=List-Unsubscribe\r\n\r\nOne-Click\r\n--x--\r\n",
    "multipart/form-data; boundary=x",
)


@pytest.fixture
def token(steady: Steady) -> str:
    """Ann's token, the first reminder in her mailbox."""
    token = steady.join()
    steady.clock.tick(hours=20)
    steady.sweep()
    return token


def link(steady: Steady, kind: str | None = None) -> str:
    """The path of the link in the header of the last mail, of a kind where one is named."""
    found = urlsplit(steady.mails(kind)[-1]["List-Unsubscribe"].strip("<>"))
    assert f"{found.scheme}://{found.netloc}" == "https://steady.example"
    return f"{found.path}?{found.query}"


def streams(steady: Steady, token: str) -> Any:
    return steady.json("GET", "/v1/me", token=token)["streams"]


def check(reply: Reply) -> None:
    assert reply.status == 200
    assert set_cookies(reply) == []


@pytest.mark.parametrize(("body", "kind"), [(ONE_CLICK, FORM), PARTS], ids=["urlencoded", "multipart"])
def test_one_click_stops_the_stream_and_no_other(steady: Steady, token: str, body: bytes, kind: str) -> None:
    for _ in range(2):
        check(steady.ask("POST", link(steady), body, content_type=kind))
    assert streams(steady, token) == {"safety": True, "habits": False, "weekly": True}
    sent = len(steady.mails("reminder"))
    steady.clock.tick(days=1)
    steady.sweep()
    assert len(steady.mails("reminder")) == sent


def test_opening_the_link_changes_nothing(steady: Steady, token: str) -> None:
    before = steady.aws.items()
    for method in ("GET", "HEAD", "GET"):
        check(steady.ask(method, link(steady)))
    assert steady.aws.items() == before


def test_the_page_offers_the_same_and_takes_it_back(steady: Steady, token: str) -> None:
    browser = Browser(steady)
    page = browser.get(link(steady))
    assert browser.cookies == {}
    check(browser.ask("POST", link(steady), hidden(page)))
    assert not streams(steady, token)["habits"]
    again = browser.get(link(steady))
    check(browser.ask("POST", link(steady), hidden(again)))
    assert streams(steady, token)["habits"]


@pytest.mark.parametrize("wrong", ["", "x", "id000000000000000002.habits", "id000000000000000002.habits.AAAA"])
def test_a_link_that_is_not_ours_does_nothing(steady: Steady, token: str, wrong: str) -> None:
    before = steady.aws.items()
    assert steady.ask("POST", f"/unsubscribe?token={wrong}", ONE_CLICK, content_type=FORM).status == 404
    assert steady.ask("GET", f"/unsubscribe?token={wrong}").status == 404
    assert steady.aws.items() == before


def test_a_link_of_somebody_erased_is_answered_all_the_same(steady: Steady, token: str) -> None:
    path = link(steady)
    steady.ask("DELETE", "/v1/me", token=token)
    check(steady.ask("POST", path, ONE_CLICK, content_type=FORM))
    check(steady.ask("GET", path))


def test_the_weekly_mail_can_come_monthly_instead(steady: Steady, token: str) -> None:
    steady.clock.tick(days=8)
    steady.sweep()
    browser, stop = Browser(steady), link(steady, "weekly")
    assert b"Once a month instead" in browser.get(stop).body
    check(browser.send(stop, {"choice": "monthly"}))
    person = steady.json("GET", "/v1/me", token=token)
    assert (person["summary"], person["streams"]["weekly"]) == ("monthly", True)


def test_reminders_know_no_monthly_and_stop(steady: Steady, token: str) -> None:
    check(Browser(steady).send(link(steady), {"choice": "monthly"}))
    person = steady.json("GET", "/v1/me", token=token)
    assert (person["summary"], person["streams"]["habits"]) == ("weekly", False)
