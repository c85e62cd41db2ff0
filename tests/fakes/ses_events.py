"""SES events as they come by SNS, in SES's event publishing format."""

import json
from typing import Any

from chalicelib.ports.messages import MessageRef

TOPIC = "arn:aws:sns:us-east-1:123456789012:steady-feedback"
ANN = "ann@example.org"


def ses_event(kind: str, ref: MessageRef, address: str = ANN, **more: Any) -> str:
    """One event. A bounce is for good and a complaint is meant, if `more` does not say otherwise."""
    tags = {"message": [ref.id], "owner": [ref.owner], "kind": ["finding"], "ses:configuration-set": ["steady"]}
    details: dict[str, Any] = {
        "Bounce": {"bounce": {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": address}]}},
        "Complaint": {"complaint": {"complainedRecipients": [{"emailAddress": address}]}},
    }
    event: dict[str, Any] = {"eventType": kind, "mail": {"messageId": "m1", "destination": [address], "tags": tags}}
    event |= details.get(kind, {})
    for part, changes in more.items():
        event[part] = {**event.get(part, {}), **changes}
    return json.dumps(event)


def notification(*messages: str, topic: str = TOPIC) -> dict[str, Any]:
    """What SNS hands the function."""
    return {"Records": [_record(message, topic) for message in messages]}


def _record(message: str, topic: str) -> dict[str, Any]:
    sns = {"Type": "Notification", "MessageId": "n1", "TopicArn": topic, "Subject": "An event",
           "Message": message, "MessageAttributes": {}, "Timestamp": "2026-11-23T12:00:00.000Z"}  # fmt: skip
    return {"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": f"{topic}:1", "Sns": sns}
