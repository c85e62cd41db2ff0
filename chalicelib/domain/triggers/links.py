"""Trigger links: which of eight triggers and twitching were often together for this person.

The days are those of `days.py`, the test is that of `link_test.py`, the words are those of `words.py`.
A link is never a cause, and "no link found" and "not enough data" are results like any other.
"""

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.timeline import Timeline
from chalicelib.domain.triggers.days import LEAST_SIDE, Exposure, LoggedDays, lay_out, what_is_missing
from chalicelib.domain.triggers.link_test import (
    LAGS,
    REVERSE_LAGS,
    Series,
    Slope,
    carried_over,
    is_far,
    lagged,
    level_out,
    slope,
    spells,
    whiten,
)
from chalicelib.domain.triggers.table import TRIGGERS, Trigger

INTERVAL_ALARM: Final = 0.05
AS_STRONG: Final = 0.8
"""From this share of another score on, a score is called as strong [D]."""

LOOKS: Final = 4
"""A summary looks every week. With the share over 4 times the pairs, half a year of them tells 4 people in 100 of a
link that is none, and not 14 (docs/triggers.md) [D]."""

Verdict = Literal["often_together", "less_often_together", "no_link_found", "not_enough_data"]


class Pair(Struct, frozen=True, kw_only=True):
    """A trigger and the twitching `lag` days later (negative: earlier).

    `ratio` is the twitching of days with over that of days without, trends and spells taken out, from `low` to `high`
    with 95 %; all None where the days do not carry them. `score` is Student's t.
    """

    lag: int
    days_with: int
    days_without: int
    slope: Slope | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def score(self) -> float:
        """How far from chance, with its direction."""
        return self.slope.score if self.slope else 0.0


class Link(Struct, frozen=True, kw_only=True):
    """What was found for one trigger. `best` is the pair that is furthest from chance, None where none was tested.

    `reverse` is that of twitching one or two days before the trigger; `runs_both_ways` where it is about as strong.
    `mean_with` and `mean_without` are plain means of the days of `best`. `missing` is what a test lacks and how many
    days of it. `is_plain` where the link is so far from chance that a weekly look may tell it. `days_in_context` are
    the days with an episode that names the trigger, where no check-in asks for it.
    """

    trigger: Trigger
    verdict: Verdict
    cut: float | None
    pairs: tuple[Pair, ...] = ()
    best: Pair | None = None
    mean_with: float | None = None
    mean_without: float | None = None
    reverse: Pair | None = None
    runs_both_ways: bool = False
    is_plain: bool = False
    missing: tuple[str, int] | None = None
    days_in_context: int | None = None


class Links(Struct, frozen=True, kw_only=True):
    """All eight, in the table's order, and the days that they come from."""

    days: LoggedDays
    links: tuple[Link, ...]
    pairs_tested: int


def find_links(timeline: Timeline) -> Links:
    """The links in a person's log as of the timeline's moment."""
    days = lay_out(timeline)
    levelled = level_out(days.twitching)
    carried = carried_over(levelled)
    twitching = whiten(levelled, carried)
    found = {
        code: _pairs(days, exposure, whiten(level_out(exposure.days), carried), twitching)
        for code, exposure in days.exposures.items()
    }
    tested = sum(pair.slope is not None for pairs in found.values() for pair in pairs if pair.lag >= 0)
    links = tuple(_link(days, trigger, found[trigger.code], tested) for trigger in TRIGGERS)
    return Links(days=days, links=links, pairs_tested=tested)


def _pairs(days: LoggedDays, exposure: Exposure, trigger: Series, twitching: Series) -> tuple[Pair, ...]:
    wider = spells(trigger, twitching)
    return tuple(
        _pair(lagged(exposure.days, days.twitching, lag), lag, slope(trigger, twitching, lag, wider))
        for lag in (*LAGS, *REVERSE_LAGS)
    )


def _pair(both: Sequence[tuple[float, float]], lag: int, found: Slope | None) -> Pair:
    with_ = sum(x > 0 for x, _ in both)
    plain = Pair(lag=lag, days_with=with_, days_without=len(both) - with_)
    if found is None or what_is_missing(both) is not None:
        return plain
    reach = found.reach(INTERVAL_ALARM)
    ratio, low, high = (_ratio(both, more) for more in (found.value, found.value - reach, found.value + reach))
    return replace(plain, slope=found, ratio=ratio, low=low, high=high)


def _ratio(both: Sequence[tuple[float, float]], more: float) -> float:
    """Days with over days without, when a day with has so much more; each side holds half an average day beside."""
    with_ = sum(x for x, _ in both)
    without = len(both) - with_
    mean = sum(y for _, y in both) / len(both)
    # the mean of all days stays as it is; only how it is shared out moves
    sides = ((with_, mean + more * without / len(both)), (without, mean - more * with_ / len(both)))
    high, low = ((max(0.0, side) * number + mean / 2) / (number + 0.5) for number, side in sides)
    return high / low


def _link(days: LoggedDays, trigger: Trigger, pairs: tuple[Pair, ...], tested: int) -> Link:
    forward = tuple(pair for pair in pairs if pair.lag >= 0)
    best, reverse = _furthest(forward), _furthest([pair for pair in pairs if pair.lag < 0])
    if best is None or best.slope is None:
        return _untested(days, trigger, forward)
    verdict: Verdict = "no_link_found"
    if is_far(best.slope, tested):
        verdict = "often_together" if best.score > 0 else "less_often_together"
    exposure = days.exposures[trigger.code]
    mean_with, mean_without = _means(lagged(exposure.days, days.twitching, best.lag))
    return Link(
        trigger=trigger,
        verdict=verdict,
        cut=exposure.cut,
        pairs=forward,
        best=best,
        mean_with=mean_with,
        mean_without=mean_without,
        reverse=reverse,
        is_plain=is_far(best.slope, LOOKS * tested),
        runs_both_ways=verdict != "no_link_found" and reverse is not None and _is_as_strong(reverse, best),
    )


def _untested(days: LoggedDays, trigger: Trigger, forward: tuple[Pair, ...]) -> Link:
    exposure = days.exposures[trigger.code]
    return Link(
        trigger=trigger,
        verdict="not_enough_data",
        cut=exposure.cut,
        pairs=forward,
        missing=what_is_missing(lagged(exposure.days, days.twitching, 0)) or ("course", LEAST_SIDE),
        days_in_context=days.with_screen if trigger.code == "screens" else None,
    )


def _furthest(pairs: Sequence[Pair]) -> Pair | None:
    """The pair furthest from chance; where two are nearly as far, as on every second day, that with more twitching."""

    def distance(pair: Pair) -> float:
        return pair.score if pair.score > 0 else -AS_STRONG * pair.score

    return max((pair for pair in pairs if pair.slope is not None), key=distance, default=None)


def _is_as_strong(reverse: Pair, best: Pair) -> bool:
    return reverse.score * best.score > 0 and abs(reverse.score) >= AS_STRONG * abs(best.score)


def _means(both: Sequence[tuple[float, float]]) -> tuple[float, float]:
    sides = [y for x, y in both if x > 0], [y for x, y in both if x <= 0]
    high, low = (sum(side) / len(side) for side in sides)
    return high, low
