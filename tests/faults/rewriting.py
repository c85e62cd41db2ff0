"""Replies that moto never gives and AWS does: rewritten where botocore hands them over, whatever was asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final

from tests.fakes.steady import Steady

NOWHERE: Final = {"pk": {"S": "P#"}, "sk": {"S": "0"}}
"""The key of an empty page. It is taken out again before moto would look for it."""

MOST_BATCHES: Final = 100


@contextmanager
def empty_pages_first(steady: Steady) -> Iterator[list[str]]:
    """Every query is answered by an empty page with a key first, and only then by what there is."""
    empty: list[str] = []

    def strip(params: dict[str, Any], **_: Any) -> None:
        if params.get("ExclusiveStartKey") == NOWHERE:
            del params["ExclusiveStartKey"]
            empty[-1] = "gone on"

    def answer(**_: Any) -> Any:
        if empty and empty[-1] == "gone on":
            empty[-1] = "done"
            return None
        empty.append("empty")
        return _answer({"Items": [], "Count": 0, "LastEvaluatedKey": NOWHERE})

    with _hooked(steady, ("before-parameter-build.dynamodb.Query", strip), ("before-call.dynamodb.Query", answer)):
        yield empty


@contextmanager
def half_unprocessed(steady: Steady) -> Iterator[list[int]]:
    """Of every batch only the first half is written, the rest comes back as unprocessed."""
    left: list[Any] = []
    counts: list[int] = []

    def cut(params: dict[str, Any], **_: Any) -> None:
        assert len(counts) < MOST_BATCHES, "this goes on for ever"
        ((table, requests),) = params["RequestItems"].items()
        half = (len(requests) + 1) // 2
        params["RequestItems"] = {table: requests[:half]}
        left[:] = [(table, requests[half:])]

    def give_back(parsed: dict[str, Any], **_: Any) -> None:
        ((table, requests),) = left
        counts.append(len(requests))
        if requests:
            parsed["UnprocessedItems"] = {table: requests}

    with _hooked(
        steady,
        ("before-parameter-build.dynamodb.BatchWriteItem", cut),
        ("after-call.dynamodb.BatchWriteItem", give_back),
    ):
        yield counts


@contextmanager
def done_but_refused(steady: Steady, operation: str, at: int) -> Iterator[list[str]]:
    """That call is done, its answer is lost, and botocore's own second try finds its condition broken."""
    made: list[str] = []

    def refuse(parsed: dict[str, Any], http_response: Any, **_: Any) -> None:
        made.append(operation)
        if len(made) - 1 == at and "Error" not in parsed:
            parsed.clear()
            parsed["Error"] = {"Code": "ConditionalCheckFailedException", "Message": "The conditional request failed"}
            http_response.status_code = 400
            parsed["ResponseMetadata"] = {"HTTPStatusCode": 400}

    with _hooked(steady, (f"after-call.dynamodb.{operation}", refuse)):
        yield made


@contextmanager
def stale_index(steady: Steady) -> Iterator[list[str]]:
    """The index lags: each shard goes on to answer as it did the first time."""
    seen: dict[str, Any] = {}
    stale: list[str] = []
    asked: list[str] = []

    def note(params: dict[str, Any], **_: Any) -> None:
        asked[:] = [params["ExpressionAttributeValues"][":s"]["S"]] if params.get("IndexName") else []

    def rewrite(parsed: dict[str, Any], **_: Any) -> None:
        if not asked:
            return
        if asked[0] in seen:
            stale.append(asked[0])
            parsed["Items"] = seen[asked[0]]
        seen[asked[0]] = parsed["Items"]

    with _hooked(steady, ("before-parameter-build.dynamodb.Query", note), ("after-call.dynamodb.Query", rewrite)):
        yield stale


@contextmanager
def stale_glances(steady: Steady, shown: list[Any] | None = None) -> Iterator[list[int]]:
    """Weak reads of a partition go on to answer as the first did, or with what is `shown`: that replica is behind."""
    old: list[list[Any]] = [] if shown is None else [shown]
    given: list[int] = []
    weak: list[bool] = []

    def note(params: dict[str, Any], **_: Any) -> None:
        weak[:] = [not params.get("ConsistentRead") and "IndexName" not in params]

    def rewrite(parsed: dict[str, Any], **_: Any) -> None:
        if weak == [True]:
            given.append(len(parsed["Items"]))
            old[:] = old or [parsed["Items"]]
            parsed["Items"] = old[0]

    with _hooked(steady, ("before-parameter-build.dynamodb.Query", note), ("after-call.dynamodb.Query", rewrite)):
        yield given


@contextmanager
def blind_replicas(steady: Steady) -> Iterator[None]:
    """Weak reads of an item find nothing: what was written a moment ago is not there yet."""
    weak: list[bool] = []

    def note(params: dict[str, Any], **_: Any) -> None:
        weak[:] = [not params.get("ConsistentRead")]

    def rewrite(parsed: dict[str, Any], **_: Any) -> None:
        if weak == [True]:
            parsed.pop("Item", None)

    with _hooked(steady, ("before-parameter-build.dynamodb.GetItem", note), ("after-call.dynamodb.GetItem", rewrite)):
        yield


def _answer(parsed: dict[str, Any]) -> Any:
    return SimpleNamespace(status_code=200), {**parsed, "ResponseMetadata": {"HTTPStatusCode": 200}}


@contextmanager
def _hooked(steady: Steady, *hooks: tuple[str, Callable[..., Any]]) -> Iterator[None]:
    events = steady.aws.clients.dynamodb.meta.events
    for name, hook in hooks:
        events.register_first(name, hook, unique_id=f"rewrite-{name}")
    try:
        yield
    finally:
        for name, hook in hooks:
            events.unregister(name, hook, unique_id=f"rewrite-{name}")
