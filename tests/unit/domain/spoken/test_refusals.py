"""Lines that are not stored, and what each is told to add."""

import pytest

from chalicelib.domain.spoken import LONGEST_LINE, read_line

NO_PLACE = "add the place"
WHICH_BACK = '"back" could be upper back or lower back: say which.'
ONE_PLACE = "send one line for each place"
ONE_SIDE = "send one line for each side"
CHECK_IN = '{"type": "check_in", "twitched": false}'

REFUSED = [
    pytest.param("", "say where it twitched", id="nothing"),
    pytest.param(" \t\n ", "say where it twitched", id="blanks"),
    pytest.param("...", NO_PLACE, id="stops"),
    pytest.param("3 min after coffee", NO_PLACE, id="no place"),
    pytest.param("left", NO_PLACE, id="a side alone"),
    pytest.param("my left side 3 min", NO_PLACE, id="a side of what"),
    pytest.param("left calf " + "very " * LONGEST_LINE, "longer than 500", id="too long"),
    pytest.param("back 3 min", WHICH_BACK, id="back"),
    pytest.param("twitching in my back", WHICH_BACK, id="back, in a sentence"),
    pytest.param("left lower leg", "shin or calf", id="lower leg"),
    pytest.param("trap 3 min", "neck or shoulder or upper back", id="trapezius"),
    pytest.param("mouth twitching", "lips or cheek", id="mouth"),
    pytest.param("under my left eye", "eyelid or cheek", id="under the eye"),
    pytest.param("behind my right eye", "eyelid or face", id="behind the eye"),
    pytest.param("left 💪 3 min", NO_PLACE, id="a picture of a place"),
    pytest.param("just above the right knee", "knee or thigh", id="above the knee"),
    pytest.param("left ear 3 min", 'no area for "ear"', id="a part without an area"),
    pytest.param("left eye ball 3 min", 'no area for "eye ball"', id="a part that sounds like an area"),
    pytest.param("calf and ear 3 min", 'no area for "ear"', id="a part without an area beside one"),
    pytest.param("left zorp 3 min", '"zorp" is not understood', id="an unknown word for the place"),
    pytest.param("left claf 3 min", "Did you mean calf?", id="a slip"),
    pytest.param("left calf and right zorp", '"zorp" is not understood', id="an unknown second place"),
    pytest.param("thumb and calf", "names thumb and calf: " + ONE_PLACE, id="two places"),
    pytest.param("left thumb 3 min, right calf 2 min", ONE_PLACE, id="two episodes"),
    pytest.param("arm and hand", ONE_PLACE, id="a place and a part of it"),
    pytest.param("from thumb to shoulder", ONE_PLACE, id="from one to another"),
    pytest.param("all over, worse in the left calf", ONE_PLACE, id="all over and one"),
    pytest.param("thumb 5 min holding the phone in my left hand", ONE_PLACE, id="a place among the circumstances"),
    pytest.param("left or right calf", ONE_SIDE, id="left or right"),
    pytest.param("left right calf", ONE_SIDE, id="left right"),
    pytest.param("both calves, more on the left", ONE_SIDE, id="both, and one more so"),
    pytest.param("calf right after coffee", '"right" could be the side or the time', id="right after"),
    pytest.param("calf 5 min after turning left", "put the side right before the place", id="a side of something else"),
    pytest.param("left side of the bed, calf 3 min", "put the side right before the place", id="a side of the bed"),
    pytest.param("the other thumb 3 min", '"other" is not understood', id="the other one"),
    pytest.param("same place again", '"same" is not understood', id="as before"),
    pytest.param("my son's left calf 3 min", '"son" is not understood', id="somebody else"),
    pytest.param("no twitching today", CHECK_IN, id="no twitching"),
    pytest.param("Left eyelid didn't twitch", CHECK_IN, id="didn’t"),
    pytest.param("left calf, not the right one", CHECK_IN, id="not the right"),
    pytest.param("left calf 3 min no coffee", CHECK_IN, id="no coffee"),
    pytest.param("left calf 3 min 🚫", CHECK_IN, id="a sign that says no"),
    pytest.param("left calf twitching has stopped", CHECK_IN, id="it is over"),
    pytest.param("left eyelid 3", 'Say "3 min" or "intensity 3"', id="a number of what"),
    pytest.param("left eyelid 3 min 5 min", "says 3 min and 5 min", id="two lengths"),
    pytest.param("left eyelid 25 hours", "at most 24 hours", id="over a day"),
    pytest.param("left eyelid for 3 days", "longer than one spell", id="days"),
    pytest.param("left eyelid since monday", "longer than one spell", id="since a day"),
    pytest.param("left eyelid intensity 7", "from 1 to 5", id="off the scale"),
    pytest.param("left eyelid 0 out of 5", "from 1 to 5", id="nought"),
    pytest.param("left eyelid mild, very strong", "two intensities", id="mild and strong"),
    pytest.param("left eyelid at 3pm at 5pm", "two times", id="two times"),
    pytest.param("<script>alert(1)</script> left calf", '"script" is not understood', id="markup"),
]


