"""Living through a whole history week by week, so that its cost grows with its length and not with its square.

Each week is lived on the window of entries that the rules look at, with a carry for what lies before, just as
the service does. A moment at which something older is logged, changed or withdrawn is lived on the whole log.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

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
    known, carry, lived = _Known(), Carry(), Lived(course=course)
    boundary = min([course.person.joined_at, *moments[:1]]) - MOMENT
    first = 0
    while boundary < until:
        end = min(boundary + WEEK, until)
        last = bisect_right(moments, end, first)
        back = _first_reaching_back(received[first:last], known.near(carry), carry)
        if back is not None:
            end = back if back - MOMENT <= boundary else back - MOMENT
            last = bisect_right(moments, end, first)
        known.add(received[first:last])
        if back == end:
            carry = Carry()
        lived, carry = _live(lived, known.window(carry), moments[first:last][:1], carry, end)
        first, boundary = last, end
    return lived


def _live(
    lived: Lived, window: tuple[Entry, ...], receipts: Sequence[datetime], carry: Carry, until: datetime
) -> tuple[Lived, Carry]:
    course = lived.course
    course = replace(course, agenda=replace(course.agenda, receipt_at=receipts[0] if receipts else None))
    after = live_through(course, Log(window, carry), until)
    cutoff = until - WINDOW
    if carry.cutoff is None or cutoff > carry.cutoff:
        carry = roll(as_of(course.person.profile, window, until, carry), cutoff)
    joined = replace(
        after,
        messages=(*lived.messages, *after.messages),
        raised=(*lived.raised, *after.raised),
        cleared=(*lived.cleared, *after.cleared),
    )
    return joined, carry


def _first_reaching_back(new: Iterable[Entry], near: set[str], carry: Carry) -> datetime | None:
    """The receipt of the first entry that touches what the carry stands for."""
    if carry.cutoff is None:
        return None
    for entry in new:
        if is_behind(entry, carry.cutoff) or any(target not in near for target in _targets(entry)):
            return entry.received_at
        if isinstance(entry, Edit) and _is_move(entry):
            return entry.received_at
        near.add(entry.id)
    return None


def _targets(entry: Entry) -> Sequence[str]:
    if isinstance(entry, Edit | Delete):
        return (entry.target,)
    return entry.targets if isinstance(entry, Answer) else ()


def _is_move(edit: Edit) -> bool:
    return not {"at", "date"}.isdisjoint(edit.set)


class _Known:
    """The entries received so far. A window of them is found without going through the whole history."""

    def __init__(self) -> None:
        self._count = 0
        self._facts: list[tuple[int, Entry]] = []
        self._daily: list[tuple[datetime, int, Entry]] = []
        self._of_id: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
        self._moved: set[str] = set()

    def add(self, entries: Iterable[Entry]) -> None:
        """Know these too, in the order of receipt."""
        for entry in entries:
            self._count += 1
            if entry.type in DAILY:
                insort(self._daily, (entry.at, self._count, entry))
                self._of_id[entry.id].append((self._count, entry))
            else:
                self._facts.append((self._count, entry))
            if isinstance(entry, Edit) and _is_move(entry):
                self._moved.add(entry.target)

    def window(self, carry: Carry) -> tuple[Entry, ...]:
        """What is read beside the carry, in the order of receipt: every fact, and the episodes and check-ins since."""
        return tuple(entry for _, entry in sorted(self._numbered(carry), key=lambda numbered: numbered[0]))

    def near(self, carry: Carry) -> set[str]:
        """The ids that a change may name without touching what the carry stands for."""
        if carry.cutoff is None:
            return set()
        entries = (entry for _, entry in self._numbered(carry))
        return {entry.id for entry in entries if not is_behind(entry, carry.cutoff)} - self._moved

    def _numbered(self, carry: Carry) -> Iterator[tuple[int, Entry]]:
        yield from self._facts
        if carry.cutoff is None:
            yield from ((number, entry) for _, number, entry in self._daily)
            return
        start = carry.cutoff - OVERLAP
        yield from ((number, entry) for _, number, entry in self._daily[bisect_left(self._daily, (start, 0)) :])
        for name in self._moved:
            yield from ((number, entry) for number, entry in self._of_id.get(name, ()) if entry.at < start)
