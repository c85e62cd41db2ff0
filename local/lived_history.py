"""Living through a whole history week by week, so that its cost grows with its length and not with its square.

Each week is lived on the window of entries that the rules look at, with a carry for what lies before, just as
the service does. A week in which something older is logged, changed or withdrawn is lived on the whole log.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.carry import OVERLAP, WINDOW, Carry, is_behind
from chalicelib.domain.course import Course, Lived, Log, live_through
from chalicelib.domain.entries import DAILY, Answer, Delete, Edit, Entry
from chalicelib.domain.localtime import WEEK
from chalicelib.domain.timeline import as_of, roll

MOMENT: Final = timedelta(microseconds=1)


def live_history(course: Course, entries: Sequence[Entry], until: datetime) -> Lived:
    """All that comes due up to and including `until`, as `live_through` on the whole log would have it."""
    received = sorted(entries, key=lambda entry: entry.received_at)
    moments = [entry.received_at for entry in received]
    carry = Carry()
    lived = Lived(course=course)
    boundary = min([course.person.joined_at, *moments[:1]]) - MOMENT
    while boundary < until:
        start, boundary = boundary, min(boundary + WEEK, until)
        first, last = bisect_right(moments, start), bisect_right(moments, boundary)
        lived, carry = _live_week(lived, received[:last], received[first:last], carry, boundary)
    return lived


def _live_week(
    lived: Lived, known: Sequence[Entry], new: Sequence[Entry], carry: Carry, boundary: datetime
) -> tuple[Lived, Carry]:
    course, window = lived.course, _window(known, carry)
    if carry.cutoff is not None and _reaches_back(new, window, carry.cutoff):
        window, carry = list(known), Carry()
    receipt_at = new[0].received_at if new else None
    course = replace(course, agenda=replace(course.agenda, receipt_at=receipt_at))
    after = live_through(course, Log(tuple(window), carry), boundary)
    cutoff = boundary - WINDOW
    if carry.cutoff is None or cutoff > carry.cutoff:
        carry = roll(as_of(course.person.profile, window, boundary, carry), cutoff)
    joined = replace(
        after,
        messages=(*lived.messages, *after.messages),
        raised=(*lived.raised, *after.raised),
        cleared=(*lived.cleared, *after.cleared),
    )
    return joined, carry


def _window(known: Sequence[Entry], carry: Carry) -> list[Entry]:
    if carry.cutoff is None:
        return list(known)
    first = carry.cutoff - OVERLAP
    moved = {entry.target for entry in known if isinstance(entry, Edit) and not {"at", "date"}.isdisjoint(entry.set)}
    return [entry for entry in known if entry.type not in DAILY or entry.at >= first or entry.id in moved]


def _reaches_back(new: Sequence[Entry], window: Sequence[Entry], cutoff: datetime) -> bool:
    near = {entry.id for entry in window if not is_behind(entry, cutoff)}
    for entry in new:
        targets = entry.targets if isinstance(entry, Answer) else ()
        if isinstance(entry, Edit | Delete):
            targets = (entry.target,)
            if "at" in getattr(entry, "set", {}) or "date" in getattr(entry, "set", {}):
                return True
        if is_behind(entry, cutoff) or any(target not in near for target in targets):
            return True
    return False
