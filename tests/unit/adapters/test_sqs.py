"""Names of messages reach the right queue, safety first, and nothing is dropped in silence."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.adapters.sqs import ATTEMPTS, SqsQueue
from chalicelib.domain.errors import SteadyError
from chalicelib.ports.messages import MessageRef, ref_to


class FakeSqs:
    """Keeps each batch; `answer` says which entries of a call fail, or raises."""

    def __init__(self, answer: Callable[[int, list[str]], list[str]] = lambda call, ids: []) -> None:
        self.batches: list[tuple[str, list[Any]]] = []
        self.answer = answer

    def send_message_batch(self, *, QueueUrl: str, Entries: list[Any]) -> dict[str, Any]:
        self.batches.append((QueueUrl, Entries))
        failed = self.answer(len(self.batches), [entry["Id"] for entry in Entries])
        return {"Failed": [{"Id": name} for name in failed]} if failed else {}

    def bodies(self, url: str) -> list[Any]:
        return [json.loads(entry["MessageBody"]) for to, batch in self.batches if to == url for entry in batch]


def queue_on(client: FakeSqs) -> SqsQueue:
    any_client: Any = client
    return SqsQueue(any_client, "plain", "safety")


def refs(count: int, *, is_safety: bool = False) -> list[MessageRef]:
    return [ref_to(f"p{number}", "weekly#2026-W47", is_safety) for number in range(count)]


def test_a_body_names_the_message_and_says_nothing_else() -> None:
    client = FakeSqs()
    queue_on(client).send([ref_to("p1", "finding#x", True)])
    assert client.bodies("safety") == [{"owner": "p1", "message": ref_to("p1", "finding#x").id}]


def test_safety_goes_first_and_alone() -> None:
    client = FakeSqs()
    queue_on(client).send([*refs(2), *refs(1, is_safety=True)])
    assert [(url, len(batch)) for url, batch in client.batches] == [("safety", 1), ("plain", 2)]


def test_a_batch_holds_ten_with_ids_of_their_own() -> None:
    client = FakeSqs()
    queue_on(client).send(refs(23))
    assert [len(batch) for _, batch in client.batches] == [10, 10, 3]
    assert all(len({entry["Id"] for entry in batch}) == len(batch) for _, batch in client.batches)
    assert [body["owner"] for body in client.bodies("plain")] == [f"p{number}" for number in range(23)]


def test_nothing_to_send_calls_nobody() -> None:
    client = FakeSqs()
    queue_on(client).send([])
    assert client.batches == []


def test_what_failed_is_tried_again_and_only_that() -> None:
    client = FakeSqs(lambda call, ids: ["1"] if call == 1 else [])
    queue_on(client).send(refs(3))
    assert [[entry["Id"] for entry in batch] for _, batch in client.batches] == [["0", "1", "2"], ["1"]]


def test_what_fails_for_good_is_told_without_naming_anybody() -> None:
    client = FakeSqs(lambda call, ids: ids)
    with pytest.raises(SteadyError, match=r"^2 of 2 messages could not be queued$"):
        queue_on(client).send(refs(2))
    assert len(client.batches) == ATTEMPTS


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "RequestThrottled", "Message": ""}}, "SendMessageBatch"),
        EndpointConnectionError(endpoint_url="x"),
    ],
)
def test_one_batch_that_cannot_be_sent_does_not_keep_the_others(error: Exception) -> None:
    def fail_first(call: int, ids: list[str]) -> list[str]:
        if call == 1:
            raise error
        return []

    client = FakeSqs(fail_first)
    with pytest.raises(SteadyError, match="1 of 3"):
        queue_on(client).send([*refs(1, is_safety=True), *refs(2)])
    assert len(client.bodies("plain")) == 2
