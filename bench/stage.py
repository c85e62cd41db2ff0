"""Steady on the embedded AWS at a fixed moment, with people in its table, and every call to AWS written down."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from chalicelib import bootstrap
from chalicelib.adapters.dynamo.items import entry_item, person_item
from chalicelib.adapters.dynamo.keys import Item
from chalicelib.adapters.timelines import read_timeline
from chalicelib.config import Settings
from chalicelib.domain.agenda import first_agenda
from chalicelib.domain.person import Person, Profile
from chalicelib.ports import Clock, Services
from chalicelib.usecases.authenticate import open_token
from local.clock import LocalClock
from local.demo import TIMEZONE, demo_timeline
from local.embedded import TABLE, EmbeddedAws
from local.journal import Journal
from local.wiring import SENDER

NOW: Final = datetime(2026, 11, 23, 15, 2, tzinfo=UTC)
"""Between two reminders, so that nothing is due for somebody who joined a moment ago."""
NEW, TWELVE_WEEKS = "new", "twelve-weeks"
SETTINGS: Final = {
    "TABLE_NAME": TABLE,
    "QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/steady-deliver",
    "SAFETY_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/steady-deliver-safety",
    "SENDER": SENDER,
    "BASE_URL": "https://steady.example",
    "SECRET": "a secret for benches",
}


@dataclass(frozen=True, slots=True)
class AwsCall:
    """One call: its name, what was asked, and the answer as it came over the wire."""

    name: str
    params: dict[str, Any]
    answer: bytes


@dataclass(slots=True)
class Stage:
    """The wired services and the calls since the last `forget`. `hold` sets their clock."""

    services: Services
    hold: Callable[[datetime], None]
    calls: list[AwsCall] = field(default_factory=list)
    _asked: dict[str, Any] = field(default_factory=dict)

    def watch(self, client: Any) -> None:
        """Write down what this client does from now on."""
        client.meta.events.register("before-parameter-build", self._note_params)
        client.meta.events.register("response-received", self._note_answer)

    def names(self) -> list[str]:
        """The calls since the last `forget`, which this forgets."""
        names = [call.name for call in self.calls]
        self.calls.clear()
        return names

    def token(self, person_id: str) -> str:
        """A token that opens this person's log."""
        secret, _ = open_token(self.services, person_id, "bench", "full")
        self.calls.clear()
        return secret

    def _note_params(self, params: dict[str, Any], **_: Any) -> None:
        self._asked = params

    def _note_answer(self, event_name: str, response_dict: dict[str, Any] | None, **_: Any) -> None:
        body = response_dict["body"] if response_dict else b""
        self.calls.append(AwsCall(event_name.rpartition(".")[2], self._asked, body))


@contextmanager
def staged(items: Sequence[Item], **more: str) -> Iterator[Stage]:
    """Steady with these items in its table, and with `more` settings."""
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "bench.sqlite")
        journal.commit(((item["pk"]["S"], item["sk"]["S"]), item) for item in items)
        clock = LocalClock(journal)
        clock.hold(NOW)
        aws = EmbeddedAws(journal, clock, SENDER)
        clients = bootstrap.Clients(dynamodb=aws.clients.dynamodb, sqs=aws.clients.sqs, ses=aws.clients.ses)
        try:
            with wired_to(clients, aws.queue_urls.values(), clock, clock.hold, **more) as stage:
                yield stage
        finally:
            aws.stop()
            journal.close()


@contextmanager
def wired_to(
    clients: bootstrap.Clients, queues: Iterable[str], clock: Clock, hold: Callable[[datetime], None], **more: str
) -> Iterator[Stage]:
    """Steady on these clients and its two queues, each of its calls written down."""
    numbers = count()
    urls = dict(zip(("QUEUE_URL", "SAFETY_QUEUE_URL"), queues, strict=True))
    settings = Settings.from_env({**SETTINGS, **urls, **more})
    wired = bootstrap.build(settings, clock=clock, new_id=lambda: f"b{next(numbers):019}", clients=clients)
    stage = Stage(wired, hold)
    bootstrap.use(wired)
    for client in (clients.dynamodb, clients.sqs, clients.ses):
        stage.watch(client)
    try:
        yield stage
    finally:
        bootstrap.use(None)


def new_person(name: str = NEW, joined_at: datetime = NOW - timedelta(minutes=1)) -> list[Item]:
    """Somebody without a log."""
    person = Person(
        id=name,
        address=f"{name}@steady.example",
        profile=Profile(timezone=TIMEZONE),
        joined_at=joined_at,
        consented_at=joined_at,
    )
    return [person_item(person, first_agenda(person, NOW))]


def person_of_twelve_weeks() -> list[Item]:
    """The demo person: twelve weeks of twitches and check-ins."""
    kept = read_timeline(demo_timeline(NOW)).kept
    person = new_person(TWELVE_WEEKS, NOW - timedelta(days=84))
    return person + [entry_item(TWELVE_WEEKS, one) for one in kept]
