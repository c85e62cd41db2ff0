"""Kill points that enumerate themselves: before and after every call to AWS, whatever calls there are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.fakes.steady import Steady


class Killed(BaseException):
    """The process died here. No handler of ours may catch it."""


class Countdown:
    """Kills at the n-th point; `passed` counts the points that were gone through."""

    def __init__(self, at: int | None) -> None:
        self.at, self.passed = at, 0
        self.where = ""

    def __call__(self, model: Any, event_name: str, **_: Any) -> None:
        if self.passed == self.at:
            self.passed += 1
            self.where = event_name
            raise Killed(event_name)
        self.passed += 1


@contextmanager
def kill_at(steady: Steady, point: int | None) -> Iterator[Countdown]:
    """Die at that point: even ones lie before a call (no effect), odd ones after it (the reply is lost)."""
    countdown = Countdown(point)
    clients = steady.every_client()
    for client in clients:
        client.meta.events.register_last("before-call", countdown, unique_id="kill-before")
        client.meta.events.register_last("after-call", countdown, unique_id="kill-after")
    try:
        yield countdown
    except Killed:
        pass
    finally:
        for client in clients:
            client.meta.events.unregister("before-call", countdown, unique_id="kill-before")
            client.meta.events.unregister("after-call", countdown, unique_id="kill-after")


def points_of(steady: Steady, act: Callable[[], Any]) -> int:
    """How many points there are in what `act` does."""
    with kill_at(steady, None) as countdown:
        act()
    return countdown.passed


def forget(steady: Steady) -> None:
    """What a process that died had in memory is gone."""
    steady.services.seen_access.clear()


@contextmanager
def interrupted_at(steady: Steady, point: int, act: Callable[[], Any]) -> Iterator[None]:
    """At that point another invocation runs from its start to its end: a race without threads."""
    passed = [0]

    def interrupt(model: Any, **_: Any) -> None:
        passed[0] += 1
        if passed[0] == point + 1:
            act()

    for client in steady.every_client():
        client.meta.events.register_last("before-call", interrupt, unique_id="race-before")
        client.meta.events.register_last("after-call", interrupt, unique_id="race-after")
    try:
        yield
    finally:
        for client in steady.every_client():
            client.meta.events.unregister("before-call", interrupt, unique_id="race-before")
            client.meta.events.unregister("after-call", interrupt, unique_id="race-after")
