"""Folding raw entries into what stands: duplicates, edits, deletions, withdrawals.

A change acts from its receipt on. An episode like one that was deleted before it came is a new one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Any, Final

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields, replace

from chalicelib.domain.entries import (
    ONSET_NEEDED,
    SYMPTOM_NAMES,
    UNEDITABLE,
    Answer,
    Delete,
    Edit,
    Entry,
    Episode,
    Symptom,
)

TWIN_WITHIN: Final = timedelta(minutes=2)
_SPAN: Final = 120
_AT, _RECEIVED_AT = attrgetter("at"), attrgetter("received_at")
AHEAD: Final = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours."""


class Folded(Struct, frozen=True):
    """`standing` in the order of `at`; `same_as` leads from a duplicate's id to the one that stands for it."""

    standing: tuple[Entry, ...]
    same_as: Mapping[str, str]


def fold(entries: Iterable[Entry], now: datetime, ignored: frozenset[str] = frozenset()) -> Folded:
    """What stands of the entries received by `now`; of one moment, in the order given.

    `ignored` edits, deletions and answers do not act.
    """
    return Reading(entries, ignored).at(now)


class Reading:
    """A log that is folded in the order of receipt, as far as it is asked for.

    To go on from one moment to a later one costs what was received between; to go back is to begin anew.
    """

    def __init__(self, entries: Iterable[Entry], ignored: frozenset[str] = frozenset()) -> None:
        self._received = sorted(entries, key=_RECEIVED_AT)
        self._close = _close_ones(self._received)
        self._ignored = ignored
        self._taken, self._folding, self._folded = 0, _Folding(self._close), Folded((), {})

    def at(self, now: datetime) -> Folded:
        """What stands at `now`."""
        if self._taken and self._received[self._taken - 1].received_at > now:
            self._taken, self._folding, self._folded = 0, _Folding(self._close), Folded((), {})
        first = self._taken
        self._taken = bisect_right(self._received, now, first, key=_RECEIVED_AT)
        for entry in self._received[first : self._taken]:
            if not (self._ignored and entry.id in self._ignored and isinstance(entry, Edit | Delete | Answer)):
                self._folding.take(entry)
        if self._taken > first:
            self._folded = self._folding.folded()
        return self._folded


def _close_ones(entries: Iterable[Entry]) -> frozenset[str]:
    """The episodes that lie within 2 minutes of another: no others can be twins."""
    episodes = sorted((entry for entry in entries if type(entry) is Episode), key=_AT)
    close = [(one.id, other.id) for one, other in pairwise(episodes) if other.at - one.at <= TWIN_WITHIN]
    return frozenset(name for pair in close for name in pair)


def as_read(entry: Entry, edited_at: datetime | None = None) -> Entry:
    """An entry as the rules read it: an impossible moment is that of receipt, a missing onset the usual one.

    The door refuses both; a history that is imported may hold them. `edited_at` is the receipt of an edit.
    """
    if entry.at > entry.received_at:
        received_at = max(entry.received_at, edited_at or entry.received_at)
        if entry.at > received_at + AHEAD:
            entry = replace(entry, at=received_at)
    if type(entry) is Symptom and entry.onset is None and entry.present and entry.name in ONSET_NEEDED:
        entry = replace(entry, onset=ONSET_NEEDED[entry.name])
    return entry


class _Folding:
    """Takes entries in the order of receipt. A change that comes before its target waits for it."""

    def __init__(self, close: frozenset[str]) -> None:
        self._standing: dict[str, Entry] = {}
        self._same_as: dict[str, str] = {}
        self._close = close
        self._keys: dict[str, str] = {}
        self._twins: dict[tuple[str, str | None, float | None], dict[int, list[Episode]]] = {}
        self._waiting: dict[str, list[Edit | Delete]] = {}
        self._seen: set[str] = set()

    def take(self, entry: Entry) -> None:
        if type(entry) is Edit or type(entry) is Delete:
            self._change(entry)
            return
        first = entry.id if entry.key is None else self._keys.setdefault(entry.key, entry.id)
        first = self._same_as.get(first, first)
        if first == entry.id and type(entry) is Episode and first in self._close:
            first = self._first_twin(entry)
        if first != entry.id:
            self._same_as[entry.id] = first
        elif first not in self._seen:
            self._standing[first] = as_read(entry)
        self._seen.add(entry.id)
        for change in self._waiting.pop(entry.id, ()) if self._waiting else ():
            self._change(change)

    def folded(self) -> Folded:
        """What stands by now."""
        said = {
            self._same_as.get(target, target): entry.continued
            for entry in self._standing.values()
            if type(entry) is Answer and entry.question == "conflict"
            for target in entry.targets
        }
        standing = sorted(self._standing.values(), key=_AT)
        kept = (entry for entry in standing if said.get(entry.id, True)) if said else standing
        return Folded(tuple(kept), dict(self._same_as))

    def _first_twin(self, episode: Episode) -> str:
        # looked up by spans of 2 minutes: a year may hold thousands of one area, side and length
        alike = self._twins.setdefault((episode.area, episode.side, episode.minutes), {})
        span = int(episode.at.timestamp() // _SPAN)
        near = [other for around in (span, span - 1, span + 1) for other in alike.get(around, ())]
        for other in near:
            if other.id in self._standing and abs(episode.at - other.at) <= TWIN_WITHIN:
                return other.id
        alike.setdefault(span, []).append(episode)
        return episode.id

    def _change(self, change: Edit | Delete) -> None:
        if change.target not in self._seen:
            self._waiting.setdefault(change.target, []).append(change)
            return
        target = self._standing.get(self._same_as.get(change.target, change.target))
        if target is None:
            return
        if isinstance(change, Delete):
            del self._standing[target.id]
            return
        self._standing[target.id] = as_read(edited(target, change.set), change.received_at)


def edited(entry: Entry, values: Mapping[str, Any]) -> Entry:
    """The entry with new values. None empties a field; what it has no field for, or cannot do without, stays.

    So does a symptom whose new name is none: a slip in an import must not take a warning away.
    """
    record: Any = type(entry)
    empty = _emptied(record)
    filled = {name: empty[name] if value is None else value for name, value in values.items() if name in empty}
    if type(entry) is Symptom and filled.get("name") not in SYMPTOM_NAMES:
        filled.pop("name", None)
    return replace(entry, **{name: value for name, value in filled.items() if value is not NODEFAULT})


@cache
def _emptied(record: Any) -> Mapping[str, Any]:
    return {item.name: item.default for item in fields(record) if item.name not in UNEDITABLE}
