"""An erasure leaves no item and stops mail under way: killed at every call, met by every writer.

The check is a dump of the whole table, whatever kinds of item there are.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from tests.fakes.steady import ADDRESS, Steady, steady_running
from tests.faults.killing import forget, interrupted_at, kill_at, points_of

DROOP = {"type": "symptom", "name": "face_droop", "side": "left", "onset": "sudden", "key": "droop"}
TWITCH = {"area": "calf", "side": "left", "minutes": 3}
NOBODYS = ("R#", "SWEEP")
"""Counters, whose names are hashed and which end by themselves within the hour, and the sweep's own mark."""
JUST_BEFORE_EIGHT = datetime(2026, 11, 23, 7, 55, tzinfo=UTC)
Act = Callable[[], Any]


def left(steady: Steady) -> list[tuple[str, str]]:
    """The keys of what is left of people."""
    found = [(item["pk"]["S"], item["sk"]["S"]) for item in steady.aws.items()]
    return [place for place in found if not place[0].startswith(NOBODYS)]


def lived(steady: Steady) -> str:
    """Somebody of whom every kind of item is stored, more than one batch of deletions; the token."""
    steady.clock.now = JUST_BEFORE_EIGHT
    steady.json("POST", "/v1/people", {"email": ADDRESS, "timezone": "Europe/London"}, status=202)
    token = steady.join()
    steady.json("POST", "/v1/tokens", {"name": "phone"}, token=token, status=201)
    at = (steady.clock() - timedelta(days=3)).isoformat()
    some = [{**TWITCH, "minutes": place, "at": at, "key": f"k{place}"} for place in range(1, 15)]
    steady.json("POST", "/v1/entries", some, token=token, status=207)
    entry = steady.json("POST", "/v1/entries", TWITCH, token=token, status=201)["entry"]
    steady.json("PATCH", f"/v1/entries/{entry['id']}", {"minutes": 5}, token=token)
    steady.json("POST", "/v1/experiments", {"trigger": "caffeine"}, token=token, status=201)
    steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
    steady.json("POST", "/v1/entries", {**DROOP, "key": "late"}, token=token, status=201)
    return token


def erased(steady: Steady, token: str) -> Act:
    return lambda: steady.ask("DELETE", "/v1/me?confirm=erase", token=token)


def played(scene: Callable[[Steady], str]) -> Iterator[tuple[Steady, str, Callable[[], None]]]:
    """The scene, and what brings it back to its start."""
    with steady_running(visibility=0) as steady:
        token = scene(steady)
        restore, now = steady.aws.snapshot(), steady.clock()

        def again() -> None:
            restore()
            steady.clock.now = now
            forget(steady)

        yield steady, token, again


def test_nothing_is_left_of_any_kind() -> None:
    for steady, token, _ in played(lived):
        kinds = {"#".join(sort.split("#")[:2]) for _, sort in left(steady)}
        assert {"1#experiment", "1#key", "1#message", "1#token", "1#link", "2#entry", "3#fact", "5#person"} <= kinds
        assert any(sort.startswith("link#") for _, sort in left(steady))
        assert len(left(steady)) > 25
        assert erased(steady, token)().status == 204
        assert left(steady) == []
        assert ADDRESS not in str(steady.aws.items())


@pytest.mark.parametrize("ending", ["asked again", "by the sweep"])
def test_wherever_it_is_killed_it_can_be_ended(ending: str) -> None:
    for steady, token, again in played(lived):
        for point in range(points_of(steady, erased(steady, token))):
            again()
            steady.drain()
            told = len(steady.mails())
            with kill_at(steady, point) as countdown:
                erased(steady, token)()
            forget(steady)
            if ending == "asked again":
                assert erased(steady, token)().status in (204, 401), countdown.where
            else:
                steady.clock.tick(minutes=5)
                steady.sweep()
            is_gone = steady.ask("GET", "/v1/me", token=token).status == 401
            assert is_gone or ending == "by the sweep", countdown.where
            assert (left(steady) == []) == is_gone, (countdown.where, left(steady))
            if is_gone:
                steady.drain()
                steady.clock.tick(hours=24)
                steady.sweep()
                assert len(steady.mails()) == told, countdown.where


OTHERS: dict[str, Callable[[Steady, str], Any]] = {
    "a log": lambda steady, token: steady.ask("POST", "/v1/entries", DROOP, token=token),
    "a change": lambda steady, token: steady.ask("PATCH", "/v1/me", {"mode": "weekly"}, token=token),
    "a token": lambda steady, token: steady.ask("POST", "/v1/tokens", {"name": "new"}, token=token),
    "a link": lambda steady, token: steady.ask("POST", "/v1/sign-in", {"email": ADDRESS}),
    "an experiment": lambda steady, token: steady.ask("POST", "/v1/experiments", {"trigger": "sleep"}, token=token),
    "a sweep": lambda steady, token: steady.sweep_only(),
    "the workers": lambda steady, token: steady.drain(),
    "an erasure": lambda steady, token: erased(steady, token)(),
}
"""Everything that may be under way, or come, while somebody is erased."""


def fresh(steady: Steady) -> str:
    """Somebody who has just joined: nothing of a log is there yet, and a reminder is due in 5 minutes."""
    steady.clock.now = JUST_BEFORE_EIGHT
    token = steady.join()
    steady.drain()
    steady.clock.tick(minutes=5)
    return token


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("inner", ["erasure inside", "erasure outside"])
def test_whatever_meets_it_writes_nothing_back(name: str, inner: str) -> None:
    for steady, token, again in played(fresh):
        other = partial(OTHERS[name], steady, token)
        outer, meeting = (other, erased(steady, token)) if inner == "erasure inside" else (erased(steady, token), other)
        for point in range(points_of(steady, outer)):
            again()
            with interrupted_at(steady, point, meeting):
                outer()
            forget(steady)
            assert erased(steady, token)().status == 401, point
            # whoever asks for a link to an address that nobody has is given one that opens nothing and ends in a day
            assert [place for place in left(steady) if "link-" not in str(place) or name != "a link"] == [], point
            # what SES had already when the erasure ended is on its way; nothing leaves after that
            told = len(steady.mails())
            steady.drain()
            steady.clock.tick(hours=24)
            steady.sweep()
            assert len(steady.mails()) == told, point
