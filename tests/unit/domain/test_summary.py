"""The weekly summary's numbers: weeks are local ISO weeks, and each episode is in exactly one of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.entries import Entry
from chalicelib.domain.localtime import DAY, WEEK, local_date
from chalicelib.domain.person import Profile
from chalicelib.domain.summary import summarise
from chalicelib.domain.week_numbers import Summary
from tests.unit.domain.logs import QUICK, check_in, delete, episode, timeline

MONDAY: Final = date(2026, 11, 16)
NOON: Final = datetime(2026, 11, 16, 12, tzinfo=UTC)
ZONES: Final = ("Europe/London", "America/Los_Angeles", "Pacific/Auckland", "Africa/Cairo", "Pacific/Kiritimati")


def week(entries: list[Entry], *, joined_on: date = date(2026, 1, 1), profile: Profile | None = None) -> Summary:
    read = timeline(entries, NOON + 10 * DAY, profile or Profile(timezone="Europe/London"))
    return summarise(read, MONDAY, joined_on)


def test_an_empty_week_has_no_means_and_no_zeros_for_what_was_not_said() -> None:
    empty = week([])
    assert (empty.week, empty.from_, empty.to) == ("2026-W47", MONDAY, date(2026, 11, 22))
    assert (empty.episodes, empty.active_days, empty.minutes, empty.check_ins) == (0, 0, 0, 0)
    assert (empty.sleep_hours, empty.caffeine_servings, empty.water_litres, empty.stress) == (None,) * 4


def test_the_week_counts_episodes_days_minutes_and_areas() -> None:
    entries: list[Entry] = [
        episode(NOON, "thumb", minutes=10, intensity=3),
        episode(NOON + timedelta(hours=3), "calf", minutes=2.5, intensity=1),
        episode(NOON + 2 * DAY, "thumb"),
    ]
    found = week(entries)
    assert (found.episodes, found.active_days, found.minutes) == (3, 2, 12.5)
    assert found.burden == 10 * 3 + 2.5 + 1 * 2
    assert list(found.areas.items()) == [("thumb", 2), ("calf", 1)]


def test_a_deleted_episode_is_not_counted() -> None:
    first = episode(NOON)
    assert week([first, delete(NOON + DAY, first.id)]).episodes == 0


def test_means_are_over_the_days_that_carry_the_value() -> None:
    days = [check_in(NOON, sleep_hours=6), check_in(NOON + DAY, sleep_hours=8, stress=4), check_in(NOON + 2 * DAY)]
    found = week(list(days))
    assert (found.check_ins, found.sleep_hours, found.stress) == (3, 7.0, 4.0)


def test_a_later_check_in_of_a_day_replaces_only_what_it_carries() -> None:
    days = [check_in(NOON, sleep_hours=6, stress=5), check_in(NOON + timedelta(hours=8), stress=3)]
    found = week(list(days))
    assert (found.check_ins, found.sleep_hours, found.stress) == (1, 6.0, 3.0)


def test_a_check_in_counts_on_the_date_it_is_about() -> None:
    assert week([check_in(NOON + 8 * DAY, date=date(2026, 11, 22), sleep_hours=5)]).sleep_hours == 5.0


def test_habits_are_kept_of_answered() -> None:
    days = [check_in(NOON + n * DAY, water_litres=litres) for n, litres in enumerate((2.0, 1.0, 2.5))]
    water = next(habit for habit in week(list(days)).habits if habit.code == "water")
    assert (water.kept, water.answered) == (2, 3)
    sleep = next(habit for habit in week(list(days)).habits if habit.code == "sleep")
    assert (sleep.kept, sleep.answered) == (0, 0)
    assert len(week([]).habits) == 7


def test_the_four_weeks_before_are_means_a_week() -> None:
    before = [episode(NOON - n * WEEK, minutes=8, intensity=1) for n in (1, 2, 4)]
    found = week(list(before))
    assert (found.days_before, found.burden_before) == (0.8, 6.0)
    assert found.episodes == 0


def test_each_week_before_comes_with_its_days() -> None:
    found = week(
        [episode(NOON - WEEK, minutes=8, intensity=1), episode(NOON - 3 * WEEK + DAY)], joined_on=MONDAY - WEEK
    )
    assert [before.week for before in found.weeks_before] == ["2026-W45", "2026-W46"]
    assert [before.active_days for before in found.weeks_before] == [0, 1]
    assert found.weeks_before[1].burdens == (8.0, *(None,) * 6)


def test_a_day_says_what_was_logged_and_what_the_check_in_says() -> None:
    said = check_in(NOON + DAY, sleep_hours=6, twitched=False)
    first, second, third, *_ = week([episode(NOON, minutes=0), said]).days
    assert (first.twitched, first.episodes, first.burden, first.sleep_hours) == (True, 1, 0.0, None)
    assert (second.twitched, second.episodes, second.burden, second.sleep_hours) == (False, 0, None, 6)
    assert (third.twitched, third.burden) == (None, None)


def test_places_are_counted_with_their_side() -> None:
    entries = [episode(NOON + n * DAY, "calf", side=side) for n, side in enumerate(("left", None, "left", "both"))]
    found = week(list(entries))
    assert [(place.area, place.side, place.episodes) for place in found.places] == [
        ("calf", "left", 2), ("calf", None, 1), ("calf", "both", 1),
    ]  # fmt: skip


def test_five_weeks_before_do_not_count() -> None:
    assert week([episode(NOON - 5 * WEEK)]).days_before == 0.0


@pytest.mark.parametrize(
    ("joined_on", "expected"),
    [
        pytest.param(MONDAY, None, id="first-week"),
        pytest.param(MONDAY - 6 * DAY, None, id="not-yet-a-whole-week"),
        pytest.param(MONDAY - 7 * DAY, 0.0, id="second-week"),
    ],
)
def test_weeks_before_steady_are_not_in_the_means(joined_on: date, expected: float | None) -> None:
    assert week([], joined_on=joined_on).days_before == expected


def test_two_weeks_with_steady_are_a_mean_over_two() -> None:
    entries: list[Entry] = [episode(NOON - WEEK), episode(NOON - 2 * WEEK)]
    assert week(entries, joined_on=MONDAY - 2 * WEEK).days_before == 1.0


def test_a_week_of_the_year_before_is_named_by_its_iso_year() -> None:
    found = summarise(timeline([], NOON), date(2026, 12, 28), date(2026, 1, 1))
    assert (found.week, found.to) == ("2026-W53", date(2027, 1, 3))


changes = st.sampled_from(
    (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC),
     datetime(2026, 4, 5, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))
)  # fmt: skip
minutes = st.lists(st.integers(-15 * 24 * 60, 15 * 24 * 60), max_size=30, unique=True)


@QUICK
@given(st.sampled_from(ZONES), changes, minutes)
def test_the_weeks_share_out_all_episodes_across_clock_changes_and_year_ends(
    name: str, middle: datetime, moments: list[int]
) -> None:
    profile = Profile(timezone=name)
    entries = [
        replace(episode(middle + timedelta(minutes=at)), id=f"e{at}", minutes=float(n), area="calf")
        for n, at in enumerate(moments)
    ]
    read = timeline(entries, middle + 30 * DAY, profile)
    first = local_date(middle - 16 * DAY, profile.zone)
    mondays = [first - first.weekday() * DAY + n * WEEK for n in range(6)]
    weeks = [summarise(read, monday, first) for monday in mondays]
    assert sum(found.episodes for found in weeks) == len(read.episodes) == len(entries)
    assert sum(found.minutes for found in weeks) == sum(entry.minutes or 0 for entry in entries)
    assert sum(found.active_days for found in weeks) == len({local_date(e.at, profile.zone) for e in entries})
    assert len({found.week for found in weeks}) == len(weeks)
    days = [day for found in weeks for day in found.days]
    assert [day.on for day in days] == [mondays[0] + n * DAY for n in range(42)]
    assert sum(day.episodes for day in days) == sum(sum(found.areas.values()) for found in weeks) == len(entries)
    together = summarise(read, mondays[0], first, weeks=6)
    assert (together.week, together.days) == (weeks[-1].week, tuple(days))
    assert (together.episodes, together.active_days) == (len(entries), sum(found.active_days for found in weeks))
