"""Folding raw entries into what stands: duplicates, edits, deletions, withdrawals.

A change acts from its receipt on. An episode like one that was deleted before it came is a new one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from chalicelib.domain.entries import ONSET_NEEDED, UNEDITABLE, Answer, Delete, Edit, Entry, Episode, Symptom

TWIN_WITHIN: Final = timedelta(minutes=2)
_SPAN: Final = 120
AHEAD: Final = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours."""


@dataclass(frozen=True, slots=True)
class Folded:
    """`standing` in the order of `at`; `same_as` leads from a duplicate's id to the one that stands for it."""

    standing: tuple[Entry, ...]
    same_as: Mapping[str, str]


def fold(entries: Iterable[Entry], now: datetime, ignored: frozenset[str] = frozenset()) -> Folded:
    """What stands of the entries received by `now`; of one moment, in the order given.

    `ignored` edits, deletions and answers do not act.
    """
    received = sorted((entry for entry in entries if entry.received_at <= now), key=lambda e: e.received_at)
    folding = _Folding()
    for entry in received:
        if entry.id not in ignored or not isinstance(entry, Edit | Delete | Answer):
            folding.take(entry)
    gone = {
        folding.same_as.get(target, target)
        for entry in folding.standing.values()
        if type(entry) is Answer and entry.question == "conflict" and not entry.continued
        for target in entry.targets
    }
    standing = (entry for entry in folding.standing.values() if entry.id not in gone)
    return Folded(tuple(sorted(standing, key=lambda entry: entry.at)), folding.same_as)


def as_read(entry: Entry, edited_at: datetime | None = None) -> Entry:
    """An entry as the rules read it: an impossible moment is that of receipt, a missing onset the usual one.

    The door refuses both; a history that is imported may hold them. `edited_at` is the receipt of an edit.
    """
    received_at = max(entry.received_at, edited_at or entry.received_at)
    if entry.at > received_at + AHEAD:
        entry = replace(entry, at=received_at)
    if isinstance(entry, Symptom) and entry.onset is None and entry.present and entry.name in ONSET_NEEDED:
        entry = replace(entry, onset=ONSET_NEEDED[entry.name])
    return entry


class _Folding:
    """Takes entries in the order of receipt. A change that comes before its target waits for it."""

    def __init__(self) -> None:
        self.standing: dict[str, Entry] = {}
        self.same_as: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._twins: dict[tuple[str, str | None, float | None], dict[int, list[Episode]]] = {}
        self._waiting: dict[str, list[Edit | Delete]] = {}
        self._seen: set[str] = set()

    def take(self, entry: Entry) -> None:
        if isinstance(entry, Edit | Delete):
            self._change(entry)
            return
        first = entry.id if entry.key is None else self._keys.setdefault(entry.key, entry.id)
        first = self.same_as.get(first, first)
        if first == entry.id and type(entry) is Episode:
            first = self._first_twin(entry)
        if first != entry.id:
            self.same_as[entry.id] = first
        elif entry.id not in self._seen:
            self.standing[entry.id] = as_read(entry)
        self._seen.add(entry.id)
        for change in self._waiting.pop(entry.id, ()):
            self._change(change)

    def _first_twin(self, episode: Episode) -> str:
        # looked up by spans of 2 minutes: a year may hold thousands of one area, side and length
        alike = self._twins.setdefault((episode.area, episode.side, episode.minutes), {})
        span = int(episode.at.timestamp() // _SPAN)
        near = [other for around in (span, span - 1, span + 1) for other in alike.get(around, ())]
        for other in near:
            if other.id in self.standing and abs(episode.at - other.at) <= TWIN_WITHIN:
                return other.id
        alike.setdefault(span, []).append(episode)
        return episode.id

    def _change(self, change: Edit | Delete) -> None:
        if change.target not in self._seen:
            self._waiting.setdefault(change.target, []).append(change)
            return
        target = self.standing.get(self.same_as.get(change.target, change.target))
        if target is None:
            return
        if isinstance(change, Delete):
            del self.standing[target.id]
            return
        record: Any = type(target)
        known = _field_names(record)
        values = {name: value for name, value in change.set.items() if name in known}
        self.standing[target.id] = as_read(replace(target, **values), change.received_at)


@cache
def _field_names(record: Any) -> frozenset[str]:
    return frozenset(item.name for item in fields(record)) - UNEDITABLE
