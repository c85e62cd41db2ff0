"""The sweep: decide everything that is due, record it, queue it. Its cost follows what is due, never the people."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.carry import is_behind
from chalicelib.domain.course import Course, Log, live_through
from chalicelib.domain.errors import AlreadyRecorded, NotSignedIn, Stale
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.ports import Services
from chalicelib.ports.log import Save
from chalicelib.ports.messages import QUARANTINE, SHARDS, Due, DuePerson, Faulty, MessageRef
from chalicelib.usecases.check_agendas import check_agendas
from chalicelib.usecases.log_loading import Opened, carry_to_save, glance, open_log, open_whole
from chalicelib.usecases.queue_messages import queue_refs, refs_of
from chalicelib.usecases.read_year import with_year
from chalicelib.usecases.receive_entries import is_changed

LOG: Final = logging.getLogger("steady")
ATTEMPTS: Final = 4
EVERY: Final = timedelta(minutes=5)
"""How often a sweep comes, and what was queued is looked at again."""
TRIES: Final = 3
"""So many sweeps in a row may fail on one person before they are set aside: a throttle passes, bad values do not."""
LOOK_AGAIN: Final = timedelta(minutes=15)


class Swept(Struct, kw_only=True):
    """What a sweep did. `quarantined`: could not be seen to; `unfinished`: shards that were left for want of time."""

    people: int = 0
    queued: int = 0
    quarantined: int = 0
    unfinished: int = 0
    repaired: int = 0


def sweep_due(services: Services, now: datetime, is_time_up: Callable[[], bool] = lambda: False) -> Swept:
    """Everything due up to `now`, shard by shard. One person who cannot be seen to never stops the others.

    What time does not allow stays in the due index, which is the cursor: the next sweep finds there what is left.
    That one begins a shard further on, so that none has to wait for ever.
    """
    swept = Swept()
    for shard in _in_turn(now):
        is_done = not is_time_up() and _sweep_shard(services, shard, now, is_time_up, swept)
        swept.unfinished += not is_done
    if swept.unfinished:
        LOG.error("the sweep ran out of time", extra={"unfinished": swept.unfinished})
        return swept
    swept.repaired = check_agendas(services, now)
    services.messages.note_sweep(now)
    return swept


def _in_turn(now: datetime) -> list[int]:
    first = int(now.timestamp() // EVERY.total_seconds())
    return [*((first + place) % SHARDS for place in range(SHARDS)), QUARANTINE]


def _sweep_shard(services: Services, shard: int, now: datetime, is_time_up: Callable[[], bool], swept: Swept) -> bool:
    """Page by page; what a page decided is queued before the next is read. False where time was up."""
    for due in _pages(services, shard, now):
        refs: list[MessageRef] = []
        is_done = True
        for step in _steps(services, due, now, swept):
            if is_time_up():
                is_done = False
                break
            refs += step()
        queue_refs(services, refs)
        swept.queued += len(refs)
        if not is_done:
            return False
    return True


def _pages(services: Services, shard: int, now: datetime) -> Iterator[Due]:
    due = services.messages.due(shard, now)
    yield due
    while due.next is not None:
        due = services.messages.due(shard, now, due.next)
        yield due


def _steps(services: Services, due: Due, now: datetime, swept: Swept) -> Iterator[Callable[[], list[MessageRef]]]:
    for ref in sorted(due.messages, key=lambda ref: not ref.is_safety):
        yield partial(_requeue, services, ref, now)
    for faulty in due.quarantined:
        yield partial(_put_off, services, faulty, now, swept)
    for erased in due.erased:
        yield partial(_end_erasure, services, erased, swept)
    for person in due.people:
        yield partial(_see_to, services, person, now, swept)


def _requeue(services: Services, ref: MessageRef, now: datetime) -> list[MessageRef]:
    return [ref] if services.messages.requeue(ref, now + EVERY, now) else []


def _end_erasure(services: Services, person: Person, swept: Swept) -> list[MessageRef]:
    try:
        services.log.erase(person)
    except Exception as error:  # the mark stays due, so the next sweep comes by
        swept.quarantined += 1
        LOG.error("an erasure could not be ended", extra={"person": person.id, "error": type(error).__name__})
    return []


def _see_to(services: Services, due: DuePerson, now: datetime, swept: Swept) -> list[MessageRef]:
    swept.people += 1
    try:
        return _live(services, due, now)
    except Exception as error:  # one poisoned person must not stop the rest; each is counted, logged and set aside
        return _put_off(services, replace(due.faulty, fault=type(error).__name__), now, swept)


def _put_off(services: Services, faulty: Faulty, now: datetime, swept: Swept) -> list[MessageRef]:
    """The next sweep tries again; after some in a row it is set aside, blocks no page, and is looked at less often."""
    swept.quarantined += 1
    LOG.error("a person could not be seen to", extra={"person": faulty.owner, "error": faulty.fault})
    aside = faulty.tries + 1 >= TRIES
    try:
        services.messages.put_off(faulty, now + LOOK_AGAIN if aside else now, now, aside=aside)
    except Exception as error:  # the mark is not worth the others' reminders; the next sweep comes by
        LOG.error("a person could not be put off", extra={"person": faulty.owner, "error": type(error).__name__})
    return []


def _live(services: Services, due: DuePerson, now: datetime) -> list[MessageRef]:
    skipped: set[str] = set()
    opened: Opened | None = None
    for attempt in range(ATTEMPTS):
        try:
            if attempt or due.agenda.needs_log(due.person, now):
                opened = _open(services, due.person.id, now, open_log if attempt else glance)
            messages = _live_once(services, due, opened, now, skipped, is_glance=not attempt)
        except NotSignedIn:
            return []
        except Stale:
            continue
        except AlreadyRecorded as recorded:
            skipped.add(recorded.occasion)
            continue
        return refs_of(due.person.id, messages, now)
    raise Stale(due.person.id)


def _open(
    services: Services, person_id: str, now: datetime, read: Callable[[Services, str, datetime], Opened]
) -> Opened:
    opened = read(services, person_id, now)
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
    services: Services, due: DuePerson, opened: Opened | None, now: datetime, skipped: set[str], *, is_glance: bool
) -> Sequence[Message]:
    if opened is None:
        # only reminders are due: the index's copy will do, since the write holds it against the table
        lived = live_through(Course(person=due.person, agenda=due.agenda), Log(), now)
    else:
        lived = live_through(opened.course, opened.loaded.log, now)
    if opened is not None and is_glance and lived.course.standing == opened.course.standing:
        # the log will not be written, and only that would show that the glance was old
        raise Stale(due.person.id)
    messages = with_year(services, lived.course.person, [m for m in lived.messages if m.occasion not in skipped])
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
