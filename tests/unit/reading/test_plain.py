"""The measures themselves: each bad sentence is caught by its rule, and good ones by none."""

import pytest

from tests.unit.reading.plain import (
    GRADE,
    MEDICAL_GRADE,
    RULES,
    bound_of,
    faults_of,
    grade,
    sentences,
    syllables,
)

LONG = "You logged " + "a twitch and " * 7 + "a cramp."
BAD = {
    "a sentence over 20 words": LONG,
    "should": "You should see a doctor.",
    "a disease": "This can be a sign of motor neurone disease.",
    "multiple sclerosis by its letters": "It can be MS.",
    "a probability": "This is likely to be harmless.",
    "a share": "It passes in 90% of people.",
    "a metaphor": "Keep an eye on it.",
    "a word on the body": "You are fine.",
    "advice that does not exist": "Stop taking your water tablet.",
}
MORE_BAD = [
    pytest.param("Your chance is 1 in 300.", "a probability", id="one-in-so-many"),
    pytest.param("The risk of it is low.", "a probability", id="risk"),
    pytest.param("It helps 52 % of people.", "a share", id="share-of-people"),
    pytest.param("ALS is rare.", "a disease", id="als"),
    pytest.param("It points to a neuropathy.", "a disease", id="neuropathy"),
    pytest.param("Do you fear cancer?", "a disease", id="cancer"),
    pytest.param("This is a red flag.", "a metaphor", id="red-flag"),
    pytest.param("You are on a journey.", "a metaphor", id="journey"),
    pytest.param("Nothing is wrong with you.", "a word on the body", id="nothing-wrong"),
    pytest.param("Do not worry.", "a word on the body", id="do-not-worry"),
    pytest.param("There are no signs of illness.", "a word on the body", id="no-signs"),
    pytest.param("Take a magnesium supplement.", "advice that does not exist", id="supplement"),
    pytest.param("Eat more potassium.", "advice that does not exist", id="potassium"),
    pytest.param("Stop drinking today.", "advice that does not exist", id="stop-drinking"),
    pytest.param("Stop your tablets now.", "advice that does not exist", id="stop-your-tablets"),
]
GOOD = [
    "Twitching in the calf on 11 of the last 15 days. The NHS suggests a GP visit after 2 weeks.",
    "You weighed 75 kg on 3 May and 80 kg on 1 May 2026: 6 % less.",
    "Keep taking your medicine as it was prescribed until you have asked.",
    "Stop these reminders",
    "Nothing you logged matches a warning sign.",
    "Send the items one by one.",
]


@pytest.mark.parametrize("name", RULES)
def test_each_rule_catches_its_bad_sentence_and_no_other_does(name: str) -> None:
    assert [fault.partition(":")[0] for fault in faults_of(BAD[name])] == [name]


@pytest.mark.parametrize(("said", "name"), MORE_BAD)
def test_a_bad_sentence_is_caught(said: str, name: str) -> None:
    assert name in [fault.partition(":")[0] for fault in faults_of(said)]


@pytest.mark.parametrize("said", GOOD)
def test_a_good_sentence_is_left_alone(said: str) -> None:
    assert faults_of(said) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        pytest.param("calf", 1, id="one"),
        pytest.param("twitching", 2, id="two"),
        pytest.param("magnesium", 4, id="in-the-dictionary"),
        pytest.param("doctor’s", 2, id="with-its-s"),
        pytest.param("colour", 2, id="as-the-british-write-it"),
        pytest.param("salbutamol", 4, id="by-its-vowels"),
        pytest.param("2026", 1, id="a-figure"),
        pytest.param("NHS", 3, id="capitals"),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_end_at_a_stop_a_line_and_a_colon() -> None:
    assert list(sentences("One. Two?\nThree: four\n- 5 six")) == ["One.", "Two?", "Three:", "four", "5 six"]


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        pytest.param("You logged a twitch. It was in your calf.", -3, 0, id="easy"),
        pytest.param("Book a routine visit with your GP. Take your log with you.", 0, 3, id="as-it-is-meant"),
        pytest.param(
            "Persistent fasciculation accompanied by progressive deterioration necessitates neurological evaluation.",
            20, 40, id="as-doctors-write",
        ),
    ],
)  # fmt: skip
def test_the_grade_tells_easy_from_hard(said: str, low: float, high: float) -> None:
    assert low <= grade(said) <= high


def test_a_medical_word_raises_the_bound() -> None:
    assert bound_of("Twitching in the calf.") == GRADE
    assert bound_of("Weakness of the hand.") == MEDICAL_GRADE
