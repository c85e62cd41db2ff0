"""What came of an experiment, told by the draw itself.

A day's score is the square root of its burden, so that one long spell does not outweigh a week [D]; a block's is the
mean of its days that say whether there was twitching, its first day left out [D]. If the trigger made no difference,
each pair could as well have been drawn the other way round: the difference that was seen is held against that of
every order that could have been drawn. It is called a difference if at most 1 in 20 of the orders gives one as large,
so that without one at most 1 in 20 experiments says so, however the days hang together.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product
from math import sqrt
from typing import Final, Literal

from msgspec import Struct

from chalicelib.domain.days import SAID_BURDEN
from chalicelib.domain.easing import burden
from chalicelib.domain.entries import Episode
from chalicelib.domain.experiment import LEAST_PAIRS, WASHOUT_DAYS, Block, Experiment
from chalicelib.domain.experiments.plans import TRIALS
from chalicelib.domain.localtime import DAY, local_date
from chalicelib.domain.timeline import Timeline

AT_MOST: Final = 0.05
_ROUNDING: Final = 1e-9
Verdict = Literal["difference_seen", "no_difference_seen", "not_enough_data"]
Side = Literal["with", "without"]


class Tally(Struct, frozen=True, kw_only=True):
    """Some days together: how many say whether there was twitching, on how many there was, the mean burden of them.

    `answered` days have a check-in that shows whether the trigger was there; on `followed` ones it was as planned.
    """

    days: int
    twitching_days: int
    burden_per_day: float | None
    answered: int
    followed: int


class Pair(Struct, frozen=True, kw_only=True):
    """Two neighbouring blocks. `difference` is the score with less the score without, None where a block has no day."""

    number: int
    with_: Tally
    without: Tally
    difference: float | None

    @property
    def less_on(self) -> Side | None:
        """The days with less twitching; None where they are equal or cannot be compared."""
        return _less_on(self.difference or 0)


class Result(Struct, frozen=True, kw_only=True):
    """`pairs` are all that were planned; `share` is that of the orders with a difference as large, for the code only.

    `less_on` is None where no pair can be compared, or both sides are equal.
    """

    verdict: Verdict
    pairs: tuple[Pair, ...]
    with_: Tally
    without: Tally
    less_on: Side | None
    share: float | None

    @property
    def compared(self) -> int:
        """How many pairs could be compared."""
        return sum(pair.difference is not None for pair in self.pairs)


def read_result(experiment: Experiment, timeline: Timeline) -> Result:
    """The result as of the timeline's moment. Only one that ran to its end is called: a stop may follow what was seen.

    `timeline` holds every episode and check-in of the experiment's dates.
    """
    burdens = burden_by_date(timeline)
    blocks = experiment.blocks
    pairs = tuple(_pair(experiment, timeline, burdens, blocks[place : place + 2]) for place in range(0, len(blocks), 2))
    differences = [pair.difference for pair in pairs if pair.difference is not None]
    share = share_as_large(differences) if len(differences) >= LEAST_PAIRS else None
    if share is None or experiment.stopped_at is not None:
        verdict: Verdict = "not_enough_data"
    else:
        verdict = "difference_seen" if share <= AT_MOST else "no_difference_seen"
    sides = [
        _tally(experiment, timeline, burdens, [b for b in blocks if b.is_with is wanted]) for wanted in (True, False)
    ]
    return Result(
        verdict=verdict,
        pairs=pairs,
        with_=sides[0],
        without=sides[1],
        less_on=_less_on(sum(differences)),
        share=share,
    )


def share_as_large(differences: Sequence[float]) -> float:
    """The share of all orders that could have been drawn whose difference is as large as that of the drawn one.

    Of a pair that had been drawn the other way round, the difference has the other sign.

    >>> share_as_large([1.0, 1.0, 1.0])
    0.25
    """
    seen = abs(sum(differences)) - _ROUNDING
    first, *others = differences
    # an order and its mirror image are equally large, so the first pair stays as it is
    sums = [
        first + sum(s * d for s, d in zip(signs, others, strict=True)) for signs in product((1, -1), repeat=len(others))
    ]
    return sum(abs(total) >= seen for total in sums) / len(sums)


def burden_by_date(timeline: Timeline) -> Mapping[date, float]:
    """The burden of each local date that says whether there was twitching; a date that does not say is not there."""
    found = {on: SAID_BURDEN if day.twitched else 0.0 for on, day in timeline.days.items() if day.twitched is not None}
    logged: dict[date, float] = {}
    for episode in timeline.of(Episode):
        on = local_date(episode.at, timeline.zone)
        # a spell of 0 minutes is still one
        logged[on] = logged.get(on, 0.0) + max(burden(episode), 1.0)
    return {**found, **logged}


def _pair(experiment: Experiment, timeline: Timeline, burdens: Mapping[date, float], blocks: Sequence[Block]) -> Pair:
    first, second = blocks
    with_, without = (first, second) if first.is_with else (second, first)
    scores = [_score(_counted(experiment, timeline, block), burdens) for block in (with_, without)]
    difference = scores[0] - scores[1] if scores[0] is not None and scores[1] is not None else None
    return Pair(
        number=(second.number) // 2,
        with_=_tally(experiment, timeline, burdens, [with_]),
        without=_tally(experiment, timeline, burdens, [without]),
        difference=difference,
    )


def _score(dates: Iterable[date], burdens: Mapping[date, float]) -> float | None:
    known = [sqrt(burdens[on]) for on in dates if on in burdens]
    return sum(known) / len(known) if known else None


def _counted(experiment: Experiment, timeline: Timeline, block: Block) -> list[date]:
    """The block's dates after the washout, up to the last that counts."""
    last = min(block.to, experiment.last_on(timeline.zone), local_date(timeline.now, timeline.zone))
    first = block.from_ + WASHOUT_DAYS * DAY
    return [first + days * DAY for days in range((last - first).days + 1)]


def _tally(experiment: Experiment, timeline: Timeline, burdens: Mapping[date, float], blocks: Sequence[Block]) -> Tally:
    shows = TRIALS[experiment.trigger].shows
    dates = [(on, block.is_with) for block in blocks for on in _counted(experiment, timeline, block)]
    known = [burdens[on] for on, _ in dates if on in burdens]
    shown = [(shows(timeline.days[on]), is_with) for on, is_with in dates if on in timeline.days]
    answered = [found is is_with for found, is_with in shown if found is not None]
    return Tally(
        days=len(known),
        twitching_days=sum(one > 0 for one in known),
        burden_per_day=round(sum(known) / len(known), 1) if known else None,
        answered=len(answered),
        followed=sum(answered),
    )


def _less_on(difference: float) -> Side | None:
    if abs(difference) <= _ROUNDING:
        return None
    return "without" if difference > 0 else "with"
