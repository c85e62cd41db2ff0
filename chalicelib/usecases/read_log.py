"""Reading a person's log: a page of entries, one entry, the assessment, a week's numbers, the export."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from msgspec import Struct

from chalicelib.domain.assessment import Assessment, assess_in_full
from chalicelib.domain.carry import window_start
from chalicelib.domain.entries import DAILY, Entry
from chalicelib.domain.errors import NotFound, NotSignedIn
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.fold import fold
from chalicelib.domain.localtime import instant
from chalicelib.domain.person import Person
from chalicelib.ports import Services
from chalicelib.ports.log import Kept, Loaded, Place
from chalicelib.usecases.change_entry import current_document
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.log_loading import open_log
from chalicelib.usecases.twins import shared_changes, with_twins

Bound = datetime | date


class Page(Struct, frozen=True, kw_only=True):
    """Entries, newest first, and where to go on; None at the end."""

    kept: tuple[Kept, ...]
    next: Place | None


class Export(Struct, frozen=True, kw_only=True):
    """Everything that a person logged.

    `documents` are the entries as given, edits and deletions among them, in the order of receipt. `standing` are
    those that count, as the rules read them, in the order of `at`; `current` has their documents with every edit.
    """

    person: Person
    documents: tuple[dict[str, Any], ...]
    standing: tuple[Entry, ...]
    current: Mapping[str, dict[str, Any]]
    until: datetime
    experiments: tuple[Experiment, ...] = ()


def list_entries(
    services: Services,
    person_id: str,
    start: Bound | None = None,
    end: Bound | None = None,
    types: frozenset[str] = frozenset(),
    limit: int = 50,
    after: Place | None = None,
) -> Page:
    """The standing entries with `start` ≤ at < `end`; a local date is its first moment in the person's zone."""
    person = read_person(services, person_id)
    low, high = (_moment(bound, person) for bound in (start, end))
    if services.log.is_tangled(person_id):
        found = _of_whole(services, person_id, low, high, after)
    else:
        is_daily = not types or bool(types & DAILY)
        newest = services.log.newest(person_id, low, high, after, is_daily=is_daily)
        found = ((kept.happened_at, kept) for kept in newest if not kept.is_deleted)
    page = list(islice((place for place in found if not types or place[1].entry.type in types), limit + 1))
    shown = page[:limit]
    more = (shown[-1][0], shown[-1][1].entry.id) if len(page) > limit else None
    return Page(kept=tuple(kept for _, kept in shown), next=more)


def _of_whole(
    services: Services, person_id: str, low: datetime | None, high: datetime | None, after: Place | None
) -> Iterator[tuple[datetime, Kept]]:
    """The same of a log that has to be read and folded as a whole."""
    standing = _standing(_load(services, person_id, None), services.clock())
    places = sorted(standing, key=lambda place: (place[0], place[1].entry.id), reverse=True)
    for at, kept in places:
        is_within = (low is None or at >= low) and (high is None or at < high)
        if is_within and (after is None or (at, kept.entry.id) < after):
            yield at, kept


def _standing(loaded: Loaded, now: datetime) -> list[tuple[datetime, Kept]]:
    """What stands and when it happened, each with the changes of its duplicates too: they act on all."""
    folded = fold(loaded.log.entries, now)
    known = shared_changes(loaded, folded)
    return [(entry.at, known[entry.id]) for entry in folded.standing if entry.id in known]


def read_entry(services: Services, person_id: str, entry_id: str) -> Kept:
    """One entry. Raises NotFound, also where it was deleted, or one that stands for the same was."""
    now = services.clock()
    for since in (window_start(now), None):
        kept = with_twins(_load(services, person_id, since), now).get(entry_id)
        if kept is not None and not kept.is_deleted:
            return kept
    raise NotFound(entry_id)


def read_assessment(services: Services, person_id: str) -> tuple[Assessment, str | None]:
    """What stands now, and the person's country."""
    now = services.clock()
    opened = open_log(services, person_id, now)
    timeline = opened.loaded.log.timeline(opened.course.person, now)
    return assess_in_full(timeline, opened.course.standing), opened.course.country


def export_log(services: Services, person_id: str) -> Export:
    """The whole log, as it was given and as it stands."""
    now = services.clock()
    loaded = _load(services, person_id, None)
    flat = [item for kept in loaded.kept for item in (kept, *kept.changes)]
    ordered = sorted(flat, key=lambda item: (item.entry.received_at, item.number))
    folded = fold(loaded.log.entries, now)
    known = shared_changes(loaded, folded)
    return Export(
        person=loaded.person,
        documents=tuple(dict(item.document) for item in ordered),
        standing=folded.standing,
        current={entry.id: current_document(known[entry.id]) for entry in folded.standing if entry.id in known},
        until=now,
        experiments=tuple(services.log.load_experiments(person_id)),
    )


def _load(services: Services, person_id: str, since: datetime | None) -> Loaded:
    loaded = services.log.load(person_id, since)
    if loaded is None:
        raise NotSignedIn
    return loaded


def _moment(bound: Bound | None, person: Person) -> datetime | None:
    if bound is None or isinstance(bound, datetime):
        return bound
    return instant(bound, datetime.min.time(), person.zone)
