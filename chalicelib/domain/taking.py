"""Which medicines a person takes at a moment or has taken, from the profile and from what was logged."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.localtime import instant
from chalicelib.domain.timeline import Timeline

DIURETICS: Final = ("thiazide_diuretic", "loop_diuretic", "potassium_sparing_diuretic")


class Taken(Struct, frozen=True, kw_only=True):
    """One medicine. `changes` are the moments it was started or raised, with the entry's id if any; that it was
    stopped since undoes none of them.
    """

    name: str
    class_: str
    since: datetime | None = None
    is_stopped: bool = False
    changes: tuple[tuple[datetime, str | None], ...] = ()


def taken_now(timeline: Timeline, classes: Iterable[str] | None = None) -> list[Taken]:
    """The medicines taken at `timeline.now`, of these classes where any are named."""
    return [medicine for medicine in ever_taken(timeline, classes) if not medicine.is_stopped]


def ever_taken(timeline: Timeline, classes: Iterable[str] | None = None) -> list[Taken]:
    """The medicines taken by `timeline.now`, those that were stopped among them.

    A start that is logged twice does not make a medicine newer: `since` is the first, until it is stopped.
    """
    taken = timeline.once(_all_taken)
    wanted = None if classes is None else frozenset(classes)
    return [medicine for medicine in taken if wanted is None or medicine.class_ in wanted]


def _all_taken(timeline: Timeline) -> list[Taken]:
    found: dict[tuple[str, str], Taken] = {}
    for known in timeline.profile.medicines:
        since = instant(known.since, time(0), timeline.zone) if known.since else None
        changes = ((since, None),) if since else ()
        found[known.class_, known.name.lower()] = Taken(
            name=known.name, class_=known.class_, since=since, changes=changes
        )
    for entry in timeline.medicines:
        place = (entry.class_, entry.name.lower())
        before = found.get(place) or Taken(name=entry.name, class_=entry.class_)
        if entry.action == "stop":
            found[place] = replace(before, since=None, is_stopped=True)
            continue
        if entry.action in ("start", "dose_up"):
            before = replace(before, changes=(*before.changes, (entry.at, entry.id)))
        found[place] = replace(before, since=before.since or entry.at, is_stopped=False)
    return list(found.values())


def changed_within(
    medicines: Iterable[Taken], before: datetime, span: timedelta
) -> list[tuple[Taken, datetime, str | None]]:
    """The medicines started or raised within `span` before a moment, with when, and the entry that says so."""
    return [
        (medicine, at, entry)
        for medicine in medicines
        for at, entry in medicine.changes
        if timedelta(0) <= before - at <= span
    ]
