"""Snooze and skip by HTTP, from the request to the mail that comes later, or does not."""

from typing import Any

import pytest

from tests.fakes.steady import Steady

WATER = {"habits": {"check_in": {"on": False}, "water": {"on": True, "times": ["13:00", "15:00"]}}}


def reminders(steady: Steady, minutes: int) -> int:
    """How many reminders have come after so many minutes of sweeps."""
    for _ in range(minutes // 5):
        steady.clock.tick(minutes=5)
        steady.sweep()
    return len(steady.mails("reminder"))


def test_a_snoozed_habit_comes_once_when_the_time_is_up(steady: Steady) -> None:
    token = steady.join()
    steady.json("PATCH", "/v1/me", WATER, token=token)
    assert reminders(steady, 60) == 1
    answer = steady.json("POST", "/v1/habits/water/snooze", {"minutes": 30}, token=token)
    assert answer == {"habit": "water", "snoozed_until": "2026-11-23T13:30:00Z"}
    assert steady.json("GET", "/v1/me", token=token)["snoozed"] == {"water": "2026-11-23T13:30:00Z"}
    assert reminders(steady, 25) == 1
    assert reminders(steady, 5) == 2
    assert steady.json("GET", "/v1/me", token=token)["snoozed"] == {}
    assert reminders(steady, 60) == 2
    assert reminders(steady, 30) == 3


def test_a_mail_that_waits_is_held_by_a_snooze(steady: Steady) -> None:
    token = steady.join()
    steady.json("PATCH", "/v1/me", WATER, token=token)
    steady.clock.tick(hours=1)
    steady.sweep_only()
    steady.form("/v1/habits/water/snooze", {"minutes": 30}, token=token)
    steady.drain()
    assert steady.mails("reminder") == []
    assert reminders(steady, 30) == 1


def test_a_skip_leaves_out_the_rest_of_the_day(steady: Steady) -> None:
    token = steady.join()
    steady.json("PATCH", "/v1/me", WATER, token=token)
    assert reminders(steady, 60) == 1
    answer = steady.json("POST", "/v1/habits/water/skip", token=token)
    assert answer == {"habit": "water", "skipped_on": "2026-11-23"}
    assert steady.json("POST", "/v1/habits/water/skip", {}, token=token) == answer
    steady.clock.tick(hours=20)
    steady.sweep()
    assert len(steady.mails("reminder")) == 1
    steady.clock.tick(hours=4)
    steady.sweep()
    assert len(steady.mails("reminder")) == 2


@pytest.mark.parametrize("code", ["tea", "WATER", "water%20", "check-in"])
@pytest.mark.parametrize("verb", ["snooze", "skip"])
def test_an_unknown_habit_is_not_found(steady: Steady, code: str, verb: str) -> None:
    steady.json("POST", f"/v1/habits/{code}/{verb}", {"minutes": 5}, token=steady.join(), status=404)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": -5}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"minutes": 2.5}, "minutes"),
        ({"minutes": True}, "minutes"),
        ({"minutes": None}, "minutes"),
        ({"minutes": "soon"}, "minutes"),
        ({"minutes": "²"}, "minutes"),
        ({"minutes": [30]}, "minutes"),
        ({"minutes": 10**30}, "minutes"),
        ({"minutes": 5, "hours": 1}, "hours"),
        ([], ""),
    ],
)
def test_a_bad_snooze_names_its_field_and_changes_nothing(steady: Steady, sent: Any, field: str) -> None:
    token = steady.join()
    before = steady.aws.items()
    problem = steady.json("POST", "/v1/habits/water/snooze", sent, token=token, status=422)
    assert [error["field"] for error in problem["errors"]] == [field]
    assert steady.aws.items() == before


def test_a_skip_takes_no_fields(steady: Steady) -> None:
    problem = steady.json("POST", "/v1/habits/water/skip", {"days": 2}, token=steady.join(), status=422)
    assert problem["errors"][0]["field"] == "days"


@pytest.mark.parametrize("verb", ["snooze", "skip"])
def test_nobody_without_a_full_token_puts_anything_off(steady: Steady, verb: str) -> None:
    token = steady.join()
    log = steady.json("POST", "/v1/tokens", {"name": "phone"}, token=token, status=201)["token"]
    path = f"/v1/habits/water/{verb}"
    steady.json("POST", path, {"minutes": 5}, status=401)
    steady.json("POST", path, {"minutes": 5}, token=log, status=403)
    steady.json("POST", path, b"{", token=token, content_type="application/json", status=400)
    assert steady.ask("GET", path, token=token).status == 405
