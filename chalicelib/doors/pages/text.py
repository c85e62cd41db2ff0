"""A twitch in one line, typed or dictated; the page then says what it understood of it."""

from typing import Any

from chalice.app import Blueprint, Response
from msgspec.structs import replace

from chalicelib.domain.errors import Fault, NotFound
from chalicelib.doors.answers import assessment_document
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.entry_words import entry_details, entry_title
from chalicelib.doors.pages.log import SENT_BEFORE
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.settings_fields import unknown_in
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.spoken_lines import read_sent
from chalicelib.usecases.change_entry import current_document
from chalicelib.usecases.read_log import read_assessment, read_entry
from chalicelib.usecases.record_entry import record_entries

text_pages = Blueprint(__name__)


@page(text_pages, "/text", "GET")
def text(browser: Browser) -> Response:
    """The line to fill in, and after a log what was understood."""
    browser.sign_in()
    entry_id = browser.call.query.get("entry")
    return _text_page(browser, {}, (), 200, **(_understood(browser, entry_id) if entry_id else {}))


@page(text_pages, "/text", "POST")
def post_text(browser: Browser) -> Response:
    """Read the line and log it; one that is not clear comes back with what to add."""
    access = browser.sign_in()
    given = checked_form(browser)
    faults = unknown_in(given, ("text", "key"))
    faults += [] if given.get("text") else [Fault("text", "is needed")]
    if faults:
        return _text_page(browser, given, tuple(faults), 422)
    draft = replace(read_sent(replace(browser.call, access=access), given, is_form=True).draft, via="")
    result = record_entries(browser.call.services, access.person_id, [draft]).results[0]
    if result.kept is None:
        again = {"text": given["text"]}
        return _text_page(browser, again, result.faults or (Fault("text", SENT_BEFORE),), 422)
    return go(browser, f"/text?entry={result.kept.entry.id}")


def _understood(browser: Browser, entry_id: str) -> dict[str, Any]:
    # the tables of words are read with the first line, not when the function starts
    from chalicelib.domain.spoken import read_line

    services, person_id = browser.call.services, browser.sign_in().person_id
    document = current_document(read_entry(services, person_id, entry_id))
    if document["type"] != "episode":
        raise NotFound(entry_id)
    assessment, country = read_assessment(services, person_id)
    line = document.get("note") or ""
    parts = [entry_title(document), *entry_details(document)]
    left = [] if not line else list(read_line(line).not_understood)
    found = assessment_document(assessment, country)
    return {"logged": {"id": entry_id, "line": line, "parts": parts, "left": left}, "found": found}


def _text_page(
    browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...], status: int = 200, **logged: Any
) -> Response:
    told = tuple(fault if fault.field in ("", "key", "text") else replace(fault, field="text") for fault in faults)
    key = given.get("key") or browser.call.services.new_id()
    values: dict[str, Any] = {"logged": None, "found": None, **logged}
    return show(browser, "text", status, given=given, faults=by_field(told), key=key, **values)
