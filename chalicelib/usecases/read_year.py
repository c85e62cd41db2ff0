"""A summary looks further back than an assessment: a year, read only where one is about to be recorded."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.course import Log
from chalicelib.domain.entries import DAILY
from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.localtime import DAY
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.timeline import Timeline
from chalicelib.ports import Services


def with_year(services: Services, person: Person, messages: Sequence[Message]) -> Sequence[Message]:
    """The messages, each summary among them with what a year of the log shows. Without one nothing is read.

    Raises NotSignedIn where the person is gone.
    """
    summaries = [message for message in messages if message.kind == "weekly"]
    if not summaries:
        return messages
    # a year of numbers is none the worse for a moment's age, and this is the largest read there is
    since = _a_year_before(min(m.decided_at for m in summaries))
    loaded = services.log.load(person.id, since, is_glance=True)
    if loaded is None:
        raise NotSignedIn
    return tell_year(person, loaded.log, messages)


def tell_year(person: Person, log: Log, messages: Sequence[Message]) -> Sequence[Message]:
    """The same from a log that reaches back far enough. Each summary is told as of its own moment."""
    from chalicelib.domain.weekly import read_year

    return [
        read_year(message, person, _year(person, log, message.decided_at)) if message.kind == "weekly" else message
        for message in messages
    ]


def _year(person: Person, log: Log, now: datetime) -> Timeline:
    # of a longer log no more than a load would bring; and what stands for the older log must not hide it
    since = _a_year_before(now)
    entries = tuple(entry for entry in log.entries if entry.type not in DAILY or entry.at >= since)
    return Log(entries).timeline(person, now)


def _a_year_before(now: datetime) -> datetime:
    from chalicelib.domain.triggers.days import LONGEST

    # a day more than is looked at: the local date of a year ago may begin before the moment of a year ago
    return now - (LONGEST + 1) * DAY
