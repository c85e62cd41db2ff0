"""The history: every entry with its kind, a page at a time; each can be edited, and deleted after a second look."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from chalice.app import Blueprint, Response
from msgspec.structs import replace

from chalicelib.domain.entries import Edit
from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.entry_forms import changes_of, fields_of, shown_values
from chalicelib.doors.pages.entry_words import KINDS, entry_details, entry_title
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.payloads import read_patch
from chalicelib.doors.queries import page_link, read_page
from chalicelib.ports.log import Kept
from chalicelib.usecases.change_entry import current_document, delete_entry, edit_entry
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.read_log import list_entries, read_entry

history_pages = Blueprint(__name__)
A_PAGE: Final = "30"


@page(history_pages, "/history", "GET")
def history(browser: Browser) -> Response:
    """The entries, newest first, by their local day."""
    call, person_id = browser.call, browser.sign_in().person_id
    asked = {name: value for name, value in call.query.items() if name in ("type", "cursor")}
    found = list_entries(call.services, person_id, **read_page({**asked, "limit": A_PAGE}, call.services.signer))
    zone = read_person(call.services, person_id).zone
    days = [(day, list(lines)) for day, lines in groupby(map(_line(zone), found.kept), key=lambda line: line["day"])]
    kind, more = asked.get("type"), page_link(found.next, call.services.signer)
    return show(
        browser, "history", days=days, kinds=KINDS, kind=kind, more=more, is_first="cursor" not in asked,
        is_deleted=call.query.get("done") == "deleted",
    )  # fmt: skip


@page(history_pages, "/history/{entry_id}", "GET")
def entry(browser: Browser, entry_id: str) -> Response:
    """The entry as a form."""
    document, zone = _load(browser, entry_id)
    return _entry_page(browser, document, shown_values(document, zone), ())


@page(history_pages, "/history/{entry_id}", "POST")
def post_entry(browser: Browser, entry_id: str) -> Response:
    """Save what was changed, and show what stands after it."""
    person_id = browser.sign_in().person_id
    given = checked_form(browser)
    document, zone = _load(browser, entry_id)
    changed, faults = changes_of(document, given, zone)
    if faults:
        return _entry_page(browser, document, given, tuple(faults), 422)
    if changed:
        try:
            edit_entry(browser.call.services, person_id, entry_id, lambda kept: read_patch(changed, kept))
        except InvalidInput as error:
            return _entry_page(browser, document, given, error.faults, 422)
    return go(browser, f"/logged/{quote(entry_id, safe='')}")


@page(history_pages, "/history/{entry_id}/delete", "GET")
def deletion(browser: Browser, entry_id: str) -> Response:
    """Ask once more; opening it changes nothing."""
    document, zone = _load(browser, entry_id)
    return show(browser, "deletion", entry=_described(document, zone))


@page(history_pages, "/history/{entry_id}/delete", "POST")
def post_deletion(browser: Browser, entry_id: str) -> Response:
    """Take the entry out."""
    person_id = browser.sign_in().person_id
    checked_form(browser)
    delete_entry(browser.call.services, person_id, entry_id)
    return go(browser, "/history?done=deleted")


def _load(browser: Browser, entry_id: str) -> tuple[dict[str, Any], ZoneInfo]:
    services, person_id = browser.call.services, browser.sign_in().person_id
    kept = read_entry(services, person_id, entry_id)
    return current_document(kept), read_person(services, person_id).zone


def _entry_page(
    browser: Browser, document: Mapping[str, Any], given: Mapping[str, Any], faults: tuple[Fault, ...],
    status: int = 200,
) -> Response:  # fmt: skip
    told = by_field(tuple(replace(fault, field="when") if fault.field == "at" else fault for fault in faults))
    fields = fields_of(document)
    labels = {field.name: field.label for field in fields}
    title = entry_title(document)
    return show(
        browser, "entry", status, id=document["id"], title=title, fields=fields, labels=labels, given=given,
        faults=told,
    )  # fmt: skip


def _line(zone: ZoneInfo) -> Any:
    def line(kept: Kept) -> dict[str, Any]:
        is_edited = any(isinstance(change.entry, Edit) for change in kept.changes)
        return {**_described(current_document(kept), zone), "is_edited": is_edited}

    return line


def _described(document: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    at = datetime.fromisoformat(document["at"]).astimezone(zone)
    said = {"title": entry_title(document), "details": entry_details(document), "note": document.get("note")}
    return {"id": document["id"], "day": at.date(), "time": f"{at:%H:%M}", "on": document.get("date"), **said}
