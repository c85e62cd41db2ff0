"""Check-ins by local date: merged to one a date, and what they deny."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from chalicelib.domain.entries import CheckIn
from chalicelib.domain.localtime import DAY, instant, local_date

NEVER: Final = datetime(1, 1, 2, tzinfo=UTC)
SAID_BURDEN: Final = 2.0
"""The burden of a date that a check-in calls a twitching day: as of an episode without figures, 1 minute × 2 [D]."""
_NOT_DAY_FIELDS: Final = frozenset({"id", "at", "received_at", "key", "note", "date"})
_DAY_FIELDS: Final = tuple(name for name in CheckIn.__struct_fields__ if name not in _NOT_DAY_FIELDS)


def day_of(check_in: CheckIn, zone: ZoneInfo) -> date:
    """The local date that a check-in is about: the one it names, else the one on which it was made."""
    return check_in.date or local_date(check_in.at, zone)


def merge_days(check_ins: Iterable[CheckIn], zone: ZoneInfo) -> dict[date, CheckIn]:
    """One check-in a local date: a later received one replaces only the fields it carries."""
    days: dict[date, CheckIn] = {}
    for check_in in sorted(check_ins, key=lambda entry: entry.received_at):
        on = day_of(check_in, zone)
        earlier = days.get(on)
        if earlier is not None:
            days[on] = _merged(earlier, check_in)
        else:
            days[on] = check_in if check_in.date else replace(check_in, date=on)
    return days


def _merged(earlier: CheckIn, later: CheckIn) -> CheckIn:
    carried = {name: value for name in _DAY_FIELDS if (value := getattr(later, name)) not in (None, ())}
    return replace(earlier, **carried)


def denials(check_ins: Iterable[CheckIn], zone: ZoneInfo) -> list[tuple[date, CheckIn]]:
    """The check-ins that deny symptoms, by local date: of one date the last received that says anything of them."""
    days: dict[date, CheckIn] = {}
    for check_in in sorted((c for c in check_ins if c.absent), key=lambda entry: entry.received_at):
        days[day_of(check_in, zone)] = check_in
    return sorted(days.items(), key=lambda pair: pair[0])


def moment_of(check_in: CheckIn, zone: ZoneInfo) -> datetime:
    """The moment that a check-in speaks of: when it was made, or the end of its date where that lies before."""
    on = day_of(check_in, zone)
    return check_in.at if on >= local_date(check_in.at, zone) else instant(on + DAY, time(0), zone)


def latest_denials(
    check_ins: Iterable[CheckIn], zone: ZoneInfo, end: date, before: Mapping[str, datetime]
) -> dict[str, datetime]:
    """For each symptom the last moment at which a check-in for a date before `end` denied it."""
    latest = dict(before)
    for on, check_in in denials(check_ins, zone):
        for name in check_in.absent if on < end else ():
            latest[name] = max(latest.get(name, NEVER), moment_of(check_in, zone))
    return latest
