"""Receive entries or changes: live through the moment, save it all in one write, queue what is to be told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.assessment import Assessment, assess
from chalicelib.domain.course import Course, Log, live_through
from chalicelib.domain.standing import Standing
from chalicelib.ports import Services
from chalicelib.ports.log import Kept, Save
from chalicelib.usecases.log_loading import Opened, carry_to_save
from chalicelib.usecases.queue_messages import queue_messages


def receive_entries(
    services: Services,
    opened: Opened,
    course: Course,
    log: Log,
    now: datetime,
    *,
    added: Sequence[Kept] = (),
    changed: Sequence[tuple[Kept, Kept]] = (),
) -> Assessment:
    """The assessment after what was just received. `course` may hold a changed person; `log` holds all that is new.

    Raises Stale, AlreadyRecorded or KeyTaken; then nothing was written.
    """
    receipt_at = min(filter(None, (course.agenda.receipt_at, now)))
    lived = live_through(replace(course, agenda=replace(course.agenda, receipt_at=receipt_at)), log, now)
    after, before = lived.course, opened.course
    save = Save(
        person_id=course.person.id,
        version=opened.loaded.version,
        added=added,
        changed=changed,
        standing=after.standing if is_changed(before.standing, after.standing) else None,
        assessed_at=now,
        messages=lived.messages,
    )
    if opened.carry is not None:
        save = replace(save, carry=carry_to_save(opened, course.person, log.entries, now))
    if (after.person, after.agenda) != (before.person, before.agenda):
        save = replace(save, person=after.person, agenda=after.agenda)
    services.log.save(save)
    queue_messages(services, course.person.id, lived.messages, now)
    return assess(lived.timeline or log.timeline(course.person, now), after.standing)


def is_changed(before: Standing, after: Standing) -> bool:
    """Whether what stands differs beyond the moment of the last look."""
    return replace(before, assessed_at=None) != replace(after, assessed_at=None)
