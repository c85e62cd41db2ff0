"""Habits by HTTP: put a reminder off, or leave out the rest of a day's."""

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import NotFound
from chalicelib.domain.habit import HABITS, HabitCode
from chalicelib.domain.localtime import brief_text
from chalicelib.doors.asked import Nothing, Snooze, read_asked
from chalicelib.doors.problems import answer
from chalicelib.doors.requests import Call, route
from chalicelib.usecases.skip_habit import skip_habit
from chalicelib.usecases.snooze_habit import snooze_habit

habits = Blueprint(__name__)


@route(habits, "/v1/habits/{code}/snooze", ["POST"])
def post_snooze(call: Call, code: str) -> Response:
    """Put a habit's reminder off by so many minutes."""
    habit = read_code(code)
    minutes: int = read_asked(Snooze, call.content_type, call.body)["minutes"]
    snooze = snooze_habit(call.services, call.person_id, habit, minutes)
    return answer(200, {"habit": habit, "snoozed_until": brief_text(snooze.until)})


@route(habits, "/v1/habits/{code}/skip", ["POST"])
def post_skip(call: Call, code: str) -> Response:
    """Leave out a habit's reminders for the rest of the day."""
    habit = read_code(code)
    if call.body:
        read_asked(Nothing, call.content_type, call.body)
    return answer(200, {"habit": habit, "skipped_on": skip_habit(call.services, call.person_id, habit)})


def read_code(code: str) -> HabitCode:
    """The habit of that name. Raises NotFound."""
    if code not in HABITS:
        raise NotFound
    return code
