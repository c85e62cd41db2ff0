"""Steady on MiniStack at a moment that is set by hand: the table counts capacity units as AWS does."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from bench.stage import NOW, Stage, wired_to
from chalicelib import bootstrap
from chalicelib.adapters.dynamo.keys import Item
from local.embedded import DELIVER, DELIVER_SAFETY, TABLE, table_definition
from local.environments import set_up
from local.rehearsal import emulator

ROOT: Final = Path(__file__).resolve().parents[1]
TOOLS: Final = ROOT / "build/rehearsal-tools"
"""The environment that `make rehearse` makes for the emulator."""
AT_ONCE: Final = 25


class HeldClock:
    """A moment that stands still until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment."""
        return self.now

    def hold(self, moment: datetime) -> None:
        """Stand still at another one."""
        self.now = moment


@contextmanager
def emulated(items: Sequence[Item], **more: str) -> Iterator[Stage]:
    """Steady with these items in its table and `more` settings, every call written down with what it consumed."""
    python, port = set_up(TOOLS, emulator.REQUIREMENTS), emulator.free_port()
    with TemporaryDirectory() as folder, emulator.running(python, port, f"http://127.0.0.1:{port}", Path(folder)):
        clients = bootstrap.Clients(*(emulator.client(name, port) for name in ("dynamodb", "sqs", "sesv2")))
        clients.dynamodb.create_table(TableName=TABLE, **table_definition())
        queues = [clients.sqs.create_queue(QueueName=name)["QueueUrl"] for name in (DELIVER, DELIVER_SAFETY)]
        _fill(clients.dynamodb, items)
        clients.dynamodb.meta.events.register("before-parameter-build", _ask_for_units)
        ses: Any = clients.ses
        ses.meta.events.register_first("before-send", _take_mail)
        clock = HeldClock(NOW)
        with wired_to(clients, queues, clock, clock.hold, **more) as stage:
            yield stage


def _fill(client: Any, items: Sequence[Item]) -> None:
    for first in range(0, len(items), AT_ONCE):
        wanted = [{"PutRequest": {"Item": item}} for item in items[first : first + AT_ONCE]]
        if client.batch_write_item(RequestItems={TABLE: wanted}).get("UnprocessedItems"):
            raise RuntimeError("the emulator left items unwritten")


def _ask_for_units(params: dict[str, Any], **_: Any) -> None:
    params["ReturnConsumedCapacity"] = "TOTAL"


def _take_mail(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
    """SES takes every mail: it is another's house, and its own cost is known."""
    headers: Any = {"content-type": "application/json"}
    response: Any = AWSResponse(request.url, 200, headers, None)
    response._content = json.dumps({"MessageId": "taken"}).encode()
    taken: AWSResponse = response
    return taken
