"""What SES tells of a mail is read; what it does not tell us, or nobody can read, says nothing."""

import json
from typing import Any

import pytest

from chalicelib.adapters.feedback import read_feedback
from chalicelib.ports.messages import ref_to
from tests.fakes.ses_events import ANN, ses_event

REF = ref_to("ann", "finding#a")
NOBODY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("kind", "more", "outcome", "stopped"),
    [
        ("Send", {}, "sent", None),
        ("Delivery", {}, "sent", None),
        ("Reject", {"reject": {"reason": "Bad content"}}, "failed", None),
        ("Rendering Failure", {"failure": {}}, "failed", None),
        ("Bounce", {}, "sent", "bounce"),
        ("Bounce", {"bounce": {"bounceSubType": "OnAccountSuppressionList"}}, "sent", "bounce"),
        ("Bounce", {"bounce": {"bounceType": "Transient"}}, "sent", None),
        ("Bounce", {"bounce": {"bounceType": "Undetermined"}}, "sent", None),
        ("Complaint", {}, "sent", "complaint"),
        ("Complaint", {"complaint": {"complaintFeedbackType": "abuse"}}, "sent", "complaint"),
        ("Complaint", {"complaint": {"complaintFeedbackType": "not-spam"}}, "sent", None),
    ],
)
def test_each_event_says_what_became_of_the_mail(kind: str, more: Any, outcome: str, stopped: str) -> None:
    told = read_feedback(ses_event(kind, REF, **more))
    assert told is not None
    assert (told.ref, told.outcome, told.stopped) == (REF, outcome, stopped)
    assert told.addresses == (frozenset({ANN}) if stopped else NOBODY)


@pytest.mark.parametrize("kind", ["Open", "Click", "DeliveryDelay", "Subscription", "", "send"])
def test_other_events_say_nothing(kind: str) -> None:
    assert read_feedback(ses_event(kind, REF)) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "hello", "[]", "null", "7", "[" * 100_000, '{"eventType": "Send"}', '{"eventType": "Send", "mail": null}',
        '{"eventType": "Send", "mail": {"tags": {"message": ["x"]}}}', '{"eventType": [], "mail": {"tags": {}}}',
        '{"eventType": "Send", "mail": {"tags": {"message": [], "owner": []}}}',
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_nothing(text: str) -> None:
    assert read_feedback(text) is None


@pytest.mark.parametrize("recipients", [None, "x", [None], [{}], {}])
def test_a_bounce_without_addresses_stops_mail_to_nobody(recipients: object) -> None:
    told = read_feedback(ses_event("Bounce", REF, bounce={"bouncedRecipients": recipients}))
    assert told is not None
    assert told.addresses == NOBODY


def test_an_event_of_a_kind_that_is_no_text_says_nothing() -> None:
    event = json.loads(ses_event("Send", REF))
    assert read_feedback(json.dumps({**event, "eventType": ["Send"]})) is None
