"""What DynamoDB charges for the calls that were made: capacity units, by its published rules.

Writes are as the table says them (`ConsumedCapacity`). Reads are reckoned from the items that came back: half a unit
for each 4 KB begun, a whole one where the read is strong. The emulator says one unit for any read, whatever its size.
"""

import json
from base64 import b64decode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Final

from bench.stage import AwsCall

READ_BYTES: Final = 4096
WRITE_BYTES: Final = 1024
REFUSED: Final = 1.0
"""What a write takes that its condition refuses. Only counters of a few bytes are refused where all goes well."""
CONTAINER: Final = 3
"""Bytes of a list or a map itself; each element takes one more."""


@dataclass(frozen=True, slots=True)
class Used:
    """The calls by name, with the read and write units that they took, and the least that they could have taken.

    That is what the same bytes would take in one weak read and in one plain write of one item without an index.
    """

    calls: Mapping[str, int] = field(default_factory=dict)
    read: float = 0.0
    write: float = 0.0
    least_read: float = 0.0
    least_write: float = 0.0


def used_by(calls: Sequence[AwsCall]) -> Used:
    """What these calls took. Raises ValueError for a call that cannot be counted so."""
    if any("FilterExpression" in call.params or call.name == "Scan" for call in calls):
        raise ValueError("what a filter or a scan reads does not all come back")
    answers = [(call, json.loads(call.answer or b"{}")) for call in calls if call.name != "SendEmail"]
    reads = [(call, _bytes_read(call, answer)) for call, answer in answers if call.name in READS]
    written = sum(_bytes_written(call) for call in calls)
    return Used(
        calls=dict(sorted(Counter(call.name for call in calls).items())),
        read=sum(read_units(size, is_strong=bool(call.params.get("ConsistentRead"))) for call, size in reads),
        write=sum(_written(answer) for call, answer in answers if call.name not in READS),
        least_read=read_units(sum(size for _, size in reads), is_strong=False) if reads else 0.0,
        least_write=ceil(written / WRITE_BYTES),
    )


READS: Final = ("Query", "GetItem")


def _bytes_read(call: AwsCall, answer: Mapping[str, Any]) -> int:
    items = answer["Items"] if call.name == "Query" else [answer["Item"]] if "Item" in answer else []
    return sum(map(item_bytes, items))


def _bytes_written(call: AwsCall) -> int:
    """What was sent to be written: whole items, and of updates their key and values."""
    actions = call.params.get("TransactItems", [{call.name: call.params}])
    asked = [one for action in actions for one in action.values()]
    return sum(
        item_bytes(one.get("Item") or {**one["Key"], **one.get("ExpressionAttributeValues", {})})
        for one in asked
        if "Item" in one or "UpdateExpression" in one
    )


def _written(answer: Mapping[str, Any]) -> float:
    said = answer.get("ConsumedCapacity", [])
    if "__type" in answer:
        if not answer["__type"].endswith("ConditionalCheckFailedException"):
            raise ValueError(f"a write was refused: {answer['__type']}")
        return REFUSED
    return sum(float(one["CapacityUnits"]) for one in ([said] if isinstance(said, dict) else said))


def read_units(size: int, *, is_strong: bool) -> float:
    """The units of a read of so many bytes, at least one step."""
    return max(1, ceil(size / READ_BYTES)) * (1.0 if is_strong else 0.5)


def item_bytes(item: Mapping[str, Any]) -> int:
    """The size of an item: its names and its values."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def _value_bytes(value: Mapping[str, Any]) -> int:
    ((kind, held),) = value.items()
    if kind == "S":
        return len(held.encode())
    if kind == "B":
        # as the client has it, or as it came over the wire
        return len(held if isinstance(held, bytes) else b64decode(held))
    if kind == "N":
        return ceil(len(held.lstrip("-").replace(".", "")) / 2) + 1
    if kind in ("BOOL", "NULL"):
        return 1
    if kind == "M":
        return CONTAINER + sum(len(name.encode()) + _value_bytes(one) + 1 for name, one in held.items())
    if kind == "L":
        return CONTAINER + sum(_value_bytes(one) + 1 for one in held)
    raise ValueError(f"no item of ours holds a value of the kind {kind}")
