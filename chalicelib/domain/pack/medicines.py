"""The medicines of a visit pack: what a person takes or took, since when, and what changed."""

from collections import defaultdict
from datetime import date

from msgspec import Struct

from chalicelib.domain.entries import Medicine, MedicineAction
from chalicelib.domain.localtime import local_date
from chalicelib.domain.taking import Taken, ever_taken
from chalicelib.domain.timeline import Timeline


class Change(Struct, frozen=True, kw_only=True):
    """One change on a local date."""

    on: date
    action: MedicineAction
    dose: str | None


class MedicineLine(Struct, frozen=True, kw_only=True):
    """One medicine. `since` is the date of the profile or of the first log; `uses` counts the uses as needed.

    `changes` are the logged starts, stops and changes of dose, oldest first; `dose` is the last that was named.
    """

    name: str
    class_: str
    since: date | None
    stopped_on: date | None
    is_stopped: bool
    dose: str | None
    changes: tuple[Change, ...]
    uses: int
    last_used_on: date | None


def medicines_of(timeline: Timeline) -> tuple[MedicineLine, ...]:
    """Every medicine: those that are taken first, each by its start."""
    logged: dict[tuple[str, str], list[Medicine]] = defaultdict(list)
    for entry in timeline.medicines:
        logged[entry.class_, entry.name.lower()].append(entry)
    lines = [_line(timeline, taken, logged[taken.class_, taken.name.lower()]) for taken in ever_taken(timeline)]
    return tuple(sorted(lines, key=lambda line: (line.is_stopped, line.since or date.min, line.name)))


def _line(timeline: Timeline, taken: Taken, logged: list[Medicine]) -> MedicineLine:
    uses = [_on(timeline, entry) for entry in logged if entry.action == "as_needed_use"]
    changes = [entry for entry in logged if entry.action != "as_needed_use"]
    stops = [_on(timeline, entry) for entry in changes if entry.action == "stop"]
    doses = [entry.dose for entry in logged if entry.dose]
    starts = [local_date(taken.since, timeline.zone)] if taken.since else [_on(timeline, entry) for entry in logged]
    return MedicineLine(
        name=taken.name,
        class_=taken.class_,
        since=starts[0] if starts else None,
        stopped_on=stops[-1] if stops and taken.is_stopped else None,
        is_stopped=taken.is_stopped,
        dose=doses[-1] if doses else None,
        changes=tuple(Change(on=_on(timeline, one), action=one.action, dose=one.dose) for one in changes),
        uses=len(uses),
        last_used_on=uses[-1] if uses else None,
    )


def _on(timeline: Timeline, entry: Medicine) -> date:
    return local_date(entry.at, timeline.zone)
