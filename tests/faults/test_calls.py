"""The calls to AWS: how many a reminder costs from due to marked, and that a sweep's follow the due, not the people."""

from collections import Counter
from datetime import timedelta
from functools import cache
from typing import Any, Final

import pytest

import app
from bench.events import scheduled
from bench.stage import NOW, Stage, staged
from chalicelib.adapters.dynamo.items import person_item
from chalicelib.domain.agenda import Agenda
from chalicelib.domain.habit import HabitPlan
from chalicelib.ports.messages import SHARDS
from local.gateway import function_context
from tests.fakes.samples import person

DUE: Final = 100
MOST_PER_REMINDER: Final = 6
LATER: Final = Agenda(remind_at=NOW + timedelta(hours=9))
THREE: Final = NOW.replace(hour=15, minute=0)
NOW_DUE: Final = Agenda(remind_at=THREE)
PLANS: Final = {"check_in": HabitPlan(on=True, times=(THREE.time(),))}


pytestmark = pytest.mark.xdist_group("calls")


def crowd(people: int) -> list[dict[str, Any]]:
    """So many people, of whom a hundred are due: every so-manieth, so that they lie in every shard."""
    apart = people // DUE
    return [
        person_item(
            person(f"p{number:06}", timezone="Etc/UTC", habits=PLANS), NOW_DUE if number % apart == 0 else LATER
        )
        for number in range(people)
    ]


def queued(stage: Stage) -> list[dict[str, str]]:
    """The queue's entries among the calls so far, as its worker will receive them."""
    entries = [one for call in stage.calls if call.name == "SendMessageBatch" for one in call.params["Entries"]]
    return [{"messageId": str(place), "body": one["MessageBody"]} for place, one in enumerate(entries)]


def sweep_of(stage: Stage) -> Counter[str]:
    """The calls of one sweep with a hundred due."""
    done = app.sweep(scheduled(THREE.isoformat()), None)
    assert (done["people"], done["queued"]) == (DUE, DUE)
    return Counter(call.name for call in stage.calls)


@cache
def sweep_among(people: int) -> Counter[str]:
    """The same among so many people. A shard with eleven of the due needs two batches: batches are left out."""
    with staged(crowd(people)) as stage:
        calls = sweep_of(stage)
    return Counter({name: count for name, count in calls.items() if name != "SendMessageBatch"})


def test_a_reminder_costs_at_most_six_calls_from_due_to_marked() -> None:
    with staged(crowd(1000)) as stage:
        swept = sweep_of(stage)
        assert swept["Query"] == SHARDS + 1
        assert swept["SendMessageBatch"] <= DUE // 10 + SHARDS
        records = queued(stage)
        for first in range(0, DUE, 10):
            app.deliver({"Records": records[first : first + 10]}, function_context("deliver"))
        calls = Counter(stage.names())
    assert calls["SendEmail"] == DUE
    assert sum(calls.values()) / DUE <= MOST_PER_REMINDER


@pytest.mark.parametrize(
    "people", [1000, 10_000, pytest.param(100_000, marks=pytest.mark.long)], ids=lambda people: f"{people:,} people"
)
def test_the_cost_of_a_sweep_does_not_follow_the_people(people: int) -> None:
    assert sweep_among(people) == sweep_among(DUE)
