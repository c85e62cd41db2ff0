"""A guided experiment: days with one thing and days without it, in blocks whose order was drawn.

The blocks come in pairs: one with, one without, and which goes first is drawn for each pair by itself. So every
order that could have been drawn is known, and the result is held against all of them (`experiments/result.py`).
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct

from chalicelib.domain.localtime import DAY, instant, local_date

ExperimentTrigger = Literal[
    "caffeine", "late_caffeine", "sleep", "relax", "stretch", "exertion", "alcohol", "water", "screen",
]  # fmt: skip
"""What can be tried. A medicine is not among these and never will be."""
EXPERIMENT_TRIGGERS: Final[tuple[ExperimentTrigger, ...]] = get_args(ExperimentTrigger)
ExperimentState = Literal["planned", "running", "finished", "stopped"]
LEAST_PAIRS: Final = 6
"""Of n pairs, the rarest outcome has 2 of 2^n orders: under 6 pairs none is rarer than 1 in 20."""
MOST_PAIRS: Final = 10
USUAL_PAIRS: Final = 8
LEAST_BLOCK_DAYS, MOST_BLOCK_DAYS, USUAL_BLOCK_DAYS = 3, 14, 4
LONGEST: Final = 182
"""Days from the first to the last [D]: whoever keeps to a plan for half a year has done enough."""
WASHOUT_DAYS: Final = 1
"""The first days of a block are left out: what was before may still act [D]."""
STARTS_WITHIN: Final = 28
SWITCH_TIME: Final = time(8)


class Block(Struct, frozen=True, kw_only=True):
    """Some days in a row: `number` counts from 1, `from_` and `to` are local dates, both included."""

    number: int
    is_with: bool
    from_: date
    to: date


class Experiment(Struct, frozen=True, kw_only=True):
    """One experiment as it was drawn. `order` tells of each block whether it is one with the trigger.

    `told` counts the switches that were seen to, the end being the last; it only counts while the experiment is
    under way. `stopped_because` is what Steady said where it stopped the experiment itself.
    """

    id: str
    trigger: ExperimentTrigger
    block_days: int
    order: tuple[bool, ...]
    starts_on: date
    created_at: datetime
    told: int = 0
    stopped_at: datetime | None = None
    stopped_because: str | None = None

    @property
    def pairs(self) -> int:
        """How many pairs of blocks."""
        return len(self.order) // 2

    @property
    def ends_on(self) -> date:
        """Its last local date, as planned."""
        return self.date_of(len(self.order)) - DAY

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block with its dates, as planned."""
        return tuple(
            Block(number=place + 1, is_with=is_with, from_=self.date_of(place), to=self.date_of(place + 1) - DAY)
            for place, is_with in enumerate(self.order)
        )

    def date_of(self, place: int) -> date:
        """The local date of a switch: of the block at that place, counted from 0; after the last block, of the end."""
        return self.starts_on + place * self.block_days * DAY

    def switch_at(self, place: int, zone: ZoneInfo) -> datetime:
        """The moment of a switch: 08:00 local. The end comes the morning after, so that the last day can be answered.

        Reckoned in the zone that the person is in, so a move shifts it, but never to another date.
        """
        return instant(self.date_of(place), SWITCH_TIME, zone)

    def next_switch_at(self, zone: ZoneInfo) -> datetime:
        """The moment of the first switch that was not seen to."""
        return self.switch_at(min(self.told, len(self.order)), zone)

    def state(self, now: datetime, zone: ZoneInfo) -> ExperimentState:
        """Where it stands at a moment."""
        if self.stopped_at is not None:
            return "stopped"
        if local_date(now, zone) < self.starts_on:
            return "planned"
        return "finished" if now >= self.switch_at(len(self.order), zone) else "running"

    def block_on(self, on: date) -> Block | None:
        """The block of a local date, None before the first and after the last."""
        return next((block for block in self.blocks if block.from_ <= on <= block.to), None)

    def last_on(self, zone: ZoneInfo) -> date:
        """The last local date that counts: the day of a stop does not, since nobody knows how it went on."""
        return self.ends_on if self.stopped_at is None else min(self.ends_on, local_date(self.stopped_at, zone) - DAY)


def pair_order(draws: Sequence[bool]) -> tuple[bool, ...]:
    """The order of the blocks, one draw a pair: true puts the block with the trigger first.

    >>> pair_order([True, False])
    (True, False, False, True)
    """
    return tuple(is_with for first in draws for is_with in (first, not first))
