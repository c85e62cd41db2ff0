"""docs/api-assessment.md says what the doors answer: its examples are sent, and its tables hold for every answer."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from local.replay import replay_file
from tests.doors.documented import faults_in, is_like, read_examples, read_shapes
from tests.fakes.steady import Steady

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "api-assessment.md"
SHAPES: Final = read_shapes(PAGE)
DAY: Final = timedelta(days=1)


@pytest.fixture
def token(steady: Steady) -> str:
    """Ann's token."""
    return steady.join()


def test_the_examples_are_true(steady: Steady, token: str) -> None:
    examples = list(read_examples(PAGE))
    assert len(examples) >= 5
    for example in examples:
        reply = steady.ask(example.method, example.path, example.body, token=token)
        given = json.loads(reply.body)
        assert (reply.status, is_like(given, example.answer)) == (example.status, True), json.dumps(given, indent=1)


def test_every_answer_to_a_log_is_as_the_tables_say(steady: Steady, token: str) -> None:
    bodies: list[Any] = [
        {"area": "calf", "minutes": 5}, {"type": "check_in", "twitched": True, "weight_kg": 70},
        {"type": "symptom", "name": "speech", "onset": "weeks"}, {"type": "visit", "exam": "normal"},
        {"type": "medicine", "name": "lithium", "class": "lithium", "action": "start"},
        {"text": "left hand 3 min, mild, an hour ago after lunch and coffee"},
        {"type": "symptom", "name": "breath_severe"}, {"type": "screening", "score": 4},
    ]  # fmt: skip
    for body in bodies:
        answer = steady.json("POST", "/v1/entries", body, token=token, status=201)
        assert faults_in(answer, "LogAnswer", SHAPES) == []
    changed = steady.json("PATCH", f"/v1/entries/{answer['entry']['id']}", {"score": 2}, token=token)
    assert faults_in(changed, "LogAnswer", SHAPES) == []


def test_a_list_is_answered_as_the_tables_say(steady: Steady, token: str) -> None:
    items = [{"area": "calf", "key": "k"}, {"area": "calf", "key": "k"}, {"area": "hand", "key": "k"}, {"area": "moon"}]
    items.append({"text": "left calf after lunch"})
    answer = steady.json("POST", "/v1/entries", items, token=token, status=207)
    assert [item["status"] for item in answer["results"]] == [201, 200, 409, 422, 201]
    assert faults_in(answer, "ListAnswer", SHAPES) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({"area": "moon", "minutes": -1}, 422, id="refused"),
        pytest.param(b"{", 400, id="unreadable"),
        pytest.param([{}] * 101, 413, id="too-many"),
    ],
)
def test_a_problem_is_as_the_tables_say(steady: Steady, token: str, body: Any, status: int) -> None:
    answer = steady.json("POST", "/v1/entries", body, token=token, status=status, content_type="application/json")
    assert faults_in(answer, "Problem", SHAPES) == []


def test_the_full_assessment_is_as_the_tables_say(steady: Steady, token: str) -> None:
    for days in (24, 20, 16, 4, 1):
        at = (steady.clock() - days * DAY).isoformat()
        steady.json("POST", "/v1/entries", {"area": "calf", "at": at, "context": ["rest"]}, token=token, status=201)
    said = {"type": "symptom", "name": "weakness", "onset": "weeks", "area": "hand"}
    yesterday = (steady.clock() - DAY).isoformat()
    steady.json("POST", "/v1/entries", {**said, "at": yesterday}, token=token, status=201)
    steady.json("POST", "/v1/entries", {"type": "check_in", "absent": ["weakness"]}, token=token, status=201)
    answer = steady.json("GET", "/v1/assessment", token=token)
    assert {question["question"] for question in answer["questions"]} == {"gap", "conflict"}
    assert answer["findings"][0]["sign"] == "weakness"
    assert faults_in(answer, "FullAssessment", SHAPES) == []


@pytest.mark.parametrize("week", ["", "?week=2026-W48"])
def test_the_summary_is_as_the_tables_say(steady: Steady, token: str, week: str) -> None:
    assert faults_in(steady.json("GET", f"/v1/summary{week}", token=token), "Summary", SHAPES) == []
    day = {"type": "check_in", "sleep_hours": 7, "caffeine_servings": 1, "water_litres": 1.5, "stress": 2}
    steady.json("POST", "/v1/entries", [day, {"area": "calf", "minutes": 2.5}], token=token, status=207)
    assert faults_in(steady.json("GET", f"/v1/summary{week}", token=token), "Summary", SHAPES) == []


def test_a_replay_is_as_the_tables_say(tmp_path: Path) -> None:
    def entry(day: int, **values: Any) -> dict[str, Any]:
        at = f"2026-10-{day:02}T12:00:00+01:00"
        return {"id": f"e{day}", "type": "episode", "at": at, "received_at": at, **values}

    twitches = [entry(day, area="calf") for day in range(1, 22)]
    speech = entry(22, type="symptom", name="speech", onset="weeks")
    entries = [*twitches, speech, entry(23, type="delete", target="e22")]
    document = {"format": "steady.timeline/1", "person": {"timezone": "Europe/London"}, "entries": entries}
    (tmp_path / "log.json").write_text(json.dumps(document))
    replayed = replay_file(tmp_path / "log.json")
    assert {finding["cleared_by"] for finding in replayed["findings"]} >= {"corrected"}
    assert {message["kind"] for message in replayed["messages"]} >= {"finding", "correction", "weekly"}
    assert faults_in(replayed, "Replay", SHAPES) == []
    (tmp_path / "bad.json").write_text("{}")
    assert faults_in(replay_file(tmp_path / "bad.json"), "ReplayError", SHAPES) == []


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        pytest.param({"title": "a"}, ".body: missing", id="missing"),
        pytest.param({"title": "a", "body": "b", "more": 1}, ".more: not in the table", id="one-too-many"),
        pytest.param({"title": "a", "body": 5}, ".body: 5 is no text", id="another-type"),
        pytest.param({"title": "a", "body": "b", "call": None}, ".call: None is no text", id="null-is-not-absent"),
    ],
)
def test_a_table_that_lies_is_caught(value: Any, fault: str) -> None:
    assert faults_in(value, "Say", SHAPES) == [fault]


@pytest.mark.parametrize(
    ("given", "said", "alike"),
    [
        pytest.param({"id": "x7", "n": 1}, {"id": "…", "n": 1}, True, id="left-out"),
        pytest.param({"n": 1}, {"n": 2}, False, id="another-value"),
        pytest.param({"n": 1, "m": 2}, {"n": 1}, False, id="one-more-field"),
        pytest.param([1, 2, 3], [1, "…"], True, id="and-so-on"),
        pytest.param([1, 2], [1], False, id="one-more-item"),
        pytest.param(True, 1, False, id="true-is-no-1"),
    ],
)
def test_an_example_that_lies_is_caught(given: Any, said: Any, alike: bool) -> None:
    assert is_like(given, said) is alike
