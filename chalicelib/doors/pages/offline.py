"""What a browser keeps to log without a network: the shell's pages, the worker, the manifest, and a fresh form token.

The shell's pages are the same for everybody and hold nothing of anybody: no token, no place, no name.
"""

from typing import Any, Final

from chalice.app import Blueprint, Response

from chalicelib.adapters.pages import ASSETS, asset, asset_bytes
from chalicelib.domain.body import AREAS
from chalicelib.doors.binary import BinaryResponse
from chalicelib.doors.pages.log import CONTEXTS
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import POLICY, owner_of, page, shell
from chalicelib.doors.pages.words import AREAS_BY_PART, ONSETS, SYMPTOMS_BY_PART
from chalicelib.doors.problems import answer

offline_pages = Blueprint(__name__)
KEPT: Final = "public, max-age=31536000, immutable"
ASKED_AGAIN: Final = "no-cache"


def _asset(name: str, kept: str, **more: str) -> Response:
    return Response(body=asset(name), headers={**_headers(name, kept), **more})


def _headers(name: str, kept: str) -> dict[str, Any]:
    return {"Content-Type": ASSETS[name], "Cache-Control": kept, "X-Content-Type-Options": "nosniff"}


@offline_pages.route("/style.css", methods=["GET"])
def style() -> Response:
    """The one style sheet, to be kept: its address changes with it."""
    return _asset("style.css", KEPT)


@offline_pages.route("/steady.js", methods=["GET"])
def script() -> Response:
    """The one script of the pages, to be kept: its address changes with it."""
    return _asset("steady.js", KEPT)


@offline_pages.route("/service-worker.js", methods=["GET"])
def worker() -> Response:
    """The worker, looked at afresh each time: it carries the version of all the rest."""
    return _asset("service-worker.js", ASKED_AGAIN, **{"Content-Security-Policy": POLICY})


@offline_pages.route("/manifest.webmanifest", methods=["GET"])
def manifest() -> Response:
    """What a phone shows of Steady on its home screen. Its addresses are relative to its own."""
    return _asset("manifest.webmanifest", ASKED_AGAIN)


@offline_pages.route("/icon.svg", methods=["GET"])
def icon() -> Response:
    """The picture on the home screen."""
    return _asset("icon.svg", ASKED_AGAIN)


@offline_pages.route("/icon-180.png", methods=["GET"])
def touch_icon() -> Response:
    """The same for an iPhone, which takes no SVG for its home screen."""
    return BinaryResponse(asset_bytes("icon-180.png"), _headers("icon-180.png", ASKED_AGAIN))


@page(offline_pages, "/form-token", "GET")
def form_token(browser: Browser) -> Response:
    """Whose session it is, under a name that says nothing, with a token for a form; nobody's where there is none."""
    owner = owner_of(browser)
    now = int(browser.call.services.clock().timestamp() * 1000)
    return answer(200, {"owner": owner or None, "csrf": browser.csrf if owner else None, "now": now})


@page(offline_pages, "/offline/log", "GET")
def offline_log(browser: Browser) -> Response:
    """The form for a twitch, with no last places."""
    return shell(browser, "log", last=[], parts=AREAS_BY_PART, contexts=CONTEXTS, known=AREAS)


@page(offline_pages, "/offline/symptom", "GET")
def offline_symptom(browser: Browser) -> Response:
    """The form for a symptom."""
    return shell(browser, "symptom", symptoms=SYMPTOMS_BY_PART, onsets=ONSETS, parts=AREAS_BY_PART)


@page(offline_pages, "/offline/check-in", "GET")
def offline_check_in(browser: Browser) -> Response:
    """The form for the day, with nothing of yesterday; an empty date is that of the moment it was made."""
    return shell(browser, "check_in", start={}, has_today=False, has_done=False, plan=None, today="")


@page(offline_pages, "/waiting", "GET")
def waiting(browser: Browser) -> Response:
    """What waits on this phone: the worker knows, Steady does not."""
    return shell(browser, "waiting")
