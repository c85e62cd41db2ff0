"""SES tells by SNS: only our own topic is listened to, and a stop is shown to the person and can be taken back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.ports.messages import MessageRef
from local.gateway import function_context
from tests.fakes.ses_events import TOPIC, notification, ses_event
from tests.fakes.steady import Steady, steady_running


@pytest.fixture
def steady() -> Iterator[Steady]:
    with steady_running(feedback_topic=TOPIC) as running:
        yield running


def tell(steady: Steady, event: dict[str, Any]) -> Any:
    return steady.app.feedback(event, function_context("feedback"))


def reminded(steady: Steady) -> tuple[str, MessageRef]:
    """A person's token, and the reminder that they got."""
    token = steady.join()
    steady.clock.tick(hours=20)
    steady.sweep()
    (item,) = [
        item for item in steady.aws.items() if item["sk"]["S"].startswith("1#message") and "reminder" in str(item)
    ]
    return token, MessageRef(item["pk"]["S"].removeprefix("P#"), item["sk"]["S"].removeprefix("1#message#"))


def status(steady: Steady) -> list[str]:
    return [item["status"]["S"] for item in steady.aws.items() if "status" in item and "reminder" in str(item)]


def test_a_bounce_stops_mail_and_says_so(steady: Steady) -> None:
    token, ref = reminded(steady)
    event = notification(ses_event("Send", ref), ses_event("Bounce", ref))
    assert tell(steady, event) == {"settled": 2, "ignored": 0}
    me = steady.json("GET", "/v1/me", token=token)
    assert me["mail_stopped"]["reason"] == "bounce"
    sent = len(steady.mails())
    steady.clock.tick(days=1)
    steady.sweep()
    assert len(steady.mails()) == sent


def test_a_stop_can_be_taken_back_and_nothing_else_be_written_there(steady: Steady) -> None:
    token, ref = reminded(steady)
    tell(steady, notification(ses_event("Complaint", ref)))
    problem = steady.json("PATCH", "/v1/me", {"mail_stopped": {"reason": "x"}}, token=token, status=422)
    assert problem["errors"][0]["field"] == "mail_stopped"
    assert steady.json("PATCH", "/v1/me", {"summary": "monthly"}, token=token)["mail_stopped"] is not None
    assert steady.json("PATCH", "/v1/me", {"mail_stopped": None}, token=token)["mail_stopped"] is None


def test_signing_in_by_a_mailed_link_shows_that_the_address_works(steady: Steady) -> None:
    token, ref = reminded(steady)
    tell(steady, notification(ses_event("Bounce", ref)))
    steady.json("POST", "/v1/sign-in", {"email": "ann@example.org"}, status=202)
    confirmed = steady.json("POST", "/v1/confirm", {"token": steady.link_token()}, status=201)
    assert confirmed["person"]["mail_stopped"] is None
    assert steady.json("GET", "/v1/me", token=token)["mail_stopped"] is None


@pytest.mark.parametrize("topic", ["arn:aws:sns:us-east-1:999999999999:steady-feedback", "", TOPIC + "x"])
def test_what_comes_by_another_topic_is_not_listened_to(steady: Steady, topic: str) -> None:
    _, ref = reminded(steady)
    before = steady.aws.items()
    assert tell(steady, notification(ses_event("Complaint", ref), topic=topic)) == {"settled": 0, "ignored": 1}
    assert steady.aws.items() == before


def test_without_a_topic_of_our_own_nothing_is_listened_to() -> None:
    with steady_running() as steady:
        _, ref = reminded(steady)
        assert tell(steady, notification(ses_event("Bounce", ref), topic="")) == {"settled": 0, "ignored": 1}


def test_garbage_is_counted_and_harms_nothing(steady: Steady) -> None:
    reminded(steady)
    before = steady.aws.items()
    assert tell(steady, notification("hello", "{}", "[]")) == {"settled": 0, "ignored": 3}
    assert steady.aws.items() == before


def test_the_tags_of_a_mail_name_its_message(steady: Steady) -> None:
    asked: list[bytes] = []
    note = lambda params, **_: asked.append(params["body"])  # noqa: E731
    events = steady.aws.clients.ses.meta.events
    events.register("before-call.sesv2.SendEmail", note, unique_id="tags")
    try:
        _, ref = reminded(steady)
    finally:
        events.unregister("before-call.sesv2.SendEmail", note, unique_id="tags")
    tags = {tag["Name"]: tag["Value"] for tag in json.loads(asked[-1])["EmailTags"]}
    assert (tags["owner"], tags["message"], tags["kind"]) == (ref.owner, ref.id, "reminder")
    assert status(steady) == ["sent"]


def test_neither_queue_nor_tags_name_a_sign(steady: Steady) -> None:
    token = steady.join()
    droop = {"type": "symptom", "name": "face_droop", "onset": "sudden"}
    steady.json("POST", "/v1/entries", droop, token=token, status=201)
    (taken,) = steady.aws.clients.sqs.receive_message(QueueUrl=steady.aws.safety_queue_url)["Messages"]
    assert set(json.loads(taken["Body"])) == {"owner", "message", "correlation_id"}
    assert "stroke" not in taken["Body"]
    assert "emergency" not in taken["Body"]
