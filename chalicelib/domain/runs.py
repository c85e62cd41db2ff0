"""How a run of twitching is read [D]: episodes of one area, sides merged, chained while the gap is short.

A gap of at most 7 days chains; four check-ins that deny twitching break even a shorter one; an answer that
the twitching went on bridges a gap of any length. Lengths are elapsed time, days are local dates.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct, field

from chalicelib.domain.entries import Answer, CheckIn, Episode

LONGEST_GAP: Final = timedelta(days=7)
DENIALS: Final = 4
ALIVE_WITHIN: Final = timedelta(days=4)


class Run(Struct, frozen=True, kw_only=True):
    """One run: its first and last episode, the number of local dates with an episode, and what lay before.

    `sides` has the area's last episode of each side (`both` where none was named), earlier runs included, so that
    the latest run answers for all; `quiet_before` is the time since the area's episode before the run, None where
    there was none.
    """

    area: str
    first_at: datetime
    last_at: datetime
    first_id: str
    last_id: str
    last_on: date
    days: int = 1
    bridged: bool = False
    quiet_before: timedelta | None = None
    sides: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def length(self) -> timedelta:
        """From the first start to the last start, elapsed."""
        return self.last_at - self.first_at

    def is_alive(self, now: datetime) -> bool:
        """Whether the last episode started at most 4 × 24 h ago."""
        return now - self.last_at <= ALIVE_WITHIN


class Gaps(Struct, frozen=True):
    """What the log says between episodes: local dates that deny or confirm twitching, in order, and answers."""

    denied: Sequence[date]
    confirmed: Sequence[date]
    answers: tuple[Answer, ...]

    def is_denied(self, earlier: date, later: date) -> bool:
        """At least 4 check-ins strictly between the dates say "no twitching" and none says twitching."""
        if (later - earlier).days <= DENIALS:
            return False
        return _between(self.denied, earlier, later) >= DENIALS and not _between(self.confirmed, earlier, later)

    def is_bridged(self, area: str, earlier: date, later: date) -> bool:
        """An answer says that this area went on twitching through the gap; one that only touches it does not."""
        return any(
            answer.area == area and (answer.from_ or earlier) < later and (answer.to or later) > earlier
            for answer in self.answers
        )


def read_gaps(days: Mapping[date, CheckIn], answers: Iterable[Answer]) -> Gaps:
    """The gap evidence of merged check-ins and standing answers."""
    return Gaps(
        sorted(on for on, day in days.items() if day.twitched is False),
        sorted(on for on, day in days.items() if day.twitched is True),
        tuple(answer for answer in answers if answer.question == "gap" and answer.continued),
    )


def _between(dates: Sequence[date], earlier: date, later: date) -> int:
    return bisect_left(dates, later) - bisect_right(dates, earlier)


def chain(episodes: Iterable[Episode], dates: Mapping[str, date], gaps: Gaps, before: Run | None = None) -> list[Run]:
    """The runs of one area's episodes in order of `at`, going on from the run `before` them.

    `dates` leads from an episode's id to its local date.
    """
    runs: list[Run] = []
    growing = _Growing(before) if before else None
    for episode in episodes:
        on = dates[episode.id]
        if growing is None:
            growing = _Growing(_first(episode, on))
            continue
        gap = episode.at - growing.last_at
        chained = gap <= LONGEST_GAP and not gaps.is_denied(growing.last_on, on)
        if chained or (gaps.answers and gaps.is_bridged(episode.area, growing.last_on, on)):
            growing.take(episode, on, is_bridge=not chained)
        else:
            runs.append(growing.run())
            growing = _Growing(_first(episode, on, gap, runs[-1].sides))
    return [*runs, growing.run()] if growing else runs


class _Growing:
    """A run while episodes are added to it: a year may bring thousands, and a record for each would be slow."""

    __slots__ = ("_base", "_days", "_is_bridged", "_last_id", "_sides", "last_at", "last_on")

    def __init__(self, run: Run) -> None:
        self._base = run
        self.last_at, self.last_on = run.last_at, run.last_on
        self._last_id, self._days, self._is_bridged, self._sides = run.last_id, run.days, run.bridged, dict(run.sides)

    def take(self, episode: Episode, on: date, *, is_bridge: bool) -> None:
        if on != self.last_on:
            self._days += 1
            self.last_on = on
        self.last_at = self._sides[episode.side or "both"] = episode.at
        self._last_id = episode.id
        if is_bridge:
            self._is_bridged = True

    def run(self) -> Run:
        base = self._base
        return Run(
            area=base.area,
            first_at=base.first_at,
            first_id=base.first_id,
            quiet_before=base.quiet_before,
            last_at=self.last_at,
            last_id=self._last_id,
            last_on=self.last_on,
            days=self._days,
            bridged=self._is_bridged,
            sides=self._sides,
        )


def _first(
    episode: Episode, on: date, quiet_before: timedelta | None = None, sides: Mapping[str, datetime] | None = None
) -> Run:
    at, name = episode.at, episode.id
    return Run(
        area=episode.area,
        first_at=at,
        last_at=at,
        first_id=name,
        last_id=name,
        last_on=on,
        quiet_before=quiet_before,
        sides={**(sides or {}), episode.side or "both": at},
    )
