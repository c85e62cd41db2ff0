"""Killed at every call while an experiment starts, switches and stops: all is told once, and nothing is halved."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.fakes.steady import Steady, steady_running
from tests.faults.killing import forget, interrupted_at, kill_at, points_of

START = {"trigger": "caffeine", "block_days": 3, "pairs": 6, "starts_on": "2026-11-24"}
PATH = "/v1/experiments"
Scene = Callable[[Steady, str], Callable[[], Any]]


def a_start(steady: Steady, token: str) -> Callable[[], Any]:
    return lambda: steady.ask("POST", PATH, START, token=token)


def a_switch(steady: Steady, token: str) -> Callable[[], Any]:
    """The first block begins, and the sweep tells it."""
    steady.json("POST", PATH, START, token=token, status=201)
    steady.clock.tick(hours=20)
    return steady.sweep_only


def an_end(steady: Steady, token: str) -> Callable[[], Any]:
    """The last morning: the experiment ends."""
    steady.json("POST", PATH, START, token=token, status=201)
    for _ in range(37):
        steady.clock.tick(hours=20 if steady.clock().hour == 12 else 24)
        if steady.clock().day != 30:
            steady.sweep()
    return steady.sweep_only


def a_stop(steady: Steady, token: str) -> Callable[[], Any]:
    made = steady.json("POST", PATH, START, token=token, status=201)
    return lambda: steady.ask("POST", f"{PATH}/{made['id']}/stop", token=token)


def recover(steady: Steady) -> None:
    forget(steady)
    steady.aws.lose_queues()
    for _ in range(3):
        steady.clock.tick(minutes=5)
        steady.sweep()


@pytest.mark.parametrize(
    ("scene", "subjects", "is_retried"),
    [
        (a_start, [], True),
        (a_switch, ["Your plan for the next days"], False),
        (an_end, [*["Your plan for the next days"] * 12, "Your plan has ended"], False),
        (a_stop, [], True),
    ],
)
def test_killed_everywhere(scene: Scene, subjects: list[str], is_retried: bool) -> None:
    with steady_running(visibility=0) as steady:
        token = steady.join()
        steady.json("GET", PATH, token=token)
        act = scene(steady, token)
        restore, now = steady.aws.snapshot(), steady.clock()
        points = points_of(steady, act)
        assert points >= 4
        for point in range(points):
            restore()
            steady.clock.now = now
            forget(steady)
            with kill_at(steady, point) as countdown:
                act()
            assert countdown.where, point
            if is_retried:
                # a start that was done is there already; a stop is good twice
                assert act().status in (200, 201, 409), countdown.where
            found = steady.json("GET", PATH, token=token)["experiments"]
            assert len(found) == 1, countdown.where
            recover(steady)
            told = [str(mail["Subject"]) for mail in steady.mails("experiment")]
            assert told == subjects, countdown.where


def running(steady: Steady) -> int:
    """How many people have an experiment under way."""
    people = [json.loads(item["body"]["S"]) for item in steady.aws.items() if item["sk"]["S"] == "5#person"]
    return sum(one.get("experiment") is not None for one in people)


def test_two_starts_at_the_same_moment_start_one() -> None:
    with steady_running() as steady:
        token = steady.join()
        steady.json("GET", PATH, token=token)
        act = a_start(steady, token)
        restore = steady.aws.snapshot()
        points = points_of(steady, act)
        for point in range(points):
            restore()
            answers: list[int] = []
            with interrupted_at(steady, point, lambda: answers.append(act().status)):  # noqa: B023
                answers.append(act().status)
            assert sorted(answers) == [201, 409], point
            assert len(steady.json("GET", PATH, token=token)["experiments"]) == running(steady) == 1


def test_a_stop_inside_a_sweep_stays_a_stop() -> None:
    with steady_running() as steady:
        token = steady.join()
        made = steady.json("POST", PATH, START, token=token, status=201)
        steady.clock.tick(hours=20)
        stop = lambda: steady.json("POST", f"{PATH}/{made['id']}/stop", token=token)  # noqa: E731
        steady.json("GET", PATH, token=token)
        restore, now = steady.aws.snapshot(), steady.clock()
        points = points_of(steady, steady.sweep_only)
        for point in range(0, points, 2):
            restore()
            steady.clock.now = now
            with interrupted_at(steady, point, stop):
                steady.sweep_only()
            steady.drain()
            told = len(steady.mails("experiment"))
            steady.clock.tick(days=4)
            steady.sweep()
            assert (running(steady), len(steady.mails("experiment"))) == (0, told), point
            assert steady.json("GET", f"{PATH}/{made['id']}", token=token)["state"] == "stopped"
