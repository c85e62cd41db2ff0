"""The doors that no person knocks at: the schedule and the queues."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from msgspec.structs import asdict

from chalicelib.adapters.log_lines import fault, following
from chalicelib.bootstrap import services
from chalicelib.domain.errors import SendFailed
from chalicelib.ports.messages import MessageRef
from chalicelib.usecases.deliver_message import deliver_message
from chalicelib.usecases.sweep_due import sweep_due

BatchResult = dict[str, list[dict[str, str]]]
RESERVE_MS: Final = 15_000
"""What a sweep keeps to queue what it has decided: a call to AWS may be tried four times."""
DELIVER_RESERVE_MS: Final = 8_000
"""What a worker keeps to send the mail that it has in hand, and to mark it."""
LOG: Final = logging.getLogger("steady")


class DoorFailed(Exception):
    """A function could not do its work; the text is the error's type and no more."""


def run_sweep(event: Mapping[str, Any], context: Any = None) -> dict[str, int]:
    """Sweep as of the event's `time`: a late event decides what was due then. It stops before its own time is up."""
    is_time_up = time_limit(context, RESERVE_MS)
    with _told(context):
        swept = asdict(sweep_due(services(), datetime.fromisoformat(event["time"]), is_time_up))
        if not swept["unfinished"]:
            services().meter.count(SweepsFinished=1)
        return swept


@contextmanager
def _told(context: Any) -> Iterator[None]:
    """Lines name this function. Lambda writes out the text of what is raised, so that goes on as its type alone."""
    with following(context):
        try:
            yield
        except Exception as error:
            LOG.error("a function failed", extra=fault(error))
            raise DoorFailed(type(error).__name__) from None


def time_limit(context: Any, reserve_ms: int) -> Callable[[], bool]:
    """Whether the function has less than this left of its time; never where nothing says how long it may run."""
    return lambda: context is not None and context.get_remaining_time_in_millis() < reserve_ms


def deliver_batch(event: Mapping[str, Any], context: Any = None, *, is_safety: bool = False) -> BatchResult:
    """Deliver each message of a batch; name those that failed, so that only they come back."""
    is_time_up = time_limit(context, DELIVER_RESERVE_MS)
    failed = [
        record["messageId"] for record in event["Records"] if not _deliver(record, context, is_time_up, is_safety)
    ]
    return {"batchItemFailures": [{"itemIdentifier": name} for name in failed]}


def take_feedback(event: Mapping[str, Any], context: Any = None) -> dict[str, int]:
    """Settle what SES tells by our own topic; what comes by another is counted and left."""
    with _told(context):
        told = [_settle(record["Sns"]) for record in event["Records"]]
    return {"settled": sum(told), "ignored": len(told) - sum(told)}


def _settle(notification: Mapping[str, Any]) -> bool:
    from chalicelib.adapters.feedback import read_feedback
    from chalicelib.usecases.settle_feedback import settle_feedback

    wired = services()
    if not wired.feedback_topic or notification.get("TopicArn") != wired.feedback_topic:
        LOG.error("a notification came by a topic that is not ours")
        return False
    feedback = read_feedback(str(notification.get("Message", "")))
    return feedback is not None and settle_feedback(wired, feedback)


def _deliver(record: Mapping[str, Any], context: Any, is_time_up: Callable[[], bool], is_safety: bool) -> bool:
    body = _read(record["body"])
    with following(context, str(body.get("correlation_id", ""))):
        try:
            deliver_message(services(), MessageRef(body["owner"], body["message"], is_safety), is_time_up)
        except SendFailed as error:
            LOG.warning("a mail was not accepted and will be tried again", extra={"error": str(error)})
            return False
        except Exception as error:  # one poisoned message must not take the batch with it; the queue counts its tries
            LOG.error("a message could not be delivered", extra=fault(error))
            return False
    return True


def _read(text: str) -> Mapping[str, Any]:
    """What a queue holds; empty for what is none of ours."""
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
