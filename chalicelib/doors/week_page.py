"""The page of a week: its numbers, its pictures, and the way to the weeks beside it."""

from datetime import timedelta
from typing import Any, Final

from chalice.app import Blueprint, Response
from markupsafe import Markup

from chalicelib.adapters.drawing.pictures import PICTURES, drawings
from chalicelib.adapters.languages import tongue
from chalicelib.adapters.weekly_words import week_words
from chalicelib.domain.localtime import WEEK, is_reckonable
from chalicelib.domain.summary import week_name
from chalicelib.domain.triggers.words import say_in_summary
from chalicelib.domain.week_numbers import plain_summary
from chalicelib.doors.page_answers import page, show
from chalicelib.doors.queries import read_week as week_asked
from chalicelib.doors.sessions import Browser
from chalicelib.usecases.read_week import WeekRead, read_week

week_page = Blueprint(__name__)
SPEECH: Final = tongue("en")


@page(week_page, "/week", "GET")
def week(browser: Browser) -> Response:
    """The week that is named, or the one that goes on."""
    person_id = browser.sign_in().person_id
    read = read_week(browser.call.services, person_id, week_asked(browser.call.query))
    summary = plain_summary(read.summary)
    shown = {drawing.name: Markup(drawing.svg) for drawing in drawings(summary, SPEECH, ground=False)}
    return show(browser, "week", **_values(read, summary), drawn=dict.fromkeys(PICTURES) | shown)


def _values(read: WeekRead, summary: dict[str, Any]) -> dict[str, Any]:
    monday = read.summary.from_
    before = monday - WEEK
    return {
        **week_words(summary, SPEECH),
        "is_over": read.is_over,
        "links": str(say_in_summary(read.links)),
        "before": week_name(before) if is_reckonable(before) else None,
        "after": week_name(monday + timedelta(days=7)) if read.is_over else None,
    }
