"""AWS turning a call down: at every call in turn, whatever calls there are."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.ses.models import ses_backends
from moto.sqs.models import sqs_backends
from msgspec.structs import replace

from chalicelib import bootstrap
from tests.fakes.moto_aws import REGION, TABLE
from tests.fakes.steady import Steady

Act = Callable[[Steady], object]
NOT_OURS = ("ReceiveMessage", "DeleteMessage")
"""Calls that AWS makes by itself where a queue feeds a function."""
Error = dict[str, Any]
THROTTLED: Error = {"Error": {"Code": "ThrottlingException", "Message": "slow down"}, "ResponseMetadata": {}}
INTERNAL: Error = {"Error": {"Code": "InternalServerError", "Message": "try again"}, "ResponseMetadata": {}}
CONFLICT: Error = {
    "Error": {"Code": "TransactionCanceledException", "Message": "Transaction cancelled"},
    "CancellationReasons": [{"Code": "TransactionConflict"}],
    "ResponseMetadata": {},
}
"""Somebody else's transaction was at one of the items; nothing was written."""


@contextmanager
def turning_down(steady: Steady, at: int | None, error: Error = THROTTLED) -> Iterator[list[str]]:
    """Turn that call of ours down, once; the calls so far, by their names."""
    made: list[str] = []

    def answer(model: Any, **_: Any) -> Any:
        if model.name in NOT_OURS:
            return None
        made.append(model.name)
        return (SimpleNamespace(status_code=400), error) if len(made) - 1 == at else None

    clients = (steady.aws.clients.dynamodb, steady.aws.clients.sqs, steady.aws.clients.ses)
    for client in clients:
        client.meta.events.register_first("before-call", answer, unique_id="turn-down")
    try:
        yield made
    finally:
        for client in clients:
            client.meta.events.unregister("before-call", answer, unique_id="turn-down")


def every_turn(steady: Steady, act: Act, first: Act = lambda _: None, error: Error = THROTTLED) -> Iterator[str]:
    """Act as often as it makes calls, each time from the same beginning and with another call turned down.

    `first` is done undisturbed each time before; what it queues is there for `act`.
    """
    rewind = Rewind(steady)
    first(steady)
    with turning_down(steady, None) as made:
        act(steady)
    assert made, "no call was made"
    for at, name in enumerate(made):
        rewind()
        first(steady)
        with turning_down(steady, at, error):
            act(steady)
        yield f"{at} {name}"


def recover(steady: Steady, sweeps: int = 3) -> None:
    """So many sweeps, five minutes apart, each with the workers after it."""
    for _ in range(sweeps):
        steady.clock.tick(minutes=5)
        steady.sweep()


class Rewind:
    """Takes a Steady back to how it was when this was made: quicker than living through the same beginning again."""

    def __init__(self, steady: Steady) -> None:
        self._steady, self._now = steady, steady.clock.now
        self._rows = copy.deepcopy(_table().items)
        self._sent = len(steady.aws.raw_mails())

    def __call__(self) -> None:
        """Table, clock, mails and memory as they were; the queues are empty."""
        steady = self._steady
        steady.clock.now = self._now
        _table().items = copy.deepcopy(self._rows)
        for queue in sqs_backends[DEFAULT_ACCOUNT_ID][REGION].queues.values():
            queue._messages = []
            queue.pending_messages.clear()
        del ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages[self._sent :]
        forget(steady)


def _table() -> Any:
    # looked up each time: moto puts another table in its place when it takes a transaction back
    return dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[TABLE]


def forget(steady: Steady) -> None:
    """A new process: what the old one knew by heart is gone."""
    steady.services = replace(steady.services, seen_access={})
    bootstrap.use(steady.services)
