"""Whether two daily series go together more than two slow ones do by themselves [D].

A day that was not logged is None and counts for nothing. Three things are taken out before a trigger is laid beside
the twitching, the same day and one and two days later:

- the slow course of each, a smooth curve, so that two things that both fade over weeks make no link;
- the weekday, so that two things that both belong to the weekend make none;
- what the day before already says (the twitching's own day-to-day autocorrelation, from both), so that two series
  that each come in spells make none. This is prewhitening after Haugh (1976) [M].

What is left is close to independent days. Their products give a Student t, held against 4 % shared out over every
pair that was tested (Bonferroni), in both directions of effect.
"""

from collections.abc import Sequence
from math import ceil, sqrt
from operator import mul
from statistics import NormalDist
from typing import Final

from msgspec import Struct

Series = Sequence[float | None]

LAGS: Final = (0, 1, 2)
"""Days from the trigger to the twitching."""
REVERSE_LAGS: Final = (-1, -2)
"""Days from the twitching to the trigger, as a negative number."""
FAMILY_ALARM: Final = 0.04
"""The share of people without any link who may see one: below 1 in 20, for what the model leaves out adds some [D]."""
MORE_SHARE: Final = 0.8
DAYS_A_BEND: Final = 45
MOST_BENDS: Final = 6
SPELL: Final = 6
"""Days that one spell may bind together."""
MOST_CARRIED: Final = 0.9
LEAST_FREEDOM: Final = 8
_NOTHING: Final = 1e-9


class Slope(Struct, frozen=True):
    """How much more twitching a day with the trigger has, with its standard error and degrees of freedom."""

    value: float
    error: float
    freedom: int

    @property
    def score(self) -> float:
        """Student's t."""
        return self.value / self.error if self.error else 0.0

    def reach(self, alarm: float) -> float:
        """How far the value may be off at a two-sided rate of error."""
        return student(alarm, self.freedom) * self.error


def student(alarm: float, freedom: int) -> float:
    """The two-sided critical value of Student's t, by the Cornish-Fisher expansion (Abramowitz & Stegun 26.7.5)."""
    z = NormalDist().inv_cdf(1 - alarm / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def regressors(days: int) -> int:
    """How many numbers describe the course that is taken out of so many days."""
    return 7 + _bends(days)


def _bends(days: int) -> int:
    return min(MOST_BENDS, 1 + days // DAYS_A_BEND)


def level_out(values: Series) -> list[float | None]:
    """The series less its slow course and its weekdays."""
    known = [on for on, value in enumerate(values) if value is not None]
    left = [value for value in values if value is not None]
    for wave in _basis(known, len(values)):
        left = _less(left, wave)
    filled: list[float | None] = [None] * len(values)
    for on, value in zip(known, left, strict=True):
        filled[on] = value if abs(value) > _NOTHING else 0.0
    return filled


def _basis(known: list[int], days: int) -> list[list[float]]:
    """Orthogonal waves over the known days: powers of the time, then weekdays."""
    places = [2 * on / max(1, days - 1) - 1 for on in known]
    waves = [[place**power for place in places] for power in range(_bends(len(known)) + 1)]
    waves += [[float(on % 7 == weekday) for on in known] for weekday in range(6)]
    basis: list[list[float]] = []
    for wave in waves:
        for done in basis:
            wave = _less(wave, done)
        size = sqrt(sum(map(mul, wave, wave)))
        if size > _NOTHING:
            basis.append([one / size for one in wave])
    return basis


def _less(values: list[float], wave: list[float]) -> list[float]:
    part = sum(map(mul, values, wave))
    return [value - part * one for value, one in zip(values, wave, strict=True)]


def carried_over(levelled: Series) -> float:
    """The day-to-day autocorrelation of a levelled series, mended for what short logs and levelling take from it."""
    known = sum(value is not None for value in levelled)
    raw = autocorrelation(levelled, 1)
    # Kendall (1954) [M]: a short series looks less bound together than it is; so does one that lost its slow course
    mended = raw + (3 * max(0.0, raw) + _bends(known)) / max(1, known)
    return min(MOST_CARRIED, max(0.0, mended))


def whiten(levelled: Series, carried: float) -> list[float | None]:
    """Each day less the part that the day before passes on; a missing day before passes on nothing."""
    before: list[float | None] = [None, *levelled]
    return [
        None if value is None else value - carried * (earlier or 0.0)
        for value, earlier in zip(levelled, before, strict=False)
    ]


def slope(trigger: Series, twitching: Series, lag: int, wider: float) -> Slope | None:
    """The slope of whitened twitching on a whitened trigger `lag` days before; None where one of them stands still.

    `wider` is that of `spells`.
    """
    pairs = lagged(trigger, twitching, lag)
    wide = sum(x * x for x, _ in pairs)
    tall = sum(y * y for _, y in pairs)
    # levelling took its numbers from all known days of the twitching; these pairs bear their part of them
    known = sum(value is not None for value in twitching)
    freedom = len(pairs) - ceil(regressors(known) * len(pairs) / max(1, known)) - 2
    if wide <= _NOTHING or tall <= _NOTHING or freedom < LEAST_FREEDOM:
        return None
    both = sum(x * y for x, y in pairs)
    unexplained = max(tall - both * both / wide, _NOTHING * tall)
    return Slope(both / wide, sqrt(unexplained / wide / freedom * wider), freedom)


def spells(trigger: Series, twitching: Series) -> float:
    """How much wider chance reaches for what autocorrelation is left in both (Bartlett 1935 [M]); at least 1.

    Only what is positive in both counts: levelling makes the others negative by itself.
    """
    left = (
        max(0.0, autocorrelation(trigger, days)) * max(0.0, autocorrelation(twitching, days))
        for days in range(1, SPELL + 1)
    )
    return 1 + 2 * sum(left)


def autocorrelation(series: Series, days: int) -> float:
    """The correlation of a series about 0 with itself so many days later; 0 where it stands still."""
    pairs = [(x, y) for x, y in zip(series, series[days:], strict=False) if x is not None and y is not None]
    known = [value * value for value in series if value is not None]
    if not pairs or sum(known) <= _NOTHING:
        return 0.0
    return sum(x * y for x, y in pairs) / len(pairs) / (sum(known) / len(known))


def lagged(trigger: Series, twitching: Series, lag: int) -> list[tuple[float, float]]:
    """The days that carry both: the trigger, and the twitching `lag` days later."""
    later = twitching[lag:] if lag >= 0 else twitching[:lag]
    sooner = trigger[-lag:] if lag < 0 else trigger
    return [(x, y) for x, y in zip(sooner, later, strict=False) if x is not None and y is not None]


def is_far(found: Slope, pairs: int) -> bool:
    """Whether one of so many tested pairs is further from chance than the family's share allows it.

    A trigger is expected to come with more twitching; of the share 4 in 5 are for that direction.
    """
    share = MORE_SHARE if found.score > 0 else 1 - MORE_SHARE
    return abs(found.score) > student(2 * share * FAMILY_ALARM / pairs, found.freedom)
