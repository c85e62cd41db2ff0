"""What AWS does by itself: the five-minute tick, and the queues that empty into their workers."""

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from local.clock import GRID, LocalClock, next_on_grid, read_instant, stamp
from local.embedded import DELIVER, DELIVER_SAFETY, REGION, EmbeddedAws
from local.gateway import function_context
from local.journal import Journal
from local.table import Place

Event = dict[str, Any]
_ENOUGH = 20_000
_LAST_TICK = "last_tick"


class NonHttpDoors(Protocol):
    """The functions of the app that no person calls."""

    sweep: Callable[[Event, Any], Any]
    deliver: Callable[[Event, Any], Any]
    deliver_safety: Callable[[Event, Any], Any]


class StuckError(Exception):
    """A sweep leaves the earliest due moment as it was, again and again."""


@dataclass(frozen=True)
class Advanced:
    """What happened on the way to a later moment."""

    now: datetime
    sweeps: int
    sent: int


class Schedules:
    """Runs the app's schedule and its queue workers. The caller holds the lock round every call."""

    def __init__(self, doors: NonHttpDoors, aws: EmbeddedAws, clock: LocalClock, journal: Journal) -> None:
        self._doors, self._aws, self._clock, self._journal = doors, aws, clock, journal
        self._swept_at: datetime | None = None
        self._left: Place | None = None

    def sweep(self, at: datetime) -> None:
        """One scheduled event with this moment as its time, then the queues."""
        with self._aws.sweeping():
            self._doors.sweep(_scheduled_event(at), function_context("sweep"))
        self._swept_at = at
        self.drain()
        self._left = self._aws.first_due()

    def sweep_if_due(self) -> None:
        """On a live clock: sweep when something is due, and every five minutes anyway."""
        if not self._clock.is_live:
            return
        now, first = self._clock(), self._aws.first_due()
        # What a sweep has just left lying waits for the next regular tick.
        is_due = first is not None and first[0] <= stamp(now) and first != self._left
        if is_due or self._swept_at is None or now - self._swept_at >= timedelta(seconds=GRID):
            self.sweep(now)

    def drain(self) -> None:
        """Let the workers empty the queues, safety first."""
        self._aws.has_queued = False
        for _ in range(_ENOUGH):
            if not (self._run(DELIVER_SAFETY) or self._run(DELIVER)):
                return

    def _run(self, queue: str) -> bool:
        url = self._aws.queue_urls[queue]
        sqs = self._aws.clients.sqs
        taken = sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=0, AttributeNames=["All"]
        ).get("Messages", [])
        if not taken:
            return False
        door = self._doors.deliver_safety if queue == DELIVER_SAFETY else self._doors.deliver
        failed = _failures(door, queue, taken)
        done = [
            {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]}
            for number, message in enumerate(taken)
            if message["MessageId"] not in failed
        ]
        if done:
            sqs.delete_message_batch(QueueUrl=url, Entries=done)
        return True

    def advance(self, target: datetime) -> Advanced:
        """Live through every tick up to this moment that has something due. Raises StuckError."""
        now, sent = self._clock(), self._journal.count_mails()
        sweeps, unchanged, before = 0, 0, None
        self._clock.hold(now)
        while (first := self._aws.first_due()) is not None:
            unchanged = unchanged + 1 if first == before else 0
            if unchanged >= 2:
                raise StuckError(f"Two sweeps in a row left what was due at {first[0]} as it was.")
            before = first
            tick = self._next_tick(first)
            if tick > target:
                break
            self._clock.hold(tick)
            self._journal.remember(_LAST_TICK, stamp(tick))
            self.sweep(tick)
            sweeps += 1
        self._clock.hold(max(target, self._clock()))
        return Advanced(self._clock(), sweeps, self._journal.count_mails() - sent)

    def _next_tick(self, first: Place) -> datetime:
        tick = next_on_grid(max(read_instant(first[0]), self._clock()))
        last = self._journal.recall(_LAST_TICK)
        return tick if last is None else max(tick, read_instant(last) + timedelta(seconds=GRID))


def _failures(door: Callable[[Event, Any], Any], queue: str, taken: list[dict[str, Any]]) -> set[str]:
    """The messages that stay in the queue; all of them where the worker itself fails."""
    try:
        answer = door({"Records": [_record(queue, one) for one in taken]}, function_context(queue)) or {}
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return {one["MessageId"] for one in taken}
    failures = answer.get("batchItemFailures", []) if isinstance(answer, dict) else []
    return {failure["itemIdentifier"] for failure in failures}


def _record(queue: str, message: dict[str, Any]) -> Event:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {},
        "md5OfBody": message.get("MD5OfBody", ""),
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{REGION}:123456789012:{queue}",
        "awsRegion": REGION,
    }


def _scheduled_event(at: datetime) -> Event:
    moment = stamp(at.astimezone(UTC))
    return {
        "version": "0",
        "id": f"local-{moment}",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "123456789012",
        "time": moment,
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:123456789012:rule/steady-sweep"],
        "detail": {},
    }
