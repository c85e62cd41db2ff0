"""A finding quotes the person's own log: what, where, on which day, and the threshold that it met."""

from typing import get_args

import pytest

from chalicelib.domain.body import where_words
from chalicelib.domain.entries import Entry, SymptomName
from chalicelib.domain.signs import look
from chalicelib.domain.symptom_words import SYMPTOM_WORDS, list_symptoms
from tests.unit.domain.logs import ago, check_in, episode, medicine, on_days, symptom, timeline

HAND = {"area": "hand", "side": "right"}
WEAK = [symptom(ago(9), "weakness", "weeks", **HAND), symptom(ago(1), "weakness", "weeks", **HAND)]
DRINKS = [check_in(ago(days), alcohol_units=9) for days in range(10, 2, -1)]
LESS = [check_in(ago(days), alcohol_units=3) for days in (2, 1)]


@pytest.mark.parametrize(
    ("sign", "entries", "said"),
    [
        pytest.param("multi_site", [*on_days(9, 5, 1, area="calf"), *on_days(8, 6, 4, 2, area="hand")],
                     "Arm and neck: 4 days. Leg and lower back: 3 days.", id="days-by-region"),
        pytest.param("weakness_progressing", [*WEAK, *on_days(3, area="forearm", side="right")],
                     "weakness in your right hand on 14 November and again on 22 November", id="both-dates"),
        pytest.param("weakness_progressing", [*WEAK, *on_days(3, area="forearm", side="right")],
                     "You also logged twitching in the forearm.", id="the-twitch-beside"),
        pytest.param("weakness_progressing", [*WEAK, symptom(ago(2), "speech", "weeks")],
                     "You also logged trouble with your speech.", id="the-trouble-beside"),
        pytest.param("sensory", [symptom(ago(9), "tingling"), symptom(ago(1), "tingling")],
                     "On 22 November you logged tingling. You logged it 7 days or more before, too.", id="again"),
        pytest.param("seizure_confusion", [symptom(ago(3), "seizure"), symptom(ago(1), "confusion", "months")],
                     "On 20 November you logged a seizure.", id="slow-confusion-is-not-named"),
        pytest.param("tetany", [symptom(ago(2), "tingling_mouth"), symptom(ago(2), "seizure")],
                     "tingling around the mouth, and a seizure", id="mouth-and-seizure"),
        pytest.param("stiffness", [symptom(ago(1), "stiffness"), *on_days(5, area="calf")],
                     "stiffness with no place named. You also logged twitching in the calf", id="stiff-anywhere"),
        pytest.param("medicine_new", [medicine(ago(12), "corticosteroid"), episode(ago(5))],
                     "The medicine tablet was started or raised on 11 November. Twitching began on 18 November",
                     id="both-dates-of-a-medicine"),
        pytest.param("medicine_ppi", [medicine(ago(100), "ppi"), symptom(ago(2), "cramp")],
                     "for 100 days. In the last 14 days you logged cramp.", id="days-of-a-ppi"),
        pytest.param("alcohol_withdrawal", [*DRINKS, *LESS, symptom(ago(0), "shaking")],
                     "Your last 2 check-ins say 3 units at most. Before, it was 9 a day.", id="both-means"),
    ],
)  # fmt: skip
def test_the_sentence_quotes_the_log(sign: str, entries: list[Entry], said: str) -> None:
    assert said in look(timeline(entries))[sign].because


@pytest.mark.parametrize(
    ("area", "side", "words"),
    [
        pytest.param("hand", "right", "in your right hand", id="one-side"),
        pytest.param("leg", "both", "in your left and right leg", id="both-sides"),
        pytest.param("upper_arm", None, "in your upper arm", id="no-side"),
        pytest.param("widespread", None, "in your whole body", id="all-over"),
        pytest.param(None, None, "with no place named", id="no-place"),
    ],
)
def test_where(area: str | None, side: str | None, words: str) -> None:
    assert str(where_words(area, side)) == words


def test_every_symptom_has_words() -> None:
    assert set(SYMPTOM_WORDS) == set(get_args(SymptomName))


def test_the_latest_symptoms_are_named_each_once() -> None:
    names = ("cramp", "fever", "cramp", "numbness", "wheeze", "wheeze")
    assert (
        str(list_symptoms([symptom(ago(9 - n), name) for n, name in enumerate(names)]))
        == "fever, numbness and wheezing"
    )
