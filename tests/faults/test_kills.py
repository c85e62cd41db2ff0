"""Killed before and after every call to AWS: no safety mail is lost, no reminder is doubled, no entry is halved.

The checker reads the mail ledger and the log only, never what the service says of itself.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.fakes.steady import Steady, steady_running
from tests.faults.killing import forget, interrupted_at, kill_at, points_of

DROOP = {"type": "symptom", "name": "face_droop", "side": "left", "onset": "sudden", "key": "droop"}
WEAK = {"type": "symptom", "name": "weakness", "area": "hand", "side": "right", "onset": "weeks", "severity": 2}
SUNDAY_NIGHT = datetime(2026, 11, 22, 22, tzinfo=UTC)
TOLD = Counter({"confirm": 1, "finding": 1, "reminder": 1, "weekly": 1})
RECOVERY_SWEEPS = 3
POINTS_FROM_LEASE_TO_SEND = 4
Scene = Callable[[Steady], Callable[[], Any]]


def a_log(steady: Steady) -> Callable[[], Any]:
    """A face droop is logged at night."""
    token = steady.join()
    steady.clock.tick(hours=10)
    forget(steady)
    return lambda: steady.ask("POST", "/v1/entries", DROOP, token=token)


def a_sweep(steady: Steady) -> Callable[[], Any]:
    """A sweep on Monday at 08:00: a reminder, a summary, and a finding that waited for the end of quiet hours."""
    steady.clock.now = SUNDAY_NIGHT
    token = steady.join()
    steady.json("POST", "/v1/entries", WEAK, token=token, status=201)
    steady.clock.tick(hours=10)
    return steady.sweep_only


def a_delivery(steady: Steady) -> Callable[[], Any]:
    """The workers, with all of that in their queues."""
    a_sweep(steady)()
    return steady.drain


def mails(steady: Steady) -> Counter[str]:
    return Counter(str(mail["X-Steady-Kind"]) for mail in steady.mails())


def recover(steady: Steady, *, is_queue_lost: bool) -> None:
    """What AWS does next: the queues give back what they hold, unless they lost it; the schedule goes on."""
    forget(steady)
    if is_queue_lost:
        steady.aws.lose_queues()
    steady.drain()
    for _ in range(RECOVERY_SWEEPS):
        steady.clock.tick(minutes=5)
        steady.sweep()


def killed_everywhere(scene: Scene, *, is_queue_lost: bool, is_retried: bool = False) -> Iterator[tuple[str, Steady]]:
    """Play the scene once for each of its points: where it died, and what came of it after the recovery."""
    with steady_running(visibility=0) as steady:
        act = scene(steady)
        restore, now = steady.aws.snapshot(), steady.clock()
        points = points_of(steady, act)
        assert points >= 4
        assert points % 2 == 0
        for point in range(points):
            restore()
            steady.clock.now = now
            forget(steady)
            with kill_at(steady, point) as countdown:
                act()
            assert countdown.where, point
            if is_retried:
                assert act().status in (200, 201), countdown.where
            recover(steady, is_queue_lost=is_queue_lost)
            yield countdown.where, steady


@pytest.mark.parametrize("is_queue_lost", [False, True], ids=["queue kept", "queue lost"])
def test_a_killed_sweep_tells_everything_once(is_queue_lost: bool) -> None:
    for where, steady in killed_everywhere(a_sweep, is_queue_lost=is_queue_lost):
        assert mails(steady) == TOLD, where


@pytest.mark.parametrize("is_queue_lost", [False, True], ids=["queue kept", "queue lost"])
def test_a_killed_delivery_loses_no_safety_mail_and_doubles_no_other(is_queue_lost: bool) -> None:
    lost = 0
    for where, steady in killed_everywhere(a_delivery, is_queue_lost=is_queue_lost):
        told = mails(steady)
        assert 1 <= told["finding"] <= 2, where
        assert told["reminder"] <= 1, where
        assert told["weekly"] <= 1, where
        lost += 2 - told["reminder"] - told["weekly"]
    # killed between its lease and its send, a mail may or may not have left: of these kinds it is not sent again
    assert lost <= 2 * POINTS_FROM_LEASE_TO_SEND


@pytest.mark.parametrize("is_retried", [False, True], ids=["given up", "sent again"])
@pytest.mark.parametrize("is_queue_lost", [False, True], ids=["queue kept", "queue lost"])
def test_a_killed_log_is_there_whole_or_not_at_all(is_queue_lost: bool, is_retried: bool) -> None:
    for where, steady in killed_everywhere(a_log, is_queue_lost=is_queue_lost, is_retried=is_retried):
        entries = [item for item in steady.aws.items() if item["sk"]["S"].startswith(("2#", "3#"))]
        assert len(entries) <= 1, where
        assert len(entries) == 1 or not is_retried, where
        assert mails(steady)["emergency"] == len(entries), where


def test_the_same_event_twice_does_nothing_the_second_time() -> None:
    with steady_running() as steady:
        act = a_sweep(steady)
        act()
        first = steady.aws.items()
        act()
        assert steady.aws.items() == first


def test_a_sweep_inside_another_tells_everything_once() -> None:
    with steady_running() as steady:
        act = a_sweep(steady)
        restore = steady.aws.snapshot()
        for point in range(0, points_of(steady, act), 3):
            restore()
            with interrupted_at(steady, point, act):
                act()
            steady.drain()
            assert mails(steady) == TOLD, point
