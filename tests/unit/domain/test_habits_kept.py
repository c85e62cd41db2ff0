"""When each of the seven habits counts as done; one without its value is neither done nor missed."""

from typing import Any

import pytest

from chalicelib.domain.habit import habits_kept
from tests.unit.domain.logs import NOW, check_in


@pytest.mark.parametrize(
    ("values", "done", "missed"),
    [
        pytest.param({}, set(), set(), id="nothing-said"),
        pytest.param({"water_litres": 2}, {"water"}, set(), id="water-goal"),
        pytest.param({"water_litres": 1.99}, set(), {"water"}, id="water-below"),
        pytest.param({"magnesium_food": True}, {"magnesium"}, set(), id="magnesium"),
        pytest.param({"magnesium_food": False}, set(), {"magnesium"}, id="no-magnesium"),
        pytest.param({"last_caffeine": "12:00"}, {"caffeine"}, set(), id="coffee-at-noon"),
        pytest.param({"last_caffeine": "12:01"}, set(), {"caffeine"}, id="coffee-after-noon"),
        pytest.param({"caffeine_servings": 0}, {"caffeine"}, set(), id="no-coffee"),
        pytest.param({"caffeine_servings": 2}, set(), set(), id="coffee-at-an-unknown-time"),
        pytest.param({"sleep_hours": 7}, {"sleep"}, set(), id="sleep"),
        pytest.param({"sleep_hours": 6.9}, set(), {"sleep"}, id="short-sleep"),
        pytest.param({"stretch_minutes": 5, "relax_minutes": 4.9}, {"stretch"}, {"relax"}, id="5-minutes"),
        pytest.param({"alcohol_units": 0}, {"alcohol"}, set(), id="no-alcohol"),
        pytest.param({"alcohol_units": 0.5}, set(), {"alcohol"}, id="some-alcohol"),
    ],
)
def test_habits_kept(values: dict[str, Any], done: set[str], missed: set[str]) -> None:
    kept = habits_kept(check_in(NOW, **values), None)
    assert kept.done == {"check_in", *done}
    assert kept.missed == missed


@pytest.mark.parametrize(
    ("limit", "litres", "is_kept"),
    [
        pytest.param(1.5, 1.5, True, id="their-own-limit-is-the-goal"),
        pytest.param(1.5, 1.4, False, id="below-it"),
        pytest.param(3.0, 2.0, True, id="a-limit-above-2-does-not-raise-the-goal"),
    ],
)
def test_water_with_a_fluid_limit(limit: float, litres: float, is_kept: bool) -> None:
    assert ("water" in habits_kept(check_in(NOW, water_litres=litres), limit).done) is is_kept


@pytest.mark.parametrize("condition", ["heart_failure", "kidney_disease"])
def test_what_a_doctor_decides_is_neither_kept_nor_missed(condition: str) -> None:
    day = check_in(NOW, water_litres=2.5, magnesium_food=False)
    kept = habits_kept(day, None, (condition,))
    assert "water" not in kept.done | kept.missed
    assert ("magnesium" in kept.missed) is (condition == "heart_failure")
    assert "water" in habits_kept(day, 1.5, (condition,)).done
