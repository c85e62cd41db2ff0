"""AWS for tests: moto in the process, the table made from the definition that is deployed."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.ses.models import ses_backends
from moto.sqs.models import sqs_backends

from chalicelib.bootstrap import Clients
from local.embedded import DELIVER, DELIVER_SAFETY, hidden_seconds, table_definition
from local.table import NarrowTable
from tests.fakes.plain_items import plainly

REGION = "us-east-1"
TABLE = "steady"
SENDER = "Steady <steady@steady.example>"
KEYS = {"aws_access_key_id": "local", "aws_secret_access_key": "local"}


@dataclass(frozen=True)
class Aws:
    """The clients and the two queues."""

    clients: Clients
    queue_url: str
    safety_queue_url: str

    def items(self) -> list[dict[str, Any]]:
        """Every item of the table in the order of its keys, unpacked so that one can look for words in it.

        When a token was last used is left out: asking notes it.
        """
        found = self.clients.dynamodb.get_paginator("scan").paginate(TableName=TABLE)
        items: list[Any] = [item for page in found for item in page["Items"]]
        for item in items:
            item.pop("used_at", None)
        return sorted(map(plainly, items), key=lambda item: (item["pk"]["S"], item["sk"]["S"]))

    def snapshot(self) -> Callable[[], None]:
        """What brings the table, the queues and the sent mails back to where they are now, as often as wanted."""
        table = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[TABLE]
        queues = sqs_backends[DEFAULT_ACCOUNT_ID][REGION].queues.values()
        sent = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
        items, held, mails = copy.deepcopy(table.items), [list(queue._messages) for queue in queues], list(sent)

        def restore() -> None:
            dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[TABLE].items = copy.deepcopy(items)
            for queue, messages in zip(queues, held, strict=True):
                queue._messages[:] = copy.deepcopy(messages)
                queue.deleted_messages.clear()
                queue.pending_messages.clear()
            sent[:] = mails

        return restore

    def lose_queues(self) -> None:
        """Whatever waits in a queue is gone."""
        for queue in sqs_backends[DEFAULT_ACCOUNT_ID][REGION].queues.values():
            queue._messages.clear()

    def raw_mails(self) -> list[bytes]:
        """The mails that moto's SES took, as raw MIME: the ledger that no code of ours writes."""
        sent = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
        return [_bytes(mail.raw_data) for mail in sent]


def fill(items: list[dict[str, Any]]) -> None:
    """Put many items in, past the API: from then on queries are answered by key. For tests that only read."""
    table = NarrowTable.narrow(dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[TABLE])
    for item in items:
        table.put_item(item, overwrite=True)
    table.notice([(item["pk"]["S"], item["sk"]["S"]) for item in items])


@contextmanager
def aws_running(visibility: int | None = None) -> Iterator[Aws]:
    """A fresh AWS with the table, the queues and a verified sender; what is taken is hidden as in the template."""
    with mock_aws():
        clients = _clients()
        clients.dynamodb.create_table(TableName=TABLE, **table_definition())
        urls = [_queue(clients.sqs, name, visibility) for name in (DELIVER, DELIVER_SAFETY)]
        clients.ses.create_email_identity(EmailIdentity="steady@steady.example")
        yield Aws(clients, *urls)


@cache
def _clients() -> Clients:
    # made under moto, so that its hook is among their handlers; making them is most of a test's time
    once = Config(retries={"total_max_attempts": 1})
    made: list[Any] = [
        boto3.client(name, REGION, config=once, **KEYS)  # type: ignore[call-overload]
        for name in ("dynamodb", "sqs", "sesv2")
    ]
    return Clients(*made)


def _queue(sqs: Any, name: str, visibility: int | None) -> str:
    seconds = hidden_seconds(name) if visibility is None else visibility
    made = sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": str(seconds)})
    return str(made["QueueUrl"])


def _bytes(raw: Any) -> bytes:
    return raw if isinstance(raw, bytes) else str(raw).encode()
