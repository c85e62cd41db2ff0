"""What a kill left open, settled at the next start.

On AWS a queue outlives the worker, and SES tells by its events what it has sent. Here both die with the
process, so the mailbox answers the one question and the table the other.
"""

from datetime import datetime, timedelta
from typing import Final

from chalicelib.adapters.dynamo.keys import DUE_INDEX, MESSAGE
from chalicelib.adapters.dynamo.packing import unpack
from chalicelib.adapters.dynamo.table import Table
from chalicelib.domain.message import Message
from chalicelib.ports import Services
from chalicelib.ports.messages import SHARDS, MessageRef, ref_to

FAR: Final = "9"


def settle_interrupted(services: Services, table: Table, sent: frozenset[str], now: datetime) -> int:
    """Mark what had left, queue again what had not; the number queued. `sent` are the ids of mails that left."""
    refs: list[MessageRef] = []
    for item in _waiting(table):
        message = unpack(item["body"], Message)
        ref = ref_to(item["pk"]["S"].removeprefix("P#"), message.occasion, message.is_safety)
        if ref.id in sent:
            services.messages.settle(ref, "sent", now)
        elif message.leaves_at <= now:
            services.messages.settle(ref, "pending", now + timedelta(minutes=5))
            refs.append(ref)
    if refs:
        services.queue.send(refs)
    return len(refs)


def _waiting(table: Table) -> list[dict[str, dict[str, str]]]:
    return [
        item
        for shard in range(SHARDS)
        for item in table.query(
            IndexName=DUE_INDEX,
            KeyConditionExpression="due_shard = :s AND due_at <= :t",
            ExpressionAttributeValues={":s": {"S": str(shard)}, ":t": {"S": FAR}},
        )
        if item["sk"]["S"].startswith(MESSAGE)
    ]
