"""Reading what SES tells of a mail by SNS: its event publishing format, as far as it matters here."""

import json
from collections.abc import Mapping
from typing import Any, Final, Literal

from chalicelib.domain.person import MailStop
from chalicelib.ports.messages import Feedback, MessageRef

LEFT: Final = frozenset({"Send", "Delivery", "Bounce", "Complaint"})
"""Events of a mail that SES took and sent on, whatever came of it there."""
REFUSED: Final = frozenset({"Reject", "Rendering Failure"})
"""Events of a mail that SES took and then did not send."""


def read_feedback(text: str) -> Feedback | None:
    """What an event says of one of our mails; None where it says nothing that matters, or nothing at all."""
    try:
        event = json.loads(text)
        kind = str(event["eventType"])
        tags = event["mail"]["tags"]
        ref = MessageRef(str(tags["owner"][0]), str(tags["message"][0]))
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return None
    if kind not in LEFT | REFUSED:
        return None
    outcome: Literal["sent", "failed"] = "failed" if kind in REFUSED else "sent"
    stopped, addresses = _stop(kind, event)
    return Feedback(ref=ref, outcome=outcome, stopped=stopped, addresses=addresses)


def _stop(kind: str, event: Mapping[str, Any]) -> tuple[MailStop | None, frozenset[str]]:
    """Why mail to these addresses stops; a bounce that may pass, and the word that it is no spam, stop nothing."""
    if kind == "Bounce" and _field(event, "bounce", "bounceType") == "Permanent":
        return "bounce", _addresses(_field(event, "bounce", "bouncedRecipients"))
    if kind == "Complaint" and _field(event, "complaint", "complaintFeedbackType") != "not-spam":
        return "complaint", _addresses(_field(event, "complaint", "complainedRecipients"))
    return None, frozenset()


def _field(event: Mapping[str, Any], part: str, name: str) -> Any:
    found = event.get(part)
    return found.get(name) if isinstance(found, dict) else None


def _addresses(recipients: Any) -> frozenset[str]:
    listed = recipients if isinstance(recipients, list) else []
    return frozenset(
        str(one["emailAddress"]).lower() for one in listed if isinstance(one, dict) and "emailAddress" in one
    )
