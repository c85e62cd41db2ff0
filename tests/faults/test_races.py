"""Two invocations at once: the second runs from its start to its end inside the first, at every call in turn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest

from chalicelib.usecases.change_person import erase_person
from tests.fakes.steady import steady_running
from tests.faults.checker import check
from tests.faults.killing import interrupted_at, points_of
from tests.faults.scenes import ANN, Played, a_delivery, a_safety_delivery, a_sweep, an_emergency
from tests.faults.test_kills import TOLD, mails
from tests.faults.test_kills import a_delivery as moto_delivery
from tests.faults.world import Points, World, world_running

Racing = Callable[[World], tuple[Played, Callable[[], object]]]
ADDRESS_READ: Final = 2
"""The worker's point after which it knows where the mail goes."""
QUARTER: Final = timedelta(minutes=15)


def two_sweeps(world: World) -> tuple[Played, Callable[[], object]]:
    return a_sweep(world), world.sweep


def two_workers(world: World) -> tuple[Played, Callable[[], object]]:
    played = a_delivery(world)
    world.queues.repeat()
    return played, lambda: world.deliver("deliver")


def two_safety_workers(world: World) -> tuple[Played, Callable[[], object]]:
    played = a_safety_delivery(world)
    world.queues.repeat()
    return played, lambda: world.deliver("deliver_safety")


def a_sweep_and_the_workers(world: World) -> tuple[Played, Callable[[], object]]:
    return a_sweep(world), world.drain


def a_worker_and_a_sweep(world: World) -> tuple[Played, Callable[[], object]]:
    return a_delivery(world), world.sweep


def the_same_log_twice(world: World) -> tuple[Played, Callable[[], object]]:
    played = an_emergency(world)
    return played, played.act


def a_log_and_a_sweep(world: World) -> tuple[Played, Callable[[], object]]:
    played = an_emergency(world)
    return played, world.sweep


def a_sweep_and_a_log(world: World) -> tuple[Played, Callable[[], object]]:
    played = a_sweep(world)
    return played, lambda: world.log("bob", "twitch", "episode", area="calf", side="left", minutes=3.0)


RACES: Final[tuple[Racing, ...]] = (
    two_sweeps,
    two_workers,
    two_safety_workers,
    a_sweep_and_the_workers,
    a_worker_and_a_sweep,
    the_same_log_twice,
    a_log_and_a_sweep,
    a_sweep_and_a_log,
)


def raced_at(race: Racing, place: int) -> tuple[World, Played, int]:
    """Play it with the second invocation inside the first at that point; the points that the first passed."""
    with world_running() as world:
        played, second = race(world)
        inside = [False]

        def interrupt(_: str) -> None:
            inside[0] = True
            world.strikes.remove(points)
            second()
            world.strikes.append(points)

        points = Points({place: interrupt})
        world.strikes.append(points)
        played.act()
        world.strikes.clear()
        assert inside[0] == (place >= 0)
        world.recover()
        return world, played, len(points.names)


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__.replace("_", " "))
def test_one_of_two_wins_wherever_they_meet(race: Racing) -> None:
    _, _, points = raced_at(race, -1)
    assert points >= 4
    for place in range(points):
        world, played, _ = raced_at(race, place)
        report = check(played.owed, world.ses.sent(), QUARTER, world.clock())
        assert report.is_clean, (place, report)
        assert played.holds(), place


def test_an_erasure_inside_a_worker_leaves_nothing_and_stops_what_has_not_left() -> None:
    for place in range(raced_at(lambda world: (a_safety_delivery(world), lambda: None), -1)[2]):
        world, _, _ = raced_at(erased_meanwhile, place)
        assert "ann" not in world.store.partitions, place
        assert not [owner for owner, _ in world.store.waiting if owner == "ann"], place
        # the mail of a worker that has read the address already is on its way
        assert len([mail for mail in world.ses.sent() if mail.to == ANN]) == (place > ADDRESS_READ), place


def erased_meanwhile(world: World) -> tuple[Played, Callable[[], object]]:
    return a_safety_delivery(world), lambda: erase_person(world.services, "ann")


def test_two_workers_on_dynamodb_send_once_wherever_they_meet() -> None:
    with steady_running(visibility=0) as steady:
        act = moto_delivery(steady)
        restore = steady.aws.snapshot()
        for place in range(points_of(steady, act)):
            restore()
            with interrupted_at(steady, place, act):
                act()
            assert mails(steady) == TOLD, place
