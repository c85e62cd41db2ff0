"""A whole Steady in memory: the real doors and use cases, each call to the outside a point where a fault can strike.

The store, the queues and SES stand behind taps, so that points list themselves: a call that is written tomorrow
is one more point tomorrow. A call of a port is at least one call to AWS.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from botocore.exceptions import ClientError
from msgspec.structs import fields, replace

from chalicelib import bootstrap
from chalicelib.domain.errors import QueueFailed, SendFailed
from chalicelib.doors.events import DoorFailed, deliver_batch, run_sweep, take_feedback
from chalicelib.ports import Services
from chalicelib.ports.messages import MessageRef
from chalicelib.usecases.record_entry import Draft, record_entries
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import Clock, services_on
from tests.fakes.samples import join, person
from tests.fakes.ses_events import TOPIC, notification, ses_event
from tests.faults.checker import Wish
from tests.faults.killing import Killed
from tests.faults.outside_world import Accepted, PlainWriter, Queues, ScriptedSes

TICK: Final = timedelta(minutes=5)
DOORS: Final = ("deliver_safety", "deliver")
NAMED_POINT: Final = ("mailer.send after", "messages.settle before")
"""SES has accepted and the mark is not written: the only place where a mail may be doubled."""
Strike = Callable[[str], None]
"""Told of each point by its name, such as `messages.lease before`; may raise what goes wrong there."""


@dataclass
class Tap:
    """Stands in front of a port and tells of every call, before it and after it."""

    port: str
    inner: Any
    strikes: list[Strike]

    def __getattr__(self, verb: str) -> Any:
        called = getattr(self.inner, verb)

        def call(*args: Any, **named: Any) -> Any:
            self._tell(f"{self.port}.{verb} before")
            answer = called(*args, **named)
            self._tell(f"{self.port}.{verb} after")
            return answer

        return call

    def _tell(self, point: str) -> None:
        for strike in list(self.strikes):
            strike(point)


@dataclass
class World:
    """One Steady, its outside, and the people in it."""

    clock: Clock
    store: MemoryStore
    queues: Queues
    ses: ScriptedSes
    services: Services
    strikes: list[Strike] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)

    def join(self, name: str, timezone: str = "Europe/London", **more: Any) -> Wish:
        """Somebody new at this moment; what they asked for, as the checker reads it."""
        who = person(name, self.clock(), timezone, **more)
        join(services_on(self.store, self.clock), who)
        habits = {str(code): plan.times for code, plan in who.habits.items() if plan.on}
        wish = Wish(address=who.address, timezone=timezone, habits=habits)
        self.wishes.append(wish)
        return wish

    def log(self, who: str, key: str, type_: str = "symptom", **values: Any) -> None:
        """One entry, as the API's use case takes it. With the same key it can be sent again."""
        document = {**values, "key": key, "type": type_}
        draft = Draft(type=type_, values={**values, "key": key}, document=document, fingerprint=repr(document))
        record_entries(self.services, who, [draft])

    def sweep(self, at: datetime | None = None) -> None:
        """The schedule's event, of this moment if not of another."""
        run_sweep({"time": (at or self.clock()).isoformat()})

    def deliver(self, door: str) -> None:
        """One batch of one queue through the door; what did not fail is deleted."""
        taken = self.queues.take(door)
        records = [{"messageId": str(place), "body": one.body} for place, one in enumerate(taken)]
        answer = deliver_batch({"Records": records})
        failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
        for place, one in enumerate(taken):
            if str(place) not in failed:
                self.queues.delete(door, one)

    def drain(self) -> None:
        """Both queues until nothing can be seen, safety first. A batch that dies is hidden for a while."""
        for door in DOORS:
            while self.queues.can_be_seen(door):
                self.invoke(lambda door=door: self.deliver(door))  # type: ignore[misc]

    def invoke(self, handler: Callable[[], object]) -> bool:
        """One invocation; whether it came to its end. Where it did not, the next one knows nothing of it."""
        try:
            handler()
        except Killed:
            self.forget()
            return False
        except (ClientError, DoorFailed):
            return False
        return True

    def ask(self, request: Callable[[], object]) -> None:
        """Somebody asks, and asks again until there is an answer."""
        while not self.invoke(request):
            pass

    def tell(self, one: Accepted) -> None:
        """One event of SES by the feedback door. Where the door fails, SNS comes again."""
        take_feedback(notification(ses_event("Send", MessageRef(one.mail.owner, one.mail.id), one.mail.to)))
        one.left_to_tell -= 1

    def tell_events(self) -> None:
        """Every event that has come by now."""
        for one in self.ses.events():
            while one.left_to_tell:
                self.invoke(lambda one=one: self.tell(one))  # type: ignore[misc]

    def tick(self, by: timedelta = TICK) -> None:
        """Go on by so much, and do what AWS does then."""
        self.clock.now += by
        self.invoke(self.sweep)
        self.drain()
        self.tell_events()

    def recover(self, sweeps: int = 3) -> None:
        """What SES has to tell, the queues, and so many sweeps with the workers after each."""
        self.tell_events()
        self.drain()
        for _ in range(sweeps):
            self.tick()

    def forget(self) -> None:
        """What a process that died had in memory is gone."""
        self.services.seen_access.clear()


@contextmanager
def world_running(now: datetime | None = None) -> Iterator[World]:
    """A fresh world, wired into the doors."""
    clock = Clock(now) if now else Clock()
    store, queues, ses = MemoryStore(), Queues(clock), ScriptedSes(clock)
    strikes: list[Strike] = []
    plain = replace(services_on(store, clock), queue=queues, mailer=ses, writer=PlainWriter(), feedback_topic=TOPIC)
    outside = (store, queues, ses)
    taps = {
        one.name: Tap(one.name, getattr(plain, one.name), strikes)
        for one in fields(plain)
        if any(getattr(plain, one.name) is thing for thing in outside)
    }
    services = replace(plain, **taps)
    bootstrap.use(services)
    try:
        yield World(clock, store, queues, ses, services, strikes)
    finally:
        bootstrap.use(None)


@dataclass
class Points:
    """Counts the points, and strikes at those that were chosen."""

    at: dict[int, Strike] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def __call__(self, point: str) -> None:
        self.names.append(point)
        strike = self.at.pop(len(self.names) - 1, None)
        if strike:
            self.struck.append(f"{strike.__name__} {point}")
            strike(point)


def kill(point: str) -> None:
    """The process dies here."""
    raise Killed(point)


def turn_down(point: str) -> None:
    """AWS throttles the call; each adapter says so in its own way. A call that was made is not turned down."""
    if point.endswith("after"):
        return
    if point.startswith("queue."):
        raise QueueFailed("messages could not be queued")
    if point.startswith("mailer."):
        raise SendFailed("SES answered Throttling", permanent=False)
    raise ClientError({"Error": {"Code": "ThrottlingException", "Message": "slow down"}}, "Call")


def no_answer(point: str) -> None:
    """The connection breaks: before the mail was accepted, or after it. Other calls are tried again by botocore."""
    if point.startswith("mailer."):
        raise SendFailed("SES was not reached: ReadTimeoutError", permanent=False, may_have_left=True)


FAULTS: Final[tuple[Strike, ...]] = (kill, turn_down, no_answer)


def can_strike(fault: Strike, point: str) -> bool:
    """Whether that fault does anything at that point."""
    if fault is turn_down:
        return point.endswith("before")
    return fault is kill or point.startswith("mailer.")
