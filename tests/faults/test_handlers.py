"""The handlers that people and SES call, on DynamoDB: killed and turned down at every call, asked again, then swept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import pytest

from chalicelib.domain.localtime import brief_text
from chalicelib.doors.events import DoorFailed
from chalicelib.ports.messages import MessageRef
from local.gateway import function_context
from tests.fakes.ses_events import TOPIC, notification, ses_event
from tests.fakes.steady import ADDRESS, Steady, steady_running
from tests.faults.killing import forget, kill_at, points_of
from tests.faults.test_kills import a_sweep, recover
from tests.faults.turning_down import CONFLICT, INTERNAL, THROTTLED, Error, turning_down

Scene = Callable[[Steady], "Handler"]


@dataclass
class Handler:
    """What is asked, asked again until it is answered, and what holds in the end."""

    act: Callable[[], bool]
    holds: Callable[[], bool]


def an_import(steady: Steady) -> Handler:
    token = steady.join()
    steady.clock.tick(hours=2)
    at = brief_text(steady.clock() - timedelta(hours=1))
    droop = {"id": "e1", "type": "symptom", "name": "face_droop", "onset": "sudden", "at": at, "received_at": at}
    file = {"format": "steady.timeline/1", "person": {"timezone": "Europe/London"}, "entries": [droop]}
    return Handler(
        lambda: steady.ask("POST", "/v1/import", file, token=token).status == 200,
        lambda: len(steady.mails("emergency")) == 1 == len(entries(steady)),
    )


def an_erasure(steady: Steady) -> Handler:
    token = steady.join()
    steady.json("POST", "/v1/entries", {"type": "episode", "area": "calf", "side": "left", "minutes": 3},
                token=token, status=201)  # fmt: skip
    steady.clock.tick(hours=20)
    steady.sweep_only()
    told = len(steady.mails())
    return Handler(
        # once the token is gone there is nothing left to ask for
        lambda: steady.ask("DELETE", "/v1/me?confirm=erase", token=token).status in (204, 401),
        lambda: len(steady.mails()) == told and not of_people(steady),
    )


def a_confirmation(steady: Steady) -> Handler:
    steady.json("POST", "/v1/people", {"email": ADDRESS, "timezone": "Europe/London"}, status=202)
    token = steady.link_token()
    people = lambda: [item for item in steady.aws.items() if item["sk"]["S"] == "5#person"]  # noqa: E731
    return Handler(
        lambda: steady.ask("POST", "/v1/confirm", {"token": token}).status in (201, 422),
        lambda: len(people()) == 1 == len([item for item in steady.aws.items() if item["pk"]["S"].startswith("A#")]),
    )


def an_event(steady: Steady) -> Handler:
    a_sweep(steady)()
    (finding,) = [item for item in steady.aws.items() if item.get("safety", {}).get("BOOL")]
    ref = MessageRef(finding["pk"]["S"].removeprefix("P#"), finding["sk"]["S"].removeprefix("1#message#"))
    steady.services.messages.lease(ref, steady.clock(), steady.clock() + timedelta(minutes=2))
    event = notification(ses_event("Send", ref))
    return Handler(
        lambda: bool(steady.app.feedback(event, function_context("feedback"))),
        # the worker that died had sent it outside this ledger, so that nobody may send it again
        lambda: not steady.mails("finding"),
    )


HANDLERS: Final = {
    "import": an_import,
    "erase": an_erasure,
    "confirm": a_confirmation,
    "feedback": an_event,
}


@pytest.mark.parametrize("scene", HANDLERS.values(), ids=HANDLERS)
def test_killed_at_every_call(scene: Scene) -> None:
    with steady_running(visibility=0, feedback_topic=TOPIC) as steady:
        handler = scene(steady)
        restore, now = steady.aws.snapshot(), steady.clock()
        points = points_of(steady, handler.act)
        assert points >= 2
        for point in range(points):
            restore()
            steady.clock.now = now
            forget(steady)
            with kill_at(steady, point) as countdown:
                handler.act()
            assert countdown.where
            forget(steady)
            assert handler.act(), countdown.where
            recover(steady, is_queue_lost=False)
            assert handler.holds(), countdown.where


@pytest.mark.parametrize("error", [THROTTLED, INTERNAL, CONFLICT], ids=["throttled", "500", "conflict"])
@pytest.mark.parametrize("scene", HANDLERS.values(), ids=HANDLERS)
def test_turned_down_at_every_call(scene: Scene, error: Error) -> None:
    with steady_running(visibility=0, feedback_topic=TOPIC) as steady:
        handler = scene(steady)
        restore, now = steady.aws.snapshot(), steady.clock()
        with turning_down(steady, None) as made:
            handler.act()
        for at, name in enumerate(made):
            if error is CONFLICT and name != "TransactWriteItems":
                continue
            restore()
            steady.clock.now = now
            forget(steady)
            with turning_down(steady, at, error):
                answered = asked(handler)
            assert answered or asked(handler), name
            recover(steady, is_queue_lost=False)
            assert handler.holds(), name


def asked(handler: Handler) -> bool:
    """Ask once; whether it was answered. A function that SNS calls raises where a door of the API answers 500."""
    try:
        return handler.act()
    except DoorFailed:
        return False


def entries(steady: Steady) -> list[dict[str, Any]]:
    return [item for item in steady.aws.items() if item["sk"]["S"].startswith(("2#", "3#"))]


def of_people(steady: Steady) -> list[str]:
    return [item["pk"]["S"] for item in steady.aws.items() if not item["pk"]["S"].startswith(("R#", "SWEEP"))]
