"""Every call of every handler, struck before it and after it, alone and in pairs; then three sweeps.

Held against the mail ledger and the inputs by the checker alone. In memory, through the real doors and use cases.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, get_args

import pytest

from tests.faults.checker import Report, check
from tests.faults.outside_world import Event
from tests.faults.scenes import SCENES, SMALLEST, Scene
from tests.faults.world import FAULTS, NAMED_POINT, Points, Strike, can_strike, world_running

WITHIN: Final = timedelta(minutes=15)
"""Three sweeps."""
LEASED: Final = ("messages.lease after", "log.load_person", "access.load_link", "mailer.send", "messages.settle before")
"""A worker that dies here leaves a mail that may have left: a reminder is then not sent again, and recorded so."""
MAY_DOUBLE: Final = {"finding", "emergency", "confirm"}
SLOW: Final = ("sweep and workers", "erase")
in_each_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
in_each_queue = pytest.mark.parametrize("is_queue_lost", [False, True], ids=["queue kept", "queue lost"])

in_each_event = pytest.mark.parametrize("event", get_args(Event))


@dataclass(frozen=True)
class Outcome:
    """What came of one play: the points that were passed, those of the handler first, and the checker's word."""

    points: Points
    handler_points: int
    report: Report
    holds: bool


def play(scene: Scene, at: dict[int, Strike], *, is_queue_lost: bool = False, event: Event = "prompt") -> Outcome:
    """Set the scene, strike at these points from the handler's first call on, then three sweeps."""
    with world_running() as world:
        world.ses.event = event
        played = scene(world)
        points = Points(dict(at))
        world.strikes.append(points)
        (world.ask if played.is_asked else world.invoke)(played.act)
        handler_points = len(points.names)
        if is_queue_lost:
            world.queues.lose()
        world.recover()
        report = check(played.owed, world.ses.sent(), WITHIN, world.clock())
        return Outcome(points, handler_points, report, played.holds())


def single_faults(scene: Scene, *, is_queue_lost: bool, event: Event) -> Iterator[Outcome]:
    """One play for each fault that can strike at each point of the handler."""
    whole = play(scene, {}, is_queue_lost=is_queue_lost, event=event)
    assert whole.report.is_clean, whole.report
    assert whole.holds
    assert whole.handler_points >= 2
    for place, point in enumerate(whole.points.names[: whole.handler_points]):
        for fault in FAULTS:
            if can_strike(fault, point):
                yield play(scene, {place: fault}, is_queue_lost=is_queue_lost, event=event)


@in_each_scene
@in_each_queue
@in_each_event
def test_one_fault_loses_no_safety_mail_and_doubles_no_reminder(
    scene: Scene, is_queue_lost: bool, event: Event
) -> None:
    for outcome in single_faults(scene, is_queue_lost=is_queue_lost, event=event):
        (where,) = outcome.points.struck
        report = outcome.report
        assert (report.untold, report.late, report.stray) == ((), (), ()), where
        assert not report.lost or any(place in where for place in LEASED), where
        is_unknown = any(place in where for place in NAMED_POINT) and event in ("late", "never")
        assert len(report.doubled) <= is_unknown, where
        assert report.by_kind("doubled").keys() <= MAY_DOUBLE, where
        assert outcome.holds, where


def pairs_of_faults(scene: Scene) -> Iterator[Outcome]:
    """One play for each two faults: the first in the handler, the second anywhere after it, the recovery too."""
    whole = play(scene, {})
    for place, point in enumerate(whole.points.names[: whole.handler_points]):
        for first in FAULTS:
            if can_strike(first, point):
                alone = play(scene, {place: first})
                for later in range(place + 1, len(alone.points.names)):
                    for second in FAULTS:
                        if can_strike(second, alone.points.names[later]):
                            yield play(scene, {place: first, later: second})


@pytest.mark.parametrize(
    "scene",
    [pytest.param(scene, marks=pytest.mark.long if name in SLOW else (), id=name) for name, scene in SMALLEST.items()],
)
def test_two_faults_lose_no_safety_mail_and_double_no_reminder(scene: Scene) -> None:
    for outcome in pairs_of_faults(scene):
        where, report = outcome.points.struck, outcome.report
        assert len(where) == 2
        assert (report.untold, report.stray) == ((), ()), where
        assert len(report.doubled) <= sum(any(place in one for place in NAMED_POINT) for one in where), where
        assert report.by_kind("doubled").keys() <= MAY_DOUBLE, where
        assert outcome.holds, where


@pytest.mark.parametrize("name", ["sweep", "deliver", "deliver_safety"])
def test_a_throttle_alone_loses_nothing(name: str) -> None:
    for outcome in single_faults(SCENES[name], is_queue_lost=False, event="prompt"):
        (where,) = outcome.points.struck
        if where.startswith("turn_down") and "messages.settle" not in where:
            assert outcome.report.is_clean, (where, outcome.report)
