"""The article's course, made anew: a thumb, then the forearm, then the shoulder; weakness twice; at last the speech."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final

from chalicelib.domain.course import Lived
from chalicelib.domain.entries import Entry
from chalicelib.domain.localtime import local_date, zone
from local.lived_history import live_history
from tests.unit.domain.logs import check_in, course, episode, live, person, symptom

FIRST: Final = datetime(2026, 3, 2, tzinfo=UTC)
"""A Monday in London, four weeks before the clocks go forward."""
LAST_DAY: Final = 100
LONDON: Final = zone("Europe/London")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return FIRST + timedelta(days=day, hours=hour, minutes=minute)


def _twitches(area: str, first: int, step: int) -> list[Entry]:
    days = range(first, LAST_DAY, step)
    return [episode(at(day, 18), area, side="right", minutes=4, intensity=2, context=("rest",)) for day in days]


@cache
def entries() -> tuple[Entry, ...]:
    told = [
        symptom(at(58, 19), "weakness", "weeks", area="hand", side="right", severity=2),
        symptom(at(74, 19), "weakness", "weeks", area="hand", side="right", severity=3),
        symptom(at(91, 9), "speech", "weeks"),
    ]
    days = [check_in(at(day, 20), sleep_hours=6.5, caffeine_servings=2, stress=3) for day in range(0, LAST_DAY, 2)]
    twitches = [*_twitches("thumb", 0, 2), *_twitches("forearm", 34, 2), *_twitches("shoulder", 62, 3)]
    return tuple(sorted((*twitches, *told, *days), key=lambda entry: entry.received_at))


@cache
def lived() -> Lived:
    return live(person(FIRST), entries(), at(LAST_DAY, 0))


def day_of(moment: datetime) -> int:
    on: date = local_date(moment, LONDON)
    return (on - FIRST.date()).days


def test_the_signs_their_levels_and_their_days() -> None:
    raised = [(day_of(f.raised_at), f.sign, f.level) for f in lived().raised]
    assert raised == [
        (16, "persistent", "gp_routine"),
        (40, "spread", "gp_soon"),
        (58, "weakness", "gp_soon"),
        (74, "weakness_progressing", "urgent"),
        (91, "speech", "urgent"),
    ]


def test_nothing_that_was_raised_ends() -> None:
    assert lived().cleared == ()
    assert {finding.sign for finding in lived().course.standing.findings} == {
        "persistent", "spread", "weakness", "weakness_progressing", "speech",
    }  # fmt: skip


def test_the_shoulder_joins_the_spread() -> None:
    (spread,) = [f for f in lived().course.standing.findings if f.sign == "spread"]
    assert spread.about == ("thumb", "forearm", "shoulder")
    assert "forearm 34 days after it began in the thumb" in spread.because


def test_each_finding_is_told_once_and_the_urgent_one_again_after_two_weeks() -> None:
    told = [(day_of(m.leaves_at), m.level, m.signs) for m in lived().messages if m.kind == "finding"]
    assert told == [
        (16, "gp_routine", ("persistent",)),
        (40, "gp_soon", ("spread",)),
        (58, "gp_soon", ("weakness",)),
        (74, "urgent", ("weakness_progressing",)),
        (89, "urgent", ("weakness_progressing",)),
        (91, "urgent", ("speech",)),
    ]


def test_nothing_else_is_mailed_but_reminders_and_summaries() -> None:
    kinds = {message.kind for message in lived().messages}
    assert kinds == {"finding", "reminder", "weekly"}
    assert sum(message.kind == "reminder" for message in lived().messages) == LAST_DAY
    assert sum(message.kind == "weekly" for message in lived().messages) == 15


def test_reminders_keep_to_8_by_the_clock_when_the_clocks_change() -> None:
    hours = {m.leaves_at.astimezone(LONDON).time() for m in lived().messages if m.kind == "reminder"}
    assert [f"{hour:%H:%M}" for hour in hours] == ["08:00"]


def test_living_it_week_by_week_tells_the_same() -> None:
    weekly = live_history(course(person(FIRST), entries()), entries(), at(LAST_DAY, 0))
    assert weekly.messages == lived().messages
    assert weekly.raised == lived().raised
