"""The pages to log from: a twitch, a symptom. One form, one entry, then a redirect."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, get_args

from chalice.app import Blueprint, Response
from msgspec.structs import replace

from chalicelib.domain.body import AREAS, Side
from chalicelib.domain.entries import Context
from chalicelib.domain.errors import Fault
from chalicelib.doors.answers import assessment_document
from chalicelib.doors.pages.entrance import UNKNOWN, by_field, checked_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.pages.words import AREAS_BY_PART, ONSETS, SYMPTOM_WORDS, SYMPTOMS_BY_PART
from chalicelib.doors.payloads import draft_of
from chalicelib.usecases.change_entry import current_document, delete_entry
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.read_log import read_assessment, read_entry
from chalicelib.usecases.recall import recent_places
from chalicelib.usecases.record_entry import record_entries

log_pages = Blueprint(__name__)
CONTEXTS: Final = get_args(Context)
SIDES: Final = get_args(Side)
LAST_PLACES: Final = 4
SENT_BEFORE: Final = "this page was sent before, with other answers; send it again to log this as well"
FormPage = Callable[[Browser, dict[str, Any], tuple[Fault, ...], int], Response]


@page(log_pages, "/log", "GET")
def log(browser: Browser) -> Response:
    """The form for a twitch, the last places first. A place of the body map comes in the address, as any link does."""
    asked = {"area": AREAS, "side": SIDES}
    chosen = {name: value for name, value in browser.call.query.items() if value in asked.get(name, ())}
    return _episode_page(browser, chosen, ())


@page(log_pages, "/log", "POST")
def post_log(browser: Browser) -> Response:
    """Log a twitch: what the form says, or one of the last places again."""
    return record_form(browser, "episode", _episode_page, _with_again(checked_form(browser)))


@page(log_pages, "/symptom", "GET")
def symptom(browser: Browser) -> Response:
    """The form for a symptom."""
    return _symptom_page(browser, {}, ())


@page(log_pages, "/symptom", "POST")
def post_symptom(browser: Browser) -> Response:
    """Log a symptom."""
    return record_form(browser, "symptom", _symptom_page, checked_form(browser))


@page(log_pages, "/logged/{entry_id}", "GET")
def logged(browser: Browser, entry_id: str) -> Response:
    """What was logged, and what stands now."""
    call, person_id = browser.call, browser.sign_in().person_id
    kept = read_entry(call.services, person_id, entry_id)
    assessment, country = read_assessment(call.services, person_id)
    found = assessment_document(assessment, country)
    return show(browser, "logged", entry=current_document(kept), found=found, symptoms=SYMPTOM_WORDS)


@page(log_pages, "/logged/{entry_id}", "POST")
def post_undo(browser: Browser, entry_id: str) -> Response:
    """Take the entry out again."""
    checked_form(browser)
    delete_entry(browser.call.services, browser.sign_in().person_id, entry_id)
    return go(browser, "/log")


def record_form(browser: Browser, kind: str, again: FormPage, given: dict[str, Any]) -> Response:
    """Log what a form of this kind of entry says, or show it again with its faults."""
    person_id = browser.sign_in().person_id
    fields = {name: value for name, value in given.items() if name != "when"}
    faults = _read_when(browser, person_id, given.get("when"), fields)
    faults += [Fault("type", UNKNOWN)] if "type" in given else []
    draft = draft_of({**fields, "type": kind}, is_form=True)
    if faults or draft.faults:
        return again(browser, given, (*faults, *draft.faults), 422)
    done = record_entries(browser.call.services, person_id, [draft])
    result = done.results[0]
    if result.outcome == "conflict" or result.kept is None:
        # with the key left out, the page comes with a new one, and sending it again logs another entry
        kept_as_is = {name: value for name, value in given.items() if name != "key"}
        return again(browser, kept_as_is, result.faults or (Fault("", SENT_BEFORE),), 422)
    answer = go(browser, f"/logged/{result.kept.entry.id}")
    # what was kept without a network is read long after the tap: the worker shows at once what is grave
    answer.headers["Steady-Level"] = done.assessment.level
    return answer


def _with_again(given: dict[str, Any]) -> dict[str, Any]:
    """The form with its place, where one of the buttons for the last places was pressed: `calf.left`."""
    pressed = given.pop("again", None)
    if not isinstance(pressed, str):
        return given
    area, _, side = pressed.partition(".")
    return {**given, "area": area} | ({"side": side} if side else {})


def _read_when(browser: Browser, person_id: str, when: Any, fields: dict[str, Any]) -> list[Fault]:
    if when is None:
        return []
    try:
        moment = datetime.fromisoformat(when)
    except (TypeError, ValueError):
        return [Fault("when", "must be a date and a time")]
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=read_person(browser.call.services, person_id).zone)
    fields["at"] = moment.isoformat()
    return []


def _episode_page(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    person_id = browser.sign_in().person_id
    last = recent_places(browser.call.services, person_id, LAST_PLACES)
    shown = {**form_values(browser, given, faults), "last": last, "parts": AREAS_BY_PART}
    return show(browser, "log", status, **shown, contexts=CONTEXTS, known=AREAS)


def _symptom_page(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    browser.sign_in()
    shared = form_values(browser, given, faults)
    return show(browser, "symptom", status, **shared, symptoms=SYMPTOMS_BY_PART, onsets=ONSETS, parts=AREAS_BY_PART)


def form_values(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...]) -> dict[str, Any]:
    """What every form to log with shows: what was given, what is wrong with it, and the key that makes it one entry."""
    shown = tuple(replace(fault, field="when") if fault.field == "at" else fault for fault in faults)
    return {"given": given, "faults": by_field(shown), "key": given.get("key") or browser.call.services.new_id()}