@pytest.mark.parametrize(("line", "said"), REFUSED)
def test_a_line_that_is_not_clear_says_what_to_add(line: str, said: str) -> None:
    read = read_line(line)
    assert read.fields == {}
    assert said in " ".join(read.faults)


SYMPTOMS = [
    ("can't swallow", "swallowing"),
    ("slurred speech for 3 minutes", "speech"),
    ("my speech is slurred and my tongue twitches", "speech"),
    ("face drooping on the left", "face_droop"),
    ("left side of face is droopy", "face_droop"),
    ("left eyelid droops", "eyelid_droop"),
    ("weak right hand since weeks", "weakness"),
    ("left hand very weak 5 min", "weakness"),
    ("dropped my cup, left thumb twitching", "weakness"),
    ("left calf 3 min then I tripped", "weakness"),
    ("can't lift my right arm", "weakness"),
    ("left thigh is thinner", "wasting"),
    ("short of breath and chest twitching", "breath_exertion"),
    ("left foot numb 5 min", "numbness"),
    ("tingling in the left hand", "tingling"),
    ("lips tingling 3 min", "tingling_mouth"),
    ("left calf cramp 2 min", "cramp"),
    ("right shoulder hurts", "muscle_pain"),
    ("hands shaking after coffee", "shaking"),
    ("hand spasm left 3 min", "hand_spasm"),
    ("left eyelid 3 min, both eyes squeezed shut", "eyes_forced_shut"),
    ("choking on food, throat twitching", "choking"),
    ("had a seizure, left arm jerking 2 min", "seizure"),
]


@pytest.mark.parametrize(("line", "name"), SYMPTOMS)
def test_a_symptom_is_never_a_twitch(line: str, name: str) -> None:
    read = read_line(line)
    assert read.fields == {}
    assert f'{{"type": "symptom", "name": "{name}"}}' in " ".join(read.faults)


@pytest.mark.parametrize("name", ["weakness", "speech", "face_droop"])
def test_a_symptom_that_needs_an_onset_is_asked_for_it(name: str) -> None:
    line = next(line for line, symptom in SYMPTOMS if symptom == name)
    assert 'its "onset": sudden, hours_days, weeks or months' in " ".join(read_line(line).faults)


def test_a_name_that_the_words_do_not_decide_is_left_to_the_person() -> None:
    said = " ".join(read_line("can't breathe, chest twitching").faults)
    assert "breath_exertion, breath_lying, breath_rest or breath_severe" in said


@pytest.mark.parametrize("line", ["I can't close my left eye", "couldn't do up buttons, left thumb twitching"])
def test_what_cannot_be_done_is_no_denial(line: str) -> None:
    said = " ".join(read_line(line).faults)
    assert "is more than a twitch" in said
    assert CHECK_IN not in said


@pytest.mark.parametrize("line", ["left calf 3 min and dizzy", "twitch runs down my left leg", "calf, double vision"])
def test_a_change_that_is_no_entry_is_not_stored_with_a_twitch(line: str) -> None:
    assert "is more than a twitch" in " ".join(read_line(line).faults)
