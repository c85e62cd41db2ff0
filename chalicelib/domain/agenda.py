"""What comes due next for a person. The earliest moment is what the due index sorts by."""

from datetime import datetime, time, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.localtime import DAY_END, WEEK, local_date, next_at, next_weekday_at
from chalicelib.domain.person import Person
from chalicelib.domain.reminder import next_reminder

MONDAY: Final = 0
SUMMARY_TIME: Final = time(8)


class Agenda(Struct, frozen=True, kw_only=True):
    """The next moment of each kind; None where none is to come.

    `receipt_at` is that of an entry which is yet to be received: of one being recorded now, or, on an
    instance that plays a history, of an imported one.
    """

    remind_at: datetime | None = None
    day_end_at: datetime | None = None
    summary_at: datetime | None = None
    release_at: datetime | None = None
    receipt_at: datetime | None = None
    switch_at: datetime | None = None

    @property
    def due_at(self) -> datetime | None:
        """The earliest of its moments."""
        moments = (
            self.remind_at, self.day_end_at, self.summary_at, self.release_at, self.receipt_at, self.switch_at,
        )  # fmt: skip
        return min((at for at in moments if at is not None), default=None)

    def needs_log(self, person: Person, until: datetime) -> bool:
        """Whether anything due by `until` asks for the person's log, and not just for the person."""
        moments = (self.day_end_at, self.summary_at, self.release_at, self.receipt_at, self.switch_at)
        if any(at is not None and at <= until for at in moments):
            return True
        return any(plan.on and plan.only_if_not_done for plan in person.habits.values())


def first_agenda(person: Person, now: datetime) -> Agenda:
    """An agenda made anew: everything strictly after `now`, but for a switch that was missed, which is due at once."""
    return Agenda(
        remind_at=next_reminder(person, now),
        day_end_at=next_at(DAY_END, now, person.zone),
        summary_at=next_summary(person, now),
        switch_at=next_switch(person, now),
    )


def next_summary(person: Person, after: datetime) -> datetime:
    """The next summary: Monday 08:00 local; for a monthly one, the first Monday of a month."""
    at = next_weekday_at(MONDAY, SUMMARY_TIME, after, person.zone)
    while person.summary == "monthly" and local_date(at, person.zone).day > WEEK // timedelta(days=1):
        at = next_weekday_at(MONDAY, SUMMARY_TIME, at, person.zone)
    return at


def next_switch(person: Person, now: datetime) -> datetime | None:
    """The next switch of the person's experiment: one whose moment has gone by comes at once, never in the past."""
    return None if person.experiment is None else max(now, person.experiment.next_switch_at(person.zone))


def move_on(agenda: Agenda, person: Person, past: datetime) -> Agenda:
    """The agenda once everything up to and including `past` has been seen to."""
    zone = person.zone

    def is_past(at: datetime | None) -> bool:
        return at is not None and at <= past

    return replace(
        agenda,
        remind_at=next_reminder(person, past) if is_past(agenda.remind_at) else agenda.remind_at,
        day_end_at=next_at(DAY_END, past, zone) if is_past(agenda.day_end_at) else agenda.day_end_at,
        summary_at=next_summary(person, past) if is_past(agenda.summary_at) else agenda.summary_at,
        release_at=None if is_past(agenda.release_at) else agenda.release_at,
        switch_at=next_switch(person, past),
    )


def plan_again(agenda: Agenda, person: Person, now: datetime) -> Agenda:
    """The agenda after the person changed zone, habits or summary: what was due stays due, the rest is new."""
    fresh = first_agenda(person, now)

    def keep_due(old: datetime | None, new: datetime | None) -> datetime | None:
        return old if old is not None and old <= now else new

    return replace(
        agenda,
        remind_at=keep_due(agenda.remind_at, fresh.remind_at),
        day_end_at=keep_due(agenda.day_end_at, fresh.day_end_at),
        summary_at=keep_due(agenda.summary_at, fresh.summary_at),
        switch_at=fresh.switch_at,
    )
