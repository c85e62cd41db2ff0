"""Instants, local dates and clock times, and the policy between them.

An instant is aware. A clock time on a local date becomes an instant through the zone with fold=0:

- in a gap (clocks go forward) it moves forward by the length of the gap;
- in an overlap (clocks go back) it is the first of the two.

A local day therefore starts at its first instant, also where midnight itself does not exist.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chalicelib.domain.phrase import Phrase, day_phrase

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
DAY_END = time(23, 59)
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""What lies outside is a slip of the keyboard, and the calendar's own ends leave no room to reckon in."""


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises ValueError where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        raise ValueError(f"{name!r} is not an IANA time zone, such as Europe/London") from error


def is_reckonable(on: date) -> bool:
    """Whether a date, or a moment, lies in the years that Steady reckons with."""
    return FIRST_YEAR <= on.year <= LAST_YEAR


def instant(on: date, clock_time: time, place: ZoneInfo) -> datetime:
    """The UTC instant of a clock time on a local date, by the policy above."""
    return datetime.combine(on, clock_time, tzinfo=place).astimezone(UTC)


def noon(on: date, place: ZoneInfo) -> datetime:
    """The middle of a local date: when something of that date happened that names no time."""
    return instant(on, time(12), place)


def local_date(at: datetime, place: ZoneInfo) -> date:
    """The local date of an instant."""
    return at.astimezone(place).date()


def local_dates(moments: Iterable[datetime], place: ZoneInfo) -> Iterator[date]:
    """The local date of each of them. In order of time that is quick: one day is looked up once."""
    on = starts_at = ends_at = None
    for at in moments:
        if on is None or starts_at is None or ends_at is None or not starts_at <= at < ends_at:
            local = at.astimezone(place)
            on, starts_at = local.date(), at
            midnight = datetime.combine(on + DAY, time(0), tzinfo=place)
            # where clocks change before midnight, a date may come twice
            ends_at = midnight.astimezone(UTC) if midnight.utcoffset() == local.utcoffset() else at
        yield on


def day_words(at: datetime, place: ZoneInfo) -> Phrase:
    """The local date of an instant as a sentence says it: "3 May"."""
    return day_phrase(local_date(at, place))


def next_at(clock_time: time, after: datetime, place: ZoneInfo) -> datetime:
    """The first instant of that clock time strictly after `after`.

    It may be that of the day before, where a gap moved it past midnight.
    """
    on = local_date(after, place)
    for days in range(-1, 3):
        at = instant(on + days * DAY, clock_time, place)
        if at > after:
            return at
    raise AssertionError("a clock time comes at least once in four local days")


def next_weekday_at(weekday: int, clock_time: time, after: datetime, place: ZoneInfo) -> datetime:
    """The first instant of that clock time on that weekday (Monday is 0) strictly after `after`."""
    on = local_date(after, place)
    on += ((weekday - on.weekday()) % 7) * DAY
    at = instant(on, clock_time, place)
    return at if at > after else instant(on + WEEK, clock_time, place)


def is_within(at: datetime, start: time, end: time, place: ZoneInfo) -> bool:
    """Whether an instant lies in the daily span [start, end) of clock times, which may cross midnight.

    It is read by instants, so that an hour that comes twice is not within again the second time.
    """
    return next_at(end, at, place) < next_at(start, at, place)


def week_start(year: int, week: int) -> date:
    """The Monday of an ISO week. Raises ValueError where the year has no such week."""
    return date.fromisocalendar(year, week, 1)


def utc_text(at: datetime) -> str:
    """An instant as sortable text of fixed width, to the microsecond, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def brief_text(at: datetime) -> str:
    """An instant as text to the second where that says all, in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
