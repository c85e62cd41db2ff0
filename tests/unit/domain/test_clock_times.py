"""The policy between instants and clock times, clause by clause and over every change of clocks in 2026 and 2027."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.habit import HabitCode, HabitPlan
from chalicelib.domain.localtime import (
    brief_text,
    instant,
    is_within,
    local_date,
    local_dates,
    next_at,
    next_weekday_at,
    utc_text,
    week_start,
    zone,
)
from chalicelib.domain.reminder import next_slot
from tests.unit.domain.logs import QUICK

DAY: Final = timedelta(days=1)
LONDON: Final = zone("Europe/London")


@cache
def transitions() -> tuple[tuple[str, datetime], ...]:
    """The first midday (UTC) with another offset than the one before, of every zone."""
    names = (resources.files("tzdata") / "zones").read_text().split()
    return tuple((name, at) for name in names for at in _changes(name))


def _changes(name: str) -> Iterator[datetime]:
    at, before = datetime(2026, 1, 1, 12, tzinfo=UTC), None
    while at.year < 2028:
        offset = at.astimezone(zone(name)).utcoffset()
        if before is not None and offset != before:
            yield at
        at, before = at + DAY, offset


@pytest.mark.parametrize(
    ("name", "on", "clock_time", "expected"),
    [
        pytest.param("Europe/London", date(2026, 3, 29), time(1, 30), "2026-03-29T01:30Z", id="gap-moves-forward"),
        pytest.param("Europe/London", date(2026, 10, 25), time(1, 30), "2026-10-25T00:30Z", id="overlap-is-the-first"),
        pytest.param("Europe/London", date(2026, 3, 29), time(8), "2026-03-29T07:00Z", id="morning-after-the-gap"),
        pytest.param("Europe/London", date(2026, 10, 25), time(8), "2026-10-25T08:00Z", id="morning-after-overlap"),
        pytest.param("Africa/Cairo", date(2026, 4, 24), time(0), "2026-04-23T22:00Z", id="midnight-that-is-none"),
        pytest.param("Asia/Beirut", date(2026, 3, 29), time(0), "2026-03-28T22:00Z", id="midnight-in-beirut"),
        pytest.param("America/Havana", date(2026, 3, 8), time(0), "2026-03-08T05:00Z", id="midnight-in-havana"),
        pytest.param("America/Nuuk", date(2026, 3, 28), time(23, 59), "2026-03-29T01:59Z", id="last-minute-of-a-day"),
        pytest.param("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03T15:45Z", id="half-hour-gap"),
        pytest.param("Asia/Kathmandu", date(2026, 6, 1), time(8), "2026-06-01T02:15Z", id="45-minutes-off"),
    ],
)
def test_a_clock_time_becomes_an_instant(name: str, on: date, clock_time: time, expected: str) -> None:
    assert instant(on, clock_time, zone(name)) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("name", ["Africa/Cairo", "America/Havana", "America/Santiago", "Asia/Beirut"])
def test_a_day_without_a_midnight_starts_at_its_first_instant(name: str) -> None:
    place = zone(name)
    gaps = [at for zone_name, at in transitions() if zone_name == name]
    dates = {local_date(at, place) + days * DAY for at in gaps for days in (-1, 0, 1)}
    assert len(gaps) >= 2
    assert all(local_date(instant(on, time(0), place), place) == on for on in dates)
    assert all(local_date(instant(on, time(0), place) - timedelta(microseconds=1), place) == on - DAY for on in dates)


@QUICK
@given(st.data())
def test_next_at_is_strictly_after_and_comes_once_a_date(data: st.DataObject) -> None:
    name, around = data.draw(st.sampled_from(transitions()))
    clock_time = data.draw(st.times().map(lambda drawn: drawn.replace(second=0, microsecond=0)))
    _once_a_date(name, around, clock_time)


def test_every_change_of_clocks_with_the_times_that_matter() -> None:
    for name, around in transitions():
        for clock_time in (time(0), time(2, 30), time(8), time(23, 59)):
            _once_a_date(name, around, clock_time)


def _once_a_date(name: str, around: datetime, clock_time: time) -> None:
    place, at = zone(name), around - 2 * DAY
    first = local_date(at, place) + DAY
    expected = [instant(first + days * DAY, clock_time, place) for days in range(3)]
    found = [at]
    while found[-1] < expected[-1]:
        found.append(next_at(clock_time, found[-1], place))
        assert found[-1] > found[-2]
    assert found[-3:] == expected, (name, around, clock_time)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param("2026-03-29T00:30+00:00", "2026-03-29T01:30Z", id="before-the-gap"),
        pytest.param("2026-03-29T01:30+00:00", "2026-03-30T00:30Z", id="at-the-moved-instant"),
        pytest.param("2026-10-25T00:00+00:00", "2026-10-25T00:30Z", id="before-the-overlap"),
        pytest.param("2026-10-25T00:45+00:00", "2026-10-26T01:30Z", id="the-second-time-is-no-second-chance"),
    ],
)
def test_half_past_one_in_london(after: str, expected: str) -> None:
    assert next_at(time(1, 30), datetime.fromisoformat(after), LONDON) == datetime.fromisoformat(expected)


def test_a_time_that_a_gap_moved_past_midnight_still_comes() -> None:
    nuuk = zone("America/Nuuk")
    after = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert local_date(after, nuuk) == date(2026, 3, 29)
    assert next_at(time(23, 59), after, nuuk) == datetime(2026, 3, 29, 1, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "within"),
    [
        pytest.param("2026-11-23T20:59:59+00:00", False, id="before"),
        pytest.param("2026-11-23T21:00+00:00", True, id="its-start"),
        pytest.param("2026-11-24T00:00+00:00", True, id="midnight"),
        pytest.param("2026-11-24T07:59:59+00:00", True, id="its-last-second"),
        pytest.param("2026-11-24T08:00+00:00", False, id="its-end"),
    ],
)
def test_a_span_across_midnight(at: str, within: bool) -> None:
    assert is_within(datetime.fromisoformat(at), time(21), time(8), LONDON) is within


def test_a_span_within_a_day() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert is_within(noon, time(12), time(13), LONDON)
    assert not is_within(noon, time(11), time(12), LONDON)


def test_a_span_that_ended_in_an_hour_that_comes_twice_does_not_begin_again() -> None:
    first, second = datetime(2026, 10, 25, 0, 10, tzinfo=UTC), datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert first.astimezone(LONDON).time() == second.astimezone(LONDON).time()
    assert is_within(first, time(21), time(1, 30), LONDON)
    assert not is_within(second, time(21), time(1, 30), LONDON)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param("2026-11-23T07:59+00:00", "2026-11-23T08:00Z", id="today"),
        pytest.param("2026-11-23T08:00+00:00", "2026-11-30T08:00Z", id="strictly-after"),
        pytest.param("2026-11-24T08:00+00:00", "2026-11-30T08:00Z", id="next-week"),
        pytest.param("2026-10-20T08:00+01:00", "2026-10-26T08:00Z", id="across-the-overlap"),
        pytest.param("2026-03-24T08:00+00:00", "2026-03-30T07:00Z", id="across-the-gap"),
    ],
)
def test_monday_at_8(after: str, expected: str) -> None:
    assert next_weekday_at(0, time(8), datetime.fromisoformat(after), LONDON) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe", "Europe/London\x00"])
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="IANA"):
        zone(name)


def test_weeks_are_those_of_iso() -> None:
    assert week_start(2026, 53) == date(2026, 12, 28)
    assert week_start(2027, 1) == date(2027, 1, 4)
    with pytest.raises(ValueError, match="week"):
        week_start(2027, 53)


def test_texts_are_in_utc() -> None:
    at = datetime.fromisoformat("2026-06-01T08:00:00.5+01:00")
    assert utc_text(at) == "2026-06-01T07:00:00.500000Z"
    assert brief_text(at.replace(microsecond=0)) == "2026-06-01T07:00:00Z"


def test_a_reminder_that_a_gap_moved_does_not_hide_one_just_after_midnight() -> None:
    plans: dict[HabitCode, HabitPlan] = {"sleep": HabitPlan(on=True, times=(time(23, 30), time(0, 10)))}
    evening = datetime(2026, 3, 28, 23, tzinfo=UTC)
    found = [evening]
    for _ in range(3):
        found.append(next_slot(plans, found[-1], zone("America/Nuuk")) or evening)
    assert [brief_text(at)[:16] for at in found[1:]] == ["2026-03-29T01:10", "2026-03-29T01:30", "2026-03-30T00:30"]


ODD_ZONES: Final = (
    "Europe/London", "America/St_Johns", "America/Havana", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Apia",
    "Pacific/Kwajalein", "Australia/Lord_Howe", "America/Scoresbysund", "Asia/Gaza",
)  # fmt: skip


@QUICK
@given(
    st.sampled_from(ODD_ZONES),
    st.datetimes(datetime(1985, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
    st.lists(st.integers(-5, 5 * 60), max_size=60),
)
@example("America/St_Johns", datetime(2010, 11, 7, 2), [10] * 40)  # noqa: DTZ001
@example("Pacific/Apia", datetime(2011, 12, 29, 10), [60] * 50)  # noqa: DTZ001
def test_the_dates_of_many_moments_are_those_of_each(name: str, start: datetime, steps: list[int]) -> None:
    moments = [start.replace(tzinfo=UTC)]
    for minutes in steps:
        moments.append(moments[-1] + timedelta(minutes=minutes))
    assert list(local_dates(moments, zone(name))) == [local_date(at, zone(name)) for at in moments]
