"""The pages to log from: a twitch, a symptom, the day's check-in. One form, one entry, then a redirect."""

from datetime import datetime
from typing import Any, Final, get_args

from chalice.app import Blueprint, Response

from chalicelib.domain.body import REGION_OF
from chalicelib.domain.entries import Context, Episode
from chalicelib.domain.errors import Fault
from chalicelib.domain.localtime import local_date
from chalicelib.doors.answers import assessment_document, entry_document
from chalicelib.doors.page_answers import go, page, show
from chalicelib.doors.pages import by_field, checked_form
from chalicelib.doors.payloads import draft_of
from chalicelib.doors.sessions import Browser
from chalicelib.usecases.change_entry import delete_entry
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.read_log import list_entries, read_assessment, read_entry
from chalicelib.usecases.record_entry import record_entries

log_pages = Blueprint(__name__)
PARTS: Final = {
    "cervical": "Arm and neck",
    "lumbosacral": "Leg and lower back",
    "bulbar": "Face and throat",
    "thoracic": "Trunk",
}
AREAS_BY_PART: Final = {
    words: [area for area, found in REGION_OF.items() if found == region] for region, words in PARTS.items()
} | {"Everywhere": ["widespread"]}
CONTEXTS: Final = get_args(Context)
SYMPTOMS: Final = {
    "weakness": "Weaker: I drop things, trip, or cannot open jars",
    "wasting": "A muscle looks smaller",
    "speech": "My speech is slurred",
    "swallowing": "Trouble with swallowing",
    "choking": "I choke on food or drink",
    "face_droop": "One side of my face droops",
    "breath_exertion": "Short of breath when active",
    "breath_lying": "Short of breath lying flat",
    "breath_rest": "Short of breath at rest",
    "breath_severe": "I gasp, or cannot speak for breath",
    "numbness": "Numbness",
    "tingling": "Tingling",
    "cramp": "Cramp",
    "stiffness": "Stiffness",
    "muscle_pain": "Muscle pain",
    "palpitations": "My heart races or skips",
    "fatigue": "Very tired",
}
ONSETS: Final = {
    "sudden": "Suddenly",
    "hours_days": "Within hours or days",
    "weeks": "Over weeks",
    "months": "Over months",
}


@page(log_pages, "/log", "GET")
def log(browser: Browser) -> Response:
    """The form for a twitch, the last areas first."""
    return _episode_page(browser, {}, ())


@page(log_pages, "/log", "POST")
def post_log(browser: Browser) -> Response:
    """Log a twitch."""
    return _record(browser, "episode", _episode_page)


@page(log_pages, "/symptom", "GET")
def symptom(browser: Browser) -> Response:
    """The form for a symptom."""
    return _symptom_page(browser, {}, ())


@page(log_pages, "/symptom", "POST")
def post_symptom(browser: Browser) -> Response:
    """Log a symptom."""
    return _record(browser, "symptom", _symptom_page)


@page(log_pages, "/check-in", "GET")
def check_in(browser: Browser) -> Response:
    """The form for the day."""
    return _check_in_page(browser, {}, ())


@page(log_pages, "/check-in", "POST")
def post_check_in(browser: Browser) -> Response:
    """Log the day."""
    return _record(browser, "check_in", _check_in_page)


@page(log_pages, "/logged/{entry_id}", "GET")
def logged(browser: Browser, entry_id: str) -> Response:
    """What was logged, and what stands now."""
    call, person_id = browser.call, browser.sign_in().person_id
    kept = read_entry(call.services, person_id, entry_id)
    assessment, country = read_assessment(call.services, person_id)
    found = assessment_document(assessment, country)
    return show(browser, "logged", entry=entry_document(kept), found=found)


@page(log_pages, "/logged/{entry_id}", "POST")
def post_undo(browser: Browser, entry_id: str) -> Response:
    """Take the entry out again."""
    checked_form(browser)
    delete_entry(browser.call.services, browser.sign_in().person_id, entry_id)
    return go(browser, "/log")


def _record(browser: Browser, kind: str, again: Any) -> Response:
    person_id = browser.sign_in().person_id
    given = checked_form(browser)
    fields = {name: value for name, value in given.items() if name != "when"}
    faults = _read_when(browser, person_id, given.get("when"), fields)
    draft = draft_of({**fields, "type": kind}, is_form=True)
    if faults or draft.faults:
        return again(browser, given, (*faults, *draft.faults), 422)  # type: ignore[no-any-return]
    result = record_entries(browser.call.services, person_id, [draft]).results[0]
    if result.kept is None:
        wrong = result.faults or (Fault("area", "was logged and changed since; load the page again"),)
        return again(browser, given, wrong, 422)  # type: ignore[no-any-return]
    return go(browser, f"/logged/{result.kept.entry.id}")


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
    page_of = list_entries(browser.call.services, person_id, types=frozenset({"episode"}), limit=20)
    recent = [kept.entry.area for kept in page_of.kept if isinstance(kept.entry, Episode)]
    last = list(dict.fromkeys(recent))[:4]
    shown = {**_shared(browser, given, faults), "last": last, "parts": AREAS_BY_PART, "contexts": CONTEXTS}
    return show(browser, "log", status, **shown)


def _symptom_page(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    browser.sign_in()
    shared = _shared(browser, given, faults)
    return show(browser, "symptom", status, **shared, symptoms=SYMPTOMS, onsets=ONSETS, parts=AREAS_BY_PART)


def _check_in_page(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    services = browser.call.services
    person = read_person(services, browser.sign_in().person_id)
    today = local_date(services.clock(), person.zone).isoformat()
    return show(browser, "check_in", status, **_shared(browser, given, faults), today=today)


def _shared(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...]) -> dict[str, Any]:
    return {"given": given, "faults": by_field(faults), "key": given.get("key") or browser.call.services.new_id()}
