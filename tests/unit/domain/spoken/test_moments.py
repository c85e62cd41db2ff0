"""When a line says that it happened, from the moment it was said, in the person's zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.spoken import read_line
from chalicelib.domain.spoken.moments import moment_of

LONDON, SYDNEY = ZoneInfo("Europe/London"), ZoneInfo("Australia/Sydney")
EVENING = "2026-11-23T18:00"

UNDERSTOOD = [
    (EVENING, "an hour ago", "2026-11-23T17:00"),
    (EVENING, "a couple of hours ago", "2026-11-23T16:00"),
    (EVENING, "2 days ago", "2026-11-21T18:00"),
    (EVENING, "at 3pm", "2026-11-23T15:00"),
    (EVENING, "at 3:30 p.m.", "2026-11-23T15:30"),
    (EVENING, "at 08:15", "2026-11-23T08:15"),
    (EVENING, "at noon", "2026-11-23T12:00"),
    (EVENING, "at half past three this afternoon", "2026-11-23T15:30"),
    (EVENING, "this morning at 8", "2026-11-23T08:00"),
    (EVENING, "yesterday", "2026-11-22T18:00"),
    (EVENING, "yesterday at 9 pm", "2026-11-22T21:00"),
    (EVENING, "last night", "2026-11-22T22:00"),
    (EVENING, "last night at 11", "2026-11-22T23:00"),
    (EVENING, "the day before yesterday in the evening", "2026-11-21T20:00"),
    (EVENING, "this evening", EVENING),
    ("2026-11-23T07:30", "this morning", "2026-11-23T07:30"),
    ("2026-10-26T12:00", "3 days ago", "2026-10-23T12:00"),
]


@pytest.mark.parametrize("zone", [LONDON, SYDNEY], ids=str)
@pytest.mark.parametrize(("said_at", "words", "expected"), UNDERSTOOD)
def test_a_moment(said_at: str, words: str, expected: str, zone: ZoneInfo) -> None:
    when = read_line(f"left calf {words}").when
    assert when is not None
    moment = moment_of(when, datetime.fromisoformat(said_at).replace(tzinfo=zone), zone)
    assert isinstance(moment, datetime)
    assert moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M") == expected


def test_a_moment_in_a_gap_moves_forward() -> None:
    when = read_line("left calf at 1:30 am").when
    assert when is not None
    said_at = datetime(2026, 3, 29, 12, tzinfo=LONDON)
    assert moment_of(when, said_at, LONDON) == datetime(2026, 3, 29, 2, 30, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("at 3", "add am or pm"),
        ("at 8:30", "add am or pm"),
        ("at 11 pm", "add the day"),
        ("tonight", "add the day"),
        ("at 19:00", "add the day"),
    ],
)
def test_a_moment_that_is_not_clear_says_what_to_add(words: str, said: str) -> None:
    when = read_line(f"left calf {words}").when
    assert when is not None
    moment = moment_of(when, datetime.fromisoformat(EVENING).replace(tzinfo=LONDON), LONDON)
    assert isinstance(moment, str)
    assert said in moment


@pytest.mark.parametrize(
    "words", ["since this morning", "right now", "today", "before 3 pm", "every 5 min", "like yesterday"]
)
def test_what_is_no_moment_leaves_it_at_now(words: str) -> None:
    read = read_line(f"left calf {words}")
    assert not read.faults
    assert read.when is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("left calf 3 min after lunch with grandma", ("lunch", "grandma")),
        ("left calf 3 min before coffee", ("coffee",)),
        ("left calf all day", ("all day",)),
        ("left calf 5 min after a 5 km run", ("5", "km")),
        ("left calf since this morning", ("this morning",)),
        ("left calf 5 min after a 30 minute run", ("30 minute",)),
        ("left calf 3 min after strong coffee", ("strong",)),
        ("left calf twitching for 3 minutes 😩", ("😩",)),
        ("left calf twitching for 3 minutes ☕", ()),
    ],
)
def test_what_was_passed_over_is_told_back(line: str, told: tuple[str, ...]) -> None:
    assert read_line(line).not_understood == told
