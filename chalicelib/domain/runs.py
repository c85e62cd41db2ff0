"""How a run of twitching is read [D]: episodes of one area, sides merged, chained while the gap is short.

A gap of at most 7 days chains; four check-ins that deny twitching break even a shorter one; an answer that
the twitching went on bridges a gap of any length. Lengths are elapsed time, days are local dates.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from chalicelib.domain.entries import Answer, CheckIn, Episode

LONGEST_GAP: Final = timedelta(days=7)
DENIALS: Final = 4
ALIVE_WITHIN: Final = timedelta(days=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: its first and last episode, the number of local dates with an episode, and what lay before.

    `sides` has the last episode of each side (`both` where none was named); `quiet_before` is the time since the area's episode before the run, None where there was none.
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


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the log says between episodes: local dates that deny or confirm twitching, and answers."""

    denied: frozenset[date]
    confirmed: frozenset[date]
    answers: tuple[Answer, ...]

    def is_denied(self, earlier: date, later: date) -> bool:
        """At least 4 check-ins strictly between the dates say "no twitching" and none says twitching."""
        if (later - earlier).days <= DENIALS:
            return False
        inside = [on for on in self.denied if earlier < on < later]
        return len(inside) >= DENIALS and not any(earlier < on < later for on in self.confirmed)

    def is_bridged(self, area: str, earlier: date, later: date) -> bool:
        """An answer says that this area went on twitching through the gap."""
        return any(
            answer.area == area and (answer.from_ or earlier) <= later and (answer.to or later) >= earlier
            for answer in self.answers
        )


def read_gaps(days: Mapping[date, CheckIn], answers: Iterable[Answer]) -> Gaps:
    """The gap evidence of merged check-ins and standing answers."""
    return Gaps(
        frozenset(on for on, day in days.items() if day.twitched is False),
        frozenset(on for on, day in days.items() if day.twitched is True),
        tuple(answer for answer in answers if answer.question == "gap" and answer.continued),
    )


def chain(episodes: Iterable[Episode], gaps: Gaps, zone: ZoneInfo, before: Run | None = None) -> list[Run]:
    """The runs of one area's episodes in order of `at`, going on from the run `before` them."""
    runs = [] if before is None else [before]
    for episode in episodes:
        on = episode.at.astimezone(zone).date()
        if not runs:
            runs.append(_start(episode, on, None))
            continue
        last = runs[-1]
        gap = episode.at - last.last_at
        chained = gap <= LONGEST_GAP and not gaps.is_denied(last.last_on, on)
        if chained or (gaps.answers and gaps.is_bridged(episode.area, last.last_on, on)):
            runs[-1] = _extend(last, episode, on, bridged=not chained)
        else:
            runs.append(_start(episode, on, gap))
    return runs


def _start(episode: Episode, on: date, quiet_before: timedelta | None) -> Run:
    at, name = episode.at, episode.id
    return Run(
        area=episode.area, first_at=at, last_at=at, first_id=name, last_id=name, last_on=on,
        quiet_before=quiet_before, sides={episode.side or "both": at},
    )  # fmt: skip


def _extend(run: Run, episode: Episode, on: date, *, bridged: bool) -> Run:
    return replace(
        run,
        last_at=episode.at,
        last_id=episode.id,
        last_on=on,
        days=run.days + (on != run.last_on),
        bridged=run.bridged or bridged,
        sides={**run.sides, episode.side or "both": episode.at},
    )
