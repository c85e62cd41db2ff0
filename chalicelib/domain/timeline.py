"""A person's log as of a moment: what was received by then counts, at the time it says it happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from chalicelib.domain.body import is_same_limb
from chalicelib.domain.carry import Carry, Weight, highest_first, weighed_until
from chalicelib.domain.days import day_of, latest_denials, merge_days
from chalicelib.domain.entries import Answer, CheckIn, Entry, Episode, Medicine, Symptom, Visit
from chalicelib.domain.fold import fold
from chalicelib.domain.person import Profile
from chalicelib.domain.runs import Run, chain, read_gaps

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Timeline:
    """What stands at `now`, in the order of `at`. Built by `as_of`; every view of it is made once.

    What was received by `imported_at` came in with an import, and not as it was logged.
    """

    profile: Profile
    now: datetime
    entries: tuple[Entry, ...]
    carry: Carry
    raw: tuple[Entry, ...] = ()
    imported_at: datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The person's zone."""
        return self.profile.zone

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """The standing entries of one type."""
        found = self._by_type.get(kind, ())
        return cast(tuple[E, ...], found)

    @cached_property
    def _by_type(self) -> Mapping[type[Entry], tuple[Entry, ...]]:
        grouped: dict[type[Entry], list[Entry]] = {}
        for entry in self.entries:
            grouped.setdefault(type(entry), []).append(entry)
        return {kind: tuple(entries) for kind, entries in grouped.items()}

    @cached_property
    def episodes(self) -> tuple[Episode, ...]:
        """The standing episodes since the carry's cutoff."""
        return tuple(entry for entry in self.of(Episode) if not self.carry.covers(entry.at))

    @cached_property
    def symptoms(self) -> tuple[Symptom, ...]:
        """The standing symptom reports, those that say "no longer" among them."""
        return self.of(Symptom)

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """The standing visits."""
        return self.of(Visit)

    @cached_property
    def medicines(self) -> tuple[Medicine, ...]:
        """The standing medicine entries; those of the profile are in `profile.medicines`."""
        return self.of(Medicine)

    @cached_property
    def days(self) -> Mapping[date, CheckIn]:
        """Check-ins merged by local date: a later received one replaces only the fields it carries."""
        return merge_days(self.of(CheckIn), self.zone)

    @cached_property
    def runs(self) -> Mapping[str, tuple[Run, ...]]:
        """The runs of every area, oldest first, carried ones included."""
        by_area: dict[str, list[Episode]] = {area: [] for area in self.carry.runs}
        for episode in self.episodes:
            by_area.setdefault(episode.area, []).append(episode)
        gaps = read_gaps(self.days, self.of(Answer))
        return {
            area: tuple(chain(episodes, gaps, self.zone, self.carry.runs.get(area)))
            for area, episodes in by_area.items()
        }

    @cached_property
    def weights(self) -> tuple[Weight, ...]:
        """The weights that can yet be the highest of the year before, oldest first; the last is the newest."""
        return self.weights_before(date.max)

    def weights_before(self, end: date) -> tuple[Weight, ...]:
        """Those weights of the dates before `end`."""
        own = _weights(self.of(CheckIn), self.zone)
        weighed = [weight for weight in own if weight.on < end and not self.carry.has_weighed(weight.on)]
        return highest_first([*self.carry.weights, *weighed])

    def last_run(self, area: str) -> Run | None:
        """The area's latest run, alive or not."""
        runs = self.runs.get(area)
        return runs[-1] if runs else None

    def alive_runs(self) -> list[Run]:
        """Each area's latest run where it is alive."""
        return [runs[-1] for runs in self.runs.values() if runs and runs[-1].is_alive(self.now)]

    def since(self, span: timedelta) -> list[Episode]:
        """The episodes that started at most `span` ago."""
        return [episode for episode in self.episodes if episode.at >= self.now - span]

    def twitched_in(self, area: str | None, side: str | None, since: datetime) -> Run | None:
        """The latest run that touched the limb of `area` (or the area, where it is no limb) at or after `since`."""
        runs = (run for found in self.runs.values() for run in found)
        touched = [
            run
            for run in runs
            if any(at >= since and is_same_limb(run.area, seen, area, side) for seen, at in run.sides.items())
        ]
        return max(touched, key=lambda run: run.last_at, default=None)


def as_of(
    profile: Profile,
    entries: Iterable[Entry],
    now: datetime,
    carry: Carry | None = None,
    ignored: frozenset[str] = frozenset(),
    imported_at: datetime | None = None,
) -> Timeline:
    """The timeline at `now`. `ignored` names edits, deletions and answers that are read as not made."""
    raw = tuple(entries)
    standing = fold(raw, now, ignored).standing
    return Timeline(profile, now, standing, carry or Carry(), raw, imported_at)


def _weights(check_ins: Iterable[CheckIn], zone: ZoneInfo) -> list[Weight]:
    weighed: dict[date, Weight] = {}
    for check_in in sorted(check_ins, key=lambda entry: entry.received_at):
        if check_in.weight_kg is not None:
            on = day_of(check_in, zone)
            weighed[on] = Weight(on=on, kg=check_in.weight_kg, id=check_in.id)
    return [weighed[on] for on in sorted(weighed)]


def roll(timeline: Timeline, cutoff: datetime) -> Carry:
    """The carry that stands for everything before `cutoff`, from a timeline that reaches back to the old one.

    A check-in counts by the date that it is about, so that one made later still speaks of a gap behind the cutoff.
    """
    before = tuple(entry for entry in timeline.entries if type(entry) is not Episode or entry.at < cutoff)
    old = Timeline(timeline.profile, timeline.now, before, timeline.carry)
    runs = {area: found[-1] for area, found in old.runs.items() if found}
    end = weighed_until(cutoff)
    denied = latest_denials(timeline.of(CheckIn), timeline.zone, end, timeline.carry.denied)
    return Carry(cutoff=cutoff, runs=runs, weights=old.weights_before(end), denied=denied)
