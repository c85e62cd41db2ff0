"""The tokens of a person, and for each a page that says how a phone logs with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from chalice.app import Blueprint, Response

from chalicelib.adapters.qr import qr_drawing
from chalicelib.domain.errors import Fault, InvalidInput, NotFound
from chalicelib.doors.api_people import read_token_wish
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.entry_forms import UNKNOWN
from chalicelib.doors.pages.entry_words import entry_details, entry_title
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import go, page, show, with_cookies
from chalicelib.ports.access import Access
from chalicelib.ports.log import Kept
from chalicelib.usecases.authenticate import list_tokens, open_token, revoke_token
from chalicelib.usecases.change_entry import current_document
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.read_last_call import read_last_call

token_pages = Blueprint(__name__)
NEW_TOKEN: Final = "steady_new"
SHOWN_WITHIN: Final = 600
LINES: Final = (
    "left eyelid 3 min after coffee",
    "both calves for half an hour, strong",
    "right thumb 90 seconds at rest",
    "my foot is twitching, very mild",
)


@page(token_pages, "/tokens", "GET")
def tokens(browser: Browser) -> Response:
    """Every token with its last use, and the form for one more."""
    return _tokens_page(browser, {}, ())


@page(token_pages, "/tokens", "POST")
def post_tokens(browser: Browser) -> Response:
    """Make a token. A cookie brings it to the page that shows it once."""
    person_id = browser.sign_in().person_id
    given = checked_form(browser)
    unknown = tuple(Fault(name, UNKNOWN) for name in given if name not in ("name", "scope"))
    try:
        name, scope = read_token_wish(given)
    except InvalidInput as error:
        return _tokens_page(browser, given, (*error.faults, *unknown), 422)
    if unknown:
        return _tokens_page(browser, given, unknown, 422)
    secret, access = open_token(browser.call.services, person_id, name, scope)
    brought = browser.cookie(NEW_TOKEN, secret, SHOWN_WITHIN)
    return go(browser, f"/shortcuts/{access.id}", [*browser.cookies(), brought])


@page(token_pages, "/tokens/{token_id}", "POST")
def post_revoke(browser: Browser, token_id: str) -> Response:
    """Revoke a token; the session's own is signed out by it."""
    access = browser.sign_in()
    checked_form(browser)
    revoke_token(browser.call.services, access.person_id, token_id)
    if token_id == access.id:
        return go(browser, "/", browser.cookies(is_over=True))
    return go(browser, "/tokens")


@page(token_pages, "/shortcuts/{token_id}", "GET")
def shortcuts(browser: Browser, token_id: str) -> Response:
    """How to log with this token, and the last call that came with it."""
    services, person_id = browser.call.services, browser.sign_in().person_id
    access, last = read_last_call(services, person_id, token_id)
    if access.expires_at is not None:
        raise NotFound(token_id)
    brought = browser.kept(NEW_TOKEN)
    secret = brought if brought and services.signer.digest(brought) == access.digest else None
    zone = read_person(services, person_id).zone
    shown: dict[str, Any] = {
        "used_at": _moment(access.used_at, zone),
        "last": _told(last, zone),
        "examples": _examples(),
    }
    shown |= {"qr": qr_drawing(f"{services.base_url}/tokens"), "curl": _curl(services.base_url, secret)}
    response = show(browser, "shortcuts", access=access, secret=secret, base=services.base_url, **shown)
    if brought:
        response.headers = with_cookies(response.headers, [*browser.cookies(), browser.cookie(NEW_TOKEN, "", 0)])
    return response


def _tokens_page(browser: Browser, given: Mapping[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    services, own = browser.call.services, browser.sign_in()
    zone = read_person(services, own.person_id).zone
    found = [_row(access, zone, own) for access in list_tokens(services, own.person_id)]
    return show(browser, "tokens", status, tokens=found, given=given, faults=by_field(faults))


def _row(access: Access, zone: ZoneInfo, own: Access) -> dict[str, Any]:
    made_at, used_on = _moment(access.created_at, zone), _day(access.used_at, zone)
    is_session, is_here = access.expires_at is not None, access.id == own.id
    shown = {"id": access.id, "name": access.name, "scope": access.scope, "made_at": made_at, "used_on": used_on}
    return {**shown, "is_session": is_session, "is_here": is_here}


def _day(at: datetime | None, zone: ZoneInfo) -> str | None:
    if at is None:
        return None
    local = at.astimezone(zone)
    return f"{local.day} {local:%B} {local.year}"


def _moment(at: datetime | None, zone: ZoneInfo) -> str | None:
    if at is None:
        return None
    return f"{_day(at, zone)}, {at.astimezone(zone):%H:%M}"


def _told(last: Kept | None, zone: ZoneInfo) -> dict[str, Any] | None:
    if last is None:
        return None
    document = current_document(last)
    said = {"title": entry_title(document), "details": entry_details(document), "note": document.get("note")}
    return {"id": last.entry.id, "came_at": _moment(last.entry.received_at, zone), **said}


def _curl(base_url: str, secret: str | None) -> str:
    line = f'--data-urlencode "text={LINES[0]}"'
    return f'curl {base_url}/v1/entries \\\n  -H "Authorization: Bearer {secret or "steady_…"}" \\\n  {line}'


def _examples() -> list[tuple[str, str]]:
    from chalicelib.domain.spoken import read_line

    read = [(line, {"type": "episode", **read_line(line).fields}) for line in LINES]
    return [(line, ", ".join((entry_title(fields), *entry_details(fields)))) for line, fields in read]
