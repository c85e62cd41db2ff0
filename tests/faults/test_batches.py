"""A queue's batch through the worker's door: only what failed comes back, and what is no message harms nobody."""

import json

from chalicelib.doors.events import deliver_batch
from tests.faults.scenes import a_delivery
from tests.faults.world import Points, turn_down, world_running


def test_only_what_failed_comes_back() -> None:
    second_lease = points_to_second_lease()
    with world_running() as world:
        a_delivery(world)
        taken = world.queues.take("deliver")
        bodies = [one.body for one in taken]
        records = [{"messageId": f"m{place}", "body": body} for place, body in enumerate(["no JSON", "{}", *bodies])]
        world.strikes.append(Points({second_lease: turn_down}))
        answer = deliver_batch({"Records": records})
        failed = [one["itemIdentifier"] for one in answer["batchItemFailures"]]
        assert failed == ["m0", "m1", "m3"]
        assert len(world.ses.ledger) == len(bodies) - 1


def points_to_second_lease() -> int:
    """The point before the second message of a batch is leased."""
    with world_running() as world:
        a_delivery(world)
        points = Points()
        world.strikes.append(points)
        world.deliver("deliver")
        return [place for place, name in enumerate(points.names) if name == "messages.lease before"][1]


def test_a_body_says_no_more_than_whose_and_which() -> None:
    with world_running() as world:
        a_delivery(world)
        assert all(set(json.loads(one.body)) == {"owner", "message"} for one in world.queues.take("deliver"))
