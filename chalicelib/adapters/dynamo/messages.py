"""The due index and the recorded messages in DynamoDB."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.adapters.dynamo.erasure import LAST, is_erased
from chalicelib.adapters.dynamo.items import person_of
from chalicelib.adapters.dynamo.keys import DUE_INDEX, MESSAGE, PERSON, Item, due_text, key, message_key
from chalicelib.adapters.dynamo.packing import unpack
from chalicelib.adapters.dynamo.table import Table
from chalicelib.domain.message import Message
from chalicelib.ports.messages import (
    QUARANTINE,
    REPLACES,
    Cursor,
    Due,
    DuePerson,
    Faulty,
    Leased,
    MessageRef,
    Outcome,
    Told,
)

PAGE: Final = 100
"""What a sweep takes up at once: little enough that the index has not grown old when the last of it is seen to."""
SWEEP: Final = {"pk": {"S": "SWEEP"}, "sk": {"S": "last"}}


class DynamoMessageStore(Struct, frozen=True):
    """`MessageStore` on one table and its sparse due index."""

    table: Table

    def due(self, shard: int, until: datetime, after: Cursor | None = None) -> Due:
        """One page of a shard, the earliest first. What cannot be read is named and left."""
        items, following = self.table.page(
            after,
            IndexName=DUE_INDEX,
            KeyConditionExpression="due_shard = :s AND due_at <= :t",
            ExpressionAttributeValues={":s": {"S": str(shard)}, ":t": {"S": due_text(until)}},
            Limit=PAGE,
        )
        return replace(_sorted_out(items), next=following)

    def put_off(self, faulty: Faulty, due_at: datetime, now: datetime, *, aside: bool) -> None:
        """One conditional write: whoever changed the item meanwhile has mended it, or moved it on."""
        values = {":at": due_text(due_at), ":now": due_text(now), ":fault": faulty.fault, ":aside": str(QUARANTINE)}
        used = {name: {"S": text} for name, text in values.items() if aside or name != ":aside"}
        self.table.update(
            key(faulty.owner, faulty.place or PERSON),
            UpdateExpression=f"SET due_at = :at, fault = :fault{', due_shard = :aside' * aside} ADD tries :one",
            ConditionExpression="due_at <= :now",
            ExpressionAttributeValues={**used, ":one": {"N": "1"}},
        )

    def quarantined(self) -> list[Faulty]:
        """Everything in the quarantine's shard, due or not."""
        return [
            _faulty(item)
            for item in self.table.query(
                IndexName=DUE_INDEX,
                KeyConditionExpression="due_shard = :s",
                ExpressionAttributeValues={":s": {"S": str(QUARANTINE)}},
            )
        ]

    def people_not_due(self, segment: int, segments: int, before: datetime) -> list[str]:
        """A scan of one part of the table: it reads everything there, which is the price of trusting no index."""
        found = self.table.scan(
            Segment=segment,
            TotalSegments=segments,
            ProjectionExpression="pk",
            FilterExpression="attribute_exists(agenda) AND (attribute_not_exists(due_at) OR due_at > :far)",
            ExpressionAttributeValues={":far": {"S": due_text(before)}},
        )
        return [_owner(item) for item in found]

    def requeue(self, ref: MessageRef, due_at: datetime, now: datetime) -> bool:
        """A conditional write on what the index showed: somebody who was faster has moved it already."""
        return bool(
            self.table.update(
                message_key(ref),
                UpdateExpression="SET due_at = :next",
                ConditionExpression="attribute_exists(pk) AND due_at <= :now",
                ExpressionAttributeValues={":next": {"S": due_text(due_at)}, ":now": {"S": due_text(now)}},
            )
        )

    def lease(self, ref: MessageRef, now: datetime, until: datetime) -> Leased | None:
        """Take the message in one conditional write that also reads it, and leave it where it is in the due index."""
        item = self.table.update(
            message_key(ref),
            UpdateExpression="SET #s = :leased, lease_until = :until ADD leases :one",
            ConditionExpression="#s = :pending OR (#s = :leased AND lease_until <= :now)",
            ExpressionAttributeNames={"#s": "status"},
            ExpressionAttributeValues={
                ":leased": {"S": "leased"},
                ":pending": {"S": "pending"},
                ":until": {"S": due_text(until)},
                ":now": {"S": due_text(now)},
                ":one": {"N": "1"},
            },
        )
        if item is None:
            return None
        return Leased(message=unpack(item["body"], Message), was_leased=item["leases"]["N"] != "1")

    def settle(self, ref: MessageRef, outcome: Outcome, at: datetime) -> bool:
        """Write the outcome over what it may replace; only `pending` stays in the due index."""
        if outcome == "pending":
            change = "SET #s = :s, due_at = :at REMOVE lease_until, leases"
        else:
            change = "SET #s = :s, settled_at = :at REMOVE due_shard, due_at, lease_until"
        before = {f":b{place}": {"S": status} for place, status in enumerate(REPLACES[outcome])}
        return bool(
            self.table.update(
                message_key(ref),
                UpdateExpression=change,
                ConditionExpression=f"#s IN ({', '.join(before)})",
                ExpressionAttributeNames={"#s": "status"},
                ExpressionAttributeValues={":s": {"S": outcome}, ":at": {"S": due_text(at)}, **before},
            )
        )

    def is_settled(self, ref: MessageRef, outcome: Outcome) -> bool:
        """Any replica will do: an outcome that it shows was there, and one that it does not show is written again."""
        item = self.table.get(message_key(ref), is_strong=False)
        return item is not None and item["status"]["S"] == outcome

    def list_messages(self, owner: str) -> list[Told]:
        """Every message of the partition, which keeps them for 35 or 400 days, by their kind."""
        found = [_told(item) for item in self.table.between(owner, MESSAGE, MESSAGE + LAST)]
        return sorted(found, key=lambda told: (told.message.decided_at, told.message.occasion))

    def note_sweep(self, at: datetime) -> None:
        """Remember that a sweep has finished."""
        self.table.put({**SWEEP, "at": {"S": at.isoformat()}})

    def last_sweep(self) -> datetime | None:
        """When a sweep last finished."""
        item = self.table.get(SWEEP)
        return datetime.fromisoformat(item["at"]["S"]) if item else None


