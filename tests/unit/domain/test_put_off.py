"""Snoozing and skipping: what is put off holds, comes once, and loses nothing; and no slot comes twice on a journey."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.agenda import plan_again
from chalicelib.domain.course import Course, Log, live_through
from chalicelib.domain.entries import Entry
from chalicelib.domain.habit import HabitCode, HabitPlan, Snooze
from chalicelib.domain.localtime import DAY
from chalicelib.domain.message import Message
from chalicelib.domain.person import Mode, Person, QuietHours
from chalicelib.domain.reminder import is_put_off
from tests.unit.domain.logs import QUICK, check_in, course, person

MONDAY: Final = datetime(2026, 11, 23, tzinfo=UTC)
ON: Final = MONDAY.date()
PLANS: Final[Mapping[HabitCode, HabitPlan]] = {
    "water": HabitPlan(on=True, times=(time(9), time(12), time(15))),
    "relax": HabitPlan(on=True, times=(time(12),)),
}


def at(hour: float, days: int = 0) -> datetime:
    return MONDAY + timedelta(days=days, hours=hour)


class Life:
    """One person living on, with changes on the way."""

    def __init__(self, entries: tuple[Entry, ...] = (), **values: Any) -> None:
        someone = person(MONDAY, **{"habits": PLANS, **values})
        self.entries, self.course, self.told = entries, course(someone, entries), list[Message]()

    def until(self, moment: datetime) -> "Life":
        lived = live_through(self.course, Log(self.entries), moment)
        self.course = lived.course
        self.told += [message for message in lived.messages if message.kind == "reminder"]
        return self

    def change(self, moment: datetime, **values: Any) -> "Life":
        who = replace(self.course.person, **values)
        self.course = Course(
            person=who, agenda=plan_again(self.course.agenda, who, moment), standing=self.course.standing
        )
        return self

    def snooze(self, code: HabitCode, moment: datetime, minutes: int) -> "Life":
        snooze = Snooze(until=moment + timedelta(minutes=minutes), on=moment.date())
        return self.until(moment).change(moment, snoozed={**self.course.person.snoozed, code: snooze})

    def move(self, moment: datetime, timezone: str) -> "Life":
        return self.until(moment).change(moment, profile=replace(self.course.person.profile, timezone=timezone))

    @property
    def mails(self) -> list[tuple[datetime, tuple[str, ...]]]:
        return [(one.decided_at, tuple(one.content["habits"])) for one in self.told]


def test_a_snoozed_reminder_comes_once_at_its_new_time() -> None:
    life = Life().snooze("water", at(9.5), 30).until(at(11))
    assert life.mails == [(at(9), ("water",)), (at(10), ("water",))]


def test_a_snooze_holds_over_the_slots_that_it_covers() -> None:
    life = Life().snooze("water", at(9.5), 180).until(at(20))
    assert life.mails == [(at(9), ("water",)), (at(12), ("relax",)), (at(12.5), ("water",)), (at(15), ("water",))]


def test_a_snooze_that_ends_at_a_slot_shares_its_mail() -> None:
    life = Life().snooze("water", at(9.5), 150).until(at(13))
    assert life.mails == [(at(9), ("water",)), (at(12), ("water", "relax"))]


def test_snoozing_again_takes_the_place_of_the_first() -> None:
    life = Life().snooze("water", at(9.5), 30).snooze("water", at(9.75), 60).until(at(11.5))
    assert life.mails == [(at(9), ("water",)), (at(10.75), ("water",))]


def test_a_slot_that_is_due_but_not_swept_yet_waits_too() -> None:
    life = Life().until(at(8))
    moment = at(9) + timedelta(minutes=2)
    life.change(moment, snoozed={"water": Snooze(until=at(10), on=ON)}).until(at(11))
    assert life.mails == [(at(10), ("water",))]


def test_a_snooze_goes_on_past_midnight_and_keeps_its_date() -> None:
    life = Life(quiet_hours=QuietHours(from_=time(0), to=time(0)))
    life.snooze("water", at(23.75), 30).until(at(1, days=1))
    assert life.mails[-1] == (at(0.25, days=1), ("water",))
    assert life.told[-1].content["on"] == "2026-11-23"


def test_what_was_done_before_the_snooze_is_over_is_not_asked_for() -> None:
    plans = {"water": replace(PLANS["water"], only_if_not_done=True)}
    done = check_in(at(23.9), water_litres=2)
    life = Life((done,), habits=plans).snooze("water", at(23.75), 30).until(at(1, days=1))
    assert life.mails[-1][0] == at(15)


def test_a_snooze_that_ends_in_quiet_hours_leaves_when_they_end() -> None:
    life = Life().snooze("water", at(20), 120).until(at(23))
    assert (life.told[-1].decided_at, life.told[-1].leaves_at) == (at(22), at(8, days=1))


@pytest.mark.parametrize("code", ["sleep", "check_in"])
def test_a_habit_that_is_off_can_be_asked_for_once(code: HabitCode) -> None:
    habits = {**PLANS, code: HabitPlan()}
    life = Life(habits=habits).snooze(code, at(10), 30).until(at(14, days=1))
    assert [mail for mail in life.mails if code in mail[1]] == [(at(10.5), (code,))]


def test_a_skip_leaves_out_the_rest_of_the_day_only() -> None:
    life = Life().until(at(10)).change(at(10), skipped={"water": ON}).until(at(9, days=1))
    assert life.mails == [(at(9), ("water",)), (at(12), ("relax",)), (at(9, days=1), ("water",))]


@pytest.mark.parametrize("mode", ["paused", "weekly"])
def test_a_pause_loses_nothing(mode: Mode) -> None:
    before = Life()
    profile = before.course.person.profile
    paused = before.until(at(10)).change(at(10), profile=replace(profile, mode=mode)).until(at(10, days=2))
    assert paused.mails == [(at(9), ("water",))]
    again = paused.change(at(10, days=2), profile=profile).until(at(12, days=2))
    assert again.course.person.habits == PLANS
    assert again.mails[1:] == [(at(12, days=2), ("water", "relax"))]


@pytest.mark.parametrize(
    ("snoozed", "skipped", "wanted"),
    [
        ({}, {}, False),
        ({"water": Snooze(until=at(10), on=ON)}, {}, True),
        ({"water": Snooze(until=at(9), on=ON)}, {}, False),
        ({"relax": Snooze(until=at(10), on=ON)}, {}, False),
        ({}, {"water": ON}, True),
        ({}, {"water": date(2026, 11, 22)}, False),
    ],
)
def test_a_mail_on_its_way_is_held_once_it_is_put_off(snoozed: Any, skipped: Any, wanted: bool) -> None:
    told = Life().until(at(9)).told[-1]
    who = replace(person(MONDAY, habits=PLANS), snoozed=snoozed, skipped=skipped)
    assert is_put_off(who, told, at(9.1)) is wanted
    assert not is_put_off(who, replace(told, kind="notice"), at(9.1))


ZONES: Final = ("Pacific/Auckland", "Asia/Tokyo", "Europe/London", "America/New_York", "Pacific/Pago_Pago")


@pytest.mark.parametrize("journey", list(permutations(ZONES, 3)))
def test_on_a_journey_no_slot_of_a_date_comes_twice(journey: tuple[str, ...]) -> None:
    life = Life(timezone=journey[0])
    for number, timezone in enumerate(journey[1:]):
        life.move(at(13 + 9 * number, days=2), timezone)
    life.until(at(0, days=6))
    _assert_each_slot_once(life)


@QUICK
@given(st.lists(st.tuples(st.integers(1, 600), st.sampled_from(ZONES), st.booleans()), max_size=6))
def test_whatever_changes_on_the_way_no_slot_of_a_date_comes_twice(steps: list[tuple[int, str, bool]]) -> None:
    life, moment = Life(), at(0)
    for minutes, timezone, also in steps:
        moment += timedelta(minutes=minutes)
        life.move(moment, timezone)
        # what shares a mail may change on the way
        relax = replace(PLANS["relax"], on=also)
        life.change(moment, habits={**PLANS, "relax": relax})
    _assert_each_slot_once(life.until(moment + 3 * DAY))


def _assert_each_slot_once(life: Life) -> None:
    told = [(code, one.content["on"], one.occasion[-4:]) for one in life.told for code in one.content["habits"]]
    assert len(told) == len(set(told))
    assert len({one.occasion for one in life.told}) == len(life.told)


def test_what_is_remembered_of_slots_stays_small() -> None:
    life = Life().until(at(23, days=90))
    who: Person = life.course.person
    assert len(who.reminded["water"]) <= 9
    assert len(life.mails) == 3 * 91
