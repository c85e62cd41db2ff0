"""The whole app on moto's AWS, asked as the gateway asks it, with a clock that ticks by hand."""

import email
import importlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email import policy
from email.message import EmailMessage
from typing import Any, cast
from urllib.parse import unquote, urlencode

from chalicelib import bootstrap
from chalicelib.config import Settings
from chalicelib.ports import Services
from local.exchange import Ask, Reply
from local.gateway import Gateway, function_context
from tests.fakes.moto_aws import SENDER, TABLE, Aws, aws_running
from tests.fakes.outside import Clock, Ids

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
BASE = "https://steady.example"
ADDRESS = "ann@example.org"


@dataclass
class Steady:
    """One running Steady: its doors, its AWS, its clock, and the calls it made."""

    aws: Aws
    clock: Clock
    services: Services
    calls: list[str] = field(default_factory=list)

    @property
    def app(self) -> Any:
        """The module with the doors."""
        return importlib.import_module("app")

    def every_client(self) -> list[Any]:
        """Every client that speaks to AWS."""
        return [self.aws.clients.dynamodb, self.aws.clients.sqs, self.aws.clients.ses]

    def ask(self, method: str, path: str, body: Any = b"", *, token: str | None = None, **headers: str) -> Reply:
        """One request. A body that is not bytes goes as JSON; `content_type=` says otherwise."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        path, _, query = path.partition("?")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if not isinstance(body, bytes):
            named.setdefault("content-type", JSON)
        if token is not None:
            named["authorization"] = f"Bearer {token}"
        named.setdefault("host", "steady.example")
        gateway = Gateway(self.app.app, cast(Any, self.clock))
        return gateway.answer(Ask(method, path, query, tuple(named.items()), raw, "192.0.2.1"))

    def json(self, method: str, path: str, body: Any = b"", *, status: int = 200, **more: Any) -> Any:
        """The document of an answer that must have this status."""
        reply = self.ask(method, path, body, **more)
        assert reply.status == status, (reply.status, reply.body)
        return json.loads(reply.body) if reply.body else None

    def form(self, path: str, fields: Any, **more: Any) -> Reply:
        """A posted form."""
        return self.ask("POST", path, urlencode(fields, doseq=True).encode(), content_type=FORM, **more)

    def sweep(self) -> Any:
        """The schedule's event at the present moment, then the queues."""
        done = self.sweep_only()
        self.drain()
        return done

    def sweep_only(self) -> Any:
        """The schedule's event at the present moment."""
        time = self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        event = {"version": "0", "time": time, "account": "", "region": "", "detail": {}, "detail-type": "",
                 "source": "aws.events", "resources": [], "id": "x"}  # fmt: skip
        return self.app.sweep(event, function_context("sweep"))

    def drain(self) -> None:
        """Let the workers empty the queues, safety first."""
        doors = ((self.aws.safety_queue_url, "deliver_safety"), (self.aws.queue_url, "deliver"))
        while any(self.drain_one(url, door) for url, door in doors):
            pass

    def drain_one(self, url: str, door: str) -> bool:
        """One batch of one queue; whether there was any."""
        sqs = self.aws.clients.sqs
        taken = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        if not taken:
            return False
        records = [
            {"messageId": one["MessageId"], "body": one["Body"], "receiptHandle": one["ReceiptHandle"]} for one in taken
        ]
        answer = getattr(self.app, door)({"Records": records}, function_context(door))
        failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
        for one in taken:
            if one["MessageId"] not in failed:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
        return True

    def mails(self, kind: str | None = None) -> list[EmailMessage]:
        """The mails that left, oldest first."""
        found = [email.message_from_bytes(raw, policy=policy.default) for raw in self.aws.raw_mails()]
        return [mail for mail in found if kind is None or mail["X-Steady-Kind"] == kind]

    def link_token(self) -> str:
        """The token of the link in the last mail."""
        self.drain()
        (found,) = re.findall(r"confirm\?token=(\S+)", text_of(self.mails()[-1]))
        return unquote(found)

    def join(self, address: str = ADDRESS, timezone: str = "Europe/London") -> str:
        """Sign up and confirm; the bearer token."""
        self.json("POST", "/v1/people", {"email": address, "timezone": timezone}, status=202)
        confirmed = self.json("POST", "/v1/confirm", {"token": self.link_token()}, status=201)
        return str(confirmed["token"])


def text_of(mail: EmailMessage) -> str:
    """The text part."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


@contextmanager
def steady_running(visibility: int | None = None, **settings: Any) -> Iterator[Steady]:
    """A fresh one."""
    with aws_running(visibility) as aws:
        clock = Clock()
        fixed = {
            "table_name": TABLE,
            "queue_url": aws.queue_url,
            "safety_queue_url": aws.safety_queue_url,
            "sender": SENDER,
            "base_url": BASE,
            "secret": "a secret for tests",
        }
        made = bootstrap.build(Settings(**{**fixed, **settings}), clock=clock, new_id=Ids(), clients=aws.clients)
        steady = Steady(aws, clock, made)
        note = _noted(steady.calls)
        for client in steady.every_client():
            client.meta.events.register("before-call", note, unique_id="noted")
        bootstrap.use(made)
        try:
            yield steady
        finally:
            bootstrap.use(None)
            for client in steady.every_client():
                client.meta.events.unregister("before-call", note, unique_id="noted")


def _noted(calls: list[str]) -> Any:
    def note(model: Any, **_: Any) -> None:
        calls.append(model.name)

    return note
