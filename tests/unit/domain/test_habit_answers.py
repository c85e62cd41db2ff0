"""The answer that a reminder's link fills in makes its habit done, and never goes past what a doctor said."""

import pytest
from msgspec.structs import replace

from chalicelib.domain.habit import HABITS, habits_kept
from chalicelib.domain.habit_answers import answer_as_done
from chalicelib.domain.person import PersonMedicine, Profile
from tests.unit.domain.logs import NOW, check_in

ANN = Profile(timezone="Europe/London")
DAILY = tuple(code for code in HABITS if code != "check_in")
WITH_CARE = [
    pytest.param("water", replace(ANN, fluid_limit_litres=1.5), id="a-fluid-limit"),
    pytest.param("water", replace(ANN, conditions=("heart_failure",)), id="a-heart-that-fails"),
    pytest.param("water", replace(ANN, conditions=("kidney_disease",)), id="water-and-kidneys"),
    pytest.param(
        "water",
        replace(ANN, medicines=(PersonMedicine(name="furosemide", class_="loop_diuretic"),)),
        id="a-water-tablet",
    ),
    pytest.param("magnesium", replace(ANN, conditions=("kidney_disease",)), id="food-and-kidneys"),
    pytest.param("alcohol", replace(ANN, conditions=("alcohol_daily",)), id="drinks-daily"),
]


@pytest.mark.parametrize("code", DAILY)
def test_the_answer_makes_its_habit_done_and_says_nothing_else(code: str) -> None:
    answer = answer_as_done(code, ANN)
    assert len(answer) == 1
    assert habits_kept(check_in(NOW, **answer), None).done == {code, "check_in"}


@pytest.mark.parametrize(("code", "profile"), WITH_CARE)
def test_nothing_is_filled_in_where_a_doctor_has_the_say(code: str, profile: Profile) -> None:
    assert answer_as_done(code, profile) == {}
    others = {other for other in DAILY if answer_as_done(other, profile)}
    assert others >= set(DAILY) - {"water", "magnesium", "alcohol"}


@pytest.mark.parametrize("code", ["check_in", "tea", "", "__class__"])
def test_what_is_no_habit_of_a_day_fills_in_nothing(code: str) -> None:
    assert answer_as_done(code, ANN) == {}
