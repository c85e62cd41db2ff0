"""People, entries and messages to test with."""

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from chalicelib.domain.agenda import Agenda, first_agenda
from chalicelib.domain.entries import CheckIn, Entry, Episode, Symptom, Visit
from chalicelib.domain.localtime import brief_text
from chalicelib.domain.message import Kind, Message
from chalicelib.domain.person import Person, Profile
from chalicelib.ports import Services
from chalicelib.ports.access import Access, Link
from chalicelib.ports.log import Kept, Save
from tests.fakes.outside import MONDAY


def person(name: str = "ann", joined_at: datetime = MONDAY, timezone: str = "Europe/London", **more: Any) -> Person:
    """A confirmed person."""
    return Person(
        id=name,
        address=f"{name}@example.org",
        profile=Profile(timezone=timezone),
        joined_at=joined_at,
        consented_at=joined_at,
        **more,
    )


def join(services: Services, who: Person) -> str:
    """Bring a person in by a link, as signing up does; the digest of their token."""
    link = Link(id=f"l-{who.id}", purpose="sign_up", address=who.address, expires_at=who.joined_at + timedelta(days=1))
    services.access.add_link(link, message("confirm", f"confirm#{link.id}", who.joined_at))
    access = Access(
        id=f"a-{who.id}",
        person_id=who.id,
        digest=services.signer.digest(f"steady_{who.id}"),
        name="phone",
        scope="full",
        created_at=who.joined_at,
    )
    services.access.use_link(link, who, first_agenda(who, who.joined_at), access)
    return access.digest


def message(kind: Kind, occasion: str, at: datetime = MONDAY, **more: Any) -> Message:
    """A message decided at that moment, which may leave at once."""
    return replace(Message(kind=kind, occasion=occasion, decided_at=at, leaves_at=at), **more)


def kept(entry: Entry, fingerprint: str = "", **document: Any) -> Kept:
    """An entry as it is kept. Its document says the same."""
    given: dict[str, Any] = {"id": entry.id, "type": entry.type, "at": brief_text(entry.at)}
    given["received_at"] = brief_text(entry.received_at)
    for name in ("area", "side", "minutes", "key", "name", "onset", "severity", "note"):
        if getattr(entry, name, None) is not None:
            given[name] = getattr(entry, name)
    return Kept(entry=entry, document={**given, **document}, fingerprint=fingerprint)


def episode(name: str, at: datetime = MONDAY, **more: Any) -> Episode:
    """A twitch of the eyelid."""
    values = {"area": "eyelid", "side": "left", "minutes": 3.0, "received_at": at, **more}
    return Episode(id=name, at=at, **values)


def symptom(name: str, what: Any, at: datetime = MONDAY, **more: Any) -> Symptom:
    """A symptom."""
    return Symptom(id=name, name=what, at=at, **{"received_at": at, **more})


def check_in(name: str, at: datetime = MONDAY, **more: Any) -> CheckIn:
    """A day's check-in."""
    return CheckIn(id=name, at=at, received_at=at, **{"date": at.date(), **more})


def visit(name: str, at: datetime = MONDAY, **more: Any) -> Visit:
    """A visit."""
    return Visit(id=name, at=at, received_at=at, **more)


def saved(who: str, version: int | None = 0, **more: Any) -> Save:
    """A write of that person's log."""
    return Save(person_id=who, version=version, **more)


NO_AGENDA = Agenda()
