"""Experiments by HTTP: the good beside the bad."""

import json
import re
from typing import Any

import pytest

from tests.doors.browsing import Browser, hidden, location
from tests.fakes.steady import Steady, text_of

START = {"trigger": "caffeine", "block_days": 3, "pairs": 6, "starts_on": "2026-11-24"}
PATH = "/v1/experiments"


@pytest.fixture
def token(steady: Steady) -> str:
    """Ann's token."""
    return steady.join()


def start(steady: Steady, token: str, **values: Any) -> Any:
    return steady.json("POST", PATH, {**START, **values}, token=token, status=201)


def test_an_experiment_is_answered_with_its_whole_plan(steady: Steady, token: str) -> None:
    made = start(steady, token)
    assert set(made) == {
        "id", "trigger", "state", "block_days", "pairs", "starts_on", "ends_on", "created_at", "stopped_at",
        "stopped_because", "washout_days", "evidence", "care", "mails", "today", "blocks", "result",
    }  # fmt: skip
    assert (made["state"], made["ends_on"], made["mails"], made["result"]) == ("planned", "2026-12-29", True, None)
    assert [block["number"] for block in made["blocks"]] == list(range(1, 13))
    assert {block["days"] for block in made["blocks"][:2]} == {"with", "without"}
    assert (made["blocks"][1]["from"], made["blocks"][1]["to"]) == ("2026-11-27", "2026-11-29")
    steady.clock.tick(days=4)
    found = steady.json("GET", f"{PATH}/{made['id']}", token=token)
    assert found["blocks"] == made["blocks"]
    assert found["state"] == "running"
    assert found["today"] == {**made["blocks"][1], "day": 1}


def test_the_usual_plan_needs_only_a_trigger_and_a_form_will_do(steady: Steady, token: str) -> None:
    reply = steady.form(PATH, {"trigger": "stretch"}, token=token)
    assert reply.status == 201
    made = json.loads(reply.body)
    assert (made["block_days"], made["pairs"], made["starts_on"]) == (4, 8, "2026-11-24")
    steady.json("POST", f"{PATH}/{made['id']}/stop", token=token)
    again = steady.form(PATH, {"trigger": "stretch", "pairs": "6", "block_days": "5"}, token=token)
    assert (again.status, json.loads(again.body)["ends_on"]) == (201, "2027-01-22")


def session(browser: Browser) -> str:
    """The token in the session's cookie."""
    return next(value for value in browser.cookies.values() if value.startswith("steady_"))


