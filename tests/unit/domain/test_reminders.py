"""Reminders and the agenda: once per habit, slot and local date, across changes of clock, zone and plan."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.agenda import first_agenda, move_on, next_summary, plan_again
from chalicelib.domain.course import Log, live_through
from chalicelib.domain.entries import CheckIn, Entry
from chalicelib.domain.habit import HabitPlan
from chalicelib.domain.localtime import DAY, instant, local_date, zone
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.reminder import decide_reminder, next_slot
from tests.unit.domain.logs import QUICK, check_in, course, person

MONDAY: Final = datetime(2026, 11, 23, tzinfo=UTC)


def plan(*clock_times: time, **values: Any) -> HabitPlan:
    return HabitPlan(on=True, times=clock_times, **values)


def reminders(someone: Person, until: datetime, entries: tuple[Entry, ...] = ()) -> list[Message]:
    lived = live_through(course(someone, entries), Log(entries), until)
    return [message for message in lived.messages if message.kind == "reminder"]


def test_a_new_person_gets_one_check_in_a_day_at_8_and_nothing_else() -> None:
    found = reminders(person(MONDAY), MONDAY + 3 * DAY)
    assert [m.content["habits"] for m in found] == [["check_in"]] * 3
    assert [m.decided_at for m in found] == [MONDAY + timedelta(days=n, hours=8) for n in range(3)]
    assert found[0].occasion == "reminder#check_in#2026-11-23#0800"


def test_habits_of_one_slot_go_in_one_mail() -> None:
    habits = {"check_in": plan(time(9)), "water": plan(time(9), time(14)), "sleep": plan(time(14))}
    found = reminders(person(MONDAY, habits=habits), MONDAY + DAY)
    assert [m.content["habits"] for m in found] == [["check_in", "water"], ["water", "sleep"]]


@pytest.mark.parametrize(
    ("change", "count"),
    [
        pytest.param({}, 7, id="every-day"),
        pytest.param({"days": ("mon", "thu")}, 2, id="on-two-weekdays"),
        pytest.param({"days": ()}, 0, id="on-no-day"),
        pytest.param({"on": False}, 0, id="off"),
        pytest.param({"times": ()}, 0, id="no-time"),
    ],
)
def test_the_days_of_a_plan(change: dict[str, Any], count: int) -> None:
    habits = {"water": replace(plan(time(9)), **change)}
    assert len(reminders(person(MONDAY, habits=habits), MONDAY + 7 * DAY)) == count


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"mode": "weekly"}, id="weekly-mode"),
        pytest.param({"mode": "paused"}, id="paused"),
        pytest.param({"streams": {"safety": True, "habits": False, "weekly": True}}, id="stream-stopped"),
    ],
)
def test_who_wants_none_gets_none(values: dict[str, Any]) -> None:
    assert reminders(person(MONDAY, **values), MONDAY + 7 * DAY) == []


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        pytest.param(None, ["water", "sleep"], id="no-check-in-yet"),
        pytest.param(check_in(MONDAY, water_litres=2), ["sleep"], id="done"),
        pytest.param(check_in(MONDAY, water_litres=1.9), ["water", "sleep"], id="missed"),
        pytest.param(check_in(MONDAY, sleep_hours=8), ["water", "sleep"], id="only-where-the-plan-says-so"),
    ],
)
def test_only_if_not_done(day: CheckIn | None, asked: list[str]) -> None:
    habits = {"water": plan(time(20), only_if_not_done=True), "sleep": plan(time(20))}
    at = MONDAY + timedelta(hours=20)
    message = decide_reminder(person(MONDAY, habits=habits), at, at, {at.date(): day} if day else {})
    assert message is not None
    assert message.content["habits"] == asked


def test_nothing_left_to_remind_of_is_no_mail() -> None:
    habits = {"water": plan(time(20), only_if_not_done=True)}
    entries = (check_in(MONDAY + timedelta(hours=12), water_litres=2.5),)
    found = reminders(person(MONDAY, habits=habits), MONDAY + 2 * DAY, entries)
    assert [local_date(m.decided_at, zone("Europe/London")) for m in found] == [date(2026, 11, 24)]


def test_one_in_quiet_hours_waits_and_expires_4_hours_after() -> None:
    (found,) = reminders(person(MONDAY, habits={"sleep": plan(time(22))}), MONDAY + DAY)
    assert found.decided_at == MONDAY + timedelta(hours=22)
    assert found.leaves_at == MONDAY + timedelta(days=1, hours=8)
    assert found.expires_at == found.leaves_at + timedelta(hours=4)


def test_a_slot_that_the_gap_moves_past_midnight_is_kept() -> None:
    habits = {"sleep": plan(time(23, 30))}
    someone = person(datetime(2026, 3, 28, 12, tzinfo=UTC), timezone="America/Nuuk", habits=habits)
    found = reminders(someone, datetime(2026, 3, 30, 12, tzinfo=UTC))
    assert [m.occasion[-15:] for m in found] == ["2026-03-28#2330", "2026-03-29#2330"]


slots = st.lists(st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15)), min_size=1, max_size=3)
ZONES: Final = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Nuuk", "Asia/Gaza")
AROUND: Final = tuple(
    datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 7), (3, 27), (4, 23), (10, 23), (12, 30))
)


@QUICK
@given(st.sampled_from(ZONES), st.sampled_from(AROUND), slots)
def test_every_slot_of_every_local_date_comes_once(name: str, start: datetime, clock_times: list[time]) -> None:
    someone = person(start, timezone=name, habits={"water": plan(*clock_times)})
    found = reminders(someone, start + 6 * DAY)
    dates = [local_date(start, zone(name)) + n * DAY for n in range(-1, 8)]
    expected = {instant(on, clock_time, zone(name)) for on in dates for clock_time in clock_times}
    assert [m.decided_at for m in found] == sorted(at for at in expected if start < at <= start + 6 * DAY)
    assert len({m.occasion for m in found}) == len(found)


@QUICK
@given(st.sampled_from(ZONES), st.sampled_from(AROUND), slots)
def test_the_next_slot_is_strictly_later(name: str, start: datetime, clock_times: list[time]) -> None:
    found: list[datetime] = [start]
    for _ in range(12):
        at = next_slot({"water": plan(*clock_times)}, found[-1], zone(name))
        assert at is not None
        found.append(at)
    assert all(earlier < later <= earlier + timedelta(hours=26) for earlier, later in pairwise(found[1:]))


def test_moving_east_over_a_slot_does_not_repeat_its_date() -> None:
    """At 09:00 in London it is 18:00 in Tokyo: Monday's 08:00 has been there, Tuesday's is next."""
    london = person(MONDAY)
    now = MONDAY + timedelta(hours=9)
    agenda = move_on(first_agenda(london, MONDAY), london, now)
    moved = replace(london, profile=replace(london.profile, timezone="Asia/Tokyo"))
    assert plan_again(agenda, moved, now).remind_at == datetime(2026, 11, 23, 23, tzinfo=UTC)


def test_what_was_due_stays_due_when_the_plan_changes() -> None:
    someone = person(MONDAY)
    agenda, now = first_agenda(someone, MONDAY), MONDAY + timedelta(hours=8, minutes=3)
    after = plan_again(agenda, replace(someone, habits={}), now)
    assert after.remind_at == agenda.remind_at
    assert plan_again(agenda, replace(someone, habits={}), MONDAY).remind_at is None


def test_the_agenda_is_due_at_its_earliest_moment() -> None:
    someone = person(MONDAY)
    agenda = first_agenda(someone, MONDAY)
    assert agenda.due_at == MONDAY + timedelta(hours=8)
    assert move_on(agenda, someone, agenda.due_at).due_at == MONDAY + timedelta(hours=23, minutes=59)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 12, 7, 8, tzinfo=UTC), id="first-monday"),
        pytest.param(datetime(2026, 12, 7, 8, tzinfo=UTC), datetime(2027, 1, 4, 8, tzinfo=UTC), id="over-the-year"),
    ],
)
def test_a_monthly_summary_comes_on_the_first_monday(after: datetime, expected: datetime) -> None:
    assert next_summary(person(MONDAY, summary="monthly"), after) == expected
