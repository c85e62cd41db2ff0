"""The timeline carries experiments too, and an import takes them in as they were."""

from typing import Any

import pytest

from tests.exports.histories import EVERYTHING
from tests.fakes.steady import Steady, steady_running

TRIED = {
    "id": "x1", "trigger": "caffeine", "block_days": 3, "order": [True, False, False, True] * 3,
    "starts_on": "2026-11-20", "created_at": "2026-11-19T09:00:00Z",
}  # fmt: skip
STOPPED = {
    **TRIED, "id": "x0", "starts_on": "2026-06-01", "created_at": "2026-05-30T09:00:00Z",
    "stopped_at": "2026-06-05T09:00:00Z", "stopped_because": "it does not fit",
}  # fmt: skip
SIZES = (("small", 15_000), ("large", 16_000))
HISTORY = {**EVERYTHING, "experiments": [STOPPED, TRIED]}


def taken_in(steady: Steady, document: Any, address: str, status: int = 200) -> str:
    token = steady.join(address)
    steady.json("POST", "/v1/import", document, token=token, status=status)
    return token


def test_the_export_of_an_import_equals_the_first_but_for_until() -> None:
    with steady_running() as steady:
        first = steady.json("GET", "/v1/export", token=taken_in(steady, HISTORY, "ann@example.org"))
        steady.clock.tick(minutes=1)
        second = steady.json("GET", "/v1/export", token=taken_in(steady, first, "bob@example.org"))
        assert first["experiments"] == HISTORY["experiments"]
        assert {**first, "until": ""} == {**second, "until": ""}


def test_an_import_goes_on_with_the_experiment_under_way() -> None:
    with steady_running() as steady:
        history = {**HISTORY, "person": {**HISTORY["person"], "mode": "daily"}}
        token = taken_in(steady, history, "ann@example.org")
        found = {one["id"]: one for one in steady.json("GET", "/v1/experiments", token=token)["experiments"]}
        assert (found["x0"]["state"], found["x1"]["state"]) == ("stopped", "running")
        assert steady.ask("POST", "/v1/experiments", {"trigger": "sleep"}, token=token).status == 409
        steady.sweep()
        assert steady.mails("experiment") == []
        steady.clock.tick(days=3)
        steady.sweep()
        assert len(steady.mails("experiment")) == 1


def test_who_tried_nothing_has_no_such_part() -> None:
    with steady_running() as steady:
        assert set(steady.json("GET", "/v1/export", token=steady.join())) == {"format", "person", "entries", "until"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"order": [True, True] * 6}, "experiments[0].order"),
        ({"order": [True, False]}, "experiments[0].order"),
        ({"trigger": "a medicine"}, "experiments[0].trigger"),
        ({"block_days": 1}, "experiments[0].block_days"),
        ({"starts_on": "soon"}, "experiments[0].starts_on"),
        ({"id": None}, "experiments[0].id"),
    ],
)
def test_what_is_no_experiment(wrong: dict[str, Any], field: str) -> None:
    with steady_running() as steady:
        history = {**EVERYTHING, "experiments": [{**TRIED, **wrong}]}
        problem = steady.json("POST", "/v1/import", history, token=steady.join(), status=422)
        assert field in [error["field"] for error in problem["errors"]]


def test_an_entry_that_no_reply_could_hold_is_refused_and_nothing_is_kept() -> None:
    """What Steady has no field for is kept as it came, but not without end: packed, a megabyte takes a kilobyte."""
    with steady_running() as steady:
        token = steady.join()
        small, large = ({**EVERYTHING["entries"][0], "id": name, "x": "a" * size} for name, size in SIZES)
        problem = steady.json("POST", "/v1/import", {**EVERYTHING, "entries": [small, large]}, token=token, status=422)
        assert [error["field"] for error in problem["errors"]] == ["entries[1]"]
        assert steady.json("GET", "/v1/entries", token=token)["entries"] == []
        assert steady.json("POST", "/v1/import", {**EVERYTHING, "entries": [small]}, token=token)["imported"] == 1


def test_one_that_is_there_is_skipped_and_another_under_its_name_is_refused() -> None:
    with steady_running() as steady:
        token = taken_in(steady, HISTORY, "ann@example.org")
        assert steady.json("POST", "/v1/import", HISTORY, token=token)["imported"] == 0
        other = {**HISTORY, "experiments": [{**TRIED, "block_days": 4}]}
        steady.json("POST", "/v1/import", other, token=token, status=409)
        more = {**HISTORY, "experiments": [{**TRIED, "id": "x2"}]}
        steady.json("POST", "/v1/import", more, token=token, status=409)
