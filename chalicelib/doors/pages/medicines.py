"""The page of the medicines: what one takes now, and what changes. Each change is an entry, which the rules read."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from chalice.app import Blueprint, Response
from msgspec.structs import replace

from chalicelib.domain.errors import Fault
from chalicelib.domain.localtime import is_reckonable, local_date, noon
from chalicelib.domain.person import Person, PersonMedicine
from chalicelib.domain.taking import Taken
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.entry_words import ACTIONS, CLASSES
from chalicelib.doors.pages.log import SENT_BEFORE
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.settings_fields import unknown_in
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.payloads import draft_of
from chalicelib.usecases.change_person import change_person, read_person
from chalicelib.usecases.read_medicines import read_medicines
from chalicelib.usecases.record_entry import record_entries

medicine_pages = Blueprint(__name__)
FIELDS: Final = ("name", "class", "action", "since", "dose", "key")
REMOVE: Final = "remove"


@page(medicine_pages, "/settings/medicines", "GET")
def medicines(browser: Browser) -> Response:
    """What one takes now, and the form for a change."""
    return _medicines_page(browser, {}, ())


@page(medicine_pages, "/settings/medicines", "POST")
def post_medicines(browser: Browser) -> Response:
    """Log a change and show what stands after it; or take a medicine of the profile off the list."""
    services, person_id = browser.call.services, browser.sign_in().person_id
    given = checked_form(browser)
    if given.get("action") == REMOVE:
        change_person(services, person_id, lambda person: _without(person, given))
        return go(browser, "/settings?saved=medicines")
    fields, faults = _read_since(given, read_person(services, person_id), browser)
    draft = draft_of({**fields, "type": "medicine"}, is_form=True)
    if faults or draft.faults:
        return _medicines_page(browser, given, (*faults, *draft.faults), 422)
    result = record_entries(services, person_id, [draft]).results[0]
    if result.kept is None:
        again = {name: value for name, value in given.items() if name != "key"}
        told = tuple(replace(fault, field="since") if fault.field == "at" else fault for fault in result.faults)
        return _medicines_page(browser, again, told or (Fault("", SENT_BEFORE),), 422)
    return go(browser, f"/logged/{result.kept.entry.id}")


def _read_since(given: Mapping[str, Any], person: Person, browser: Browser) -> tuple[dict[str, Any], list[Fault]]:
    """The entry's fields: a day is its noon, and today, or no day, is now."""
    fields = {name: value for name, value in given.items() if name in FIELDS and name != "since"}
    faults = unknown_in(given, FIELDS)
    since = given.get("since")
    try:
        on = None if since is None else date.fromisoformat(since)
    except (TypeError, ValueError):
        return fields, [*faults, Fault("since", "must be a date")]
    if on is not None and not is_reckonable(on):
        return fields, [*faults, Fault("since", "is not a date that can be reckoned with")]
    if on is not None and on != local_date(browser.call.services.clock(), person.zone):
        fields["at"] = noon(on, person.zone).isoformat()
    return fields, faults


def _without(person: Person, given: Mapping[str, Any]) -> Person:
    left = tuple(taken for taken in person.profile.medicines if not _is_named(taken, given))
    return replace(person, profile=replace(person.profile, medicines=left))


def _is_named(medicine: PersonMedicine | Taken, given: Mapping[str, Any]) -> bool:
    return (medicine.class_, medicine.name.lower()) == (given.get("class"), str(given.get("name", "")).lower())


def _medicines_page(
    browser: Browser, given: Mapping[str, Any], faults: tuple[Fault, ...], status: int = 200
) -> Response:
    services = browser.call.services
    person, found = read_medicines(services, browser.sign_in().person_id)
    rows = [_row(taken, person) for taken in found]
    today = local_date(services.clock(), person.zone)
    return show(
        browser, "settings_medicines", status, taken=rows, classes=tuple(CLASSES.items()), actions=ACTIONS, given=given,
        faults=by_field(faults), today=today.isoformat(), key=given.get("key") or services.new_id(),
    )  # fmt: skip


def _row(taken: Taken, person: Person) -> dict[str, Any]:
    since = local_date(taken.since, person.zone) if taken.since else None
    known = {"class": taken.class_, "name": taken.name}
    is_listed = any(_is_named(medicine, known) for medicine in person.profile.medicines)
    return {**known, "kind": CLASSES.get(taken.class_, ""), "since": since, "is_listed": is_listed}
