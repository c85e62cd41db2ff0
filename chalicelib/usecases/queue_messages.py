"""Queue what may leave now. What is lost on the way is found again in the due index."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from chalicelib.domain.errors import QueueFailed
from chalicelib.domain.message import Message
from chalicelib.ports import Services
from chalicelib.ports.messages import MessageRef, ref_to

LOG: Final = logging.getLogger("steady")


def queue_messages(services: Services, owner: str, messages: Sequence[Message], now: datetime) -> None:
    """Send the names of the messages that may leave by `now` to the delivery queues."""
    queue_refs(services, refs_of(owner, messages, now))


def queue_refs(services: Services, refs: Sequence[MessageRef]) -> None:
    """Queue these. A queue that fails is logged and no more: the due index has the messages, the sweep comes by."""
    if not refs:
        return
    try:
        services.queue.send(refs)
    except QueueFailed:
        LOG.warning("not every message could be queued; the sweep will queue the others")


def refs_of(owner: str, messages: Sequence[Message], now: datetime) -> list[MessageRef]:
    """The names of the messages that may leave by `now`."""
    return [ref_to(owner, message.occasion, message.is_safety) for message in messages if message.leaves_at <= now]
