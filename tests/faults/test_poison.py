"""One poisoned person among a thousand, at every position: the others are served, and the one can be seen."""

from collections.abc import Callable
from copy import copy
from datetime import timedelta
from typing import Any, Final

import pytest
from msgspec.structs import replace

from chalicelib.adapters.dynamo.items import person_item, person_of
from chalicelib.adapters.dynamo.packing import pack
from chalicelib.domain.agenda import Agenda
from chalicelib.domain.habit import HABITS, HabitPlan
from chalicelib.domain.person import Profile
from chalicelib.doors.events import run_sweep
from chalicelib.ports.messages import SHARDS
from tests.fakes.memory import Partition
from tests.fakes.moto_aws import TABLE
from tests.fakes.outside import MONDAY
from tests.fakes.samples import person
from tests.fakes.steady import steady_running
from tests.faults.world import World, world_running

MANY: Final = 1000
EIGHT: Final = MONDAY + timedelta(hours=20)
PLANS: Final = {code: HabitPlan(on=code == "check_in") for code in HABITS}
NOWHERE: Final = Profile(timezone="Nowhere/Land")


def crowd() -> dict[str, Partition]:
    """A thousand people whose reminder of 08:00 is due, and nothing else of theirs."""
    names = [f"p{number:04}" for number in range(MANY)]
    return {name: Partition(person(name, habits=PLANS, timezone="Etc/UTC"), Agenda(remind_at=EIGHT)) for name in names}


def swept_with(world: World, people: dict[str, Partition], *poisoned: str) -> int:
    """Sweep the crowd anew with these poisoned; how many the sweep set aside."""
    world.store.partitions = {name: copy(part) for name, part in people.items()}
    world.store.waiting.clear()
    world.queues.lose()
    for name in poisoned:
        part = world.store.partitions[name]
        part.person = replace(part.person, profile=NOWHERE)
    world.clock.now = EIGHT
    return int(run_sweep({"time": EIGHT.isoformat()})["quarantined"])


def positions(world: World, people: dict[str, Partition]) -> list[list[str]]:
    """The names of each shard in the order in which a sweep sees them."""
    world.store.partitions = people
    return [[one.person.id for one in world.store.due(shard, EIGHT).people] for shard in range(SHARDS)]


def reminded(world: World) -> set[str]:
    """Whose reminder is recorded."""
    return {owner for owner, _ in world.store.waiting}


@pytest.mark.parametrize("shard", [0, SHARDS - 1])
def test_every_position_of_a_shard(shard: int) -> None:
    people = crowd()
    with world_running(EIGHT) as world:
        people = {name: people[name] for name in positions(world, people)[shard]}
        assert len(people) > MANY // SHARDS // 2
        for name in people:
            assert swept_with(world, people, name) == 1
            assert reminded(world) == people.keys() - {name}


def test_one_alone() -> None:
    people = crowd()
    with world_running(EIGHT) as world:
        in_order = [name for shard in positions(world, people) for name in shard]
        for name in (*in_order[:2], *in_order[2:-2:249], *in_order[-2:]):
            assert swept_with(world, people, name) == 1
            world.drain()
            assert {mail.to for mail in world.ses.sent()} == {f"{one}@example.org" for one in people if one != name}
            world.ses.ledger.clear()


@pytest.mark.long
def test_one_alone_at_every_position() -> None:
    people = crowd()
    with world_running(EIGHT) as world:
        for name in people:
            assert swept_with(world, people, name) == 1
            assert reminded(world) == people.keys() - {name}


def bad_zone(item: dict[str, Any]) -> None:
    """A zone that is none any more."""
    person, _ = person_of(item)
    item["body"] = pack(replace(person, profile=NOWHERE))


def broken(item: dict[str, Any]) -> None:
    """What is kept ends too early."""
    item["body"]["B"] = item["body"]["B"][:-1]


def another_shape(item: dict[str, Any]) -> None:
    """What is kept is of another type than is read."""
    item["agenda"] = pack([])


def of_a_later_release(item: dict[str, Any]) -> None:
    """What is kept was packed with a text that this release does not have."""
    item["body"]["B"] = b"\xff" + item["body"]["B"][1:]


def garbled(item: dict[str, Any]) -> None:
    """What is kept was never packed."""
    item["body"]["B"] = item["body"]["B"][:1] + b"\xff\xff\xff"


@pytest.mark.parametrize(
    ("spoil", "place"),
    [(bad_zone, 0), (broken, 20), (another_shape, 39), (of_a_later_release, 7), (garbled, 8)],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_on_dynamodb(spoil: Callable[[dict[str, Any]], None], place: int) -> None:
    items = [person_item(one.person, one.agenda) for one in list(crowd().values())[:40]]
    spoil(items[place])
    others = {item["pk"]["S"].removeprefix("P#") for item in items if item is not items[place]}
    with steady_running(visibility=0) as steady:
        for item in items:
            steady.aws.clients.dynamodb.put_item(TableName=TABLE, Item=item)
        steady.clock.now = EIGHT
        assert steady.sweep()["quarantined"] == 1
        assert {str(mail["To"]) for mail in steady.mails("reminder")} == {f"{one}@example.org" for one in others}
