"""Change what a person asked for, stop a stream, erase everything."""

from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec.structs import replace

from chalicelib.domain.agenda import plan_again
from chalicelib.domain.errors import NotSignedIn, Stale
from chalicelib.domain.localtime import brief_text
from chalicelib.domain.message import Message
from chalicelib.domain.person import Cadence, Person, Stream
from chalicelib.ports import Services
from chalicelib.ports.log import Save
from chalicelib.usecases.log_loading import open_log
from chalicelib.usecases.queue_messages import queue_messages
from chalicelib.usecases.record_entry import ATTEMPTS


def read_person(services: Services, person_id: str) -> Person:
    """The person. Raises NotSignedIn where they are gone."""
    person = services.log.load_person(person_id)
    if person is None:
        raise NotSignedIn
    return person


def change_person(services: Services, person_id: str, change: Callable[[Person], Person]) -> Person:
    """Save a changed person and plan what comes due anew; stopping the safety stream sends one notice."""
    for _ in range(ATTEMPTS):
        now = services.clock()
        loaded = open_log(services, person_id, now).loaded
        after = change(loaded.person)
        if after == loaded.person:
            return after
        messages = _notices(loaded.person, after, now)
        agenda = plan_again(loaded.agenda, after, now)
        try:
            services.log.save(Save(person_id=person_id, person=after, agenda=agenda, messages=messages))
        except Stale:
            continue
        queue_messages(services, person_id, messages, now)
        return after
    raise Stale(person_id)


def set_stream(
    services: Services, person_id: str, stream: Stream, *, on: bool, cadence: Cadence | None = None
) -> Person:
    """Stop or start one stream; the others stay as they are. `cadence` changes how often the summary comes."""

    def change(person: Person) -> Person:
        return replace(person, streams={**person.streams, stream: on}, summary=cadence or person.summary)

    return change_person(services, person_id, change)


def erase_person(services: Services, person_id: str) -> None:
    """Leave nothing behind; asked again, end what was interrupted. Raises NotSignedIn where they are gone."""
    person = services.log.load_person(person_id) or services.log.load_erased(person_id)
    if person is None:
        raise NotSignedIn
    for access in services.access.list_access(person_id):
        services.seen_access.pop(access.digest, None)
    services.log.erase(person)


def _notices(before: Person, after: Person, now: datetime) -> list[Message]:
    notices = []
    if before.streams["safety"] and not after.streams["safety"]:
        notices.append(_notice(brief_text(now), now, {"about": "safety_stopped"}))
    if after.moving is not None and after.moving != before.moving:
        # said to the address that is left, with the way to take it back
        link = f"{before.id}/{after.moving.link}"
        notices.append(_notice(after.moving.link, now, {"about": "moving", "to": before.address, "link": link}))
    return notices


def _notice(name: str, now: datetime, content: Mapping[str, str]) -> Message:
    occasion = f"notice#{content['about']}#{name}"
    return Message(kind="notice", occasion=occasion, decided_at=now, leaves_at=now, content=content)
