"""No combination of conditions, medicines and findings brings advice that could harm."""

from itertools import combinations, product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.advice import BY_HABIT, BY_LEVEL, BY_SIGN, WORDS, Cautions, advise, advise_habits, cautions_of
from chalicelib.domain.entries import Entry
from chalicelib.domain.finding import LEVELS, Finding
from chalicelib.domain.habit import HABITS
from chalicelib.domain.person import PersonMedicine, Profile
from chalicelib.domain.signs import RULES, SIGNS
from tests.unit.domain.logs import NOW, QUICK, ago, check_in, timeline

CONDITIONS: Final = (
    "kidney_disease", "heart_failure", "asthma", "hypertension", "bipolar_disorder", "health_anxiety", "alcohol_daily",
    "diabetes", "thyroid",
)  # fmt: skip
CLASSES: Final = ("loop_diuretic", "thiazide_diuretic", "lithium", "ppi", "saba", "maoi", "thyroid")
LEVEL_OF: Final = {rule.sign: rule.level for rule in RULES}
profiles = st.builds(
    lambda conditions, pregnant, limit, classes: Profile(
        timezone="Europe/London",
        conditions=tuple(conditions),
        pregnant=pregnant,
        fluid_limit_litres=limit,
        medicines=tuple(PersonMedicine(name=name, class_=name) for name in classes),
    ),
    st.sets(st.sampled_from(CONDITIONS)),
    st.sampled_from((None, False, True)),
    st.sampled_from((None, 1.5)),
    st.sets(st.sampled_from(CLASSES), max_size=3),
)
drinks = st.lists(st.sampled_from((None, 0.0, 5.0, 6.0, 12.0)), max_size=6)


def finding(sign: str) -> Finding:
    return Finding(id=sign, sign=sign, level=LEVEL_OF[sign], about=(), raised_at=NOW, because="", source="")


def logged(units: list[float | None]) -> list[Entry]:
    return [check_in(ago(number + 0.1), alcohol_units=units) for number, units in enumerate(units)]


def everything(cautions: Cautions) -> set[str]:
    """All advice that any findings and any habits could bring this person."""
    each = {code for sign in SIGNS for code in advise([finding(sign)], cautions)}
    return {*each, *advise([finding(sign) for sign in SIGNS], cautions), *advise_habits(HABITS, cautions)}


@QUICK
@given(profiles, drinks)
def test_forbidden_advice_never_comes_out(profile: Profile, units: list[float | None]) -> None:
    entries = logged(units)
    codes = everything(cautions_of(timeline(entries, profile=profile)))
    conditions, said = set(profile.conditions), [unit for unit in units if unit is not None]
    drinks_a_lot = "alcohol_daily" in conditions or (said and sum(said) / len(said) >= 6)
    has_limit = profile.fluid_limit_litres is not None or conditions & {"kidney_disease", "heart_failure"}
    assert not ("kidney_disease" in conditions and "magnesium_food" in codes)
    assert not (profile.pregnant and "caffeine_limit_400" in codes)
    assert not (has_limit and {"drink_2_litres", "drink_water"} & codes)
    assert not (drinks_a_lot and "alcohol_moderate" in codes)
    assert not [code for code in codes if code.startswith("stop") or "potassium" in code or "supplement" in code]


def test_every_set_of_cautions_takes_out_exactly_what_it_must() -> None:
    usual = everything(Cautions())
    swaps = {
        "pregnant": ({"caffeine_limit_400"}, {"caffeine_limit_200"}),
        "kidney": ({"magnesium_food"}, set()),
        "own_fluid": ({"drink_water", "drink_2_litres"}, {"fluid_own_limit"}),
        "heavy_drinker": ({"alcohol_moderate"}, {"alcohol_ask_gp"}),
    }
    for count in range(len(swaps) + 1):
        for names in combinations(swaps, count):
            out = {code for name in names for code in swaps[name][0]}
            more = {code for name in names for code in swaps[name][1]}
            assert everything(Cautions(**dict.fromkeys(names, True))) == (usual - out) | more


def test_every_sign_and_habit_is_known_to_the_advice() -> None:
    assert set(BY_SIGN) <= set(SIGNS)
    assert set(BY_HABIT) == set(HABITS) - {"check_in"}
    assert set(BY_LEVEL) == set(LEVELS) - {"self_care"}


@pytest.mark.parametrize(
    ("units", "is_heavy"),
    [
        pytest.param([6.0, 6.0], True, id="mean-of-6"),
        pytest.param([5.0, 6.0], False, id="under-6"),
        pytest.param([0.0, 0.0, 8.0, 8.0], True, id="just-cut-down"),
        pytest.param([], False, id="no-figures"),
    ],
)
def test_a_heavy_drinker_by_figures(units: list[float | None], is_heavy: bool) -> None:
    assert cautions_of(timeline(logged(units))).heavy_drinker is is_heavy


def test_a_loop_diuretic_leaves_the_amount_to_the_doctor() -> None:
    taken = PersonMedicine(name="furosemide", class_="loop_diuretic")
    profile = Profile(timezone="Europe/London", medicines=(taken,))
    assert "drink_2_litres" not in everything(cautions_of(timeline([], profile=profile)))


def test_words_exist_for_every_code_of_every_combination() -> None:
    names = ("pregnant", "kidney", "own_fluid", "heavy_drinker")
    for flags in product((False, True), repeat=4):
        assert everything(Cautions(**dict(zip(names, flags, strict=True)))) <= set(WORDS)
