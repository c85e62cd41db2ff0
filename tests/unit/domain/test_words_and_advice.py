"""Levels, numbers to call, and which advice goes with what."""

from typing import Any

import pytest

from chalicelib.domain.advice import BY_HABIT, BY_LEVEL, BY_SIGN, MEDICINE, WORDS, Cautions, advise
from chalicelib.domain.assessment import assess_in_full
from chalicelib.domain.care import crisis_lines, emergency_number, say
from chalicelib.domain.finding import LEVELS, Finding, highest
from chalicelib.domain.signs import SIGNS, WARNINGS
from chalicelib.domain.standing import Standing, reassess
from tests.unit.domain.logs import NOW, ago, on_days, symptom, timeline


def finding(sign: str, level: Any) -> Finding:
    return Finding(id=f"{sign}-1", sign=sign, level=level, about=(), raised_at=NOW, because="", source="[D]")


@pytest.mark.parametrize(
    ("country", "number"),
    [
        pytest.param("GB", "999", id="uk"),
        pytest.param("gb", "999", id="in-small-letters"),
        pytest.param("US", "911", id="us"),
        pytest.param("DE", "112", id="eu"),
        pytest.param("AU", "000", id="australia"),
        pytest.param("XX", "112", id="unknown"),
        pytest.param(None, "112", id="none"),
    ],
)
def test_the_number_follows_the_country(country: str | None, number: str) -> None:
    assert emergency_number(country) == number
    words = say("emergency", country)
    assert words.call == number
    assert number in str(words.title)
    assert number in str(words.body)


def test_only_an_emergency_is_a_call() -> None:
    assert [level for level in LEVELS if say(level, "GB").call] == ["emergency"]


@pytest.mark.parametrize(
    ("country", "whom"),
    [
        pytest.param("GB", "your GP or NHS 111", id="uk"),
        pytest.param("IM", "your GP", id="no-111-on-the-isle-of-man"),
        pytest.param("IE", "your GP", id="ireland"),
        pytest.param("DE", "a doctor or 116 117", id="germany"),
        pytest.param("AT", "a doctor or 1450", id="austria"),
        pytest.param("US", "a doctor", id="us"),
        pytest.param(None, "a doctor", id="unknown"),
    ],
)
def test_whom_to_ask_follows_the_country(country: str | None, whom: str) -> None:
    assert str(say("urgent", country).body).startswith(f"Contact {whom} today")
    titles = {level: str(say(level, country).title) for level in LEVELS}
    assert any("GP" in title for title in titles.values()) is ("GP" in whom)


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("GB", "111"),
        ("US", "988"),
        ("CA", "988"),
        ("DE", "0800 111 0 111"),
        ("FR", "112"),
        ("JP", "119"),
        (None, "112"),
    ],
)
def test_the_line_for_a_crisis_follows_the_country(country: str | None, line: str) -> None:
    assert line in str(crisis_lines(country)[0])


def test_all_clear_speaks_of_the_log() -> None:
    assert str(say("self_care", None).body).startswith("Nothing you logged matches")


def test_levels_are_in_order() -> None:
    assert highest(["gp_soon", "emergency", "gp_routine"]) == "emergency"
    assert highest(["self_care", "gp_routine"]) == "gp_routine"
    assert highest([]) == "self_care"


@pytest.mark.parametrize(
    ("findings", "codes"),
    [
        pytest.param([("weakness", "gp_soon")], ("gp_within_days",), id="by-level"),
        pytest.param([("persistent", "gp_routine")], ("book_gp", "blood_test_ask"), id="blood-test-beside"),
        pytest.param([("sensory", "gp_routine")], ("book_gp", "blood_test_ask"), id="sensory-too"),
        pytest.param(
            [("medicine_ppi", "gp_soon")], ("gp_within_days", "keep_medicine", "ask_pharmacist"), id="medicine"
        ),
        pytest.param(
            [("persistent", "gp_routine"), ("speech", "urgent")],
            ("urgent_today", "blood_test_ask"),
            id="one-action-the-highest-first",
        ),
        pytest.param([("stroke_signs", "emergency")], ("call_emergency",), id="emergency"),
        pytest.param([], (), id="none"),
    ],
)
def test_advice(findings: list[tuple[str, str]], codes: tuple[str, ...]) -> None:
    assert advise([finding(sign, level) for sign, level in findings], Cautions()) == codes


def test_codes_that_must_not_exist_do_not() -> None:
    by_sign = {code for found in BY_SIGN.values() for code in found}
    codes = {*BY_LEVEL.values(), *MEDICINE, *by_sign, *BY_HABIT.values()}
    assert not [code for code in codes if code.startswith("stop") or "potassium" in code or "supplement" in code]
    assert set(WORDS) == {*codes, "caffeine_limit_200", "fluid_own_limit", "alcohol_ask_gp"}


def test_every_medicine_sign_says_to_keep_taking_it() -> None:
    signs = [sign for sign in SIGNS if sign.startswith("medicine_")]
    assert len(signs) == 8
    assert all(
        {"keep_medicine", "ask_pharmacist"} <= set(advise([finding(sign, "urgent")], Cautions())) for sign in signs
    )


def test_an_assessment_names_the_most_serious_first_and_what_it_did_not_find() -> None:
    read = timeline([*on_days(15, 11, 7, 3, 0), symptom(ago(1), "swallowing")])
    standing, _ = reassess(Standing(), read)
    assessment = assess_in_full(read, standing)
    found = [found.sign for found in assessment.findings]
    assert (assessment.level, found) == ("urgent", ["swallowing", "persistent"])
    assert {missing.sign for missing in assessment.not_found} == set(WARNINGS) - set(found)
    assert assessment.next_look_at.isoformat() == "2026-11-23T23:59:00+00:00"


def test_the_five_features_of_an_empty_log_speak_of_the_log() -> None:
    features = assess_in_full(timeline([]), Standing()).five_features
    assert list(features) == ["duration", "place", "accompanying", "triggers", "response"]
    assert all("log" in feature.text.lower() for feature in features.values())


def test_the_five_features_are_of_this_person() -> None:
    logged = [*on_days(15, 11, 7, 3, 0, context=("caffeine", "rest")), symptom(ago(1), "cramp")]
    features = assess_in_full(timeline(logged), Standing()).five_features
    assert features["duration"].text == "Longest now: thumb, logged on 5 days, over 16 days."
    assert "thumb" in features["place"].text
    assert "cramp" in features["accompanying"].text
    assert "caffeine (5 times) and rest (5 times)" in features["triggers"].text
