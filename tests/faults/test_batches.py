"""A queue's batch through the worker's door: only what failed comes back, and what is no message harms nobody."""

import json
from datetime import timedelta

from msgspec.structs import replace

from chalicelib import bootstrap
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.doors.events import deliver_batch
from chalicelib.ports.messages import Mail, MessageRef
from tests.faults.checker import check
from tests.faults.outside_world import PlainWriter
from tests.faults.scenes import ANN, BOB, a_delivery
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


class Unwritable(PlainWriter):
    """Cannot put one person's mails into words."""

    def write(self, ref: MessageRef, message: Message, to: str, person: Person | None) -> Mail:
        if to == ANN:
            raise KeyError("a field of the template")
        return super().write(ref, message, to, person)


def test_a_mail_that_cannot_be_written_stops_no_other() -> None:
    with world_running() as world:
        played = a_delivery(world)
        bootstrap.use(replace(world.services, writer=Unwritable()))
        world.drain()
        assert {mail.to for mail in world.ses.sent()} == {BOB}
        bootstrap.use(world.services)
        world.recover()
        report = check(played.owed, world.ses.sent(), timedelta(minutes=15), world.clock())
        assert (report.untold, report.doubled) == ((), ())
