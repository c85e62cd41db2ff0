"""The outside in tests: a clock that ticks by hand, ids that count, a queue and a mailer that record."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from chalicelib.adapters.signer import LinkSigner
from chalicelib.adapters.zones import country_of
from chalicelib.domain.errors import QueueFailed, SendFailed
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.ports import Limits, Services
from chalicelib.ports.messages import Mail, MessageRef
from tests.fakes.memory import MemoryStore

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday noon in London, in winter: its local time is UTC."""


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def tick(self, **by: float) -> datetime:
        """Go on by so many `minutes=`, `days=` and so on."""
        self.now += timedelta(**by)
        return self.now


class Ids:
    """Counts: id000001, id000002, …"""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"id{self.count:018}"


def draw_in_turn(number: int) -> tuple[bool, ...]:
    """True, false, true, …: an order that tests can foresee."""
    return tuple(place % 2 == 0 for place in range(number))


class RecordingQueue:
    """Keeps the names that were sent; `is_down` makes it fail."""

    def __init__(self) -> None:
        self.refs: list[MessageRef] = []
        self.is_down = False

    def send(self, refs: Sequence[MessageRef]) -> None:
        if self.is_down:
            raise QueueFailed(f"{len(refs)} messages could not be queued")
        self.refs += refs

    def take(self) -> list[MessageRef]:
        """All that waits, once."""
        taken, self.refs = self.refs, []
        return taken


class RecordingMailer:
    """Keeps the mails that left; `failures` are raised first, one a send."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.failures: list[SendFailed] = []
        self.before: Callable[[], None] = lambda: None

    def send(self, mail: Mail) -> None:
        self.before()
        if self.failures:
            raise self.failures.pop(0)
        self.mails.append(mail)


class PlainWriter:
    """The message's kind and content, word for word."""

    def write(self, ref: MessageRef, message: Message, to: str, person: Person | None) -> Mail:
        text = repr(dict(message.content))
        return Mail(owner=ref.owner, id=ref.id, kind=message.kind, to=to, subject=message.kind, text=text, html=text)


def services_on(
    store: MemoryStore, clock: Clock | None = None, limits: Limits | None = None, new_id: Ids | None = None
) -> Services:
    """Services on the in-memory store."""
    return Services(
        log=store,
        messages=store,
        access=store,
        queue=RecordingQueue(),
        mailer=RecordingMailer(),
        writer=PlainWriter(),
        signer=LinkSigner("a secret for tests"),
        clock=clock or Clock(),
        new_id=new_id or Ids(),
        draw=draw_in_turn,
        country_of=country_of,
        limits=limits or Limits(),
        base_url="https://steady.example",
    )
