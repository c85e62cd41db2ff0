"""Two rules that diaries elsewhere use, on the same days: what they would call a link."""

from collections.abc import Sequence
from typing import Final

from chalicelib.domain.timeline import Timeline
from chalicelib.domain.triggers.days import LoggedDays
from chalicelib.domain.triggers.link_test import lagged
from chalicelib.domain.triggers.table import TRIGGERS, Trigger

SIDE: Final = 3
MORE: Final = 1.2
"""A difference of a fifth is what such a diary would show as "more"."""
CORRELATION: Final = 0.3


def by_means(days: LoggedDays) -> set[str]:
    """Mean difference from 3 + 3 days: the mean of the days with is at least a fifth above that of the days without.

    The same day only; with and without are parted as Steady parts them.
    """
    found: set[str] = set()
    for code, exposure in days.exposures.items():
        both = lagged(exposure.days, days.twitching, 0)
        sides = [y for x, y in both if x > 0], [y for x, y in both if x <= 0]
        if min(map(len, sides)) >= SIDE and _mean(sides[0]) >= MORE * _mean(sides[1]) > 0:
            found.add(code)
    return found


def by_correlation(timeline: Timeline, days: LoggedDays) -> set[str]:
    """|r| ≥ 0.3: Pearson's correlation of the value written down and the number of the same day."""
    return {trigger.code for trigger in TRIGGERS if abs(_correlation(_both(timeline, days, trigger))) >= CORRELATION}


def _both(timeline: Timeline, days: LoggedDays, trigger: Trigger) -> list[tuple[float, float]]:
    start = days.first.toordinal()
    values = {on.toordinal() - start: trigger.read(day) for on, day in timeline.days.items()}
    pairs = ((values.get(number), value) for number, value in enumerate(days.twitching))
    return [(x, y) for x, y in pairs if x is not None and y is not None]


def _correlation(both: Sequence[tuple[float, float]]) -> float:
    if len(both) < 2 * SIDE:
        return 0.0
    x_mean, y_mean = _mean([x for x, _ in both]), _mean([y for _, y in both])
    wide = sum((x - x_mean) ** 2 for x, _ in both)
    tall = sum((y - y_mean) ** 2 for _, y in both)
    if not wide or not tall:
        return 0.0
    return float(sum((x - x_mean) * (y - y_mean) for x, y in both) / (wide * tall) ** 0.5)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
