"""How often AWS is asked: the numbers that the design promises."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from chalicelib.adapters.dynamo.items import person_item
from chalicelib.domain.agenda import Agenda, first_agenda
from chalicelib.domain.habit import HabitCode, HabitPlan
from chalicelib.ports.messages import SHARDS
from tests.fakes.moto_aws import fill
from tests.fakes.samples import person
from tests.fakes.steady import Steady

QUIET = {"area": "eyelid", "side": "left", "minutes": 3}
DROOP = {"type": "symptom", "name": "face_droop", "side": "left", "onset": "sudden"}


@pytest.mark.parametrize(
    ("waited", "calls"),
    [
        pytest.param(0, ["Query", "TransactWriteItems"], id="token just seen"),
        pytest.param(50, ["Query", "TransactWriteItems"], id="token seen in the last minute"),
        pytest.param(60, ["GetItem", "Query", "TransactWriteItems"], id="token not seen for a minute"),
        pytest.param(
            12 * 3600, ["GetItem", "UpdateItem", "Query", "TransactWriteItems"], id="token not used yet that UTC day"
        ),
    ],
)
def test_a_quiet_episode(steady: Steady, waited: int, calls: list[str]) -> None:
    token = steady.join()
    steady.clock.tick(days=1)
    steady.json("POST", "/v1/entries", QUIET, token=token, status=201)
    steady.clock.tick(seconds=waited)
    steady.calls.clear()
    answer = steady.json("POST", "/v1/entries", {**QUIET, "area": "thumb"}, token=token, status=201)
    assert answer["assessment"]["level"] == "self_care"
    assert steady.calls == calls


def test_a_quiet_episode_long_after_joining(steady: Steady) -> None:
    token = steady.join()
    for _ in range(8):
        steady.clock.tick(days=8)
        steady.sweep()
    steady.json("POST", "/v1/entries", QUIET, token=token, status=201)
    steady.calls.clear()
    steady.json("POST", "/v1/entries", {**QUIET, "area": "thumb"}, token=token, status=201)
    assert steady.calls == ["Query", "TransactWriteItems"]


def test_a_repeated_request_writes_nothing(steady: Steady) -> None:
    token = steady.join()
    steady.json("POST", "/v1/entries", {**QUIET, "key": "k"}, token=token, status=201)
    steady.calls.clear()
    steady.json("POST", "/v1/entries", {**QUIET, "key": "k"}, token=token, status=200)
    # where nothing is written only a strong read shows that the glance was right
    assert steady.calls == ["Query", "Query"]


def test_what_raises_an_emergency_is_written_at_once_and_queued(steady: Steady) -> None:
    token = steady.join()
    steady.json("GET", "/v1/assessment", token=token)
    steady.calls.clear()
    steady.json("POST", "/v1/entries", DROOP, token=token, status=201)
    assert steady.calls == ["Query", "TransactWriteItems", "SendMessageBatch"]


@pytest.mark.parametrize("people", [10, 1_000, 10_000])
def test_a_sweep_with_nothing_due_costs_the_same_for_any_number_of_people(steady: Steady, people: int) -> None:
    now = steady.clock()
    joined = [person(f"p{number}", now - timedelta(days=1)) for number in range(people)]
    fill([person_item(one, first_agenda(one, now)) for one in joined])
    steady.calls.clear()
    assert not any(steady.sweep().values())
    swept = [call for call in steady.calls if call != "ReceiveMessage"]
    assert swept == ["Query"] * (SHARDS + 1) + ["PutItem"]


@pytest.mark.parametrize("people", [100, 1_000])
def test_a_reminder_costs_at_most_six_calls_for_any_number_of_people(steady: Steady, people: int) -> None:
    now, due = steady.clock(), 40
    joined = [person(f"p{number}", now - timedelta(days=1)) for number in range(people)]
    ahead = [person_item(one, replace(first_agenda(one, now), remind_at=None)) for one in joined[due:]]
    habits: dict[HabitCode, HabitPlan] = {"check_in": HabitPlan(on=True, times=(now.time(),))}
    fill([*ahead, *(person_item(replace(one, habits=habits), Agenda(remind_at=now)) for one in joined[:due])])
    steady.calls.clear()
    steady.sweep()
    assert len(steady.mails("reminder")) == due
    ours = [call for call in steady.calls if call not in ("ReceiveMessage", "DeleteMessage")]
    # a queue hands out and takes back ten at a time
    assert len(ours) / due + 2 / 10 <= 6
    assert ours.count("Query") == SHARDS + 1
