"""Edit or delete an entry. The change is kept beside the entry, acts from its receipt, and is assessed at once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.acceptance import faults_of
from chalicelib.domain.assessment import Assessment
from chalicelib.domain.entries import Answer, Delete, Edit, Entry
from chalicelib.domain.errors import AlreadyRecorded, InvalidInput, NotFound, Stale
from chalicelib.domain.fold import edited
from chalicelib.domain.localtime import brief_text
from chalicelib.ports import Services
from chalicelib.ports.log import Document, Kept
from chalicelib.usecases.log_loading import Opened, open_log, open_whole, reaches_back
from chalicelib.usecases.receive_entries import receive_entries
from chalicelib.usecases.record_entry import ATTEMPTS
from chalicelib.usecases.twins import with_twins

Patch = Callable[[Document], tuple[Mapping[str, Any], Document]]
"""Reads new values for an entry of that document: typed, and as given. Raises InvalidInput."""
Alter = Callable[[Kept, datetime, ZoneInfo], Kept]


class Changed(Struct, frozen=True, kw_only=True):
    """The entry as it is now, and the assessment after the change."""

    kept: Kept
    assessment: Assessment
    country: str | None


def edit_entry(services: Services, person_id: str, entry_id: str, patch: Patch) -> Changed:
    """Give an entry new values. Raises NotFound, InvalidInput."""

    def edit(kept: Kept, now: datetime, zone: ZoneInfo) -> Kept:
        values, document = patch(kept.document)
        change = Edit(id=services.new_id(), at=now, received_at=now, target=kept.entry.id, set=dict(values))
        after = replace(kept, changes=(*kept.changes, Kept(entry=change, document=_document(change, document))))
        faults = [fault for fault in faults_of(current_entry(after), now, zone) if fault.field in document]
        if faults:
            raise InvalidInput(*faults)
        return after

    return _change(services, person_id, entry_id, edit)


def delete_entry(services: Services, person_id: str, entry_id: str) -> Changed:
    """Take an entry out. Raises NotFound, also where it was taken out before."""

    def delete(kept: Kept, now: datetime, _: ZoneInfo) -> Kept:
        change = Delete(id=services.new_id(), at=now, received_at=now, target=kept.entry.id)
        return replace(kept, changes=(*kept.changes, Kept(entry=change, document=_document(change, None))))

    return _change(services, person_id, entry_id, delete)


def current_entry(kept: Kept) -> Entry:
    """The entry with its edits."""
    entry = kept.entry
    for change in kept.changes:
        if isinstance(change.entry, Edit):
            entry = edited(entry, change.entry.set)
    return entry


def current_document(kept: Kept) -> dict[str, Any]:
    """The document with its edits, as it was given otherwise. What an edit could not set is not shown."""
    document = dict(kept.document)
    for change in kept.changes:
        if isinstance(change.entry, Edit):
            able = {attribute.rstrip("_") for attribute in change.entry.set}
            document.update({name: value for name, value in change.document["set"].items() if name in able})
    return document


def _change(services: Services, person_id: str, entry_id: str, alter: Alter) -> Changed:
    for _ in range(ATTEMPTS):
        now = services.clock()
        opened, before, shown = _find(services, person_id, entry_id, now)
        after = alter(before, now, opened.course.person.zone)
        moved = any(reaches_back(opened.loaded, current_entry(kept), now) for kept in (before, after))
        if moved and opened.carry is None:
            opened = open_whole(services, person_id, now)
        try:
            log = opened.loaded.log.with_entries([after.changes[-1].entry])
            assessment = receive_entries(
                services, opened, opened.course, log, now, changed=[(before, after)], is_tangled=_tangles(after)
            )
            shown = replace(shown, changes=(*shown.changes, after.changes[-1]))
            return Changed(kept=shown, assessment=assessment, country=opened.course.country)
        except (Stale, AlreadyRecorded):
            continue
    raise Stale(person_id)


def _find(services: Services, person_id: str, entry_id: str, now: datetime) -> tuple[Opened, Kept, Kept]:
    """The log, the entry as it is kept, and as it is shown: with the changes of its twins."""
    for opening in (open_log, open_whole):
        opened = opening(services, person_id, now)
        shown = with_twins(opened.loaded, now).get(entry_id)
        if shown is not None and not shown.is_deleted:
            return opened, next(kept for kept in opened.loaded.kept if kept.entry.id == entry_id), shown
    raise NotFound(entry_id)


def _tangles(after: Kept) -> bool:
    """Whether an edit may turn an answer into one that takes entries back."""
    return isinstance(after.entry, Answer) and isinstance(after.changes[-1].entry, Edit)


def _document(change: Edit | Delete, values: Document | None) -> Document:
    at = brief_text(change.at)
    document = {"id": change.id, "type": change.type, "at": at, "received_at": at, "target": change.target}
    return document if values is None else {**document, "set": dict(values)}
