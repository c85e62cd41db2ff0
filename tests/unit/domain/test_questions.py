"""What is asked: a gap that matters, and entries that disagree; each once, until it is answered."""

from datetime import timedelta
from typing import Any, Final

import pytest

from chalicelib.domain.entries import Entry
from chalicelib.domain.localtime import local_date
from chalicelib.domain.questions import open_questions
from tests.unit.domain.logs import (
    NOW,
    PROFILE,
    ago,
    check_in,
    conflict_answer,
    delete,
    denials,
    edit,
    episode,
    gap_answer,
    level_of,
    normal_visit,
    on_days,
    symptom,
    timeline,
)

ASKED: Final = "self_care"
GAP: Final = [*on_days(18, 16, 14), *on_days(4, 2, 0)]
"""10 days without a log between two stretches that come to 18 days."""


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(GAP, ASKED, id="a-gap-of-10-days"),
        pytest.param([*on_days(18, 16, 11), *on_days(4, 2, 0)], "-", id="a-gap-of-7-days-is-none"),
        pytest.param([*on_days(15, 12.9), *on_days(5, 0)], ASKED, id="just-over-7-days"),
        pytest.param([*on_days(13.9, 12), *on_days(2, 0)], "-", id="together-under-14-days"),
        pytest.param([*on_days(33, 30), *on_days(2, 0)], ASKED, id="28-days-apart"),
        pytest.param([*on_days(33, 30.1), *on_days(2, 0)], "-", id="over-28-days-apart"),
        pytest.param([*on_days(18, 16, 14), *on_days(2, 0, area="calf")], "-", id="two-areas"),
        pytest.param([*GAP, *denials(12, 8)], "-", id="denied-by-check-ins"),
        pytest.param([*GAP, *denials(12, 10)], ASKED, id="three-denials-are-not-enough"),
        pytest.param([*GAP, gap_answer(ago(), "thumb", ago(14), ago(4))], "-", id="answered-yes"),
        pytest.param([*GAP, gap_answer(ago(), "thumb", ago(14), ago(4), continued=False)], "-", id="answered-no"),
        pytest.param([*GAP, gap_answer(ago(), "calf", ago(14), ago(4))], ASKED, id="answered-for-another-area"),
        pytest.param([*GAP, gap_answer(ago(), "thumb", ago(60), ago(40))], ASKED, id="answered-for-another-gap"),
        pytest.param([*GAP, gap_answer(ago(), "thumb", ago(25), ago(14))], ASKED, id="answered-for-the-one-before"),
        pytest.param(on_days(24, 22, 20, 10, 8), "-", id="no-longer-alive"),
        pytest.param([*on_days(30, 28), *on_days(16, 12, 8, 4, 0)], "-", id="the-later-stretch-says-it-alone"),
        pytest.param([*GAP, normal_visit(ago(1))], ASKED, id="a-visit-mutes-no-question"),
    ],
)
def test_the_gap_question(entries: list[Entry], expected: str) -> None:
    assert level_of("question_gap", entries) == expected


def test_the_gap_question_says_what_to_answer() -> None:
    (question,) = open_questions(timeline(GAP))
    assert (question.area, question.from_, question.to) == ("thumb", ago(14).date(), ago(4).date())
    assert str(question.text) == "Did the thumb go on twitching from 9 November to 19 November?"
    yes = gap_answer(ago(), "thumb", ago(14), ago(4))
    assert open_questions(timeline([*GAP, yes])) == []
    assert level_of("persistent", [*GAP, yes]) == "gp_routine"


WEAK: Final = symptom(ago(3), "weakness", "weeks", area="hand")


def absent(days: float, *names: str, **values: Any) -> Entry:
    return check_in(ago(days), absent=names, **values)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param([WEAK, absent(2, "weakness")], ASKED, id="denied-the-day-after"),
        pytest.param([WEAK, absent(2.9, "weakness")], ASKED, id="denied-later-on-the-day"),
        pytest.param([WEAK, absent(3.1, "weakness")], "-", id="denied-before"),
        pytest.param([WEAK, absent(2, "weakness", date=ago(4).date())], "-", id="about-a-date-before"),
        pytest.param([WEAK, absent(2, "speech")], "-", id="another-symptom"),
        pytest.param([WEAK, absent(2, "weakness"), symptom(ago(1), "weakness", present=False)], "-", id="it-is-over"),
        pytest.param([WEAK, absent(2, "weakness"), conflict_answer(ago(1), WEAK.id)], "-", id="answered-no"),
        pytest.param(
            [WEAK, absent(2, "weakness"), conflict_answer(ago(1), WEAK.id, continued=True)], "-", id="answered-yes"
        ),
        pytest.param([WEAK, absent(2, "weakness"), delete(ago(1), WEAK.id)], "-", id="deleted"),
        pytest.param(
            [WEAK, absent(2, "weakness"), edit(ago(1), absent(2).id, absent=("cramp",))], "-", id="the-check-in-edited"
        ),
        pytest.param([symptom(ago(40), "weakness", "weeks"), absent(13.5, "weakness")], ASKED, id="for-14-days"),
        pytest.param([symptom(ago(40), "weakness", "weeks"), absent(15, "weakness")], "-", id="and-no-longer"),
        pytest.param(
            [symptom(ago(40), "weakness", "weeks"), absent(20, "weakness"), absent(2, "weakness")], "-", id="asked-once"
        ),
        pytest.param(
            [WEAK, absent(2, "weakness"), symptom(ago(1.5), "weakness", "weeks", area="calf"), absent(1, "weakness")],
            ASKED,
            id="a-new-report-is-asked-about-anew",
        ),
        pytest.param([episode(ago(2)), check_in(ago(2), twitched=False)], ASKED, id="no-twitching-on-its-date"),
        pytest.param([episode(ago(2)), check_in(ago(1), twitched=False)], "-", id="no-twitching-the-date-after"),
        pytest.param(
            [episode(ago(2)), check_in(ago(2), twitched=False), check_in(ago(1), twitched=True, date=ago(2).date())],
            "-",
            id="the-check-in-corrected",
        ),
        pytest.param([episode(ago(15)), check_in(ago(15), twitched=False)], "-", id="of-15-days-ago"),
    ],
)
def test_the_conflict_question(entries: list[Entry], expected: str) -> None:
    assert level_of("question_conflict", entries) == expected


def test_a_denial_clears_nothing() -> None:
    assert level_of("weakness", [WEAK, absent(2, "weakness")]) == "gp_soon"


def test_a_no_withdraws_what_was_logged_and_a_yes_keeps_it() -> None:
    entries = [WEAK, absent(2, "weakness")]
    (question,) = open_questions(timeline(entries))
    no, yes = (conflict_answer(ago(1), *question.targets, continued=keeps) for keeps in (False, True))
    assert level_of("weakness", [*entries, no]) == "-"
    assert level_of("weakness", [*entries, yes]) == "gp_soon"


def test_a_sudden_droop_that_is_denied_stands_and_is_asked_about() -> None:
    entries = [symptom(ago(20), "face_droop", "sudden"), absent(2, "face_droop")]
    assert level_of("stroke_signs", entries) == "emergency"
    (question,) = open_questions(timeline(entries))
    assert level_of("stroke_signs", [*entries, conflict_answer(ago(1), *question.targets)]) == "-"


def test_twitching_denied_in_another_zone_is_held_against_its_local_date() -> None:
    late = episode(NOW - timedelta(hours=13))
    said = check_in(ago(0, hours=5), twitched=False, date=local_date(late.at, PROFILE.zone))
    assert level_of("question_conflict", [late, said]) == ASKED
