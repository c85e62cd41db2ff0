"""The page on which a visit to a doctor is logged: what was found changes what is looked for."""

from collections.abc import Mapping
from typing import Any, Final

from chalice.app import Blueprint, Response
from msgspec.structs import replace

from chalicelib.domain.errors import Fault
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.entry_forms import fields_of, moment_of
from chalicelib.doors.pages.log import SENT_BEFORE
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.settings_fields import unknown_in
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.payloads import draft_of
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.record_entry import record_entries

visit_pages = Blueprint(__name__)
FIELDS: Final = tuple(
    replace(field, label="When? Leave it empty for now.") if field.name == "when" else field
    for field in fields_of({"type": "visit"})
)
USUAL: Final = {"exam": "not_done", "emg": "not_done"}


@page(visit_pages, "/visit", "GET")
def visit(browser: Browser) -> Response:
    """The form for a visit."""
    browser.sign_in()
    return _visit_page(browser, USUAL, ())


@page(visit_pages, "/visit", "POST")
def post_visit(browser: Browser) -> Response:
    """Log the visit, and show what stands after it."""
    services, person_id = browser.call.services, browser.sign_in().person_id
    given = checked_form(browser)
    faults = unknown_in(given, ("key", *(field.name for field in FIELDS)))
    at = moment_of(given["when"], read_person(services, person_id).zone, faults) if "when" in given else {}
    said = {name: value for name, value in given.items() if name != "when"}
    draft = draft_of({**said, **at, "type": "visit"}, is_form=True)
    if faults or draft.faults:
        return _visit_page(browser, given, (*faults, *draft.faults), 422)
    result = record_entries(services, person_id, [draft]).results[0]
    if result.kept is None:
        again = {name: value for name, value in given.items() if name != "key"}
        return _visit_page(browser, again, result.faults or (Fault("", SENT_BEFORE),), 422)
    return go(browser, f"/logged/{result.kept.entry.id}")


def _visit_page(browser: Browser, given: Mapping[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    told = by_field(tuple(replace(fault, field="when") if fault.field == "at" else fault for fault in faults))
    labels = {field.name: field.label for field in FIELDS}
    key = given.get("key") or browser.call.services.new_id()
    return show(browser, "visit", status, fields=FIELDS, labels=labels, given=given, faults=told, key=key)
