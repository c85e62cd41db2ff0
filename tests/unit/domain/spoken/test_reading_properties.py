"""What holds of any line: it is read without an error, and no area comes from a word that does not name it."""

import string
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.body import AREAS, area_words
from chalicelib.domain.entries import Context, SymptomName
from chalicelib.domain.spoken import read_line
from chalicelib.domain.spoken.lexicon import lexicon
from chalicelib.domain.spoken.places import EITHER, WITHIN
from chalicelib.domain.spoken.sayings import CONTEXTS, STRENGTHS
from chalicelib.domain.spoken.symptoms import SYMPTOMS
from tests.unit.domain.logs import QUICK

SENSES = lexicon()
UNKNOWN = st.text(string.ascii_lowercase, min_size=4, max_size=10).filter(
    lambda word: word not in SENSES and f"{word}s" not in SENSES and not any(word in phrase for phrase in SENSES)
)
PLACES = st.sampled_from(sorted(phrase for phrase, sense in SENSES.items() if sense.kind == "area"))
REFUSED = st.sampled_from(sorted(
    phrase for phrase, sense in SENSES.items() if sense.kind in ("symptom", "no_name", "no_area", "negation")
))  # fmt: skip
SAID = st.sampled_from(
    [*SENSES, *"0123456789", "min", "hours", "3", "out of", "/", "5", "ago", "at", "pm", "a", "-", "the"]
)
ORDERS = st.sampled_from(["{side} {place}", "{place} {side}", "my {side} {place}"])
SIDES = st.sampled_from(["", "left ", "right ", "my ", "both ", "my left ", "the right "])
TAILS = st.sampled_from(["", " 3 min", " for 5 minutes", " twitching", " after coffee", ", mild", " again"])


@QUICK
@given(st.text(max_size=600))
def test_any_text_is_read(text: str) -> None:
    read = read_line(text)
    assert bool(read.faults) != bool(read.fields)


@QUICK
@given(SIDES, UNKNOWN, TAILS)
def test_an_unknown_word_for_the_place_is_never_stored(side: str, word: str, tail: str) -> None:
    assert read_line(f"{side}{word}{tail}").faults


@QUICK
@given(SIDES, PLACES, st.sampled_from([" and ", ", ", " to ", " ", " or ", " + left "]), UNKNOWN, TAILS)
def test_an_unknown_word_beside_a_place_is_never_passed_over(
    side: str, place: str, join: str, word: str, tail: str
) -> None:
    assert read_line(f"{side}{place}{join}{word}{tail}").faults
    assert read_line(f"{side}{word}{join}{place}{tail}").faults


@QUICK
@given(st.lists(SAID, max_size=12))
def test_an_area_is_one_that_the_line_names(words: list[str]) -> None:
    line = " ".join(words)
    read = read_line(line)
    if "area" in read.fields:
        named = [
            phrase for phrase, sense in SENSES.items() if sense.value == read.fields["area"] and sense.kind == "area"
        ]
        plain = " ".join(line.split())
        assert any(set(phrase.split()) <= set(plain.split()) for phrase in named)


@QUICK
@given(PLACES, st.sampled_from([", ", " and ", " with ", " after ", " because of ", " "]), REFUSED)
def test_a_symptom_a_denial_or_a_part_without_area_is_never_stored(place: str, join: str, word: str) -> None:
    assert read_line(f"{place} 3 min{join}{word}").faults
    assert read_line(f"{word}{join}{place} 3 min").faults


@QUICK
@given(PLACES, PLACES, st.sampled_from([" and ", " or ", " to ", " then ", " & ", "/", " while moving "]))
def test_two_places_are_never_stored_as_one(one: str, other: str, join: str) -> None:
    first, second = SENSES[one].value, SENSES[other].value
    read = read_line(f"{one}{join}{other} 3 min")
    assert read.faults or read.fields["area"] == first == second


@QUICK
@given(
    PLACES,
    st.sampled_from(["left", "right"]),
    st.sampled_from(["{side} {place}", "{place} {side}", "my {side} {place}"]),
)
def test_a_side_that_is_said_is_kept(place: str, side: str, order: str) -> None:
    read = read_line(order.format(side=side, place=place))
    assert read.faults or (read.fields["area"], read.fields["side"]) == (SENSES[place].value, side)


@pytest.mark.parametrize("area", AREAS)
def test_every_area_is_understood_under_its_own_names(area: str) -> None:
    assert read_line(area).fields["area"] == area
    assert read_line(area_words(area)).fields["area"] == area


def test_the_tables_name_what_the_entries_know() -> None:
    assert set(CONTEXTS) == set(get_args(Context))
    assert set(SYMPTOMS) <= set(get_args(SymptomName))
    assert {sense.value for sense in SENSES.values() if sense.kind == "area"} == set(AREAS)
    assert set(STRENGTHS) == {1, 2, 3, 4, 5}
    choices = {choice for choices in EITHER.values() for choice in choices.split(", ")}
    assert choices <= {area_words(area) for area in AREAS}
    assert {inner for parts in WITHIN.values() if parts != "*" for inner in parts.split()} <= set(AREAS)
