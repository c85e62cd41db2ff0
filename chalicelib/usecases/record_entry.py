"""Record what a person logged: find repeats, assess, save all in one write, queue what is to be told."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from math import inf
from typing import Any, Final, Literal

from msgspec import Struct, field

from chalicelib.domain.acceptance import faults_of
from chalicelib.domain.assessment import Assessment, assess
from chalicelib.domain.entries import TYPES, Entry, Episode
from chalicelib.domain.errors import AlreadyRecorded, Fault, KeyTaken, Stale
from chalicelib.domain.fold import TWIN_WITHIN
from chalicelib.domain.localtime import brief_text, local_date
from chalicelib.ports import Services
from chalicelib.ports.log import Document, Kept, Loaded
from chalicelib.usecases.log_loading import Opened, glance, open_log, open_whole, reaches_back
from chalicelib.usecases.receive_entries import receive_entries
from chalicelib.usecases.tangles import is_tangling
from chalicelib.usecases.twins import with_twins

ATTEMPTS: Final = 8
Outcome = Literal["created", "repeated", "conflict", "refused"]


class Draft(Struct, frozen=True, kw_only=True):
    """An entry as it came through a door: its type, its typed values, the document, what is wrong with it.

    `fingerprint` is that of what was sent, so that a repeated request can be told from another one. `via` is the id of
    the token that it came with, if any.
    """

    type: str
    values: Mapping[str, Any] = field(default_factory=dict)
    document: Document = field(default_factory=dict)
    fingerprint: str = ""
    faults: tuple[Fault, ...] = ()
    via: str = ""


class Recorded(Struct, frozen=True, kw_only=True):
    """What became of one draft. `kept` is the entry that stands for it, None where there is none to show."""

    outcome: Outcome
    kept: Kept | None = None
    faults: tuple[Fault, ...] = ()


class Answered(Struct, frozen=True, kw_only=True):
    """One answer for each draft, in order, and the assessment after all of them."""

    results: tuple[Recorded, ...]
    assessment: Assessment
    country: str | None


def record_entries(services: Services, person_id: str, drafts: Sequence[Draft]) -> Answered:
    """Record the drafts that can be, each by itself, and assess once. Raises Stale where others keep writing first."""
    open_next: Callable[[Services, str, datetime], Opened] = glance
    for _ in range(ATTEMPTS):
        now = services.clock()
        decided = _decide(services, open_next(services, person_id, now), drafts, now)
        if any(reaches_back(decided.opened.loaded, kept.entry, now) for kept in decided.added):
            decided = _decide(services, open_whole(services, person_id, now), drafts, now)
        elif open_next is glance and not decided.added:
            # only a write shows whether a glance was old
            open_next = open_log
            continue
        try:
            return _answer(services, decided, now)
        except (Stale, AlreadyRecorded):
            # somebody was faster, or the glance was old
            open_next = open_log
        except KeyTaken:
            # the key was used before the window: only the whole log shows for what
            open_next = open_whole
    raise Stale(person_id)


class _Decided(Struct, frozen=True):
    """What becomes of each draft by one reading of the log; `added` is to be written."""

    opened: Opened
    results: tuple[Recorded, ...]
    added: tuple[Kept, ...]


def _decide(services: Services, opened: Opened, drafts: Sequence[Draft], now: datetime) -> _Decided:
    results = _sort_out(services, opened.loaded, drafts, now)
    added = tuple(result.kept for result in results if result.outcome == "created" and result.kept)
    return _Decided(opened, tuple(results), added)


def _answer(services: Services, decided: _Decided, now: datetime) -> Answered:
    opened, added = decided.opened, decided.added
    course, loaded = opened.course, opened.loaded
    if added:
        entries = [kept.entry for kept in added]
        tangled = is_tangling(entries, (kept.entry for kept in loaded.kept))
        log = loaded.log.with_entries(entries)
        assessment = receive_entries(services, opened, course, log, now, added=added, is_tangled=tangled)
    else:
        assessment = assess(loaded.log.timeline(course.person, now), course.standing)
    return Answered(results=decided.results, assessment=assessment, country=course.country)


def _sort_out(services: Services, loaded: Loaded, drafts: Sequence[Draft], now: datetime) -> list[Recorded]:
    known = list(loaded.kept)
    results: list[Recorded] = []
    for draft in drafts:
        result = _sort_one(services, loaded, draft, known, now)
        if result.outcome == "created" and result.kept:
            known.append(result.kept)
        results.append(result)
    return results


def _sort_one(services: Services, loaded: Loaded, draft: Draft, known: Sequence[Kept], now: datetime) -> Recorded:
    if draft.faults:
        return Recorded(outcome="refused", faults=draft.faults)
    key = draft.values.get("key")
    before = next((kept for kept in known if kept.entry.key == key), None) if key is not None else None
    if before is not None:
        return repeated(_as_shown(loaded, before, now), draft)
    kept = complete(draft, services.new_id(), now, loaded)
    faults = faults_of(kept.entry, now, loaded.person.zone)
    if faults:
        return Recorded(outcome="refused", faults=tuple(faults))
    twin = _twin_of(kept.entry, known, lambda kept: _as_shown(loaded, kept, now))
    return Recorded(outcome="created", kept=kept) if twin is None else Recorded(outcome="repeated", kept=twin)


def _as_shown(loaded: Loaded, kept: Kept, now: datetime) -> Kept:
    """The entry with the changes of its twins: to delete one of them deletes all."""
    return with_twins(loaded, now).get(kept.entry.id, kept)


def repeated(known: Kept, draft: Draft) -> Recorded:
    """A key that was used before: the same entry for the same body, else a conflict; so after a deletion."""
    if known.is_deleted or known.fingerprint != draft.fingerprint:
        return Recorded(outcome="conflict")
    return Recorded(outcome="repeated", kept=known)


def complete(draft: Draft, entry_id: str, now: datetime, loaded: Loaded) -> Kept:
    """The entry of a draft with all that the server adds: its id, its receipt, and the defaults of today."""
    values, document, came_at = dict(draft.values), dict(draft.document), brief_text(now)
    if "at" not in values:
        values["at"], document["at"] = now, came_at
    if draft.type == "check_in" and values.get("date") is None:
        values["date"] = local_date(values["at"], loaded.person.zone)
        document["date"] = values["date"].isoformat()
    first = {"id": entry_id, "type": draft.type, "at": document.pop("at"), "received_at": came_at}
    entry: Entry = TYPES[draft.type](**values, id=entry_id, received_at=now)
    return Kept(entry=entry, document={**first, **document}, fingerprint=draft.fingerprint, via=draft.via)


def _twin_of(entry: Entry, known: Sequence[Kept], shown: Callable[[Kept], Kept]) -> Kept | None:
    """The entry that this one repeats, as the fold would have it, found without folding the whole window.

    Of several that stand for the same it is the one received first; what is new has no number yet and comes last.
    """
    if type(entry) is not Episode or entry.key is not None:
        return None
    alike = (kept for kept in known if _is_alike(kept.entry, entry))
    standing = [found for found in map(shown, alike) if not found.is_deleted]
    return min(standing, key=lambda kept: (kept.entry.received_at, kept.number or inf), default=None)


def _is_alike(one: Entry, other: Episode) -> bool:
    return (
        type(one) is Episode
        and one.area == other.area
        and (one.side, one.minutes) == (other.side, other.minutes)
        and abs(one.at - other.at) <= TWIN_WITHIN
    )
