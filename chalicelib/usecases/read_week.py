"""Reading a week: its numbers, and the trigger links beside them."""

from datetime import date, datetime, time

from msgspec import Struct

from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.localtime import DAY, WEEK, instant, local_date
from chalicelib.domain.person import Person
from chalicelib.domain.summary import WEEKS_BEFORE, summarise
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.triggers.days import LONGEST
from chalicelib.domain.triggers.links import Links, find_links
from chalicelib.domain.week_numbers import Summary
from chalicelib.ports import Services


class WeekRead(Struct, frozen=True, kw_only=True):
    """A week as its page shows it. `is_over` is false while it goes on."""

    summary: Summary
    links: Links
    is_over: bool


def read_summary(services: Services, person_id: str, monday: date | None) -> Summary:
    """The numbers of a week; of the present one where none is named. Reads that week and the four before."""
    now = services.clock()
    person = _person(services, person_id)
    monday = monday or this_monday(person, now)
    timeline = _timeline(services, person_id, _start(person, monday), now)
    return summarise(timeline, monday, local_date(person.joined_at, person.zone))


def read_week(services: Services, person_id: str, monday: date | None) -> WeekRead:
    """The same with the trigger links as of now, which look at a year."""
    now = services.clock()
    person = _person(services, person_id)
    this = this_monday(person, now)
    monday = monday or this
    since = min(_start(person, monday), now - (LONGEST + 1) * DAY)
    timeline = _timeline(services, person_id, since, now)
    summary = summarise(timeline, monday, local_date(person.joined_at, person.zone))
    return WeekRead(summary=summary, links=find_links(timeline), is_over=monday < this)


def this_monday(person: Person, now: datetime) -> date:
    """The Monday of the present local week."""
    today = local_date(now, person.zone)
    return today - today.weekday() * DAY


def _start(person: Person, monday: date) -> datetime:
    # a check-in may be made some hours before the date that it is about begins elsewhere
    return instant(monday - WEEKS_BEFORE * WEEK - DAY, time(0), person.zone)


def _person(services: Services, person_id: str) -> Person:
    person = services.log.load_person(person_id)
    if person is None:
        raise NotSignedIn
    return person


def _timeline(services: Services, person_id: str, since: datetime, now: datetime) -> Timeline:
    loaded = services.log.load(person_id, since)
    if loaded is None:
        raise NotSignedIn
    return loaded.log.timeline(loaded.person, now)
