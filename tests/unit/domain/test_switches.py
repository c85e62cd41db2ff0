"""The switches: each is told once, at 08:00 local, whatever the clocks, the zone and the sweeps do."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.agenda import Agenda, first_agenda, plan_again
from chalicelib.domain.course import Course, Lived, Log, live_through
from chalicelib.domain.entries import Entry
from chalicelib.domain.experiment import Experiment, pair_order
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person, QuietHours
from chalicelib.domain.switches import is_still_wanted
from tests.unit.domain.logs import check_in, person
from tests.unit.domain.test_experiments import experiment

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WHOLE = timedelta(days=50)
SUMMER = date(2026, 10, 22)


def someone(made: Experiment | None = None, joined_at: datetime = NOON, **values: Any) -> Person:
    return replace(person(joined_at, **values), experiment=made or experiment(created_at=joined_at))


def live(who: Person, until: datetime, log: Sequence[Entry] = (), since: datetime = NOON) -> Lived:
    course = Course(person=who, agenda=first_agenda(who, since), country="GB")
    return live_through(course, Log(tuple(log)), until)


def ticked(who: Person, until: datetime, step: timedelta, since: datetime = NOON) -> list[Message]:
    """The messages of a sweep every so often."""
    course, now = Course(person=who, agenda=first_agenda(who, since), country="GB"), since
    told: list[Message] = []
    while now < until:
        now = min(now + step, until)
        lived = live_through(course, Log(), now)
        course, told = lived.course, [*told, *lived.messages]
    return told


def plans(messages: Sequence[Message]) -> list[Message]:
    return [message for message in messages if message.kind == "experiment"]


def test_a_whole_experiment_is_told_block_by_block_and_then_ends() -> None:
    lived = live(someone(), NOON + WHOLE)
    told = plans(lived.messages)
    assert [one.occasion for one in told] == [*(f"experiment#x1#{n}" for n in range(1, 13)), "experiment#x1#end"]
    assert [one.decided_at.date() for one in told[:3]] == [date(2026, 11, 23), date(2026, 11, 27), date(2026, 12, 1)]
    assert {one.decided_at.time() for one in told} == {time(8)}
    assert [one.content["is_with"] for one in told[:4]] == [True, False, False, True]
    assert lived.course.person.experiment is None
    assert lived.course.agenda.switch_at is None
    assert lived.stopped == ()


def test_jumping_equals_ticking() -> None:
    jumped = plans(live(someone(), NOON + WHOLE).messages)
    for step in (timedelta(minutes=5), timedelta(minutes=7), timedelta(hours=3)):
        until = NOON + (WHOLE if step > timedelta(minutes=7) else timedelta(days=9))
        told = plans(ticked(someone(), until, step))
        wanted = [one for one in jumped if one.decided_at <= until]
        assert [(one.occasion, one.decided_at, one.content) for one in told] == [
            (one.occasion, one.decided_at, one.content) for one in wanted
        ]


def test_a_block_is_good_until_the_next_begins() -> None:
    first, second, *_, end = plans(live(someone(), NOON + WHOLE).messages)
    assert first.expires_at == second.decided_at
    assert end.expires_at == end.leaves_at + timedelta(days=7)


@pytest.mark.parametrize(
    ("zone", "moments"),
    [
        ("Europe/London", ["22T07:00", "26T08:00", "30T08:00"]),
        ("America/Santiago", ["22T11:00", "26T11:00", "30T11:00"]),
        ("Asia/Tokyo", ["22T23:00", "26T23:00", "30T23:00"]),
    ],
)
def test_the_clocks_may_change_on_the_way(zone: str, moments: list[str]) -> None:
    joined = datetime(2026, 10, 21, 23, 30, tzinfo=UTC)
    who = someone(experiment(starts_on=SUMMER + timedelta(days=zone == "Asia/Tokyo")), joined, timezone=zone)
    told = plans(live(who, joined + timedelta(days=10), since=joined).messages)
    assert [f"{one.decided_at:%dT%H:%M}" for one in told[:3]] == moments


@pytest.mark.parametrize("hour", [0, 7, 8, 9, 20])
@pytest.mark.parametrize("zones", [("Europe/London", "Asia/Tokyo"), ("Asia/Tokyo", "America/Los_Angeles")])
def test_a_move_tells_each_block_once(zones: tuple[str, str], hour: int) -> None:
    """The person moves back and forth every day; every block is told once, the blocks in order."""
    who = someone(timezone=zones[0], quiet_hours=QuietHours(from_=time(0), to=time(0)))
    course, told = Course(person=who, agenda=first_agenda(who, NOON)), []
    for day in range(60):
        now = NOON + timedelta(days=day, hours=hour)
        lived = live_through(course, Log(), now)
        told += plans(lived.messages)
        moved = replace(
            lived.course.person, profile=replace(lived.course.person.profile, timezone=zones[(day + 1) % 2])
        )
        course = replace(lived.course, person=moved, agenda=plan_again(lived.course.agenda, moved, now))
    assert [one.occasion for one in told] == [*(f"experiment#x1#{n}" for n in range(1, 13)), "experiment#x1#end"]


def test_after_a_move_the_next_block_begins_by_the_new_clock() -> None:
    lived = live(someone(), NOON + timedelta(days=2))
    moved = replace(lived.course.person, profile=replace(lived.course.person.profile, timezone="Asia/Tokyo"))
    agenda = plan_again(lived.course.agenda, moved, NOON + timedelta(days=2))
    assert agenda.switch_at == datetime(2026, 11, 26, 23, tzinfo=UTC)


def test_a_switch_asks_for_the_log_and_other_moments_of_an_experiment_do_not() -> None:
    switch_at = NOON + timedelta(hours=20)
    agenda = Agenda(switch_at=switch_at)
    assert agenda.needs_log(someone(), switch_at)
    assert not agenda.needs_log(someone(), switch_at - timedelta(seconds=1))


def test_a_sweep_that_was_missed_tells_the_present_block_in_the_morning() -> None:
    late = datetime(2026, 11, 28, 23, tzinfo=UTC)
    lived = live(someone(), late)
    first, second = plans(lived.messages)
    assert first.expires_at is not None
    assert first.expires_at <= late
    assert second.leaves_at == datetime(2026, 11, 29, 8, tzinfo=UTC)
    assert second.expires_at is not None
    assert second.expires_at > second.leaves_at


def test_one_that_starts_today_is_told_at_once_and_at_night_in_the_morning() -> None:
    for at, leaves_at in ((NOON, NOON), (NOON + timedelta(hours=11), datetime(2026, 11, 23, 8, tzinfo=UTC))):
        who = someone(experiment(starts_on=at.date()), joined_at=at)
        (told,) = plans(live(who, at + timedelta(minutes=1), since=at).messages)
        assert (told.decided_at, told.leaves_at) == (at, max(leaves_at, at + timedelta(minutes=1)))


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        ({}, True),
        ({"mode": "weekly"}, False),
        ({"mode": "paused"}, False),
        ({"streams": {"safety": True, "habits": False, "weekly": True}}, False),
        ({"streams": {"safety": False, "habits": True, "weekly": False}}, True),
    ],
    ids=["daily", "weekly", "paused", "no habits", "habits alone"],
)
def test_who_wants_no_reminders_gets_no_switches_and_the_experiment_goes_on(
    values: dict[str, Any], is_told: bool
) -> None:
    lived = live(someone(**values), NOON + timedelta(days=2))
    assert bool(plans(lived.messages)) is is_told
    assert lived.course.person.experiment is not None
    assert lived.course.person.experiment.told == 1
    assert live(someone(**values), NOON + WHOLE).course.person.experiment is None


def test_what_no_longer_fits_is_stopped_with_the_reason() -> None:
    who = someone(pregnant=True)
    lived = live(who, NOON + timedelta(days=2))
    (told,) = plans(lived.messages)
    assert (told.occasion, told.content["about"]) == ("experiment#x1#stopped", "stopped")
    assert told.content["reason"].startswith("In pregnancy")
    (stopped,) = lived.stopped
    assert stopped.stopped_at == datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    assert stopped.stopped_because == told.content["reason"]
    assert (lived.course.person.experiment, lived.course.agenda.switch_at) == (None, None)


def test_a_heavy_drinker_is_never_told_to_have_no_alcohol() -> None:
    drinking = [check_in(NOON + timedelta(days=day), alcohol_units=9) for day in range(3)]
    made = experiment(trigger="alcohol", order=pair_order([True] * 6), block_days=3)
    course = Course(person=someone(made), agenda=first_agenda(someone(made), NOON))
    lived = live_through(
        replace(course, agenda=replace(course.agenda, receipt_at=NOON)), Log(tuple(drinking)), NOON + WHOLE
    )
    assert [one.content["about"] for one in plans(lived.messages)] == ["stopped"]
    assert "no alcohol" not in str([one.content for one in plans(lived.messages)])


def test_a_block_of_an_experiment_that_was_stopped_meanwhile_is_not_wanted() -> None:
    who = someone()
    told = plans(live(who, NOON + WHOLE).messages)
    assert is_still_wanted(told[0], who)
    assert not is_still_wanted(told[0], replace(who, experiment=None))
    assert not is_still_wanted(told[0], replace(who, experiment=experiment(id="x2")))
    assert is_still_wanted(told[-1], replace(who, experiment=None))
