"""The settings: what one set is seen at a glance, and each part of it has a page with a form of its own."""

from collections.abc import Callable, Mapping
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.adapters.habit_words import HABIT_NAMES
from chalicelib.adapters.profiles import person_document, read_person_changes
from chalicelib.adapters.zones import country_of, named_countries
from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.domain.person import Person
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.settings_fields import (
    MODES,
    NAMES,
    health_change,
    health_fields,
    health_values,
    mails_change,
    mails_values,
    plan_change,
    unknown_in,
)
from chalicelib.doors.pages.settings_words import DAY_NAMES, LANGUAGE_NAMES, SECTIONS, section_states
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.pages.words import zones_by_part
from chalicelib.usecases.change_person import change_person, read_person

settings_pages = Blueprint(__name__)
Faults = tuple[Fault, ...]
FormPage = Callable[[Browser, Mapping[str, Any] | None, Faults, int], Response]
Change = Callable[[Mapping[str, Any]], tuple[dict[str, Any], list[Fault]]]


@page(settings_pages, "/settings", "GET")
def settings(browser: Browser) -> Response:
    """Each part with what is set there."""
    person = _person(browser)
    states = section_states(person, country_of(person.profile.timezone))
    saved = browser.call.query.get("saved", "")
    return show(browser, "settings", person=person, sections=SECTIONS, states=states, saved=SECTIONS.get(saved))


@page(settings_pages, "/settings/mails", "GET")
def mails(browser: Browser) -> Response:
    """The form about mails."""
    return _mails_page(browser, None, (), 200)


@page(settings_pages, "/settings/mails", "POST")
def post_mails(browser: Browser) -> Response:
    """Save which mails come, and when."""
    return _save(browser, "mails", mails_change, _mails_page)


@page(settings_pages, "/settings/mail-again", "POST")
def post_mail_again(browser: Browser) -> Response:
    """Send mail again to an address that was taken for dead."""
    return _save(browser, "mails", lambda given: ({"mail_stopped": None}, unknown_in(given, ())), _mails_page)


@page(settings_pages, "/settings/reminders", "GET")
def reminders(browser: Browser) -> Response:
    """A form for each habit."""
    return _reminders_page(browser, None, (), 200)


@page(settings_pages, "/settings/reminders", "POST")
def post_reminders(browser: Browser) -> Response:
    """Save one habit's times."""
    return _save(browser, "reminders", plan_change, _reminders_page)


@page(settings_pages, "/settings/place", "GET")
def place(browser: Browser) -> Response:
    """The form about where one lives."""
    return _place_page(browser, None, (), 200)


@page(settings_pages, "/settings/place", "POST")
def post_place(browser: Browser) -> Response:
    """Save the zone, the country and the language."""
    return _save(browser, "place", _place_change, _place_page)


@page(settings_pages, "/settings/health", "GET")
def health(browser: Browser) -> Response:
    """The form about what the rules need to know."""
    return _health_page(browser, None, (), 200)


@page(settings_pages, "/settings/health", "POST")
def post_health(browser: Browser) -> Response:
    """Save it."""
    return _save(browser, "health", health_change, _health_page)


def _save(browser: Browser, section: str, read: Change, again: FormPage) -> Response:
    person_id = browser.sign_in().person_id
    given = checked_form(browser)
    document, faults = read(given)

    def change(person: Person) -> Person:
        after, found = read_person_changes(document, person)
        if found or faults:
            raise InvalidInput(*faults, *found)
        return after

    try:
        change_person(browser.call.services, person_id, change)
    except InvalidInput as error:
        return again(browser, given, error.faults, 422)
    return go(browser, f"/settings?saved={section}")


def _place_change(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    # a country that is left empty follows the zone again; a zone cannot be left empty
    language = {"language": given["language"]} if "language" in given else {}
    said = {"timezone": given.get("timezone", ""), "country": given.get("country"), **language}
    return said, unknown_in(given, ("timezone", "country", "language"))


def _mails_page(browser: Browser, given: Mapping[str, Any] | None, faults: Faults, status: int) -> Response:
    person = _person(browser)
    shown = mails_values(person) | dict(given or {})
    return _show(browser, "settings_mails", status, faults, person=person, given=shown, modes=MODES)


def _reminders_page(browser: Browser, given: Mapping[str, Any] | None, faults: Faults, status: int) -> Response:
    person = _person(browser)
    plans = person_document(person)["habits"]
    names = {"check_in": "The day’s check-in", **HABIT_NAMES}
    code = str((given or {}).get("habit"))
    if given and code in plans:
        plans[code] |= plan_change(given)[0]["habits"][code]
    told = tuple(
        Fault(fault.field.removeprefix(f"habits.{code}.").partition("[")[0], fault.message) for fault in faults
    )
    values: dict[str, Any] = {"plans": plans, "names": names, "days": DAY_NAMES, "open": code}
    return _show(browser, "settings_reminders", status, told, **values)


def _place_page(browser: Browser, given: Mapping[str, Any] | None, faults: Faults, status: int) -> Response:
    person = _person(browser)
    profile = person.profile
    own_words = {"timezone": profile.timezone, "country": profile.country or "", "language": person.language}
    shown = own_words if given is None else {**own_words, "country": "", **given}
    zones, own = zones_by_part(), country_of(profile.timezone)
    countries = named_countries()
    values = {
        "zones": zones,
        "countries": countries,
        "own": countries.get(own or ""),
        "given": shown,
        "languages": LANGUAGE_NAMES,
    }
    return _show(browser, "settings_place", status, faults, **values)


def _health_page(browser: Browser, given: Mapping[str, Any] | None, faults: Faults, status: int) -> Response:
    person = _person(browser)
    shown = health_values(person) if given is None else given
    fields = health_fields(person)
    labels = {field.name: field.label for field in fields}
    return _show(browser, "settings_health", status, faults, given=shown, fields=fields, labels=labels)


def _show(browser: Browser, name: str, status: int, faults: Faults, **values: Any) -> Response:
    named = tuple(
        Fault(NAMES.get(fault.field, fault.field.removeprefix("streams.").partition("[")[0]), fault.message)
        for fault in faults
    )
    return show(browser, name, status, faults=by_field(named), **values)


def _person(browser: Browser) -> Person:
    return read_person(browser.call.services, browser.sign_in().person_id)
