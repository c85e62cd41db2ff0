"""Replies that AWS gives and moto never does: empty pages, what is left unprocessed, an index that lags."""

import pytest

from chalicelib.ports.messages import SHARDS
from tests.fakes.steady import Steady, steady_running
from tests.faults.rewriting import done_but_refused, empty_pages_first, half_unprocessed, stale_glances, stale_index
from tests.faults.test_kills import DROOP, TOLD, a_delivery, a_sweep, mails


def test_a_sweep_goes_on_after_an_empty_page() -> None:
    with steady_running() as steady:
        act = a_sweep(steady)
        with empty_pages_first(steady) as pages:
            act()
        assert len(pages) >= 8
        assert set(pages) == {"done"}
        steady.drain()
        assert mails(steady) == TOLD


def test_a_log_and_an_erasure_go_on_after_an_empty_page() -> None:
    with steady_running() as steady:
        token = steady.join()
        with empty_pages_first(steady) as pages:
            answer = steady.json("POST", "/v1/entries", DROOP, token=token, status=201)
            assert answer["assessment"]["level"] == "emergency"
            steady.json("DELETE", "/v1/me?confirm=erase", token=token, status=204)
        assert len(pages) >= 2
        assert left_of_people(steady) == []


def test_an_erasure_goes_on_until_nothing_is_left_unprocessed() -> None:
    with steady_running() as steady:
        token = steady.join()
        for minute in range(12):
            steady.clock.tick(minutes=minute)
            entry = {"type": "episode", "area": "calf", "side": "left", "minutes": minute + 1}
            steady.json("POST", "/v1/entries", entry, token=token, status=201)
        with half_unprocessed(steady) as left:
            steady.json("DELETE", "/v1/me?confirm=erase", token=token, status=204)
        assert max(left) >= 6
        assert left[-1] == 0
        assert left_of_people(steady) == []


TWITCH = {"area": "calf", "side": "left", "minutes": 5}


def test_a_replica_that_is_behind_hides_no_log_from_the_next() -> None:
    with steady_running() as steady:
        token = steady.join()
        steady.json("POST", "/v1/entries", {"area": "thumb"}, token=token, status=201)
        with stale_glances(steady) as given:
            first = steady.json("POST", "/v1/entries", TWITCH, token=token, status=201)["entry"]
            # the same again, by somebody who saw no answer: without the first in sight it would be kept twice
            again = steady.json("POST", "/v1/entries", TWITCH, token=token)["entry"]
        assert again["id"] == first["id"]
        assert len(given) == 2
        assert given[1] > given[0]
        assert len(steady.json("GET", "/v1/entries", token=token)["entries"]) == 2


def test_a_replica_that_is_behind_answers_for_nothing_that_is_gone() -> None:
    with steady_running() as steady:
        token = steady.join()
        first = steady.json("POST", "/v1/entries", TWITCH, token=token, status=201)["entry"]
        keyed = {"area": "shin", "key": "once"}
        other = steady.json("POST", "/v1/entries", keyed, token=token, status=201)["entry"]
        with stale_glances(steady):
            steady.json("POST", "/v1/entries", {"area": "thumb"}, token=token, status=201)
            for gone in (first, other):
                steady.json("DELETE", f"/v1/entries/{gone['id']}", token=token, status=204)
            again = steady.json("POST", "/v1/entries", TWITCH, token=token, status=201)["entry"]
            steady.json("POST", "/v1/entries", keyed, token=token, status=409)
        listed = steady.json("GET", "/v1/entries", token=token)["entries"]
        assert [entry["id"] for entry in listed if entry["area"] == "calf"] == [again["id"]]
        assert {entry["area"] for entry in listed} == {"calf", "thumb"}


def test_a_replica_that_is_behind_calms_nobody() -> None:
    with steady_running() as steady:
        token = steady.join()
        keyed = {**TWITCH, "key": "once"}
        steady.json("POST", "/v1/entries", keyed, token=token, status=201)
        with stale_glances(steady):
            alarming = {"type": "symptom", "name": "breath_severe", "onset": "sudden"}
            steady.json("POST", "/v1/entries", alarming, token=token, status=201)
            assert steady.json("POST", "/v1/entries", keyed, token=token)["assessment"]["level"] == "emergency"
            refused = [{"type": "episode"}]
            assert (
                steady.json("POST", "/v1/entries", refused, token=token, status=207)["assessment"]["level"]
                == "emergency"
            )


def test_a_replica_that_has_not_heard_of_a_person_yet_turns_nobody_away() -> None:
    with steady_running() as steady:
        token = steady.join()
        with stale_glances(steady, shown=[]) as given:
            steady.json("POST", "/v1/entries", TWITCH, token=token, status=201)
        assert len(given) == 1


def test_an_index_that_lags_tells_nothing_twice() -> None:
    with steady_running() as steady:
        act = a_sweep(steady)
        with stale_index(steady) as stale:
            for _ in range(3):
                act()
                steady.drain()
                steady.clock.tick(minutes=5)
        assert len(stale) >= 2 * SHARDS
        assert mails(steady) == TOLD


def test_an_index_that_lags_does_not_undo_what_a_person_changed() -> None:
    with steady_running() as steady:
        token = steady.join()
        # the day's end first, so that nothing but a reminder is due, for which the index's copy will do
        steady.clock.tick(hours=13)
        steady.sweep()
        steady.clock.tick(hours=7)
        with stale_index(steady):
            steady.sweep_only()
            habits = {"check_in": {"on": False}, "water": {"on": True, "times": ["08:03"]}}
            steady.json("PATCH", "/v1/me", {"habits": habits}, token=token)
            steady.clock.tick(minutes=5)
            steady.sweep()
        kept = steady.json("GET", "/v1/me", token=token)["habits"]
        assert (kept["check_in"]["on"], kept["water"]["times"]) == (False, ["08:03"])
        assert mails(steady)["reminder"] == 2


def test_an_index_that_lags_does_not_undo_a_change_where_nothing_is_told() -> None:
    with steady_running() as steady:
        token = steady.join()
        steady.json("PATCH", "/v1/me", {"streams": {"habits": False}}, token=token)
        steady.clock.tick(hours=13)
        steady.sweep()
        steady.clock.tick(hours=7)
        with stale_index(steady) as stale:
            steady.sweep()
            steady.json("PATCH", "/v1/me", {"streams": {"habits": True}}, token=token)
            steady.clock.tick(minutes=5)
            steady.sweep()
        assert stale
        assert steady.json("GET", "/v1/me", token=token)["streams"]["habits"]


@pytest.mark.parametrize("operation", ["UpdateItem", "PutItem"])
def test_a_write_that_was_done_and_then_refused(operation: str) -> None:
    with steady_running(visibility=0) as steady:
        act = a_delivery(steady)
        restore, now = steady.aws.snapshot(), steady.clock()
        with done_but_refused(steady, operation, -1) as made:
            act()
        for at in range(len(made)):
            restore()
            steady.clock.now = now
            with done_but_refused(steady, operation, at):
                act()
            for _ in range(3):
                steady.clock.tick(minutes=5)
                steady.sweep()
            told = mails(steady)
            assert told["finding"] == 1, at
            assert told["reminder"] <= 1, at
            assert told["weekly"] <= 1, at


def left_of_people(steady: Steady) -> list[str]:
    """The keys of what is left beside the counters and the sweep's own."""
    return [item["pk"]["S"] for item in steady.aws.items() if not item["pk"]["S"].startswith(("R#", "SWEEP"))]
