"""The days that triggers are looked for in: twitching and each trigger, local date by local date.

A date counts for twitching when it has an episode, or a check-in that says whether there was any; every other date is
missing, never zero. An episode goes before a check-in that says "no twitching". Today is not over and is left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Final, Literal

from msgspec import Struct

from chalicelib.domain.days import SAID_BURDEN
from chalicelib.domain.easing import burden
from chalicelib.domain.entries import CheckIn, Episode
from chalicelib.domain.localtime import DAY, local_date
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.triggers.table import TRIGGERS, Trigger, TriggerCode

LONGEST: Final = 365
"""Days that are looked at. What is older may have had other reasons."""
ALIKE: Final = 0.8
"""From this share of days with one and the same number of episodes on, the number says little."""
MOST_USUAL: Final = 4.0
"""A day counts for at most so many of the person's usual twitching days, so that one bad day makes no link."""
SHORTEST: Final = 0.1
"""The least burden of a day with an episode, also where its length was given as 0 minutes."""
LEAST_DAYS: Final = 21
"""Days that say both, before a pair is tested [D]."""
LEAST_SIDE: Final = 6
"""Days with, and days without [D]."""
LEAST_TWITCHING: Final = 5
"""Days with twitching, and days that differ from the usual one [D]."""

Measure = Literal["episodes", "burden"]


class Exposure(Struct, frozen=True):
    """A trigger's days: 1 with, 0 without, None where the check-in does not say. `cut` is the value that parts them."""

    days: tuple[float | None, ...]
    cut: float | None


class LoggedDays(Struct, frozen=True):
    """From the first logged date to yesterday; every series has one value a date."""

    first: date
    twitching: tuple[float | None, ...]
    measure: Measure
    exposures: Mapping[TriggerCode, Exposure]
    with_screen: int

    @property
    def observed(self) -> int:
        """Dates that say whether there was twitching."""
        return sum(value is not None for value in self.twitching)

    @property
    def twitched(self) -> int:
        """Dates with twitching."""
        return sum(bool(value) for value in self.twitching)


Day = tuple[int, float]
"""A date's number of episodes and its burden; of a twitching day above 0."""


def lay_out(timeline: Timeline) -> LoggedDays:
    """The days of a timeline, at most a year of them."""
    today = local_date(timeline.now, timeline.zone)
    start = today - LONGEST * DAY
    episodes = _by_date(timeline, start, today)
    said = {on: day for on, day in timeline.days.items() if start <= on < today}
    first = min([*episodes, *said], default=today)
    dates = [first + number * DAY for number in range((today - first).days)]
    days = {on: _said(day) for on, day in said.items() if day.twitched is not None}
    days |= {on: (len(found), max(SHORTEST, sum(map(burden, found)))) for on, found in episodes.items()}
    twitching, measure = measured([days.get(on) for on in dates])
    exposures = {
        trigger.code: part([trigger.read(said[on]) if on in said else None for on in dates], trigger)
        for trigger in TRIGGERS
    }
    with_screen = sum(any("screen" in episode.context for episode in found) for found in episodes.values())
    return LoggedDays(first, twitching, measure, exposures, with_screen)


def _by_date(timeline: Timeline, start: date, end: date) -> dict[date, list[Episode]]:
    by_date: dict[date, list[Episode]] = {}
    for episode in timeline.of(Episode):
        on = local_date(episode.at, timeline.zone)
        if start <= on < end:
            by_date.setdefault(on, []).append(episode)
    return by_date


def _said(day: CheckIn) -> Day:
    return (1, SAID_BURDEN) if day.twitched else (0, 0.0)


def measured(days: Sequence[Day | None]) -> tuple[tuple[float | None, ...], Measure]:
    """Each date's number of episodes; its burden, where nearly every date has one and the same number above 0.

    A day is cut off at 4 times the middle of the twitching days.
    """
    known = [day for day in days if day is not None]
    usual, times = max(Counter(day[0] for day in known).items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    measure: Measure
    place, measure = (1, "burden") if usual and times >= ALIKE * len(known) else (0, "episodes")
    most = MOST_USUAL * median([day[place] for day in known if day[0]] or [0.0])
    return tuple(None if day is None else min(float(day[place]), most) for day in days), measure


def part(values: Sequence[float | None], trigger: Trigger) -> Exposure:
    """The person's own days parted as evenly as their values allow; of two equal cuts the one with fewer days with.

    No cut is looked for by its twitching, so none is found by chance.
    """
    known = sorted((value for value in values if value is not None), reverse=not trigger.is_low)
    # from the most exposed value on: how many days a cut there makes days with
    cuts = [(abs(2 * with_ - len(known)), with_, known[with_ - 1]) for with_ in _steps(known)]
    cut = min(cuts)[2] if cuts else None
    if cut is None:
        return Exposure(tuple(None if value is None else 0.0 for value in values), None)
    return Exposure(tuple(None if v is None else float(v <= cut if trigger.is_low else v >= cut) for v in values), cut)


def _steps(known: Sequence[float]) -> list[int]:
    return [number for number in range(1, len(known)) if known[number] != known[number - 1]]


def what_is_missing(both: Sequence[tuple[float, float]]) -> tuple[str, int] | None:
    """The first thing that these days lack, and how many days of it; None where they carry a test."""
    with_ = sum(x > 0 for x, _ in both)
    twitching = [y for _, y in both]
    usual = max((twitching.count(value) for value in set(twitching)), default=0)
    lacking = {
        "days": LEAST_DAYS - len(both),
        "with": LEAST_SIDE - with_,
        "without": LEAST_SIDE - (len(both) - with_),
        "twitching": LEAST_TWITCHING - sum(value > 0 for value in twitching),
        "change": LEAST_TWITCHING - (len(both) - usual),
    }
    return next(((what, number) for what, number in lacking.items() if number > 0), None)