def _sorted_out(items: Iterable[Item]) -> Due:
    people, messages, unreadable, erased = [], [], [], []
    for item in items:
        try:
            if item["sk"]["S"] != PERSON:
                messages.append(_ref(item))
            elif is_erased(item):
                erased.append(person_of(item)[0])
            else:
                person, agenda = person_of(item)
                people.append(DuePerson(person=person, agenda=agenda, tries=_tries(item)))
        except (ValueError, KeyError):
            unreadable.append(_faulty(item))
    return Due(people=tuple(people), messages=tuple(messages), quarantined=tuple(unreadable), erased=tuple(erased))


def _owner(item: Item) -> str:
    return str(item["pk"]["S"].removeprefix("P#"))


def _ref(item: Item) -> MessageRef:
    return MessageRef(_owner(item), item["sk"]["S"].removeprefix(MESSAGE), item["safety"]["BOOL"])


def _told(item: Item) -> Told:
    settled_at = datetime.fromisoformat(item["settled_at"]["S"]) if "settled_at" in item else None
    return Told(message=unpack(item["body"], Message), status=item["status"]["S"], settled_at=settled_at)


def _tries(item: Item) -> int:
    return int(item["tries"]["N"]) if "tries" in item else 0


def _faulty(item: Item) -> Faulty:
    sort = item["sk"]["S"]
    fault = item["fault"]["S"] if "fault" in item else "unreadable"
    return Faulty(owner=_owner(item), place=None if sort == PERSON else sort, tries=_tries(item), fault=fault)
