"""Recording messages, finding what is due, and the way out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal, Protocol

from msgspec import Struct, field

from chalicelib.domain.agenda import Agenda
from chalicelib.domain.message import Kind, Message
from chalicelib.domain.person import MailStop, Person

SHARDS: Final = 8
"""The due index's shards: a fixed number, each read by every sweep."""
QUARANTINE: Final = SHARDS
"""One shard more, for what could not be seen to again and again: there it stands in nobody's way."""
Cursor = Mapping[str, Any]
"""Where a page ended."""
Outcome = Literal["sent", "expired", "dropped", "failed", "unknown", "pending"]
"""How a message ended. `unknown`: it may have left, and its kind is not sent twice. `pending`: not yet."""
_OPEN: Final = ("pending", "leased")
_TOLD: Final = (*_OPEN, "unknown", "sent")
REPLACES: Final[Mapping[Outcome, tuple[str, ...]]] = {
    "sent": _TOLD, "failed": _TOLD, "pending": _OPEN, "expired": _OPEN, "dropped": _OPEN, "unknown": _OPEN,
}  # fmt: skip
"""What each outcome may be written over: what SES knows wins over what a worker does not."""


class DuePerson(Struct, frozen=True, kw_only=True):
    """A person in the due index, as the index had them. `tries`: how often they could not be seen to."""

    person: Person
    agenda: Agenda
    tries: int = 0

    @property
    def faulty(self) -> "Faulty":
        """Their name where they cannot be seen to."""
        return Faulty(owner=self.person.id, tries=self.tries)


class Faulty(Struct, frozen=True, kw_only=True):
    """What is due and cannot be seen to: a person, or, with its `place`, another item of theirs.

    `fault` is the last error by its type, `tries` how often it came.
    """

    owner: str
    place: str | None = None
    tries: int = 0
    fault: str = "unreadable"


class MessageRef(Struct, frozen=True):
    """Names one recorded message: whose, and its id. All that a queue or SES is ever told of it."""

    owner: str
    id: str
    is_safety: bool = False


def ref_to(owner: str, occasion: str, is_safety: bool = False) -> MessageRef:
    """The name of the message of an occasion. An occasion may name a sign, so its id is a fingerprint of it."""
    return MessageRef(owner, sha256((owner + occasion).encode()).hexdigest()[:32], is_safety)


class Due(Struct, frozen=True, kw_only=True):
    """One page of what is due; `next` is where the next begins. `quarantined` could not be read; the erasure of the
    `erased` has begun and did not come to its end.
    """

    people: tuple[DuePerson, ...] = ()
    messages: tuple[MessageRef, ...] = ()
    quarantined: tuple[Faulty, ...] = ()
    erased: tuple[Person, ...] = ()
    next: Cursor | None = None


class Told(Struct, frozen=True, kw_only=True):
    """A recorded message and how it stands: `pending`, `leased`, or an outcome and since when."""

    message: Message
    status: str
    settled_at: datetime | None = None


class Leased(Struct, frozen=True, kw_only=True):
    """A message that is ours to send. `was_leased`: somebody held it before and never said how it ended."""

    message: Message
    was_leased: bool


class Picture(Struct, frozen=True, kw_only=True):
    """A picture of a mail, shown in its HTML as `cid:` and its `cid`; `width` is in CSS pixels."""

    name: str
    png: bytes
    alt: str
    width: int

    @property
    def cid(self) -> str:  # the content id
        return f"{self.name}@steady"


class Mail(Struct, frozen=True, kw_only=True):
    """A mail ready to leave. `owner` and `id` name the message in the events that come back; `headers` are extra."""

    owner: str
    id: str
    kind: Kind
    to: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)
    pictures: Sequence[Picture] = ()


class Feedback(Struct, frozen=True, kw_only=True):
    """What SES tells of one mail: that it left, that it was refused, or that its addresses take no mail any more."""

    ref: MessageRef
    outcome: Literal["sent", "failed"]
    stopped: MailStop | None = None
    addresses: frozenset[str] = frozenset()


class MessageStore(Protocol):
    """The due index and the recorded messages."""

    def due(self, shard: int, until: datetime, after: Cursor | None = None) -> Due:
        """What is due in one shard, the earliest first, a page at a time. A page may be empty and not the last."""

    def put_off(self, faulty: Faulty, due_at: datetime, now: datetime, *, aside: bool) -> None:
        """Note one more try, and when to try again; `aside` puts it into the quarantine."""

    def quarantined(self) -> list[Faulty]:
        """Everything in the quarantine."""

    def people_not_due(self, segment: int, segments: int, before: datetime) -> list[str]:
        """The people of one part of the table who have no due moment before that: nothing would ever reach them."""

    def requeue(self, ref: MessageRef, due_at: datetime, now: datetime) -> bool:
        """Move a due message's next look; False where somebody else just did."""

    def lease(self, ref: MessageRef, now: datetime, until: datetime) -> Leased | None:
        """Take a message that waits, or whose lease ran out; None where there is nothing to take.

        It comes due when it would have without: whoever looks at it then, while the lease is held, takes nothing.
        """

    def settle(self, ref: MessageRef, outcome: Outcome, at: datetime) -> bool:
        """Mark how a message ended; `pending` gives it back to be tried again. False where it does not apply.

        What is known to have left, or to have been refused, is written over `unknown`, never the other way round.
        """

    def is_settled(self, ref: MessageRef, outcome: Outcome) -> bool:
        """Whether it is known already that a message ended so. False says nothing: it may be a moment old."""

    def list_messages(self, owner: str) -> list[Told]:
        """Every message that is recorded for somebody, in the order in which they were decided."""

    def note_sweep(self, at: datetime) -> None:
        """Remember that a sweep has finished."""

    def last_sweep(self) -> datetime | None:
        """When a sweep last finished."""


class Queue(Protocol):
    """The two delivery queues."""

    def send(self, refs: Sequence[MessageRef]) -> None:
        """Queue each message's name, safety ones on the queue of their own."""


class Mailer(Protocol):
    """The way out."""

    def send(self, mail: Mail) -> None:
        """One attempt. Raises SendFailed."""


class Writer(Protocol):
    """Puts a message into words."""

    def write(self, ref: MessageRef, message: Message, to: str, person: Person | None) -> Mail:
        """The mail of a message."""
