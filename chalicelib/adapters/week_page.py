"""A week as its page shows it: its numbers, its pictures, and the way to the weeks beside it."""

from datetime import timedelta
from typing import Any, Final

from markupsafe import Markup

from chalicelib.adapters.drawing.pictures import drawings
from chalicelib.adapters.languages import tongue
from chalicelib.adapters.weekly_words import PICTURES, week_words
from chalicelib.domain.localtime import WEEK, is_reckonable
from chalicelib.domain.summary import week_name
from chalicelib.domain.triggers.words import say_in_summary
from chalicelib.domain.week_numbers import plain_summary
from chalicelib.usecases.read_week import WeekRead

SPEECH: Final = tongue("en")


def week_values(read: WeekRead) -> dict[str, Any]:
    """What fills in the page's template."""
    summary, monday = plain_summary(read.summary), read.summary.from_
    before = monday - WEEK
    shown = {drawing.name: Markup(drawing.svg) for drawing in drawings(summary, SPEECH, ground=False)}
    return {
        **week_words(summary, SPEECH),
        "is_over": read.is_over,
        "links": str(say_in_summary(read.links)),
        "before": week_name(before) if is_reckonable(before) else None,
        "after": week_name(monday + timedelta(days=7)) if read.is_over else None,
        "drawn": dict.fromkeys(PICTURES) | shown,
    }
