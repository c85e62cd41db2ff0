"""Living through time: from what stands and what is due to what stands then, and the messages on the way.

The service and a replay run the same function, so a history raises and tells the same in both.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from chalicelib.domain.agenda import Agenda, move_on
from chalicelib.domain.alerts import decide, quiet_until, release
from chalicelib.domain.carry import Carry
from chalicelib.domain.entries import Entry
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.finding import Finding
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.reminder import decide_reminder, note_reminder
from chalicelib.domain.standing import Standing, reassess
from chalicelib.domain.switches import see_to_experiment
from chalicelib.domain.timeline import Reader, Timeline


class Log(Struct, frozen=True, dict=True):
    """A person's entries as they were sent, the carry that stands for older ones, and when they last imported."""

    entries: tuple[Entry, ...] = ()
    carry: Carry = field(default_factory=Carry)
    imported_at: datetime | None = None

    def with_entries(self, more: Iterable[Entry]) -> "Log":
        """The log with entries that come after all that it holds."""
        return replace(self, entries=(*self.entries, *more))

    def timeline(self, person: Person, now: datetime) -> Timeline:
        """What stands at `now`."""
        return self._reader.timeline(person.profile, now)

    def next_receipt(self, after: datetime) -> datetime | None:
        """The first receipt after a moment, None where there is none."""
        place = bisect_right(self._receipts, after)
        return self._receipts[place] if place < len(self._receipts) else None

    @cached_property
    def _receipts(self) -> list[datetime]:
        return sorted(entry.received_at for entry in self.entries)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.entries, self.carry, imported_at=self.imported_at)


class Course(Struct, frozen=True, kw_only=True):
    """Where a person stands, and what comes due. `country` decides the number to call."""

    person: Person
    agenda: Agenda
    standing: Standing = field(default_factory=Standing)
    country: str | None = None


class Lived(Struct, frozen=True, kw_only=True):
    """What living on brought. `timeline` is the last that was looked at, None where the log was not needed.

    `stopped` are experiments that no longer fit the person, as they are from then on.
    """

    course: Course
    messages: tuple[Message, ...] = ()
    raised: tuple[Finding, ...] = ()
    cleared: tuple[Finding, ...] = ()
    stopped: tuple[Experiment, ...] = ()
    timeline: Timeline | None = None


def live_through(course: Course, log: Log, until: datetime) -> Lived:
    """Everything that comes due up to and including `until`, in order, each as of its own moment."""
    lived = Lived(course=course)
    while (due := lived.course.agenda.due_at) is not None and due <= until:
        lived = _live(lived, log, due, until)
    return lived


def _live(lived: Lived, log: Log, now: datetime, until: datetime) -> Lived:
    course, agenda = lived.course, lived.course.agenda
    messages: list[Message] = []
    if agenda.release_at == now:
        standing, told = release(course.person, course.country, course.standing, now)
        course, messages = replace(course, standing=standing), [*messages, *told]
    lived = replace(lived, course=course)
    if now in (agenda.receipt_at, agenda.day_end_at):
        lived, told = _look(lived, log, now)
        messages += told
    if now in (agenda.receipt_at, agenda.day_end_at, agenda.switch_at):
        lived, told = _see_to_experiment(lived, log, now, until)
        messages += told
    course, told = _periodic(lived.course, log, now)
    messages += told
    lived = replace(lived, course=course)
    after = replace(move_on(agenda, course.person, now), receipt_at=_next_receipt(agenda, log, now))
    if course.standing.held:
        after = replace(after, release_at=quiet_until(course.person, now))
    return replace(lived, course=replace(course, agenda=after), messages=(*lived.messages, *messages))


def _look(lived: Lived, log: Log, now: datetime) -> tuple[Lived, list[Message]]:
    course = lived.course
    timeline = log.timeline(course.person, now)
    standing, changes = reassess(course.standing, timeline)
    is_receipt = course.agenda.receipt_at == now
    standing, told = decide(course.person, course.country, standing, changes, timeline, is_receipt=is_receipt)
    return replace(
        lived,
        course=replace(course, standing=standing),
        raised=(*lived.raised, *changes.raised),
        cleared=(*lived.cleared, *changes.cleared),
        timeline=timeline,
    ), told


def _see_to_experiment(lived: Lived, log: Log, now: datetime, until: datetime) -> tuple[Lived, list[Message]]:
    course = lived.course
    if course.person.experiment is None:
        return lived, []
    # a switch that is caught up on at night waits for the morning, for it is news for days
    leaves_at = quiet_until(course.person, until) or until
    seen = lived.timeline if lived.timeline is not None and lived.timeline.now == now else None
    switched = see_to_experiment(course.person, seen or log.timeline(course.person, now), leaves_at)
    lived = replace(lived, course=replace(course, person=switched.person))
    if switched.stopped is not None:
        lived = replace(lived, stopped=(*lived.stopped, switched.stopped))
    return lived, [switched.message] if switched.message else []


def _periodic(course: Course, log: Log, now: datetime) -> tuple[Course, list[Message]]:
    person, agenda = course.person, course.agenda
    leaves_at = quiet_until(person, now) or now
    messages: list[Message | None] = []
    if agenda.summary_at == now and person.streams["weekly"] and person.profile.mode != "paused":
        from chalicelib.domain.weekly import decide_summary

        summary = decide_summary(person, log.timeline(person, now), course.standing, leaves_at)
        course = replace(course, standing=course.standing.carry(summary.findings))
        messages.append(summary)
    if agenda.remind_at == now:
        asks = any(plan.on and plan.only_if_not_done for plan in person.habits.values())
        reminder = decide_reminder(person, now, leaves_at, log.timeline(person, now).days if asks else {})
        course = replace(course, person=note_reminder(person, now, reminder))
        messages.append(reminder)
    return course, [message for message in messages if message is not None]


def _next_receipt(agenda: Agenda, log: Log, now: datetime) -> datetime | None:
    if agenda.receipt_at is None or agenda.receipt_at > now:
        return agenda.receipt_at
    return log.next_receipt(now)
