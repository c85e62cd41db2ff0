"""AWS in the process: moto's table, queues and mail, with a journal that outlives it."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
from botocore.awsrequest import AWSPreparedRequest
from moto import mock_aws
from moto.core.common_types import TYPE_RESPONSE
from moto.core.models import DEFAULT_ACCOUNT_ID, botocore_stubber
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models import dynamodb_backends
from moto.sqs.models import sqs_backends

from local.calls import action, json_body, mail_parts, touched_keys
from local.clock import LocalClock, stamp
from local.journal import Journal, Key, SentMail
from local.resources import merged_resources
from local.table import NarrowTable, Place
from local.values import quick

REGION = "us-east-1"
TABLE = "steady"
DELIVER, DELIVER_SAFETY = "steady-deliver", "steady-deliver-safety"
ROOT = Path(__file__).resolve().parents[1]
_LIVED = "lived"


@dataclass(frozen=True)
class AwsClients:
    """The low-level clients that everything here is spoken through."""

    dynamodb: Any
    sqs: Any
    ses: Any


class EmbeddedAws:
    """What was answered with success is in the journal before the caller sees the answer."""

    def __init__(self, journal: Journal, clock: LocalClock, sender: str) -> None:
        self._journal, self._clock = journal, clock
        self._lock = threading.RLock()
        self._is_sweeping = False
        self._has_lived = journal.recall(_LIVED) is not None
        self.has_queued = False
        seal_environment()
        self._mock = mock_aws()
        self._mock.start()
        self.clients = AwsClients(*(boto3.client(name, REGION) for name in ("dynamodb", "sqs", "sesv2")))
        self.queue_urls = {name: self._make_queue(name) for name in (DELIVER, DELIVER_SAFETY)}
        self.clients.ses.create_email_identity(EmailIdentity=parseaddr(sender)[1])
        self.clients.dynamodb.create_table(TableName=TABLE, **table_definition())
        self._table = NarrowTable.narrow(dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[TABLE])
        self._reload()
        self._moto = botocore_stubber.process_request
        serialize = quick(BaseJSONSerializer._serialize_type_structure)
        self._patches: list[Any] = [
            patch.object(botocore_stubber, "process_request", self._answer),
            patch.object(BaseJSONSerializer, "_serialize_type_structure", serialize),
        ]
        for one in self._patches:
            one.start()

    def _make_queue(self, name: str) -> str:
        dead = self.clients.sqs.create_queue(QueueName=f"{name}-dead")["QueueUrl"]
        arn = self.clients.sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])
        redrive = {"deadLetterTargetArn": arn["Attributes"]["QueueArn"], "maxReceiveCount": 5}
        attributes = {"VisibilityTimeout": str(hidden_seconds(name)), "RedrivePolicy": json.dumps(redrive)}
        return str(self.clients.sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"])

    def _reload(self) -> None:
        now = self._clock().timestamp()
        expired: list[Key] = []
        keys: list[Key] = []
        for item in self._journal.items():
            key = item["pk"]["S"], item["sk"]["S"]
            if float(item.get("expires_at", {}).get("N", "inf")) < now:
                expired.append(key)
            else:
                self._table.put_item(item, overwrite=True)
                keys.append(key)
        self._table.notice(keys)
        self._journal.commit((key, None) for key in expired)

    def _answer(self, request: AWSPreparedRequest) -> TYPE_RESPONSE | None:
        # moto is not atomic under threads; AWS is.
        with self._lock:
            service, _, name = action(request).partition(".")
            if service == "DynamoDB":
                return self._write(request, touched_keys(name, json_body(request), TABLE))
            response = self._moto(request)
            if response is not None and response[0] == 200:
                if service == "SES":
                    self._keep_mail(json_body(request), json.loads(response[2]))
                elif name in ("SendMessage", "SendMessageBatch"):
                    self.has_queued = True
            return response

    def _write(self, request: AWSPreparedRequest, keys: list[Key]) -> TYPE_RESPONSE | None:
        if not keys:
            return self._moto(request)
        kept = self._table.keep(keys)
        try:
            response = self._moto(request)
            if response is None or response[0] != 200:
                self._table.put_back(kept)
                return response
            self._table.notice(keys)
            self._journal.commit(self._table.changes(keys))
            self._note_life()
        except BaseException:
            self._table.put_back(kept)
            raise
        return response

    def _note_life(self) -> None:
        if not self._has_lived and not self._is_sweeping:
            self._journal.remember(_LIVED, "yes")
            self._has_lived = True

    def _keep_mail(self, body: dict[str, Any], answer: dict[str, str]) -> None:
        self._journal.keep_mail(SentMail(answer["MessageId"], stamp(self._clock()), *mail_parts(body)))

    @contextmanager
    def sweeping(self) -> Iterator[None]:
        """What a sweep writes down about itself does not make an empty instance a lived-in one."""
        self._is_sweeping = True
        try:
            yield
        finally:
            self._is_sweeping = False

    @property
    def is_empty(self) -> bool:
        """Whether nobody has used this instance yet: no mail, and no item but the sweep's own."""
        return not self._has_lived and self._journal.count_mails() == 0

    def clear(self) -> None:
        """Forget the sweep's own items, so that an empty instance can begin at another time."""
        with self._lock:
            keys = [(item["pk"]["S"], item["sk"]["S"]) for item in self._journal.items()]
            self._table.put_back(dict.fromkeys(keys))
            self._journal.clear_items()

    def first_due(self) -> Place | None:
        """The earliest entry of the due index: its moment, then its key."""
        with self._lock:
            return self._table.first("due")

    @property
    def is_holding_messages(self) -> bool:
        """Whether a queue still has messages, waiting for their retry."""
        queues = sqs_backends[DEFAULT_ACCOUNT_ID][REGION].queues
        return any(queues[name]._messages for name in (DELIVER, DELIVER_SAFETY))

    def mails(self) -> list[SentMail]:
        """Every mail that has left, oldest first."""
        return self._journal.mails()

    def stop(self) -> None:
        """Give the process its AWS back."""
        for one in self._patches:
            one.stop()
        self._mock.stop()


def seal_environment() -> None:
    """Nothing may leave the machine, whatever account or endpoint the shell was set up for."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def hidden_seconds(queue: str) -> int:
    """For how long what a worker took is hidden from the others, from the very definition that is deployed."""
    name = "SafetyQueue" if queue == DELIVER_SAFETY else "DeliverQueue"
    return int(merged_resources(ROOT)["Resources"][name]["Properties"]["VisibilityTimeout"])


def table_definition() -> dict[str, Any]:
    """The table's keys and indexes, from the very definition that is deployed."""
    properties = merged_resources(ROOT)["Resources"]["SteadyTable"]["Properties"]
    wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    return {name: properties[name] for name in wanted}
