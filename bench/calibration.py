"""`python -m bench.calibration [--people N] [--seed S]`: how often a trigger link is false, and a true one found.

Prints the tables of docs/triggers.md. Every person lives through the same log for all three rules.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import sqrt
from typing import Final

from bench.other_rules import by_correlation, by_means
from bench.trigger_people import Lived, World, people
from chalicelib.domain.timeline import Timeline, as_of
from chalicelib.domain.triggers.links import find_links

LENGTHS: Final = (30, 60, 90, 180)
HALF_A_YEAR: Final = 182
A_YEAR: Final = 365
RATIOS: Final = (1.5, 2.0, 3.0)
HARD: Final = {
    "triggers in longer spells (0.8)": World(days=0, spell=0.8),
    "both fade over the log": World(days=0, fading=0.7),
    "both follow the weekend": World(days=0, weekend=1.0),
    "1 day in 30 with ten times as many": World(days=0, bursts=1 / 30),
    "twitching on 9 days of 10, yes or no only": World(days=0, usual=4.5, is_yes_no=True),
}
"""Nothing here is linked, and something makes it look so."""


@dataclass(slots=True)
class Tally:
    """How many people saw a link by each rule, and how many intervals held the truth."""

    people: int = 0
    ours: int = 0
    means: int = 0
    correlation: int = 0
    intervals: int = 0
    held: int = 0

    def take(self, one: Lived, ratio: float) -> None:
        """Count one person: any link where none is true, else the true one."""
        found = find_links(one.timeline)
        ours = {link.trigger.code for link in found.links if link.verdict.endswith("together")}
        rules = ours, by_means(found.days), by_correlation(one.timeline, found.days)
        seen = [bool(codes) if ratio == 1 else one.true_code in codes for codes in rules]
        self.people += 1
        self.ours, self.means = self.ours + seen[0], self.means + seen[1]
        self.correlation += seen[2]
        for link in found.links if ratio == 1 else ():
            for pair in link.pairs:
                if pair.low is not None and pair.high is not None:
                    self.intervals += 1
                    self.held += pair.low <= 1 <= pair.high


def tally(world: World, number: int, seed: int) -> Tally:
    """So many people of one world."""
    counted = Tally()
    for one in people(world, number, seed):
        counted.take(one, world.ratio)
    return counted


def told_at_some_week(one: Lived) -> bool:
    """Whether any of somebody's weekly summaries tells of a link."""
    last = one.timeline.now
    looks = [last - timedelta(weeks=weeks) for weeks in range((last - one.timeline.entries[0].at).days // 7)]
    return any(_is_told(one.timeline, look) for look in looks)


def _is_told(whole: Timeline, look: datetime) -> bool:
    so_far = as_of(whole.profile, [entry for entry in whole.entries if entry.received_at <= look], look)
    return any(link.is_plain and link.verdict == "often_together" for link in find_links(so_far).links)


def weekly_row(number: int, seed: int) -> str:
    """How many of those without a link are told of one within half a year of weekly summaries."""
    told = sum(told_at_some_week(one) for one in people(World(days=HALF_A_YEAR), number, seed))
    low, high = between(told, number)
    return f"| 26 weekly looks | none | {100 * told / number:.1f} % | {low:.1f}–{high:.1f} |  |  |  |"


def between(hits: int, number: int) -> tuple[float, float]:
    """The 95 % interval of a share, in percent (Wilson 1927)."""
    share, z = hits / number, 1.96
    middle = share + z * z / (2 * number)
    reach = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    whole = 1 + z * z / number
    return max(0.0, 100 * (middle - reach) / whole), 100 * (middle + reach) / whole


def rows(number: int, seed: int) -> Iterator[str]:
    """The tables, a line at a time."""
    yield "| days | true ratio | Steady | 95 % of that | 3 + 3 days | r of 0.3 | intervals that hold 1 |"
    yield "|---|---|---|---|---|---|---|"
    for days in LENGTHS:
        for ratio in (1.0, *RATIOS):
            some, name = (number, "none") if ratio == 1 else (max(1, number // 4), f"{ratio:g}")
            yield _row(str(days), name, World(days=days, ratio=ratio), some, seed)
    yield _row(str(A_YEAR), "none", World(days=A_YEAR), max(1, number // 2), seed)
    yield weekly_row(max(1, number // 2), seed)
    yield ""
    yield "| days | nothing is linked, but | Steady | 95 % of that | 3 + 3 days | r of 0.3 | intervals that hold 1 |"
    yield "|---|---|---|---|---|---|---|"
    for name, world in HARD.items():
        for days in LENGTHS:
            yield _row(str(days), name, replace(world, days=days), max(1, number // 2), seed)


def _row(days: str, name: str, world: World, number: int, seed: int) -> str:
    counted = tally(world, number, seed)
    low, high = between(counted.ours, number)
    shares = [f"{100 * hits / number:.1f} %" for hits in (counted.ours, counted.means, counted.correlation)]
    held = f"{100 * counted.held / counted.intervals:.1f} %" if counted.intervals else ""
    return f"| {days} | {name} | {shares[0]} | {low:.1f}–{high:.1f} | {shares[1]} | {shares[2]} | {held} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration")
    parser.add_argument(
        "--people",
        type=int,
        default=1000,
        help="for each line without a link; half as many for the second table, a quarter for power (1000)",
    )
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    for row in rows(asked.people, asked.seed):
        print(row, flush=True)


if __name__ == "__main__":
    main()
