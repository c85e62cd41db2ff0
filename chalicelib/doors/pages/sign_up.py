"""The form to sign up: an address, a zone, consent, and an invite where one is needed."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.doors.api_people import read_sign_up
from chalicelib.doors.pages.entrance import UNKNOWN, by_field, checked_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.pages.words import zones_by_part
from chalicelib.usecases.request_access import ask_to_join, check_open

sign_up_pages = Blueprint(__name__)


@page(sign_up_pages, "/sign-up", "GET")
def sign_up(browser: Browser) -> Response:
    """The form to sign up; the link of an invite opens it with that filled in."""
    invite = browser.call.query.get("invite")
    check_open(browser.call.services, invite)
    return _sign_up_page(browser, {"invite": invite} if invite else {}, ())


@page(sign_up_pages, "/sign-up", "POST")
def post_sign_up(browser: Browser) -> Response:
    """Ask for the mail that confirms."""
    given = checked_form(browser)
    faults = _sign_up_faults(given)
    try:
        address, timezone, language = read_sign_up(given, browser.call.headers.get("accept-language"))
    except InvalidInput as error:
        return _sign_up_page(browser, given, (*error.faults, *faults), 422)
    if faults:
        return _sign_up_page(browser, given, faults, 422)
    try:
        ask_to_join(browser.call.services, address, timezone, browser.call.source, language, given.get("invite"))
    except InvalidInput as error:
        return _sign_up_page(browser, given, error.faults, 422)
    return go(browser, "/sent")


def _sign_up_faults(given: dict[str, Any]) -> tuple[Fault, ...]:
    unknown = tuple(Fault(name, UNKNOWN) for name in given if name not in ("email", "timezone", "consent", "invite"))
    if given.get("consent") == "yes":
        return unknown
    return Fault("consent", "is needed, since a log like this is about your health"), *unknown


def _sign_up_page(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    shown = by_field(faults)
    if "timezone" in shown:
        shown["timezone"] = "choose the zone that you live in"
    return show(browser, "sign_up", status, given=given, faults=shown, zones=zones_by_part())
