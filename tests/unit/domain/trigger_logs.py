"""Logs for the trigger tests, written day by day: what each date's check-in says and how many episodes it has."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from chalicelib.domain.entries import CheckIn, Entry, Episode
from chalicelib.domain.localtime import instant, zone
from chalicelib.domain.person import Profile
from chalicelib.domain.timeline import as_of
from chalicelib.domain.triggers.links import Link, Links, find_links

LAST = date(2026, 11, 22)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Dice:
    """Numbers from 0 to 1 that are the same every time (Lehmer 1951, the constant of Park and Miller)."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 7919 % 2147483646 + 1
        for _ in range(10):
            self()

    def __call__(self) -> float:
        self._state = self._state * 48271 % 2147483647
        return self._state / 2147483647


Said = Mapping[str, Any]
Author = Callable[[int], tuple[int | None, Said]]
"""For the number of a day: its episodes (None: nothing is said of twitching) and the fields of its check-in."""


def write(days: int, author: Author, *, place: str = "Europe/London", last: date = LAST, **episode: Any) -> list[Entry]:
    """The entries of so many days up to `last`: episodes from 13:00 on, a check-in that says no where there is none."""
    entries: list[Entry] = []
    for number in range(days):
        on = last - timedelta(days=days - 1 - number)
        noon = instant(on, time(12), zone(place))
        count, said = author(number)
        known = {} if count is None else {"twitched": count > 0}
        if said or known:
            entries.append(CheckIn(id=f"c{number}", at=noon, received_at=noon, date=on, **{**known, **said}))
        for one in range(count or 0):
            at = noon + timedelta(minutes=60 + 20 * one)
            values = {"area": "calf", "minutes": 2.0, "intensity": 2, **episode}
            entries.append(Episode(id=f"e{number}-{one}", at=at, received_at=at, **values))
    return entries


def look(entries: list[Entry], *, now: datetime = NOW, place: str = "Europe/London") -> Links:
    return find_links(as_of(Profile(timezone=place), entries, now))


def link(entries: list[Entry], code: str, **more: Any) -> Link:
    return next(one for one in look(entries, **more).links if one.trigger.code == code)


def coin(seed: int, share: float = 0.5) -> Callable[[int], bool]:
    """For the number of a day, whether it is one of that share: always the same, and free of any spell."""
    dice = Dice(seed)
    drawn = [dice() < share for _ in range(800)]
    return lambda number: drawn[number + 10]
