"""Entries that stand for the same: a change of one acts on all of them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from chalicelib.domain.fold import Folded, fold
from chalicelib.ports.log import Kept, Loaded


def with_twins(loaded: Loaded, now: datetime) -> Mapping[str, Kept]:
    """Every entry under its id, each with the changes of those that stand for the same."""
    return shared_changes(loaded, fold(loaded.log.entries, now))


def shared_changes(loaded: Loaded, folded: Folded) -> Mapping[str, Kept]:
    """The same of a log that is folded already."""
    changes: dict[str, list[Kept]] = defaultdict(list)
    for kept in loaded.kept:
        changes[folded.same_as.get(kept.entry.id, kept.entry.id)] += kept.changes
    shared = {name: tuple(sorted(found, key=_in_order)) for name, found in changes.items()}
    return {
        kept.entry.id: replace(kept, changes=shared[folded.same_as.get(kept.entry.id, kept.entry.id)])
        for kept in loaded.kept
    }


def _in_order(change: Kept) -> tuple[datetime, int]:
    return change.entry.received_at, change.number
