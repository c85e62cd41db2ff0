"""Outages of five minutes to a week: what was due is sent or recorded as expired, and nothing ends in silence."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Final

import pytest

from chalicelib.domain.habit import HabitPlan, usual_plans
from chalicelib.domain.message import REMINDER_LASTS
from tests.fakes.steady import Steady, steady_running
from tests.faults.checker import Owed, about_slot, check, not_before, reminders_owed
from tests.faults.scenes import NO_TIME
from tests.faults.world import TICK, World, world_running

LENGTHS: Final = {
    "1 tick": TICK,
    "1 hour": timedelta(hours=1),
    "1 day": timedelta(days=1),
    "7 days": timedelta(days=7),
}
ZONES: Final = {"ann": "Europe/London", "bob": "America/New_York", "cat": "Asia/Kolkata", "dan": "Pacific/Auckland"}
THURSDAY: Final = datetime(2026, 11, 19, 7, 50, tzinfo=UTC)
EVER: Final = timedelta(days=30)
PLANS: Final = {**usual_plans(), "water": HabitPlan(on=True, times=(time(8), time(12, 30), time(20)))}


def nothing_runs(_: World) -> None:
    """Neither the schedule nor a worker."""


def only_sweeps(world: World) -> None:
    """The workers are down."""
    world.sweep()


def only_workers(world: World) -> None:
    """The schedule is down."""
    world.drain()


def live(world: World, until: datetime, step: Callable[[World], None], apart: timedelta) -> None:
    """This step again and again."""
    while world.clock() < until:
        world.clock.now += apart
        step(world)


def recorded_as(world: World, address: str, about: str) -> list[str]:
    """How the reminders of that name ended, as the service has it."""
    return [
        one.status
        for (owner, _), one in world.store.waiting.items()
        if one.message.kind == "reminder" and f"{owner}@example.org" == address
        if about_slot(one.message.content["on"], one.message.content["habits"]) == about
    ]


@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)
@pytest.mark.parametrize("step", [nothing_runs, only_sweeps, only_workers], ids=lambda step: step.__name__)
@pytest.mark.parametrize("hour", [0, 5, 12])
def test_what_was_due_in_an_outage_is_sent_or_recorded_as_expired(
    length: timedelta, step: Callable[[World], None], hour: int
) -> None:
    with world_running(THURSDAY + timedelta(hours=hour)) as world:
        began = world.clock()
        wishes = [world.join(name, zone, habits=PLANS) for name, zone in ZONES.items()]
        world.log("ann", "droop", name="face_droop", onset="sudden")
        world.log("bob", "weak", name="weakness", area="hand", onset="weeks", severity=2)
        owed = [
            Owed(began, wishes[0].address, "emergency", "stroke_signs"),
            Owed(not_before(wishes[1], began), wishes[1].address, "finding", "weakness"),
        ]
        live(world, began + length, step, max(TICK, length / 96))
        live(world, world.clock() + timedelta(hours=1), World.tick, NO_TIME)
        for wish in wishes:
            owed += reminders_owed(wish, began, world.clock(), REMINDER_LASTS)
        report = check(owed, world.ses.sent(), EVER, world.clock() + EVER)
        assert (report.untold, report.doubled, report.stray) == ((), (), ())
        assert all("expired" in recorded_as(world, one.to, one.about) for one in report.lost)
        assert all(one.due_at + REMINDER_LASTS <= began + length + TICK for one in report.lost)
        assert len(owed) >= 2 + 4 * 3 * (length // timedelta(days=1))


@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)
def test_on_dynamodb(length: timedelta) -> None:
    with steady_running(visibility=0) as steady:
        steady.clock.now = THURSDAY
        token = steady.join()
        habits = {"water": {"on": True, "times": ["08:00", "12:30", "20:00"]}}
        steady.json("PATCH", "/v1/me", {"habits": habits}, token=token)
        steady.json("POST", "/v1/entries", {"type": "symptom", "name": "face_droop", "onset": "sudden"},
                    token=token, status=201)  # fmt: skip
        steady.clock.tick(seconds=length.total_seconds())
        for _ in range(3):
            steady.clock.tick(minutes=5)
            steady.sweep()
        ends = statuses(steady, "reminder")
        slots = {status: sum(one == status for one in ends) for status in set(ends)}
        due = sum(
            THURSDAY < at <= steady.clock()
            for days in range(9)
            for at in (THURSDAY.replace(hour=hour, minute=minute) + timedelta(days=days) for hour, minute in SLOTS)
        )
        assert sum(slots.values()) == due
        assert set(slots) <= {"sent", "expired"}
        assert len(steady.mails("reminder")) == slots.get("sent", 0)
        assert len(steady.mails("emergency")) == 1


SLOTS: Final = ((8, 0), (12, 30), (20, 0))


def statuses(steady: Steady, kind: str) -> list[str]:
    """How every message of a kind ended."""
    messages = [item for item in steady.aws.items() if "status" in item]
    return [item["status"]["S"] for item in messages if f'"kind":"{kind}"' in item["body"]["S"]]
