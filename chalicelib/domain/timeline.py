"""A person's log as of a moment: what was received by then counts, at the time it says it happened."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from chalicelib.domain.body import is_same_limb
from chalicelib.domain.carry import Carry, Weight, weighed_until
from chalicelib.domain.days import latest_denials
from chalicelib.domain.entries import CheckIn, Entry, Episode, Medicine, Symptom, Visit
from chalicelib.domain.fold import Reading
from chalicelib.domain.person import Profile
from chalicelib.domain.runs import Run
from chalicelib.domain.view import View, since

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


class Timeline(Struct, frozen=True, dict=True):
    """What stands at `now`. Built by `as_of`, or by a `Reader` at one moment after another.

    What was received by `imported_at` came in with an import, and not as it was logged.
    """

    profile: Profile
    now: datetime
    view: View
    raw: tuple[Entry, ...] = ()
    imported_at: datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The person's zone."""
        return self.view.zone

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The standing entries in the order of `at`."""
        return self.view.entries

    @property
    def carry(self) -> Carry:
        """What stands for the older log."""
        return self.view.carry

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """The standing entries of one type."""
        return self.view.of(kind)

    @property
    def episodes(self) -> Sequence[Episode]:
        """The standing episodes since the carry's cutoff."""
        return self.view.episodes

    @property
    def symptoms(self) -> tuple[Symptom, ...]:
        """The standing symptom reports, those that say "no longer" among them."""
        return self.of(Symptom)

    @property
    def visits(self) -> tuple[Visit, ...]:
        """The standing visits."""
        return self.of(Visit)

    @property
    def medicines(self) -> tuple[Medicine, ...]:
        """The standing medicine entries; those of the profile are in `profile.medicines`."""
        return self.of(Medicine)

    @property
    def days(self) -> Mapping[date, CheckIn]:
        """Check-ins merged by local date: a later received one replaces only the fields it carries."""
        return self.view.days

    @property
    def runs(self) -> Mapping[str, tuple[Run, ...]]:
        """The runs of every area, oldest first, carried ones included."""
        return self.view.runs

    @property
    def weights(self) -> tuple[Weight, ...]:
        """The weights that can yet be the highest of the year before, oldest first; the last is the newest."""
        return self.view.weights

    def last_run(self, area: str) -> Run | None:
        """The area's latest run, alive or not."""
        runs = self.runs.get(area)
        return runs[-1] if runs else None

    def alive_runs(self) -> list[Run]:
        """Each area's latest run where it is alive."""
        return [run for run in self._last_runs if run.is_alive(self.now)]

    def since(self, span: timedelta) -> Sequence[Episode]:
        """The episodes that started at most `span` ago."""
        return since(self.episodes, self.now - span)

    def of_area(self, area: str, first: datetime) -> Sequence[Episode]:
        """The area's episodes that started at that moment or later."""
        return since(self.view.by_area.get(area, ()), first)

    def date_of(self, episode: Episode) -> date:
        """The local date of one of `episodes`."""
        return self.view.dates[episode.id]

    def twitched_in(self, area: str | None, side: str | None, since: datetime) -> Run | None:
        """The latest run that touched the limb of `area` (or the area, where it is no limb) at or after `since`."""
        touched = [
            run
            for run in self._last_runs
            if any(at >= since and is_same_limb(run.area, seen, area, side) for seen, at in run.sides.items())
        ]
        return max(touched, key=lambda run: run.last_at, default=None)

    @property
    def _last_runs(self) -> list[Run]:
        return [runs[-1] for runs in self.runs.values() if runs]

    def once(self, question: Callable[["Timeline"], T]) -> T:
        """What `question` answers of this timeline; several rules ask the same, and it is worked out once."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: T = self._answers[question]
        return answer

    @cached_property
    def _answers(self) -> dict[Callable[["Timeline"], Any], Any]:
        return {}


class Reader:
    """Reads one log at one moment after another. What did not change between two moments is not worked out again."""

    def __init__(
        self,
        entries: Iterable[Entry],
        carry: Carry | None = None,
        ignored: frozenset[str] = frozenset(),
        imported_at: datetime | None = None,
    ) -> None:
        self._raw = tuple(entries)
        self._reading = Reading(self._raw, ignored)
        self._carry = carry or Carry()
        self._imported_at = imported_at
        self._view: View | None = None

    def timeline(self, profile: Profile, now: datetime) -> Timeline:
        """The timeline at `now`."""
        standing, zone = self._reading.at(now).standing, profile.zone
        before = self._view if self._view is not None and self._view.zone is zone else None
        if self._view is None or before is None or before.entries is not standing:
            self._view = View(standing, zone, self._carry, before.parts() if before else None)
        return Timeline(profile, now, self._view, self._raw, self._imported_at)


def as_of(
    profile: Profile,
    entries: Iterable[Entry],
    now: datetime,
    carry: Carry | None = None,
    ignored: frozenset[str] = frozenset(),
    imported_at: datetime | None = None,
) -> Timeline:
    """The timeline at `now`. `ignored` names edits, deletions and answers that are read as not made."""
    return Reader(entries, carry, ignored, imported_at).timeline(profile, now)


def roll(timeline: Timeline, cutoff: datetime) -> Carry:
    """The carry that stands for everything before `cutoff`, from a timeline that reaches back to the old one.

    A check-in counts by the date that it is about, so that one made later still speaks of a gap behind the cutoff.
    """
    before = tuple(entry for entry in timeline.entries if type(entry) is not Episode or entry.at < cutoff)
    old = View(before, timeline.zone, timeline.carry)
    runs = {area: found[-1] for area, found in old.runs.items() if found}
    end = weighed_until(cutoff)
    denied = latest_denials(timeline.of(CheckIn), timeline.zone, end, timeline.carry.denied)
    return Carry(cutoff=cutoff, runs=runs, weights=old.weights_before(end), denied=denied)
