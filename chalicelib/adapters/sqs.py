"""The two delivery queues in SQS."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError
from msgspec import Struct

from chalicelib.adapters.log_lines import followed_id
from chalicelib.domain.errors import QueueFailed
from chalicelib.ports.messages import MessageRef

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

MOST_AT_ONCE: Final = 10
ATTEMPTS: Final = 3


class SqsQueue(Struct, frozen=True):
    """`Queue` on a queue for every mail and one that only safety mails use."""

    client: "SQSClient"
    url: str
    safety_url: str

    def send(self, refs: Sequence[MessageRef]) -> None:
        """Queue each message's name, safety ones first. Raises SteadyError at the end if any could not be queued."""
        safety = [ref for ref in refs if ref.is_safety]
        others = [ref for ref in refs if not ref.is_safety]
        left = self._send_all(self.safety_url, safety) + self._send_all(self.url, others)
        if left:
            raise QueueFailed(f"{left} of {len(refs)} messages could not be queued")

    def _send_all(self, url: str, refs: Sequence[MessageRef]) -> int:
        batches = [refs[first : first + MOST_AT_ONCE] for first in range(0, len(refs), MOST_AT_ONCE)]
        return sum(self._send_batch(url, batch) for batch in batches)

    def _send_batch(self, url: str, refs: Sequence[MessageRef]) -> int:
        """Send one batch, what failed again; the number that never went."""
        entries = [_entry(number, ref) for number, ref in enumerate(refs)]
        for _ in range(ATTEMPTS):
            try:
                reply = self.client.send_message_batch(QueueUrl=url, Entries=entries)
            except (ClientError, BotoCoreError):
                # The client has tried again by itself; the other batches still get their turn.
                return len(entries)
            failed = {item["Id"] for item in reply.get("Failed", [])}
            entries = [entry for entry in entries if entry["Id"] in failed]
            if not entries:
                return 0
        return len(entries)


def _entry(number: int, ref: MessageRef) -> "SendMessageBatchRequestEntryTypeDef":
    named = {"owner": ref.owner, "message": ref.id}
    followed = {"correlation_id": followed_id()} if followed_id() else {}
    return {"Id": str(number), "MessageBody": json.dumps(named | followed)}
