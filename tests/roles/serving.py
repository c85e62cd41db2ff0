"""The four doors that no person knocks at, through everything that makes them ask AWS for something else."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Final

from chalicelib.ports.messages import MessageRef
from chalicelib.usecases.check_agendas import FROM_MINUTE, PARTS
from local.gateway import function_context
from tests.fakes.moto_aws import TABLE
from tests.fakes.ses_events import notification, ses_event
from tests.fakes.steady import Steady

OUTAGE_DAYS: Final = 16
"""Long enough that one sweep decides more messages than one transaction takes."""
SEIZURE: Final = {"type": "symptom", "name": "seizure", "onset": "sudden"}
MAILED: Final = "1#message#"


@contextmanager
def refused(client: Any, operation: str, code: str) -> Iterator[None]:
    """AWS answers this operation with an error."""
    event, error = f"before-call.{client.meta.service_model.service_name}.{operation}", {"Error": {"Code": code}}

    def refuse(**_: Any) -> Any:
        return SimpleNamespace(status_code=400, headers={}), error

    client.meta.events.register(event, refuse, unique_id="refused")
    try:
        yield
    finally:
        client.meta.events.unregister(event, refuse, unique_id="refused")


def sweep_everything(steady: Steady) -> None:
    """What is due, what was lost, what cannot be read, what was forgotten, what was left half erased."""
    token = steady.join()
    steady.json("POST", "/v1/entries", SEIZURE, token=token, status=201)
    steady.json("POST", "/v1/sign-in", {"email": "ann@example.org"}, status=202)
    steady.aws.lose_queues()
    steady.clock.tick(minutes=6)
    steady.sweep()
    _forget_when(steady)
    _wait_for_the_part_of_who_is_forgotten(steady)
    assert steady.sweep()["repaired"] == 1
    steady.clock.tick(days=OUTAGE_DAYS)
    steady.sweep()
    _spoil(steady)
    assert steady.sweep()["quarantined"] == 1
    _leave_half_erased(steady)
    steady.sweep()
    left = {item["pk"]["S"] for item in steady.aws.items()}
    assert not any("bob" in json.dumps(item) for item in steady.aws.items()), left


def _wait_for_the_part_of_who_is_forgotten(steady: Steady) -> None:
    """Until the sweep of the hour that looks through their part of the table."""
    far = steady.clock() + timedelta(days=9)
    parts = [part for part in range(PARTS) if steady.services.messages.people_not_due(part, PARTS, far)]
    now = steady.clock().replace(minute=FROM_MINUTE)
    hours_until = (parts[0] - int(now.timestamp() // 3600) - 1) % PARTS + 1
    steady.clock.now = now + timedelta(hours=hours_until)


def _person(steady: Steady) -> Any:
    (item,) = [item for item in steady.aws.items() if "agenda" in item]
    return {name: item[name] for name in ("pk", "sk")}


def _forget_when(steady: Steady) -> None:
    """Somebody falls out of the due index."""
    change = {"UpdateExpression": "REMOVE due_at, due_shard"}
    steady.aws.clients.dynamodb.update_item(TableName=TABLE, Key=_person(steady), **change)  # type: ignore[arg-type]


def _spoil(steady: Steady) -> None:
    """Somebody's item can no longer be read."""
    change = {
        "UpdateExpression": "SET agenda = :x, due_at = :now",
        "ExpressionAttributeValues": {":x": {"S": "{"}, ":now": {"S": "2026-01-01T00:00:00Z"}},
    }
    steady.aws.clients.dynamodb.update_item(TableName=TABLE, Key=_person(steady), **change)  # type: ignore[arg-type]


def _leave_half_erased(steady: Steady) -> None:
    """An erasure is interrupted after its mark."""
    token = steady.join("bob@example.org")
    with refused(steady.aws.clients.dynamodb, "BatchWriteItem", "ThrottlingException"):
        assert steady.ask("DELETE", "/v1/me", token=token).status >= 500


def deliver_everything(steady: Steady) -> None:
    """Mails that leave, that come twice, that nobody wants any more, that SES refuses or has no room for."""
    token = steady.join()
    for answer in ("", "MessageRejected", "TooManyRequestsException"):
        steady.json("POST", "/v1/sign-in", {"email": "ann@example.org"}, status=202)
        _deliver(steady, answer)
        steady.json("POST", "/v1/entries", {**SEIZURE, "key": answer or "k"}, token=token, status=201)
        steady.json("DELETE", "/v1/entries/" + _last(steady, token), token=token, status=204)
        _deliver(steady, answer)
    for door in ("deliver", "deliver_safety"):
        for item in _messages(steady):
            body = json.dumps({"owner": item.owner, "message": item.id})
            getattr(steady.app, door)({"Records": [{"messageId": "1", "body": body}]}, function_context(door))
    steady.json("PATCH", "/v1/me", {"streams": {"habits": False}}, token=token)
    steady.clock.tick(hours=20)
    steady.sweep()


def _last(steady: Steady, token: str) -> str:
    return str(steady.json("GET", "/v1/entries?limit=1", token=token)["entries"][0]["id"])


def _deliver(steady: Steady, answer: str) -> None:
    if not answer:
        steady.drain()
        return
    with refused(steady.aws.clients.ses, "SendEmail", answer):
        steady.drain()
    steady.clock.tick(minutes=10)


def _messages(steady: Steady) -> list[MessageRef]:
    items = [item for item in steady.aws.items() if item["sk"]["S"].startswith(MAILED)]
    return [MessageRef(item["pk"]["S"].removeprefix("P#"), item["sk"]["S"].removeprefix(MAILED)) for item in items]


def hear_everything(steady: Steady) -> None:
    """What SES tells of a mail of somebody who is there, of somebody who is gone, and what is none of ours."""
    token = steady.join()
    steady.json("POST", "/v1/sign-in", {"email": "ann@example.org"}, status=202)
    steady.drain()
    refs = _messages(steady)
    topic = steady.services.feedback_topic
    for kind in ("Send", "Delivery", "Open", "Bounce", "Complaint", "Reject"):
        for ref in refs:
            _hear(steady, notification(ses_event(kind, ref), topic=topic))
    assert steady.json("GET", "/v1/me", token=token)["mail_stopped"] is not None
    steady.json("DELETE", "/v1/me", token=token, status=204)
    for ref in refs:
        _hear(steady, notification(ses_event("Bounce", ref), topic=topic))
    _hear(steady, notification("not of SES", topic=topic))


def _hear(steady: Steady, event: Any) -> None:
    steady.app.feedback(event, function_context("feedback"))
