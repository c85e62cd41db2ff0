"""The pages: start, sign-up, sign-in, confirm, today, and the choice of mails. They work without JavaScript."""

from typing import Any, Final

from chalice.app import Blueprint, Response

from chalicelib.adapters.pages import day_words
from chalicelib.domain.errors import Fault, InvalidInput, NotFound, NotSignedIn, UnsupportedMediaType
from chalicelib.domain.localtime import local_date
from chalicelib.domain.person import STREAMS, Stream
from chalicelib.doors.answers import assessment_document
from chalicelib.doors.api_people import read_address
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.pages.wanted import forget_page, wanted_page
from chalicelib.doors.payloads import FORM, media_type, read_form
from chalicelib.usecases.authenticate import revoke_token
from chalicelib.usecases.change_person import read_person, set_stream
from chalicelib.usecases.confirm_link import confirm_link
from chalicelib.usecases.read_log import read_assessment
from chalicelib.usecases.read_worry import read_worry
from chalicelib.usecases.request_access import ask_to_sign_in

pages = Blueprint(__name__)
UNKNOWN: Final = "is not a field of this form"


@page(pages, "/", "GET")
def start(browser: Browser) -> Response:
    """What Steady is, and the ways in."""
    return go(browser, "/log") if browser.access else show(browser, "start")


@page(pages, "/sign-in", "GET")
def sign_in(browser: Browser) -> Response:
    """The form to sign in."""
    return show(browser, "sign_in", given={}, faults={})


@page(pages, "/sign-in", "POST")
def post_sign_in(browser: Browser) -> Response:
    """Ask for the mail that signs in."""
    given = checked_form(browser)
    try:
        address = read_address(given)
    except InvalidInput as error:
        return show(browser, "sign_in", 422, given=given, faults=by_field(error.faults))
    ask_to_sign_in(browser.call.services, address, browser.call.source)
    return go(browser, "/sent")


@page(pages, "/sent", "GET")
def sent(browser: Browser) -> Response:
    """Look into your mail."""
    return show(browser, "sent")


@page(pages, "/confirm", "GET")
def confirm(browser: Browser) -> Response:
    """Only a button, whatever the token is: a mail scanner may come by."""
    return show(browser, "confirm", token=browser.call.query.get("token", ""))


@page(pages, "/confirm", "POST")
def post_confirm(browser: Browser) -> Response:
    """Use the link up and sign in; go on to the page that was wanted before."""
    token = str(checked_form(browser).get("token", ""))
    try:
        confirmed = confirm_link(browser.call.services, token, is_session=True)
    except InvalidInput as error:
        return show(browser, "problem", 422, said=f"Sorry, {error.faults[0].message}.")
    return go(browser, wanted_page(browser), [*browser.cookies(confirmed.token), *forget_page(browser)])


@page(pages, "/sign-out", "POST")
def post_sign_out(browser: Browser) -> Response:
    """Revoke the session's token and forget the cookie."""
    checked_form(browser)
    access = browser.access
    if access is not None:
        revoke_token(browser.call.services, access.person_id, access.id)
    return go(browser, "/", browser.cookies(is_over=True))


@page(pages, "/today", "GET")
def today(browser: Browser) -> Response:
    """What stands now, and when Steady looks again."""
    wired, person_id = browser.call.services, browser.sign_in().person_id
    assessment, country = read_assessment(wired, person_id)
    place = read_person(wired, person_id).zone
    at = assessment.next_look_at.astimezone(place)
    on = "today" if at.date() == local_date(wired.clock(), place) else f"on {day_words(at.date())}"
    document = assessment_document(assessment, country, is_full=True)
    offer = assessment.level == "self_care" and read_worry(wired, person_id).is_offered
    return show(browser, "today", found=document, offers_worry=offer, next_look=f"{on} at {at:%H:%M}")


@page(pages, "/more", "GET")
def more(browser: Browser) -> Response:
    """Everywhere else to go, and the way out."""
    browser.sign_in()
    return show(browser, "more")


@page(pages, "/unsubscribe", "GET")
def unsubscribe(browser: Browser) -> Response:
    """The choice as a page; opening it changes nothing."""
    person_id, stream = _read_unsubscribe(browser)
    try:
        streams = dict(read_person(browser.call.services, person_id).streams)
    except NotSignedIn:
        streams = {}
    return _unsubscribe_page(browser, stream, is_on=streams.get(stream, False), done=None)


@page(pages, "/unsubscribe", "POST")
def post_unsubscribe(browser: Browser) -> Response:
    """RFC 8058 one-click, and the page's own two buttons: no cookie, no redirect."""
    person_id, stream = _read_unsubscribe(browser)
    call = browser.call
    given = read_form(call.body) if media_type(call.content_type) == FORM else {}
    is_monthly = given.get("choice") == "monthly" and stream == "weekly"
    is_on = given.get("choice") == "start" or is_monthly
    try:
        set_stream(call.services, person_id, stream, on=is_on, cadence="monthly" if is_monthly else None)
    except NotSignedIn:
        is_on = is_monthly = False
    done = "monthly" if is_monthly else "on" if is_on else "stopped"
    return _unsubscribe_page(browser, stream, is_on=is_on, done=done)


def _unsubscribe_page(browser: Browser, stream: Stream, *, is_on: bool, done: str | None) -> Response:
    token = browser.call.query.get("token", "")
    return show(browser, "unsubscribe", has_form=False, stream=stream, is_on=is_on, token=token, done=done)


def _read_unsubscribe(browser: Browser) -> tuple[str, Stream]:
    value = browser.call.services.signer.read("unsubscribe", browser.call.query.get("token", ""))
    person_id, _, stream = (value or "").partition(".")
    for known in STREAMS:
        if known == stream:
            return person_id, known
    raise NotFound("unsubscribe")


def checked_form(browser: Browser) -> dict[str, Any]:
    """The fields of a form of ours. Raises Forbidden for a form that is not."""
    call = browser.call
    if call.body and media_type(call.content_type) != FORM:
        raise UnsupportedMediaType(f"send {FORM}")
    given: dict[str, Any] = dict(read_form(call.body))
    browser.check_form(given.pop("csrf", None))
    return given


def by_field(faults: tuple[Fault, ...]) -> dict[str, str]:
    """The faults by their field, for the page to show beside it."""
    return {fault.field: fault.message for fault in faults}
