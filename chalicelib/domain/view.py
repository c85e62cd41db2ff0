"""What stands of a log, sorted out for the rules: all that does not depend on the moment of looking."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from msgspec import Struct

from chalicelib.domain.carry import Carry, Weight, highest_first
from chalicelib.domain.days import day_of, merge_days
from chalicelib.domain.entries import Answer, CheckIn, Entry, Episode
from chalicelib.domain.localtime import local_dates
from chalicelib.domain.runs import Gaps, Run, chain, read_gaps

E = TypeVar("E", bound=Entry)
_AT, _RECEIVED_AT = attrgetter("at"), attrgetter("received_at")


class Parts(NamedTuple):
    """The parts of a view that are slow to make."""

    by_area: Mapping[str, Sequence[Episode]]
    dates: Mapping[str, date]
    gaps: Gaps
    runs: Mapping[str, tuple[Run, ...]]


class View(Struct, frozen=True, dict=True):
    """The standing entries in the order of `at`, and the carry for what lies before. Every part is made once.

    `before` are the parts of a view of less of the same log: an area that did not change is not read again.
    """

    entries: tuple[Entry, ...]
    zone: ZoneInfo
    carry: Carry
    before: Parts | None = None

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """The standing entries of one type."""
        found = self._by_type.get(kind, ())
        return cast(tuple[E, ...], found)

    @cached_property
    def _by_type(self) -> Mapping[type[Entry], tuple[Entry, ...]]:
        grouped: dict[type[Entry], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            grouped[type(entry)].append(entry)
        return {kind: tuple(entries) for kind, entries in grouped.items()}

    @cached_property
    def episodes(self) -> Sequence[Episode]:
        """The standing episodes since the carry's cutoff."""
        found = self.of(Episode)
        return found if self.carry.cutoff is None else since(found, self.carry.cutoff)

    @cached_property
    def dates(self) -> Mapping[str, date]:
        """The local date of each of these episodes, by its id."""
        dates = {} if self.before is None else dict(self.before.dates)
        new = [episode for area in self.by_area if not self._is_as_before(area) for episode in self.by_area[area]]
        if len(new) > len(self.episodes) // 2:
            new = list(self.episodes)
        found = local_dates((episode.at for episode in new), self.zone)
        dates.update((episode.id, on) for episode, on in zip(new, found, strict=True))
        return dates

    @cached_property
    def by_area(self) -> Mapping[str, Sequence[Episode]]:
        """These episodes by their area."""
        grouped: dict[str, list[Episode]] = defaultdict(list)
        for episode in self.episodes:
            grouped[episode.area].append(episode)
        return dict(grouped)

    @cached_property
    def days(self) -> Mapping[date, CheckIn]:
        """Check-ins merged by local date: a later received one replaces only the fields it carries."""
        return merge_days(self.of(CheckIn), self.zone)

    @cached_property
    def runs(self) -> Mapping[str, tuple[Run, ...]]:
        """The runs of every area, oldest first, carried ones included."""
        found: dict[str, tuple[Run, ...]] = {}
        are_gaps_as_before = self.before is not None and self.before.gaps == self.gaps
        for area in dict.fromkeys((*self.carry.runs, *self.by_area)):
            if self.before is not None and are_gaps_as_before and self._is_as_before(area):
                found[area] = self.before.runs[area]
            else:
                episodes = self.by_area.get(area, ())
                found[area] = tuple(chain(episodes, self.dates, self.gaps, self.carry.runs.get(area)))
        return found

    @cached_property
    def gaps(self) -> Gaps:
        """What the log says between episodes."""
        return read_gaps(self.days, self.of(Answer))

    def _is_as_before(self, area: str) -> bool:
        if self.before is None or area not in self.before.runs:
            return False
        return self.before.by_area.get(area) == self.by_area.get(area)

    def parts(self) -> Parts:
        """What a view of more of this log can go on from."""
        return Parts(self.by_area, self.dates, self.gaps, self.runs)

    @cached_property
    def weights(self) -> tuple[Weight, ...]:
        """The weights that can yet be the highest of the year before, oldest first; the last is the newest."""
        return self.weights_before(date.max)

    def weights_before(self, end: date) -> tuple[Weight, ...]:
        """Those weights of the dates before `end`."""
        own = _weights(self.of(CheckIn), self.zone)
        weighed = [weight for weight in own if weight.on < end and not self.carry.has_weighed(weight.on)]
        return highest_first([*self.carry.weights, *weighed])


def since(entries: Sequence[E], at: datetime) -> Sequence[E]:
    """Of entries in the order of `at`, those at that moment or later."""
    return entries[bisect_left(entries, at, key=_AT) :]


def _weights(check_ins: Iterable[CheckIn], zone: ZoneInfo) -> list[Weight]:
    weighed: dict[date, Weight] = {}
    weighing = (check_in for check_in in check_ins if check_in.weight_kg is not None)
    for check_in in sorted(weighing, key=_RECEIVED_AT):
        on = day_of(check_in, zone)
        weighed[on] = Weight(on=on, kg=cast(float, check_in.weight_kg), id=check_in.id)
    return [weighed[on] for on in sorted(weighed)]
