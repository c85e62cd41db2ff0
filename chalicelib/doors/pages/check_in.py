"""The page of the day's check-in: it starts with what today's check-ins say, else with the values of yesterday.

Nothing is stored before the person presses Save, and what comes from yesterday is marked so. Whether there was any
twitching, and the weight, never start with an older value: a guess at these could raise or hide a warning.
"""

from collections.abc import Mapping
from typing import Any, Final

from chalice.app import Blueprint, Response

from chalicelib.domain.entries import CheckIn
from chalicelib.domain.errors import Fault
from chalicelib.domain.experiments.plans import plan_on
from chalicelib.domain.habit import habits_kept
from chalicelib.domain.habit_answers import answer_as_done
from chalicelib.doors.pages.entrance import checked_form
from chalicelib.doors.pages.log import form_values, record_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import page, show
from chalicelib.usecases.recall import Days, recent_days

check_in_pages = Blueprint(__name__)
FROM_YESTERDAY: Final = (
    "sleep_hours", "water_litres", "caffeine_servings", "last_caffeine", "alcohol_units", "stretch_minutes",
    "relax_minutes", "magnesium_food", "stress", "exertion",
)  # fmt: skip
OF_TODAY: Final = (*FROM_YESTERDAY, "twitched", "weight_kg")


@page(check_in_pages, "/check-in", "GET")
def check_in(browser: Browser) -> Response:
    """The form for the day."""
    return _check_in_page(browser, None, ())


@page(check_in_pages, "/check-in", "POST")
def post_check_in(browser: Browser) -> Response:
    """Log the day: all that the form says, or only what differs from yesterday."""
    given = checked_form(browser)
    if given.pop("save", None) == "changed":
        start = _texts(recent_days(browser.call.services, browser.sign_in().person_id).yesterday, FROM_YESTERDAY)
        given = {name: value for name, value in given.items() if value != start.get(name)}
    return record_form(browser, "check_in", _check_in_page, given)


def _check_in_page(
    browser: Browser, given: dict[str, Any] | None, faults: tuple[Fault, ...], status: int = 200
) -> Response:
    days = recent_days(browser.call.services, browser.sign_in().person_id)
    start: Mapping[str, str] = {}
    done: Mapping[str, str] = {}
    if given is None:
        done = _done(browser.call.query.get("habit", ""), days)
        given = {**_texts(days.today, OF_TODAY), **done}
        is_empty = days.today is not None or bool({"empty", "habit"} & browser.call.query.keys())
        start = {} if is_empty else _texts(days.yesterday, FROM_YESTERDAY)
    plan, _ = plan_on(days.person.experiment, days.date)
    shown = {**form_values(browser, {**start, **given}, faults), "start": start, "has_today": days.today is not None}
    return show(browser, "check_in", status, **shown, today=days.date.isoformat(), plan=plan, has_done=bool(done))


def _done(habit: str, days: Days) -> Mapping[str, str]:
    """What the link of a reminder fills in: the answer of a day on which the habit was kept, unless today says so."""
    profile = days.person.profile
    if days.today and habit in habits_kept(days.today, profile.fluid_limit_litres, profile.conditions).done:
        return {}
    return {name: _text(value) for name, value in answer_as_done(habit, profile).items()}


def _texts(day: CheckIn | None, names: tuple[str, ...]) -> Mapping[str, str]:
    """What a check-in says, as the fields of the form say it."""
    values = {name: getattr(day, name) for name in names} if day else {}
    return {name: _text(value) for name, value in values.items() if value is not None}


def _text(value: bool | float | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else f"{value:g}"
