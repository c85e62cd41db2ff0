"""Habits and circumstances for a visit pack: what check-ins say of them, and what came of experiments."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from chalicelib.domain.entries import CheckIn
from chalicelib.domain.experiment import Experiment, ExperimentState
from chalicelib.domain.experiments.result import Result
from chalicelib.domain.localtime import DAY, local_date
from chalicelib.domain.timeline import Timeline

LATELY_DAYS: Final = 28
MEASURES: Final = ("caffeine_servings", "sleep_hours", "stress", "exertion", "water_litres", "alcohol_units")
"""What a check-in says in figures, in the order of the pack."""


class Measure(Struct, frozen=True, kw_only=True):
    """One figure of the check-ins: its mean a day and on how many days it rests, of all and of the last 28 dates."""

    field: str
    mean: float
    days: int
    low: float
    high: float
    mean_lately: float | None
    days_lately: int


class Weights(Struct, frozen=True, kw_only=True):
    """The first, the highest and the last weight, each with its date."""

    first: tuple[date, float]
    highest: tuple[date, float]
    last: tuple[date, float]


class Tried(Struct, frozen=True, kw_only=True):
    """One experiment, and its result once it is over."""

    experiment: Experiment
    state: ExperimentState
    result: Result | None


def measures_of(timeline: Timeline) -> tuple[Measure, ...]:
    """The figures that at least one check-in names."""
    since = local_date(timeline.now, timeline.zone) - (LATELY_DAYS - 1) * DAY
    found = (_measure(timeline.days, field, since) for field in MEASURES)
    return tuple(measure for measure in found if measure is not None)


def _measure(days: Mapping[date, CheckIn], field: str, since: date) -> Measure | None:
    said = {on: float(value) for on, day in days.items() if (value := getattr(day, field)) is not None}
    if not said:
        return None
    lately = [value for on, value in said.items() if on >= since]
    return Measure(
        field=field,
        mean=_mean(list(said.values())),
        days=len(said),
        low=min(said.values()),
        high=max(said.values()),
        mean_lately=_mean(lately) if lately else None,
        days_lately=len(lately),
    )


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 1)


def weights_of(timeline: Timeline) -> Weights | None:
    """The weights of the check-ins; None where none weighs."""
    weighed = [(on, day.weight_kg) for on, day in sorted(timeline.days.items()) if day.weight_kg is not None]
    if not weighed:
        return None
    return Weights(first=weighed[0], highest=max(weighed, key=lambda pair: pair[1]), last=weighed[-1])


def contexts_of(timeline: Timeline) -> tuple[tuple[str, int], ...]:
    """The circumstances that episodes name and with how many, the most frequent first."""
    counted = Counter(context for episode in timeline.episodes for context in episode.context)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
