"""The page that a link in a mail led to, kept by the browser while its owner signs in, and opened after that."""

import re
from datetime import timedelta
from typing import Final

from chalicelib.doors.pages.sessions import Browser
from chalicelib.usecases.request_access import LINK_LASTS

WANTED: Final = "steady_page"
FIRST: Final = "/log"
_OURS: Final = r"/[a-z]+(-[a-z]+)*(\?habit=[a-z_]{1,30})?"
_OVER: Final = timedelta()


def remember_page(browser: Browser, path: str) -> str:
    """The Set-Cookie header that keeps the page, with the habit that it was to open with, as long as a sign-in link."""
    habit = browser.call.query.get("habit")
    page = f"{path}?habit={habit}" if habit else path
    return _cookie(browser, page, LINK_LASTS) if re.fullmatch(_OURS, page) else _cookie(browser, "", _OVER)


def wanted_page(browser: Browser) -> str:
    """A page of ours to go to after signing in: the one that was wanted, else the log."""
    kept = browser.kept(WANTED) or ""
    return kept if re.fullmatch(_OURS, kept) else FIRST


def forget_page(browser: Browser) -> list[str]:
    """The Set-Cookie header after which no page is kept; none where none was."""
    return [_cookie(browser, "", _OVER)] if browser.kept(WANTED) else []


def _cookie(browser: Browser, value: str, lasts: timedelta) -> str:
    return browser.cookie(WANTED, value, int(lasts.total_seconds()))
