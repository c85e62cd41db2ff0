"""One line as dictated to a phone, through the API: what was understood, and what to add."""

import json
from typing import Any

import pytest

from tests.fakes.steady import Steady

LINE = "left eyelid 3 min after coffee"
READ = {"area": "eyelid", "side": "left", "minutes": 3, "context": ["caffeine"]}


@pytest.fixture
def token(steady: Steady) -> str:
    """Ann's token; it is noon in London."""
    return steady.join()


def post(steady: Steady, token: str, body: Any, status: int = 201, **headers: str) -> Any:
    return steady.json("POST", "/v1/entries", body, token=token, status=status, **headers)


def faults(steady: Steady, token: str, body: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for fault in post(steady, token, body, 422)["errors"]:
        found[fault["field"]] = f"{found.get(fault['field'], '')} {fault['message']}".strip()
    return found


def listed(steady: Steady, token: str) -> list[Any]:
    found: list[Any] = steady.json("GET", "/v1/entries", token=token)["entries"]
    return found


def test_a_line_is_stored_and_what_was_understood_comes_back(steady: Steady, token: str) -> None:
    answer = post(steady, token, {"text": LINE})
    assert answer["understood"] == {"text": LINE, **READ}
    assert answer["not_understood"] == []
    assert json.dumps(answer["understood"]["minutes"]) == "3"
    assert answer["assessment"]["level"] == "self_care"
    (entry,) = listed(steady, token)
    assert entry == answer["entry"]
    assert {name: entry[name] for name in READ} == READ
    assert (entry["type"], entry["at"], entry["note"]) == ("episode", "2026-11-23T12:00:00Z", LINE)
    assert "text" not in entry


def test_a_form_says_the_same(steady: Steady, token: str) -> None:
    reply = steady.form("/v1/entries", {"text": LINE, "note": "mine"}, token=token)
    answer = json.loads(reply.body)
    assert reply.status == 201
    assert answer["understood"] == {"text": LINE, **READ}
    assert answer["entry"]["note"] == "mine"


def test_each_line_of_a_list_by_itself(steady: Steady, token: str) -> None:
    items = [{"text": LINE}, {"text": "no twitching"}, {"area": "calf"}, {"text": "right calf, dinner"}]
    results = post(steady, token, items, 207)["results"]
    assert [item["status"] for item in results] == [201, 422, 201, 201]
    assert results[0]["understood"]["area"] == "eyelid"
    assert results[1]["errors"][0]["field"] == "text"
    assert "understood" not in results[2]
    assert results[3]["not_understood"] == ["dinner"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("3 min after coffee", "add the place, such as"),
        ("left zorp 3 min", '"zorp" is not understood'),
        ("back 3 min", "upper back or lower back"),
        ("thumb and calf", "one line for each place"),
        ("slurred speech", '"name": "speech"'),
        ("left calf at 3", "add am or pm"),
        ("left calf at 1 pm", "add the day"),
        ("x" * 501, "longer than 500"),
        ("left calf 999999999 hours ago", "at most 24 hours"),
        ("left calf 99999999999999999999 days ago", "is not understood"),
        ("left calf 999999 days ago", "longer than one spell"),
        (5, "must be text"),
        (["left calf"], "must be text"),
    ],
)
def test_what_is_not_clear_is_told_and_nothing_is_stored(steady: Steady, token: str, text: Any, said: str) -> None:
    assert said in faults(steady, token, {"text": text})["text"]
    assert listed(steady, token) == []


def test_a_field_beside_the_line_adds_what_it_does_not_say(steady: Steady, token: str) -> None:
    beside = {"area": "calf", "intensity": 2, "context": ["rest"], "side": None, "text": "right, 3 min after coffee"}
    entry = post(steady, token, beside)["entry"]
    assert (entry["area"], entry["side"], entry["minutes"], entry["intensity"]) == ("calf", "right", 3, 2)
    assert entry["context"] == ["caffeine", "rest"]


def test_a_field_that_says_something_else_is_refused(steady: Steady, token: str) -> None:
    found = faults(steady, token, {"text": LINE, "side": "right", "minutes": 3, "area": "calf"})
    assert set(found) == {"side", "area"}
    assert found["side"] == "differs from the line, which says left: send one of them"


@pytest.mark.parametrize(
    "beside",
    [{"context": 5}, {"context": [5]}, {"at": "soon"}, {"at": "0001-01-01T00:00:00Z"}, {"zorp": 1}, {"id": "x"}],
)
def test_a_bad_field_beside_the_line_is_named(steady: Steady, token: str, beside: dict[str, Any]) -> None:
    assert set(faults(steady, token, {"text": "left calf an hour ago", **beside})) == set(beside)


def test_no_other_type_takes_a_line(steady: Steady, token: str) -> None:
    assert "text" in faults(steady, token, {"type": "symptom", "name": "cramp", "text": LINE})


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("left calf an hour ago", "2026-11-24T01:00:00Z"),
        ("left calf at 10 pm yesterday", "2026-11-23T22:00:00+13:00"),
        ("left calf this morning", "2026-11-24T09:00:00+13:00"),
    ],
)
def test_a_time_is_read_in_the_persons_zone(steady: Steady, text: str, at: str) -> None:
    token = steady.join(timezone="Pacific/Auckland")
    steady.clock.tick(hours=14)
    answer = post(steady, token, {"text": text})
    assert answer["entry"]["at"] == answer["understood"]["at"] == at


def test_a_time_counts_from_when_the_line_was_said(steady: Steady, token: str) -> None:
    said = {"text": "left calf an hour ago", "at": "2026-11-20T10:00:00+01:00"}
    assert post(steady, token, said)["entry"]["at"] == "2026-11-20T09:00:00+01:00"
    assert post(steady, token, {**said, "text": "left calf"})["entry"]["at"] == said["at"]


def test_a_key_makes_a_repeat_harmless(steady: Steady, token: str) -> None:
    said = {"text": "left calf 3 min an hour ago"}
    first = post(steady, token, said, idempotency_key="k")["entry"]
    steady.clock.tick(minutes=30)
    again = post(steady, token, {**said, "key": "k"}, 200)
    assert again["entry"] == first
    post(steady, token, {"text": "left calf 4 min an hour ago"}, 409, idempotency_key="k")
    assert len(listed(steady, token)) == 1


def test_a_line_said_twice_is_one_entry(steady: Steady, token: str) -> None:
    first = post(steady, token, {"text": LINE})["entry"]
    steady.clock.tick(minutes=1)
    assert post(steady, token, {"text": "Left eyelid, three minutes, coffee"}, 200)["entry"] == first


def test_a_line_without_a_time_costs_no_more_calls(steady: Steady, token: str) -> None:
    post(steady, token, {"text": LINE})
    steady.calls.clear()
    post(steady, token, {"text": "right calf 3 min"})
    assert steady.calls == ["Query", "TransactWriteItems"]
