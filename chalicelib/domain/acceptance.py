"""What the door refuses of an entry that is well formed: moments out of bounds, and what must go together."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from chalicelib.domain.entries import ONSET_NEEDED, Answer, CheckIn, Entry, Medicine, Symptom, Visit
from chalicelib.domain.errors import Fault
from chalicelib.domain.fold import AHEAD
from chalicelib.domain.localtime import local_date

YEAR: Final = timedelta(days=365.25)
BACK: Final = 5 * YEAR
LONG_BACK: Final = 100 * YEAR
"""A visit or a medicine may lie a lifetime back: it still changes the rules."""


def faults_of(entry: Entry, now: datetime, zone: ZoneInfo) -> list[Fault]:
    """Everything that is wrong with an entry that has just been sent."""
    return [*_moment_faults(entry, now), *_day_faults(entry, now, zone), *_needed(entry)]


def _moment_faults(entry: Entry, now: datetime) -> Iterator[Fault]:
    years = 100 if isinstance(entry, (Visit, Medicine)) else 5
    if entry.at > now + AHEAD:
        yield Fault("at", "lies in the future; the clock of the phone may be wrong")
    if entry.at < now - (LONG_BACK if years == 100 else BACK):
        yield Fault("at", f"lies over {years} years back")


def _day_faults(entry: Entry, now: datetime, zone: ZoneInfo) -> Iterator[Fault]:
    if not isinstance(entry, CheckIn) or entry.date is None:
        return
    today: date = local_date(now + AHEAD, zone)
    if entry.date > today:
        yield Fault("date", "lies in the future")
    if entry.date < today - BACK:
        yield Fault("date", "lies over 5 years back")


def _needed(entry: Entry) -> Iterator[Fault]:
    if isinstance(entry, Symptom) and entry.present and entry.onset is None and entry.name in ONSET_NEEDED:
        yield Fault("onset", "is needed here: sudden, hours_days, weeks or months")
    if isinstance(entry, Answer):
        needed = ("area", "from", "to") if entry.question == "gap" else ("targets",)
        given = {"area": entry.area, "from": entry.from_, "to": entry.to, "targets": entry.targets}
        yield from (Fault(name, "is needed for this question") for name in needed if not given[name])
        if entry.from_ and entry.to and entry.from_ > entry.to:
            yield Fault("to", "lies before `from`")
