"""AWS as the in-memory world has it: queues that deliver at least once, and an SES that follows a script."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from chalicelib.domain.errors import QueueFailed
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.ports import Clock
from chalicelib.ports.messages import Mail, MessageRef
from tests.faults.checker import Sent, about_slot

VISIBILITY: Final = timedelta(seconds=150)
MOST_RECEIVES: Final = 5
Event = Literal["prompt", "late", "twice", "never"]
LATE_BY: Final = timedelta(minutes=20)
"""An event that is late comes after every lease has run out."""


@dataclass(eq=False)
class Held:
    """A queue's message: whose name it carries, when it can be seen, how often it was received."""

    name: str
    body: str
    visible_at: datetime
    received: int = 0


@dataclass
class Queues:
    """Two queues and their dead letters. What is not deleted comes back after its visibility timeout."""

    clock: Clock
    held: dict[str, dict[str, Held]] = field(default_factory=lambda: {"deliver_safety": {}, "deliver": {}})
    dead: list[tuple[str, Held]] = field(default_factory=list)
    sent: int = 0
    is_down: bool = False

    def send(self, refs: Sequence[MessageRef]) -> None:
        if self.is_down:
            raise QueueFailed(f"{len(refs)} messages could not be queued")
        for ref in refs:
            body = json.dumps({"owner": ref.owner, "message": ref.id})
            self._put("deliver_safety" if ref.is_safety else "deliver", body)

    def _put(self, door: str, body: str) -> None:
        self.sent += 1
        self.held[door][f"m{self.sent}"] = Held(f"m{self.sent}", body, self.clock())

    def can_be_seen(self, door: str) -> bool:
        """Whether a receive would bring anything."""
        return any(one.visible_at <= self.clock() for one in self.held[door].values())

    def take(self, door: str, most: int = 10) -> list[Held]:
        """Receive: what can be seen, hidden from now on for a while. What came too often is a dead letter."""
        now = self.clock()
        taken: list[Held] = []
        for one in list(self.held[door].values()):
            if len(taken) == most:
                break
            if one.visible_at <= now and one.received == MOST_RECEIVES:
                self.delete(door, one)
                self.dead.append((door, one))
            elif one.visible_at <= now:
                one.received, one.visible_at = one.received + 1, now + VISIBILITY
                taken.append(one)
        return taken

    def delete(self, door: str, done: Held) -> None:
        """It was dealt with."""
        self.held[door].pop(done.name, None)

    def repeat(self) -> None:
        """At least once: everything that waits comes twice, and the other way round."""
        for door, held in self.held.items():
            waiting = list(held.values())
            for one in waiting:
                self._put(door, one.body)
            self.held[door] = dict(reversed(held.items()))

    def lose(self) -> None:
        """Whatever waits is gone."""
        for held in self.held.values():
            held.clear()

    def redrive(self) -> None:
        """Give the dead letters back to their queues."""
        for door, one in self.dead:
            self._put(door, one.body)
        self.dead.clear()


@dataclass
class Accepted:
    """A mail that SES took, when its event comes, None for never, and how often it is still to be told."""

    at: datetime
    mail: Mail
    event_at: datetime | None
    left_to_tell: int


@dataclass
class ScriptedSes:
    """The way out, and the ledger. What it refuses, and answers that are lost, come from strikes at its calls."""

    clock: Clock
    event: Event = "prompt"
    ledger: list[Accepted] = field(default_factory=list)
    next_event: Callable[[], Event] | None = None

    def send(self, mail: Mail) -> None:
        now, event = self.clock(), self.next_event() if self.next_event else self.event
        event_at = {"prompt": now, "twice": now, "late": now + LATE_BY, "never": None}[event]
        self.ledger.append(Accepted(now, mail, event_at, 2 if event == "twice" else 1))

    def events(self) -> list[Accepted]:
        """Whatever there is to tell by now."""
        now = self.clock()
        return [one for one in self.ledger if one.event_at and one.event_at <= now and one.left_to_tell]

    def sent(self) -> list[Sent]:
        """The ledger as the checker reads it: what each mail says of itself."""
        return [Sent(one.at, one.mail.to, one.mail.kind, _about(one.mail)) for one in self.ledger]


class PlainWriter:
    """The message's kind, and its content as JSON for a text."""

    def write(self, ref: MessageRef, message: Message, to: str, person: Person | None) -> Mail:
        text = json.dumps(dict(message.content), default=str, sort_keys=True)
        return Mail(owner=ref.owner, id=ref.id, kind=message.kind, to=to, subject=message.kind, text=text, html=text)


def _about(mail: Mail) -> str:
    content = json.loads(mail.text)
    if mail.kind == "reminder":
        return about_slot(content["on"], content["habits"])
    if "findings" in content:
        return "+".join(sorted(one["sign"] for one in content["findings"]))
    return mail.text


def a_mail() -> Mail:
    """Any mail."""
    return Mail(
        owner="ann", id="any", kind="reminder", to="ann@example.org", subject="Hello", text="Hello", html="<p>Hello</p>"
    )
