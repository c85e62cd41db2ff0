"""Queue what may leave now. What is lost on the way is found again in the due index."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.message import Message
from chalicelib.ports import Services
from chalicelib.ports.messages import MessageRef


def queue_messages(services: Services, owner: str, messages: Sequence[Message], now: datetime) -> None:
    """Send the names of the messages that may leave by `now` to the delivery queues."""
    refs = refs_of(owner, messages, now)
    if refs:
        services.queue.send(refs)


def refs_of(owner: str, messages: Sequence[Message], now: datetime) -> list[MessageRef]:
    """The names of the messages that may leave by `now`."""
    return [MessageRef(owner, message.occasion, message.is_safety) for message in messages if message.leaves_at <= now]
