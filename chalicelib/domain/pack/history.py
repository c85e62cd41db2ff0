"""When each warning sign held, day by day, in the log as it stands now.

Every entry counts from the moment at which it happened, whenever it was written down; what was edited or deleted
counts as it stands. So the spells tell of the log and its dates, and not of when Steady came to know.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.carry import OVERLAP, WINDOW, Carry
from chalicelib.domain.entries import DAILY, Answer, CheckIn, Entry
from chalicelib.domain.finding import RANK, Holding, Level
from chalicelib.domain.localtime import DAY, DAY_END, WEEK, instant, local_date, noon
from chalicelib.domain.signs import WARNINGS, look
from chalicelib.domain.timeline import Reader, Timeline, roll

LOOKED_BACK: Final = 731
"""Local dates that are looked at, the last ones [D]: the older log is in the log itself."""


class Spell(Struct, frozen=True, kw_only=True):
    """Some days in a row on which a sign held. The words are those of its last day.

    `level` is the highest that it had; while it stands (`until` is None) it is that of today.
    """

    sign: str
    level: Level
    since: date
    until: date | None
    because: str
    source: str
    entries: tuple[str, ...]


def spells_of(timeline: Timeline) -> tuple[Spell, ...]:
    """Every spell of every warning sign: those that stand first, each the most serious first, then the latest."""
    found: list[Spell] = []
    open_: dict[str, Spell] = {}
    today = local_date(timeline.now, timeline.zone)
    for on, held in _looks(timeline):
        for sign in [sign for sign in open_ if sign not in held]:
            found.append(replace(open_.pop(sign), until=on - DAY))
        for sign, holding in held.items():
            open_[sign] = _grown(open_.get(sign), holding, on)
    held = timeline.once(look)
    standing = {sign: holding for sign, holding in held.items() if sign in WARNINGS}
    found += [replace(spell, until=today - DAY) for sign, spell in open_.items() if sign not in standing]
    found += [
        replace(_grown(open_.get(sign), holding, today), level=holding.level) for sign, holding in standing.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.until is not None, -RANK[one.level], -one.since.toordinal())))


def _grown(before: Spell | None, holding: Holding, on: date) -> Spell:
    level = holding.level
    if before is not None and RANK[before.level] > RANK[level]:
        level = before.level
    known = before.entries if before is not None else ()
    return Spell(
        sign=holding.sign,
        level=level,
        since=before.since if before is not None else on,
        until=None,
        because=holding.because,
        source=holding.source,
        entries=tuple(dict.fromkeys((*known, *holding.entries))),
    )


def _looks(timeline: Timeline) -> Iterable[tuple[date, Mapping[str, Holding]]]:
    """The warnings that hold at the end of each local date before today, oldest first.

    Read week by week on the weeks that the rules look at, with a carry for what lies before, so that the cost grows
    with the length of the log and not with its square.
    """
    settled = _settled(timeline)
    if not settled:
        return
    today = local_date(timeline.now, timeline.zone)
    on = max(local_date(settled[0].at, timeline.zone), today - LOOKED_BACK * DAY)
    carry = Carry()
    while on < today:
        end = instant(on + WEEK, DAY_END, timeline.zone)
        start = end - WEEK - WINDOW - OVERLAP - WEEK if carry.cutoff else settled[0].at
        reader = Reader([entry for entry in settled if _is_within(entry, start, end)], carry)
        seen = timeline
        for day in [on + number * DAY for number in range(7) if on + number * DAY < today]:
            seen = reader.timeline(timeline.profile, instant(day, DAY_END, timeline.zone))
            yield day, {sign: holding for sign, holding in look(seen).items() if sign in WARNINGS}
        carry, on = roll(seen, seen.now - WINDOW), on + WEEK


def _is_within(entry: Entry, start: datetime, end: datetime) -> bool:
    return entry.at <= end and (entry.type not in DAILY or entry.at >= start)


def _settled(timeline: Timeline) -> list[Entry]:
    """What stands, each received when it happened: one check-in a date, at noon; answers about gaps from the first."""
    entries: list[Entry] = [
        replace(entry, received_at=entry.at) for entry in timeline.entries if not isinstance(entry, CheckIn | Answer)
    ]
    for on, day in timeline.days.items():
        at = noon(on, timeline.zone)
        entries.append(replace(day, at=at, received_at=at, key=None))
    entries.sort(key=lambda entry: entry.at)
    if not entries:
        return []
    first = entries[0].at
    return [*(replace(answer, at=first, received_at=first) for answer in timeline.of(Answer)), *entries]
