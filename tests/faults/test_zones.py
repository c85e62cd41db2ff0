"""Every zone of the pinned tzdata, at every transition of 2026 and 2027: one reminder per habit and local date.

The course alone is lived, tick by tick as the schedule does, and held against slots that the checker reckons by itself.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.agenda import first_agenda
from chalicelib.domain.course import Course, Log, live_through
from chalicelib.domain.habit import HABITS, HabitCode, HabitPlan
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person, QuietHours
from chalicelib.usecases.change_person import change_person
from tests.fakes.samples import person
from tests.faults.checker import Wish, about_slot, reminders_owed
from tests.faults.world import TICK, world_running
from tests.unit.domain.logs import QUICK

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TIMES: Final[dict[HabitCode, time]] = {
    "check_in": time(8),
    "water": time(0),
    "magnesium": time(0, 30),
    "caffeine": time(1, 30),
    "sleep": time(2),
    "stretch": time(2, 30),
    "relax": time(3),
    "alcohol": time(23, 59),
}
"""Each habit at an hour of its own, most of them where clocks change."""
MIDNIGHT_GAPS: Final = ("Africa/Cairo", "America/Havana", "America/Santiago", "Asia/Beirut")


def transitions(name: str) -> Iterator[datetime]:
    """The moments at which the zone's offset changes, to the second."""
    place, at = ZoneInfo(name), FIRST
    while at < LAST:
        if at.astimezone(place).utcoffset() != (at + DAY).astimezone(place).utcoffset():
            yield _when(place, at, at + DAY)
        at += DAY


def _when(place: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = low.astimezone(place).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(place).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


@cache
def changes() -> dict[str, list[datetime]]:
    """Every zone with its transitions; one moment of the year for a zone that has none."""
    return {name: list(transitions(name)) or [FIRST + 200 * DAY] for name in sorted(available_timezones())}


def lived(name: str, after: datetime, until: datetime) -> Iterator[tuple[datetime, Message]]:
    """Every reminder with the sweep that decided it: sweeps come every five minutes, and only those that matter."""
    quiet = QuietHours(from_=time(12), to=time(12))
    plans = {code: HabitPlan(on=True, times=(TIMES[code],)) for code in HABITS}
    who = person("ann", after, name, habits=plans)
    who = replace(who, profile=replace(who.profile, quiet_hours=quiet))
    agenda = replace(first_agenda(who, after), day_end_at=None, summary_at=None)
    course = Course(person=who, agenda=agenda)
    while (due := course.agenda.due_at) is not None and due <= until:
        sweep = FIRST + -((FIRST - due) // TICK) * TICK
        done = live_through(course, Log(), sweep)
        yield from ((sweep, message) for message in done.messages)
        course = done.course


def wrong_about(name: str, change: datetime) -> list[str]:
    """What is wrong with the reminders of the days round that transition."""
    after, until = change - 36 * HOUR, change + 36 * HOUR
    wish = Wish(address="ann@example.org", timezone=name, habits={str(code): (at,) for code, at in TIMES.items()})
    owed = Counter((one.due_at, one.about) for one in reminders_owed(wish, after, until, HOUR))
    told: Counter[tuple[datetime, str]] = Counter()
    wrong = []
    for sweep, message in lived(name, after, until):
        told[message.decided_at, about_slot(message.content["on"], message.content["habits"])] += 1
        if not timedelta(0) <= sweep - message.leaves_at < TICK:
            wrong.append(f"{message.occasion} left at {sweep}")
    return wrong + [f"{one} {owed[one]} owed, {told[one]} told" for one in owed | told if owed[one] != told[one]]


@pytest.mark.parametrize("part", range(8))
def test_each_reminder_comes_once_and_in_time_at_every_transition(part: int) -> None:
    tried = 0
    for name in list(changes())[part::8]:
        for change in changes()[name]:
            assert wrong_about(name, change) == [], (name, change)
            tried += 1
    assert tried >= len(changes()) // 8


def test_the_transitions_are_all_there() -> None:
    sundays = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
    assert changes()["Europe/London"] == [datetime.combine(on, time(1), UTC) for on in sundays]
    assert len(changes()) > 590
    assert sum(len(found) for found in changes().values()) > 900


@pytest.mark.parametrize("name", MIDNIGHT_GAPS)
def test_where_midnight_is_missing_the_first_reminder_has_the_right_local_date(name: str) -> None:
    place, gaps = ZoneInfo(name), 0
    for change in changes()[name]:
        local = change.astimezone(place)
        if local.time() != time(1):
            continue
        gaps += 1
        (found,) = [m for _, m in lived(name, change - HOUR, change) if "water" in m.content["habits"]]
        assert (found.decided_at, found.content["on"]) == (change, local.date().isoformat())
    assert gaps >= 1


@given(
    st.sampled_from(sorted(available_timezones())),
    st.sampled_from(sorted(available_timezones())),
    st.integers(0, 2 * 365 * 24 * 12),
    st.sampled_from(list(TIMES.values())),
)
@QUICK
def test_a_move_brings_each_local_date_its_reminder_at_most_once(home: str, away: str, ticks: int, at: time) -> None:
    with world_running(FIRST + ticks * TICK) as world:
        wish = world.join("ann", home, habits={"check_in": HabitPlan(on=True, times=(at,))})
        for moved in (False, True):
            if moved:
                change_person(world.services, "ann", partial(in_zone, away))
            for _ in range(72):
                world.tick(HOUR / 2)
        told = Counter(mail.about for mail in world.ses.sent() if (mail.to, mail.kind) == (wish.address, "reminder"))
        assert set(told.values()) == {1}


def in_zone(name: str, who: Person) -> Person:
    return replace(who, profile=replace(who.profile, timezone=name))
