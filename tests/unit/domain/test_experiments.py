"""An experiment: what is drawn, its dates and moments, its states, and whom it does not fit."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.entries import CheckIn, Entry
from chalicelib.domain.experiment import EXPERIMENT_TRIGGERS, Experiment, ExperimentTrigger, pair_order
from chalicelib.domain.experiments.plans import TRIALS
from chalicelib.domain.localtime import DAY, local_date, zone
from chalicelib.domain.person import PersonMedicine, Profile
from chalicelib.domain.switches import why_not
from tests.unit.domain.logs import NOW, PROFILE, QUICK, ago, check_in, medicine, symptom, timeline

LONDON = zone("Europe/London")
MONDAY = date(2026, 11, 23)


def experiment(**values: Any) -> Experiment:
    usual: dict[str, Any] = {
        "id": "x1", "trigger": "caffeine", "block_days": 4, "starts_on": MONDAY, "created_at": NOW,
        "order": pair_order([True, False, True, False, True, False]),
    }  # fmt: skip
    return Experiment(**{**usual, **values})


@given(st.lists(st.booleans(), min_size=6, max_size=10))
@QUICK
def test_every_pair_has_one_block_of_each_kind(draws: list[bool]) -> None:
    order = pair_order(draws)
    assert len(order) == 2 * len(draws)
    assert all(order[place] is not order[place + 1] for place in range(0, len(order), 2))
    assert list(order[::2]) == draws


def test_every_order_can_be_drawn() -> None:
    assert len({pair_order(draws) for draws in product((True, False), repeat=6)}) == 64


@given(st.integers(6, 10), st.integers(3, 14), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
@QUICK
def test_the_blocks_cover_each_date_once(pairs: int, block_days: int, starts_on: date) -> None:
    made = experiment(block_days=block_days, order=pair_order([True] * pairs), starts_on=starts_on)
    dates = [block.from_ + days * DAY for block in made.blocks for days in range((block.to - block.from_).days + 1)]
    assert dates == [starts_on + days * DAY for days in range(2 * pairs * block_days)]
    assert made.ends_on == dates[-1]
    assert all(made.block_on(on) is not None for on in dates)
    assert made.block_on(starts_on - DAY) is made.block_on(made.ends_on + DAY) is None


@pytest.mark.parametrize(
    ("name", "place", "at"),
    [
        ("Europe/London", 0, "2026-10-22T07:00Z"),
        ("Europe/London", 1, "2026-10-26T08:00Z"),
        ("America/New_York", 0, "2026-10-22T12:00Z"),
        ("America/New_York", 3, "2026-11-03T13:00Z"),
        ("Asia/Tokyo", 0, "2026-10-21T23:00Z"),
    ],
    ids=["summer time", "after the clocks went back", "New York", "New York in winter", "the UTC day before"],
)
def test_a_switch_comes_at_eight_by_the_clock_on_the_wall(name: str, place: int, at: str) -> None:
    made = experiment(starts_on=date(2026, 10, 22))
    assert made.switch_at(place, zone(name)) == datetime.fromisoformat(at)


@pytest.mark.parametrize(
    ("state", "at"),
    [
        ("planned", datetime(2026, 11, 22, 23, 59, tzinfo=UTC)),
        ("running", datetime(2026, 11, 23, tzinfo=UTC)),
        ("running", datetime(2027, 1, 9, 23, 59, tzinfo=UTC)),
        ("running", datetime(2027, 1, 10, 7, 59, tzinfo=UTC)),
        ("finished", datetime(2027, 1, 10, 8, tzinfo=UTC)),
    ],
)
def test_the_state_follows_from_the_moment(state: str, at: datetime) -> None:
    made = experiment()
    assert made.ends_on == date(2027, 1, 9)
    assert made.state(at, LONDON) == state
    assert replace(made, stopped_at=NOW).state(at, LONDON) == "stopped"


@pytest.mark.parametrize(
    ("stopped_at", "last_on"),
    [
        (None, date(2027, 1, 9)),
        (datetime(2026, 12, 1, 0, 30, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 20, tzinfo=UTC), date(2026, 11, 19)),
    ],
    ids=["not stopped", "early on a day", "late on a day", "before it began"],
)
def test_the_day_of_a_stop_does_not_count(stopped_at: datetime | None, last_on: date) -> None:
    assert experiment(stopped_at=stopped_at).last_on(LONDON) == last_on


@pytest.mark.parametrize(
    ("trigger", "values", "shown"),
    [
        ("caffeine", {"caffeine_servings": 2}, True),
        ("caffeine", {"caffeine_servings": 1}, False),
        ("caffeine", {"last_caffeine": "09:00"}, None),
        ("late_caffeine", {"last_caffeine": "12:01"}, True),
        ("late_caffeine", {"last_caffeine": "12:00"}, False),
        ("late_caffeine", {"caffeine_servings": 0}, False),
        ("late_caffeine", {"caffeine_servings": 2}, None),
        ("sleep", {"sleep_hours": 7}, True),
        ("sleep", {"sleep_hours": 6.9}, False),
        ("relax", {"relax_minutes": 5}, True),
        ("relax", {"relax_minutes": 4}, False),
        ("stretch", {"stretch_minutes": 5}, True),
        ("stretch", {"stretch_minutes": 0}, False),
        ("exertion", {"exertion": 2}, True),
        ("exertion", {"exertion": 1}, False),
        ("alcohol", {"alcohol_units": 0.5}, True),
        ("alcohol", {"alcohol_units": 0}, False),
        ("water", {"water_litres": 2}, True),
        ("water", {"water_litres": 1.9}, False),
        ("screen", {"stress": 3}, None),
        ("sleep", {}, None),
    ],
)
def test_a_check_in_shows_how_the_plan_was_kept(
    trigger: ExperimentTrigger, values: dict[str, Any], shown: bool | None
) -> None:
    day = CheckIn(id="c", at=NOW, received_at=NOW, **values)
    assert TRIALS[trigger].shows(day) is shown


def test_every_trigger_has_its_row_and_none_is_a_medicine() -> None:
    assert tuple(TRIALS) == EXPERIMENT_TRIGGERS
    words = " ".join(f"{one.name} {one.with_plan} {one.without_plan} {one.care}" for one in TRIALS.values())
    for never in ("medicine", "tablet", "supplement", "inhaler", "dose", "stop ", "should", "magnesium"):
        assert never not in words.lower()


def test_the_document_names_every_trigger() -> None:
    document = (Path(__file__).resolve().parents[3] / "docs" / "experiments.md").read_text()
    assert re.findall(r"^\| `(\w+)` \| (?!start)", document.partition("## What is drawn")[0], re.MULTILINE) == list(
        TRIALS
    )


def drinks(*units: float) -> list[Entry]:
    return [check_in(ago(len(units) - place), alcohol_units=one) for place, one in enumerate(units)]


LITHIUM = (PersonMedicine(name="lithium", class_="lithium"),)
UNFIT: list[tuple[str, str, dict[str, Any], list[Entry]]] = [
    ("pregnant", "caffeine late_caffeine exertion alcohol", {"pregnant": True}, []),
    ("a fluid limit", "water", {"fluid_limit_litres": 1.5}, []),
    ("heart failure", "water exertion", {"conditions": ("heart_failure",)}, []),
    ("kidney disease", "water", {"conditions": ("kidney_disease",)}, []),
    ("diabetes", "exertion", {"conditions": ("diabetes",)}, []),
    ("lithium", "caffeine late_caffeine water", {"medicines": LITHIUM}, []),
    ("lithium, logged", "caffeine late_caffeine water", {}, [medicine(ago(5), "lithium")]),
    ("lithium, stopped", "", {}, [medicine(ago(5), "lithium"), medicine(ago(4), "lithium", "stop")]),
    ("an antipsychotic", "caffeine late_caffeine", {}, [medicine(ago(5), "antipsychotic")]),
    ("a water tablet", "water", {}, [medicine(ago(5), "thiazide_diuretic")]),
    ("drinks daily", "alcohol", {"conditions": ("alcohol_daily",)}, []),
    ("6 units a day", "alcohol", {}, drinks(*[6] * 10)),
    ("5.9 units a day", "", {}, drinks(*[5.9] * 10)),
    ("has just cut down", "alcohol", {}, drinks(8, 8, 8, 0, 0, 0)),
    ("drank much 3 weeks ago", "", {}, [check_in(ago(21), alcohol_units=20), *drinks(1, 0)]),
    ("shakes", "alcohol", {}, [symptom(ago(1), "shaking")]),
    ("17 this year", "alcohol", {"birth_year": 2009}, []),
    ("maybe still 17", "alcohol", {"birth_year": 2008}, []),
    ("18 for sure", "", {"birth_year": 2007}, []),
    ("not pregnant", "", {"pregnant": False}, []),
    ("nothing said", "", {}, []),
]


@pytest.mark.parametrize(("triggers", "profile", "log"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT])
def test_what_does_not_fit_a_person_is_not_tried(triggers: str, profile: dict[str, Any], log: list[Entry]) -> None:
    seen = timeline(log, profile=replace(PROFILE, **profile))
    assert {one for one in EXPERIMENT_TRIGGERS if why_not(one, seen)} == set(triggers.split())


def test_the_reasons_are_calm_and_short() -> None:
    reasons = {unfit.words for trial in TRIALS.values() for unfit in trial.unfit}
    for words in reasons:
        assert not {"should", "danger", "risk", "stop"} & set(words.lower().split())
        assert max(len(sentence.split()) for sentence in words.split(". ")) <= 20


def test_a_date_is_that_of_the_zone_the_person_is_in() -> None:
    made, late = experiment(), datetime(2026, 11, 22, 20, tzinfo=UTC)
    assert made.state(late, zone("Asia/Tokyo")) == "running"
    assert local_date(late, zone("Asia/Tokyo")) == MONDAY
    assert made.state(late, LONDON) == "planned"
    assert made.switch_at(1, zone("Asia/Tokyo")) - made.switch_at(0, zone("Asia/Tokyo")) == timedelta(days=4)


def test_a_profile_is_enough_to_ask() -> None:
    assert why_not("water", timeline([], profile=Profile(timezone="UTC", fluid_limit_litres=1.0)))
