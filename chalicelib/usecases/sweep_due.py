"""The sweep: decide everything that is due, record it, queue it. Its cost follows what is due, never the people."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.carry import is_behind
from chalicelib.domain.course import Course, Log, live_through
from chalicelib.domain.errors import AlreadyRecorded, NotSignedIn, Stale
from chalicelib.domain.message import Message
from chalicelib.ports import Services
from chalicelib.ports.log import Save
from chalicelib.ports.messages import SHARDS, DuePerson, MessageRef
from chalicelib.usecases.log_loading import Opened, carry_to_save, open_log, open_whole
from chalicelib.usecases.queue_messages import queue_refs, refs_of
from chalicelib.usecases.receive_entries import is_changed

LOG: Final = logging.getLogger("steady")
ATTEMPTS: Final = 4
REQUEUE_AFTER: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a sweep did."""

    people: int
    queued: int
    quarantined: int


def sweep_due(services: Services, now: datetime) -> Swept:
    """Everything due up to `now`, shard by shard. One person who cannot be read never stops the others."""
    people = queued = quarantined = 0
    for shard in range(SHARDS):
        due = services.messages.due(shard, now)
        refs = [ref for ref in due.messages if services.messages.requeue(ref, now + REQUEUE_AFTER, now)]
        bad = len(due.quarantined)
        for person in due.people:
            try:
                refs += _live(services, person, now)
            except Exception as error:  # one poisoned person must not stop the rest; each is counted and logged
                LOG.error("person %s is quarantined: %s", person.person.id, type(error).__name__)
                bad += 1
        queue_refs(services, refs)
        people, queued, quarantined = people + len(due.people), queued + len(refs), quarantined + bad
    services.messages.note_sweep(now)
    return Swept(people=people, queued=queued, quarantined=quarantined)


def _live(services: Services, due: DuePerson, now: datetime) -> list[MessageRef]:
    skipped: set[str] = set()
    opened: Opened | None = None
    for attempt in range(ATTEMPTS):
        try:
            if attempt or due.agenda.needs_log(due.person, now):
                opened = _open(services, due.person.id, now)
            messages = _live_once(services, due, opened, now, skipped)
        except NotSignedIn:
            return []
        except Stale:
            continue
        except AlreadyRecorded as recorded:
            skipped.add(recorded.occasion)
            continue
        return refs_of(due.person.id, messages, now)
    raise Stale(due.person.id)


def _open(services: Services, person_id: str, now: datetime) -> Opened:
    opened = open_log(services, person_id, now)
    cutoff, since = opened.loaded.carry.cutoff, opened.loaded.standing.assessed_at
    if cutoff is None or since is None:
        return opened
    # an imported entry may be received only now and speak of what the carry stands for
    late = any(
        since < item.entry.received_at <= now and is_behind(kept.entry, cutoff)
        for kept in opened.loaded.kept
        for item in (kept, *kept.changes)
    )
    return open_whole(services, person_id, now) if late else opened


def _live_once(
    services: Services, due: DuePerson, opened: Opened | None, now: datetime, skipped: set[str]
) -> Sequence[Message]:
    if opened is None:
        # only reminders are due: the index's copy will do, since the write holds it against the table
        lived = live_through(Course(person=due.person, agenda=due.agenda), Log(), now)
    else:
        lived = live_through(opened.course, opened.loaded.log, now)
    messages = [message for message in lived.messages if message.occasion not in skipped]
    after = lived.course
    save = Save(person_id=due.person.id, person=after.person, agenda=after.agenda, messages=messages, at=now)
    save = replace(save, experiments=lived.stopped)
    if opened is not None and after.standing != opened.course.standing:
        save = replace(
            save,
            version=opened.loaded.version,
            standing=after.standing if is_changed(opened.course.standing, after.standing) else None,
            assessed_at=after.standing.assessed_at,
            carry=carry_to_save(opened, after.person, opened.loaded.log.entries, now),
        )
    services.log.save(save)
    return messages
