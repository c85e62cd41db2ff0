"""AWS turns one call down, whichever: what was asked for is still done, once."""

import contextlib
import json
from collections import Counter

import pytest

from chalicelib.doors.events import DoorFailed
from tests.fakes.steady import Steady, steady_running
from tests.faults.rewriting import done_but_refused
from tests.faults.turning_down import THROTTLED, Error, every_turn, recover

ANN, BOB = "ann@example.org", "bob@example.org"
DROOP = {"type": "symptom", "name": "face_droop", "onset": "sudden", "key": "droop"}
TWITCH = {"area": "calf", "minutes": 2}
MET: Error = {"Error": {"Code": "TransactionConflictException", "Message": ""}, "ResponseMetadata": {}}
"""Somebody else's transaction was at the item; nothing was written."""
WEAK = {"type": "symptom", "name": "weakness", "area": "hand", "side": "right", "onset": "weeks", "severity": 3}


def ledger(steady: Steady) -> Counter[tuple[str, str]]:
    """How many mails of a kind each address got."""
    return Counter((str(mail["To"]), str(mail["X-Steady-Kind"])) for mail in steady.mails())


def next_morning(steady: Steady) -> None:
    """Two people at 08:00, none swept since noon: a day's end and a reminder each, and a warning that waits for Ann."""
    token, _ = steady.join(ANN), steady.join(BOB)
    steady.clock.tick(hours=10)
    steady.json("POST", "/v1/entries", WEAK, token=token, status=201)
    steady.clock.tick(hours=10)


def sweep(steady: Steady) -> None:
    """The schedule's event. One that AWS turned down is lost; the next comes in five minutes."""
    with contextlib.suppress(DoorFailed):
        steady.sweep_only()


def test_a_sweep() -> None:
    with steady_running() as steady:
        next_morning(steady)
        turns = 0
        for turn in every_turn(steady, sweep):
            turns += 1
            steady.drain()
            recover(steady)
            found = ledger(steady)
            assert found == {(ANN, "confirm"): 1, (BOB, "confirm"): 1, (ANN, "finding"): 1} | {
                (address, "reminder"): 1 for address in (ANN, BOB)
            }, turn
    assert turns >= 8 + 1 + 2 * 2


@pytest.mark.parametrize("error", [pytest.param(THROTTLED, id="throttled"), pytest.param(MET, id="a transaction met")])
def test_a_day_that_ends_quietly(error: Error) -> None:
    """Two plain writes: after either was turned down, the day's end is noted by the next sweep at the latest."""
    with steady_running() as steady:
        steady.json("POST", "/v1/entries", TWITCH, token=steady.join(ANN), status=201)
        steady.clock.tick(hours=12)
        steady.calls.clear()
        quiet = list(every_turn(steady, sweep, error=error))
        assert [turn.split()[1] for turn in quiet if "Query" not in turn] == ["UpdateItem", "PutItem", "PutItem"]
        for _ in every_turn(steady, sweep, error=error):
            recover(steady, 1)
            assert looks(steady) == [("2026-11-23T23:59:00+00:00", "2026-11-24T23:59:00Z")]


@pytest.mark.parametrize("operation", ["UpdateItem", "PutItem"])
def test_a_day_that_ends_quietly_whose_answer_is_lost(operation: str) -> None:
    """The write was done, AWS's client heard nothing and is refused the second time: the same sweep sees it through."""
    with steady_running() as steady:
        steady.json("POST", "/v1/entries", TWITCH, token=steady.join(ANN), status=201)
        steady.clock.tick(hours=12)
        with done_but_refused(steady, operation, 0) as made:
            steady.sweep_only()
        assert made
        for _ in range(2):
            assert looks(steady) == [("2026-11-23T23:59:00+00:00", "2026-11-24T23:59:00Z")]
            recover(steady, 1)


def looks(steady: Steady) -> list[tuple[str, str]]:
    """When each log was last looked at, and when its next day ends."""
    items = steady.aws.items()
    last = [item["assessed_at"]["S"] for item in items if "assessed_at" in item]
    following = [json.loads(item["agenda"]["S"])["day_end_at"] for item in items if "agenda" in item]
    return list(zip(last, following, strict=True))


def test_the_workers() -> None:
    with steady_running() as steady:
        next_morning(steady)
        doubled = unsent = 0
        for turn in every_turn(steady, deliver, first=sweep):
            recover(steady)
            found = ledger(steady)
            assert 1 <= found[ANN, "finding"] <= 2, turn
            assert max(found[address, "reminder"] for address in (ANN, BOB)) <= 1, turn
            doubled += found[ANN, "finding"] - 1
            unsent += sum(found[address, "reminder"] == 0 for address in (ANN, BOB))
    # only the mark of a mail that has left leaves a doubt: the finding is then sent again, the reminder never
    assert doubled == 1
    # a reminder whose address could not be read goes back whole
    assert unsent == 0


def deliver(steady: Steady) -> None:
    """The workers, once through the queues."""
    steady.drain()


def test_a_log_that_is_sent_again() -> None:
    with steady_running() as steady:
        token = steady.join(ANN)
        steady.clock.tick(minutes=2)
        for turn in every_turn(steady, lambda one: one.ask("POST", "/v1/entries", DROOP, token=token)):
            again = steady.ask("POST", "/v1/entries", DROOP, token=token)
            assert again.status in (200, 201), turn
            steady.drain()
            recover(steady)
            assert len(steady.json("GET", "/v1/entries", token=token)["entries"]) == 1, turn
            assert ledger(steady)[ANN, "emergency"] == 1, turn


def test_a_log_is_refused_with_a_problem_or_taken_whole() -> None:
    with steady_running() as steady:
        token = steady.join(ANN)
        steady.clock.tick(minutes=2)
        answers: list[int] = []
        for turn in every_turn(
            steady, lambda one: answers.append(one.ask("POST", "/v1/entries", DROOP, token=token).status)
        ):
            recover(steady)
            kept = len(steady.json("GET", "/v1/entries", token=token)["entries"])
            assert (answers[-1], kept, ledger(steady)[ANN, "emergency"]) in ((500, 0, 0), (201, 1, 1)), turn
        assert answers == [201, 500, 500, 500, 500, 201]
