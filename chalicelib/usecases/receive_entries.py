"""Receive entries or changes: live through the moment, save it all in one write, queue what is to be told."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from chalicelib.domain.assessment import Assessment, assess
from chalicelib.domain.course import Course, Lived, Log, live_through
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.standing import Standing
from chalicelib.ports import Services
from chalicelib.ports.log import Kept, Save
from chalicelib.usecases.log_loading import Opened, carry_to_save
from chalicelib.usecases.queue_messages import queue_messages
from chalicelib.usecases.read_year import with_year


def receive_entries(
    services: Services,
    opened: Opened,
    course: Course,
    log: Log,
    now: datetime,
    *,
    added: Sequence[Kept] = (),
    changed: Sequence[tuple[Kept, Kept]] = (),
    experiments: Sequence[Experiment] = (),
    is_tangled: bool = False,
) -> Assessment:
    """The assessment after what was just received. `course` may hold a changed person; `log` holds all that is new.

    Raises Stale, AlreadyRecorded or KeyTaken; then nothing was written.
    """
    receipt_at = min(filter(None, (course.agenda.receipt_at, now)))
    lived = live_through(replace(course, agenda=replace(course.agenda, receipt_at=receipt_at)), log, now)
    lived = replace(lived, messages=tuple(with_year(services, lived.course.person, lived.messages)))
    # one that comes and is stopped at once is written once, as it ended
    ended = {one.id: one for one in (*experiments, *lived.stopped)}
    save = replace(_what_changed(opened, lived, now), added=added, changed=changed, experiments=tuple(ended.values()))
    save = replace(save, is_tangled=is_tangled)
    if opened.carry is not None:
        save = replace(save, carry=carry_to_save(opened, course.person, log.entries, now))
    services.log.save(save)
    queue_messages(services, course.person.id, lived.messages, now)
    return assess(lived.timeline or log.timeline(course.person, now), lived.course.standing)


def _what_changed(opened: Opened, lived: Lived, now: datetime) -> Save:
    before, after = opened.course, lived.course
    save = Save(
        person_id=after.person.id,
        version=opened.loaded.version,
        standing=after.standing if is_changed(before.standing, after.standing) else None,
        assessed_at=now,
        messages=lived.messages,
        at=now,
    )
    if (after.person, after.agenda) == (before.person, before.agenda):
        return save
    return replace(save, person=after.person, agenda=after.agenda)


def is_changed(before: Standing, after: Standing) -> bool:
    """Whether what stands differs beyond the moment of the last look."""
    return replace(before, assessed_at=None) != replace(after, assessed_at=None)