BAD: list[tuple[str, Any, set[str]]] = [
    ("nothing", {}, {"trigger"}),
    ("no object", [START], {""}),
    ("a medicine", {"trigger": "salbutamol"}, {"trigger"}),
    ("a trigger that is no text", {"trigger": 5}, {"trigger"}),
    ("null", {"trigger": None}, {"trigger"}),
    ("blocks too short", {**START, "block_days": 2}, {"block_days"}),
    ("blocks too long", {**START, "block_days": 15}, {"block_days"}),
    ("half a day", {**START, "block_days": 3.5}, {"block_days"}),
    ("true days", {**START, "block_days": True}, {"block_days"}),
    ("too few pairs", {**START, "pairs": 5}, {"pairs"}),
    ("too many pairs", {**START, "pairs": 11}, {"pairs"}),
    ("half a year and more", {**START, "pairs": 10, "block_days": 10}, {"block_days"}),
    ("a past start", {**START, "starts_on": "2026-11-22"}, {"starts_on"}),
    ("a far start", {**START, "starts_on": "9999-12-31"}, {"starts_on"}),
    ("no date", {**START, "starts_on": "soon"}, {"starts_on"}),
    ("no such day", {**START, "starts_on": "2026-02-30"}, {"starts_on"}),
    ("unknown fields", {**START, "order": [True], "id": "x"}, {"order", "id"}),
    ("all at once", {"trigger": "x", "pairs": 0, "block_days": 0, "starts_on": 1, "y": 1},
     {"trigger", "pairs", "block_days", "starts_on", "y"}),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "fields"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_is_named_by_its_field(steady: Steady, token: str, sent: Any, fields: set[str]) -> None:
    before = steady.aws.items()
    problem = steady.json("POST", PATH, sent, token=token, status=422)
    assert {error["field"] for error in problem["errors"]} == fields
    assert steady.aws.items() == before


@pytest.mark.parametrize(
    ("status", "more"),
    [
        (400, {"body": b'{"trigger": NaN}', "content_type": "application/json"}),
        (400, {"body": b"{", "content_type": "application/json"}),
        (415, {"body": b"trigger=caffeine", "content_type": "text/plain"}),
        (413, {"body": b'{"x": "' + b"x" * 300_000 + b'"}', "content_type": "application/json"}),
    ],
)
def test_what_cannot_be_read(steady: Steady, token: str, status: int, more: Any) -> None:
    body = more.pop("body")
    assert steady.json("POST", PATH, body, token=token, status=status, **more)["status"] == status


def test_the_list_of_triggers_says_that_a_medicine_is_never_tried(steady: Steady, token: str) -> None:
    problem = steady.json("POST", PATH, {"trigger": "lithium"}, token=token, status=422)
    assert problem["errors"][0]["message"].endswith("a medicine is never tried")


def test_too_few_pairs_are_refused_with_the_reason(steady: Steady, token: str) -> None:
    problem = steady.json("POST", PATH, {**START, "pairs": 4}, token=token, status=422)
    assert problem["errors"][0]["message"].endswith("no result could be told from the draw")


def test_what_does_not_fit_is_refused_in_calm_words(steady: Steady, token: str) -> None:
    steady.json("PATCH", "/v1/me", {"conditions": ["heart_failure"], "pregnant": True}, token=token)
    for trigger in ("water", "caffeine", "alcohol", "exertion"):
        problem = steady.json("POST", PATH, {"trigger": trigger}, token=token, status=422)
        (error,) = problem["errors"]
        assert error["field"] == "trigger"
        assert re.search("doctor|GP|Steady plans no", error["message"])
    start(steady, token, trigger="stretch")


def test_one_at_a_time_and_stopped_at_any_time(steady: Steady, token: str) -> None:
    made = start(steady, token)
    assert steady.json("POST", PATH, START, token=token, status=409)["status"] == 409
    stopped = steady.json("POST", f"{PATH}/{made['id']}/stop", token=token)
    assert (stopped["state"], stopped["stopped_because"], stopped["today"]) == ("stopped", None, None)
    assert stopped["stopped_at"] == "2026-11-23T12:00:00Z"
    assert stopped["result"]["verdict"] == "not_enough_data"
    assert stopped["result"]["missing"]
    assert steady.json("POST", f"{PATH}/{made['id']}/stop", token=token) == stopped
    second = start(steady, token)
    found = steady.json("GET", PATH, token=token)["experiments"]
    assert sorted(one["id"] for one in found) == sorted([made["id"], second["id"]])


def test_anothers_experiment_is_not_there(steady: Steady, token: str) -> None:
    made = start(steady, token)
    bob = steady.join("bob@example.org")
    for method, path in (("GET", ""), ("POST", "/stop")):
        assert steady.json(method, f"{PATH}/{made['id']}{path}", token=bob, status=404)["status"] == 404
    assert steady.json("GET", PATH, token=bob) == {"experiments": []}
    assert steady.json("GET", f"{PATH}/{made['id']}", token=token)["state"] == "planned"


def test_who_has_no_token_or_may_only_log_gets_nowhere(steady: Steady, token: str) -> None:
    log = steady.json("POST", "/v1/tokens", {"name": "phone"}, token=token, status=201)["token"]
    for method, path in (("GET", PATH), ("POST", PATH), ("GET", f"{PATH}/x"), ("POST", f"{PATH}/x/stop")):
        assert steady.json(method, path, START, token=log, status=403)["status"] == 403
        assert steady.json(method, path, START, status=401)["status"] == 401
    assert steady.json("DELETE", f"{PATH}/x", token=token, status=405)["status"] == 405


def test_a_result_comes_at_the_end_with_sentences_and_no_probability(steady: Steady, token: str) -> None:
    made = start(steady, token)
    for block in made["blocks"]:
        for day in range(3):
            steady.clock.tick(days=1)
            if day:
                said = {"type": "check_in", "twitched": block["days"] == "with", "caffeine_servings": 2 * day}
                steady.json("POST", "/v1/entries", said, token=token, status=201)
    steady.sweep()
    assert steady.json("GET", f"{PATH}/{made['id']}", token=token)["result"] is None
    steady.clock.tick(hours=20)
    steady.sweep()
    found = steady.json("GET", f"{PATH}/{made['id']}", token=token)
    assert (found["state"], found["mails"]) == ("finished", False)
    result = found["result"]
    assert (result["verdict"], result["less_twitching_on"], result["pairs_compared"]) == (
        "difference_seen", "without", 6,
    )  # fmt: skip
    assert result["words"][1] == "In 6 of 6 pairs there was less twitching on days without caffeine."
    assert result["with"] == {"days": 12, "twitching_days": 12, "burden_per_day": 2.0, "answered": 12, "followed": 12}
    assert result["without"] == {"days": 12, "twitching_days": 0, "burden_per_day": 0.0, "answered": 12, "followed": 0}
    assert len(result["pairs"]) == 6
    assert not re.search(r"probab|chance|p_value|share", json.dumps(found))
    mails = steady.mails("experiment")
    assert mails[-1]["Subject"] == "Your plan has ended"
    assert f"/experiments/{made['id']}" in text_of(mails[-1])


def test_a_weekly_person_is_told_that_no_mails_come(steady: Steady, token: str) -> None:
    steady.json("PATCH", "/v1/me", {"mode": "weekly"}, token=token)
    assert start(steady, token)["mails"] is False
    steady.clock.tick(days=2)
    steady.sweep()
    assert steady.mails("experiment") == []


def test_an_erased_person_leaves_no_experiment_behind(steady: Steady, token: str) -> None:
    start(steady, token)
    steady.clock.tick(hours=20)
    steady.sweep()
    assert steady.ask("DELETE", "/v1/me", token=token).status == 204
    assert [item["pk"]["S"][:2] for item in steady.aws.items() if item["pk"]["S"] != "SWEEP"] == ["R#"]


def test_a_log_reads_no_more_for_the_experiments_before(steady: Steady, token: str) -> None:
    for _ in range(3):
        made = start(steady, token)
        steady.json("POST", f"{PATH}/{made['id']}/stop", token=token)
    steady.calls.clear()
    steady.json("POST", "/v1/entries", {"area": "calf"}, token=token, status=201)
    assert steady.calls == ["Query", "TransactWriteItems", *steady.calls[2:]]
    assert steady.calls.count("Query") == 1


def test_the_pages_start_show_and_stop(steady: Steady) -> None:
    ann = Browser(steady)
    ann.join()
    assert "What to try" in ann.get("/experiments").body.decode()
    page = location(ann.send("/experiments", {"trigger": "relax"}))
    shown = ann.get(page).body.decode()
    assert "It begins on Tuesday 24 November" in shown
    assert "See the plan" in ann.get("/experiments").body.decode()
    steady.clock.tick(days=1)
    assert re.search(r"Today: with(out)? time to relax", ann.get(page).body.decode())
    assert "look here for the plan" not in ann.get(page).body.decode()
    steady.json("PATCH", "/v1/me", {"mode": "weekly"}, token=session(ann))
    assert "look here for the plan" in ann.get(page).body.decode()
    assert "Your plan for today:" in ann.get("/check-in").body.decode()
    assert location(ann.send(page, {})) == page
    assert "Your plan for today:" not in ann.get("/check-in").body.decode()
    stopped = ann.get(page).body.decode()
    assert "You stopped this." in stopped
    assert "There is not enough data for a result." in stopped
    assert "look here for the plan" in ann.get("/experiments").body.decode()
    assert "Time to relax</a>, from Tuesday 24 November: stopped" in ann.get("/experiments").body.decode()


@pytest.mark.parametrize(
    "fields", [{}, {"trigger": "lithium"}, {"trigger": "caffeine", "x": "1"}, {"trigger": "water"}]
)
def test_a_page_shows_what_is_wrong(steady: Steady, fields: dict[str, str]) -> None:
    ann = Browser(steady)
    ann.join()
    steady.json("PATCH", "/v1/me", {"fluid_limit_litres": 1.5}, token=session(ann))
    reply = ann.send("/experiments", fields)
    assert reply.status == 422
    assert "Please look at this again" in reply.body.decode()
    assert steady.json("GET", PATH, token=session(ann)) == {"experiments": []}


def test_a_stop_that_comes_after_the_end_shows_the_result(steady: Steady) -> None:
    ann = Browser(steady)
    ann.join()
    page = location(ann.send("/experiments", {"trigger": "screen"}))
    form = hidden(ann.get(page))
    steady.clock.tick(days=65)
    assert location(ann.ask("POST", page, form)) == page
    shown = ann.get(page).body.decode()
    assert "What is missing" in shown
    assert "You stopped this" not in shown


def test_a_page_of_nobody_and_of_nothing(steady: Steady) -> None:
    stranger = Browser(steady)
    assert location(stranger.get("/experiments")) == "/sign-in"
    assert location(stranger.get("/experiments/x")) == "/sign-in"
    stranger.join()
    assert stranger.get("/experiments/x").status == 404
    assert stranger.ask("POST", "/experiments", {"trigger": "sleep"}).status == 403
    first = location(stranger.send("/experiments", {"trigger": "sleep"}))
    assert stranger.ask("POST", first, {}).status == 403
    assert stranger.send("/experiments", {"trigger": "sleep"}, first).status == 422
