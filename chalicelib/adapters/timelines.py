"""The interchange format `steady.timeline/1`: reading a file for import or replay, writing an export."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from msgspec import Struct

from chalicelib.adapters.documents import entry_of, read_record, wire_fields
from chalicelib.adapters.experiment_documents import experiment_documents, read_experiments
from chalicelib.adapters.profiles import profile_document, read_profile
from chalicelib.domain.entries import TYPES
from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.localtime import FIRST_YEAR, LAST_YEAR, brief_text, is_reckonable
from chalicelib.domain.person import PersonMedicine, Profile
from chalicelib.ports.log import Kept
from chalicelib.usecases.read_log import Export

FORMAT: Final = "steady.timeline/1"
MOST_FAULTS: Final = 50
OUT_OF_YEARS: Final = f"must lie in the years {FIRST_YEAR} to {LAST_YEAR}"
LARGEST_ENTRY: Final = 16_000
"""Bytes of an entry's JSON. What Steady has no field for is kept as it came, and packed so small that the table's own
bound would let through what no reply and no function could hold."""
LONGEST_AFTER: Final = timedelta(days=3653)
"""A history is lived through day by day, so it may go on for 10 years after its last entry."""


class TimelineFile(Struct, frozen=True, kw_only=True):
    """A history as it was given, in the file's order."""

    profile: Profile
    kept: tuple[Kept, ...]
    until: datetime | None
    experiments: tuple[Experiment, ...] = ()


def read_timeline(document: Any, before: Profile | None = None) -> TimelineFile:
    """A history from its document. Raises InvalidInput that names each field, `entries[3].area` for example."""
    if not isinstance(document, dict):
        raise InvalidInput(Fault("", "must be an object"))
    faults: list[Fault] = []
    if document.get("format") != FORMAT:
        faults.append(Fault("format", f"must be {FORMAT}"))
    profile = _read_person(document.get("person"), before, faults)
    entries = document.get("entries")
    kept: list[Kept] = []
    if isinstance(entries, list):
        kept = [found for place, item in enumerate(entries) if (found := _read_entry(item, place, faults))]
    else:
        faults.append(Fault("entries", "must be a list"))
    experiments = read_experiments(document.get("experiments"), faults)
    until = _read_moment(document.get("until"), faults)
    last = max((item.entry.received_at for item in kept), default=until)
    if until is not None and last is not None and until - last > LONGEST_AFTER:
        faults.append(Fault("until", "lies over 10 years after the last entry"))
    if faults:
        raise InvalidInput(*faults[:MOST_FAULTS])
    return TimelineFile(profile=profile, kept=tuple(kept), until=until, experiments=experiments)


def timeline_document(export: Export) -> dict[str, Any]:
    """The export as a document. Who never tried anything has no `experiments` in it."""
    experiments = experiment_documents(export.experiments)
    return {
        "format": FORMAT,
        "person": profile_document(export.person.profile),
        "entries": list(export.documents),
        **({"experiments": experiments} if experiments else {}),
        "until": brief_text(export.until),
    }


def _read_person(person: Any, before: Profile | None, faults: list[Fault]) -> Profile:
    start = before or Profile(timezone="UTC")
    if not isinstance(person, dict):
        faults.append(Fault("person", "must be an object"))
        return start
    if before is None and "timezone" not in person:
        faults.append(Fault("person.timezone", "is needed"))
    known = {
        name: _known_medicines(value) if name == "medicines" else value
        for name, value in person.items()
        if name in wire_fields(Profile) and not (name == "quiet_hours" and value is None)
    }
    profile, found = read_profile(known, start, "person.")
    faults += found
    return profile


def _known_medicines(medicines: Any) -> Any:
    """The medicines without what Steady has no field for, as it is with a person and an entry of a history."""
    if not isinstance(medicines, list):
        return medicines
    known = wire_fields(PersonMedicine)
    return [
        {name: value for name, value in item.items() if name in known} if isinstance(item, dict) else item
        for item in medicines
    ]


def _read_entry(item: Any, place: int, faults: list[Fault]) -> Kept | None:
    path = f"entries[{place}]"
    if not isinstance(item, dict):
        faults.append(Fault(path, "must be an object"))
        return None
    if len(msgspec.json.encode(item)) > LARGEST_ENTRY:
        faults.append(Fault(path, f"must not be larger than {LARGEST_ENTRY:,} bytes"))
        return None
    record = TYPES.get(item.get("type", "episode")) if isinstance(item.get("type", "episode"), str) else None
    if record is None:
        faults.append(Fault(f"{path}.type", f"must be one of: {', '.join(TYPES)}"))
        return None
    given = {"type": "episode", **item}
    wanted: Mapping[str, Any] = wire_fields(record)
    known = {name: value for name, value in given.items() if name in wanted and not _is_unsaid(value, wanted[name])}
    _, found = read_record(record, known, f"{path}.")
    faults += found
    if found:
        return None
    entry = entry_of({**known, "type": record.type})
    for name, moment in (("at", entry.at), ("received_at", entry.received_at)):
        if not is_reckonable(moment):
            faults.append(Fault(f"{path}.{name}", OUT_OF_YEARS))
    return Kept(entry=entry, document=given)


def _is_unsaid(value: Any, wire: Any) -> bool:
    return value is None and not wire.is_required


def _read_moment(value: Any, faults: list[Fault]) -> datetime | None:
    if value is None:
        return None
    try:
        moment: datetime = msgspec.convert(value, datetime)
        if moment.tzinfo is not None and is_reckonable(moment):
            return moment
    except msgspec.ValidationError:
        pass
    faults.append(Fault("until", "must be a moment with its offset, such as 2026-11-23T08:00:00+00:00"))
    return None
