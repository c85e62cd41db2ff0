"""A link of a mail opened without a session: after signing in, its page is opened all the same."""

import pytest

from tests.doors.browsing import Browser, location, set_cookies
from tests.fakes.steady import ADDRESS, Steady

COOKIE = "__Host-steady_page"


def signed_in_at(browser: Browser) -> str:
    """Where signing in by a mailed link leads."""
    browser.send("/sign-in", {"email": ADDRESS})
    return location(browser.send("/confirm", {}, f"/confirm?token={browser.steady.link_token()}"))


@pytest.fixture
def stranger(steady: Steady) -> Browser:
    """A browser without a session, at a Steady that knows Ann."""
    Browser(steady).join()
    return Browser(steady)


@pytest.mark.parametrize("page", ["/check-in?habit=water", "/check-in", "/today", "/week", "/visit-pack", "/questions"])
def test_the_page_is_opened_after_signing_in(stranger: Browser, page: str) -> None:
    assert location(stranger.get(page)) == "/sign-in"
    assert signed_in_at(stranger) == page
    assert stranger.get(page).status == 200


def test_it_is_opened_once(stranger: Browser) -> None:
    stranger.get("/week")
    assert signed_in_at(stranger) == "/week"
    stranger.send("/sign-out", {}, "/more")
    assert signed_in_at(stranger) == "/log"


def test_the_last_page_counts(stranger: Browser) -> None:
    stranger.get("/week")
    stranger.get("/today")
    assert signed_in_at(stranger) == "/today"


@pytest.mark.parametrize(
    "habit", ["https://evil.example", "water%0d%0aSet-Cookie: a=b", "wäter", "x" * 31, "water; Path=/x"]
)
def test_a_habit_that_is_none_is_not_kept(stranger: Browser, habit: str) -> None:
    reply = stranger.get(f"/check-in?habit={habit}")
    assert not any(habit in cookie for cookie in set_cookies(reply))
    assert signed_in_at(stranger) == "/log"


@pytest.mark.parametrize(
    "kept",
    ["//evil.example", "/\\evil.example", "https://evil.example", "/log/../x", "/today?next=//evil", "today", ""],
)
def test_a_cookie_that_is_not_ours_leads_to_the_log(stranger: Browser, kept: str) -> None:
    stranger.cookies[COOKIE] = kept
    assert signed_in_at(stranger) == "/log"


def test_what_was_sent_by_a_form_is_not_asked_for_again(stranger: Browser) -> None:
    stranger.send("/log", {"area": "eyelid", "side": "left"}, "/sign-in")
    assert signed_in_at(stranger) == "/log"


def test_the_cookie_ends_with_the_link(stranger: Browser) -> None:
    cookie = next(one for one in set_cookies(stranger.get("/week")) if one.startswith(COOKIE))
    assert "Max-Age=86400" in cookie
    assert "HttpOnly" in cookie
