"""The page of the day's check-in: what it starts with, and what of that is stored."""

import json
import re
from typing import Any

import pytest

from tests.doors.browsing import Browser, location
from tests.fakes.steady import Steady

YESTERDAY, TODAY = "2026-11-22", "2026-11-23"
SAID = {
    "date": YESTERDAY,
    "sleep_hours": "6.5",
    "last_caffeine": "15:30",
    "magnesium_food": "true",
    "stress": "4",
    "twitched": "true",
    "weight_kg": "71",
}
MARKED = {"sleep_hours", "last_caffeine", "magnesium_food", "stress"}


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser, the day after a check-in."""
    browser = Browser(steady)
    browser.join()
    location(browser.send("/check-in", SAID))
    return browser


def filled(page: str) -> dict[str, str]:
    """What the form would send if Save were pressed at once."""
    typed = re.findall(r'name="(\w+)" type="(?!hidden|radio)[\w-]+"[^>]*? value="([^"]+)"', page)
    chosen = re.findall(r'type="radio" name="(\w+)" value="(\w+)" checked', page)
    return dict(typed + chosen)


def marked(page: str) -> set[str]:
    """The fields that say they hold yesterday's value."""
    return {name for name in SAID if re.search(rf'id="{name}"(?:(?! id=").)*?as yesterday', page, re.DOTALL)}


def check_ins(steady: Steady) -> list[Any]:
    items = [item for item in steady.aws.items() if item["sk"]["S"][:2] in ("2#", "3#")]
    return [json.loads(item["body"]["S"]) for item in items]


def test_it_starts_with_yesterdays_values_and_marks_each(ann: Browser) -> None:
    page = ann.get("/check-in").body.decode()
    assert filled(page) == {name: SAID[name] for name in MARKED} | {"date": TODAY}
    assert marked(page) == MARKED


def test_opening_it_stores_nothing(ann: Browser) -> None:
    before = ann.steady.aws.items()
    ann.get("/check-in")
    assert ann.steady.aws.items() == before


def test_whoever_changes_one_thing_can_save_that_alone(ann: Browser) -> None:
    start = filled(ann.get("/check-in").body.decode())
    location(ann.send("/check-in", {**start, "sleep_hours": "8", "save": "changed"}))
    stored = next(one for one in check_ins(ann.steady) if one["date"] == TODAY)
    assert stored.keys() & SAID.keys() == {"date", "sleep_hours"}
    assert stored["sleep_hours"] == 8


def test_pressing_save_keeps_what_the_page_showed(ann: Browser) -> None:
    start = filled(ann.get("/check-in").body.decode())
    location(ann.send("/check-in", start))
    stored = next(one for one in check_ins(ann.steady) if one["date"] == TODAY)
    assert stored.keys() & SAID.keys() == {"date", *MARKED}


def test_it_can_start_empty(ann: Browser) -> None:
    page = ann.get("/check-in?empty").body.decode()
    assert (filled(page), marked(page)) == ({"date": TODAY}, set())


def test_once_today_is_saved_it_starts_with_today(ann: Browser) -> None:
    location(ann.send("/check-in?empty", {"water_litres": "1.5", "weight_kg": "70"}))
    page = ann.get("/check-in").body.decode()
    assert filled(page) == {"water_litres": "1.5", "weight_kg": "70", "date": TODAY}
    assert marked(page) == set()


def test_a_fault_shows_what_was_given_and_nothing_of_yesterday(ann: Browser) -> None:
    page = ann.send("/check-in", {"sleep_hours": "25", "stress": "2"}).body.decode()
    assert filled(page) == {"sleep_hours": "25", "stress": "2", "date": TODAY}
    assert marked(page) == set()


DONE = [
    ("water", {"water_litres": "2"}),
    ("magnesium", {"magnesium_food": "true"}),
    ("caffeine", {"last_caffeine": "12:00"}),
    ("sleep", {"sleep_hours": "7"}),
    ("stretch", {"stretch_minutes": "5"}),
    ("relax", {"relax_minutes": "5"}),
    ("alcohol", {"alcohol_units": "0"}),
]


@pytest.mark.parametrize(("habit", "answer"), DONE)
def test_the_link_of_a_reminder_fills_in_its_habit_and_stores_nothing(
    ann: Browser, habit: str, answer: dict[str, str]
) -> None:
    before = ann.steady.aws.items()
    page = ann.get(f"/check-in?habit={habit}").body.decode()
    assert filled(page) == {"date": TODAY, **answer}
    assert (marked(page), "Nothing is saved until" in page) == (set(), True)
    assert ann.steady.aws.items() == before


def test_what_was_filled_in_is_stored_when_it_is_sent(ann: Browser) -> None:
    page = ann.get("/check-in?habit=stretch").body.decode()
    location(ann.send("/check-in", filled(page), "/check-in?habit=stretch"))
    stored = next(one for one in check_ins(ann.steady) if one["date"] == TODAY)
    assert stored.keys() & {*SAID, "stretch_minutes"} == {"date", "stretch_minutes"}


def test_a_better_answer_of_today_stays(ann: Browser) -> None:
    location(ann.send("/check-in?empty", {"sleep_hours": "8", "stretch_minutes": "2"}))
    kept = {"date": TODAY, "sleep_hours": "8", "stretch_minutes": "2"}
    assert filled(ann.get("/check-in?habit=sleep").body.decode()) == kept
    assert filled(ann.get("/check-in?habit=stretch").body.decode()) == {**kept, "stretch_minutes": "5"}


@pytest.mark.parametrize("habit", ["tea", "check_in", "", "__class__", "%22%3E%3Cscript%3E", "water&habit=x"])
def test_a_link_to_no_habit_fills_in_nothing(ann: Browser, habit: str) -> None:
    reply = ann.get(f"/check-in?habit={habit}")
    assert (reply.status, b"<script>" in reply.body) == (200, False)
    assert set(filled(reply.body.decode())) == {"date"}


def test_nobody_with_a_limit_is_led_to_an_amount_of_water(ann: Browser) -> None:
    steady = ann.steady
    steady.json("POST", "/v1/sign-in", {"email": "ann@example.org"}, status=202)
    token = steady.json("POST", "/v1/confirm", {"token": steady.link_token()}, status=201)["token"]
    steady.json("PATCH", "/v1/me", {"fluid_limit_litres": 1.5}, token=token)
    assert filled(ann.get("/check-in?habit=water").body.decode()) == {"date": TODAY}
