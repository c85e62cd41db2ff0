"""What the older log leaves behind, so that an assessment reads the last weeks and not the whole history.

A carry stands for every episode and check-in before its cutoff. Facts (symptoms, visits, medicines, answers)
are few and are always read themselves. Assessing a window with its carry equals assessing the whole log.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from msgspec import Struct, field

from chalicelib.domain.entries import DAILY, Answer, CheckIn, Entry
from chalicelib.domain.runs import Run

WINDOW: Final = timedelta(days=35)
"""Every rule that looks at single episodes and check-ins looks back at most this far."""
OVERLAP: Final = timedelta(days=13)
"""Check-ins this far before the cutoff are still read: they may deny the gap that crosses it.

A gap that is asked about begins at most 28 + 14 + 4 days ago, 11 days before the latest cutoff.
"""
ROLL_AFTER: Final = timedelta(days=7)
"""The cutoff moves in steps of a week: a carry is written rarely and read always."""
WEIGHT_MEMORY: Final = timedelta(days=365)


class Weight(Struct, frozen=True, kw_only=True):
    """One weighing, on a local date."""

    on: date
    kg: float
    id: str


class Carry(Struct, frozen=True, kw_only=True):
    """The last run of each area, the weights that can still be the highest, and the last moment at which each
    symptom was denied, all before `cutoff`.
    """

    cutoff: datetime | None = None
    runs: Mapping[str, Run] = field(default_factory=dict)
    weights: tuple[Weight, ...] = ()
    denied: Mapping[str, datetime] = field(default_factory=dict)

    def has_weighed(self, on: date) -> bool:
        """Whether the weight of that date, if any, is among the carried ones."""
        return self.cutoff is not None and on < weighed_until(self.cutoff)


def weighed_until(cutoff: datetime) -> date:
    """The first date whose weight is not behind the cutoff: whole dates, so that a correction meets what it corrects.

    In UTC, so that a move to another zone does not shift it.
    """
    return cutoff.astimezone(UTC).date()


def highest_first(weights: list[Weight]) -> tuple[Weight, ...]:
    """The weights, oldest first, that no later one reaches: all that can yet be the highest of a year."""
    kept: list[Weight] = []
    for weight in weights:
        while kept and kept[-1].kg <= weight.kg:
            kept.pop()
        kept.append(weight)
    return tuple(weight for weight in kept if kept[-1].on - weight.on <= WEIGHT_MEMORY)


def window_start(now: datetime) -> datetime:
    """From where a person's episodes and check-ins are read to assess at `now`."""
    return now - WINDOW - ROLL_AFTER - OVERLAP


def next_cutoff(carry: Carry, now: datetime) -> datetime | None:
    """Where the cutoff belongs at `now`, or None while the present one is near enough."""
    wanted = now - WINDOW
    return wanted if carry.cutoff is None or wanted - carry.cutoff >= ROLL_AFTER else None


def is_behind(entry: Entry, cutoff: datetime) -> bool:
    """Whether an entry speaks of what lies behind a cutoff, so that a carry made before it no longer stands."""
    if isinstance(entry, Answer):
        return entry.question == "gap" and (entry.from_ is None or _touches(entry.from_, cutoff))
    if isinstance(entry, CheckIn) and _touches(entry.date or entry.at.astimezone(UTC).date(), cutoff):
        return True
    return entry.type in DAILY and entry.at < cutoff


def _touches(on: date, cutoff: datetime) -> bool:
    return on <= (cutoff + timedelta(days=1)).date()
