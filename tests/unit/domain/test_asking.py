"""Questions and offers of support: mails of their own, at most one a week, never past a closed stream."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import pytest

from chalicelib.domain.entries import Entry, Screening
from chalicelib.domain.message import Message
from tests.unit.domain.logs import check_in, conflict_answer, delete, edit, episode, live, symptom
from tests.unit.domain.test_alerts import at, someone

WEAK: Final = symptom(at(3), "weakness", "weeks", area="hand")
DENIED: Final = check_in(at(4), absent=("weakness",))
ASKED: Final = ("question", "support")


def gad(day: int, score: int = 4) -> Screening:
    return Screening(id=f"g{day}", at=at(day), received_at=at(day), score=score)


def lived(entries: Sequence[Entry], until: datetime, **values: Any) -> tuple[Message, ...]:
    return live(someone(**values), entries, until).messages


def mails(entries: Sequence[Entry], until: datetime, **values: Any) -> list[tuple[str, tuple[str, ...], datetime]]:
    return [(m.kind, m.signs, m.leaves_at) for m in lived(entries, until, **values) if m.kind in ASKED]


def test_a_question_is_asked_though_a_warning_stands_and_is_no_warning_itself() -> None:
    messages = [m for m in lived([WEAK, DENIED], at(6)) if m.kind not in ("weekly", "reminder")]
    assert [(m.kind, m.level, m.leaves_at) for m in messages] == [
        ("finding", "gp_soon", at(3)),
        ("question", "self_care", at(4)),
    ]


def test_it_is_asked_once_however_often_it_is_denied() -> None:
    again = [check_in(at(day), absent=("weakness",)) for day in range(5, 40, 3)]
    assert mails([WEAK, DENIED, *again], at(60)) == [("question", ("question_conflict",), at(4))]


def test_questions_of_one_moment_go_in_one_mail() -> None:
    gap = [episode(at(day), "calf") for day in (0, 2, 4, 16, 18)]
    late = symptom(at(17, 11), "weakness", "weeks", area="hand")
    denied = check_in(at(18), absent=("weakness",))
    assert mails([*gap, late, denied], at(19)) == [("question", ("question_gap",), at(16))]
    assert mails([*gap[:3], gap[-1], late, denied], at(19)) == [
        ("question", ("question_conflict", "question_gap"), at(18))
    ]


def test_the_next_waits_for_a_week_and_is_dropped_where_it_no_longer_stands() -> None:
    support = gad(5)
    assert mails([WEAK, DENIED, support], at(30)) == [
        ("question", ("question_conflict",), at(4)),
        ("support", ("anxiety_support",), at(12, 8)),
    ]
    assert [kind for kind, _, _ in mails([WEAK, DENIED, support, gad(9, 0)], at(30))] == ["question"]


def test_another_question_is_asked_once_the_first_is_answered() -> None:
    other, said = episode(at(6)), check_in(at(6, 13), twitched=False)
    answered = conflict_answer(at(8), WEAK.id, continued=True)
    assert mails([WEAK, DENIED, other, said, answered], at(19)) == [
        ("question", ("question_conflict",), at(4)),
        ("question", ("question_conflict",), at(12, 8)),
    ]
    last = [m for m in lived([WEAK, DENIED, other, said, answered], at(15)) if m.kind == "weekly"][-1]
    assert ["twitching on 8 November" in f["because"] for f in last.content["findings"] if f["sign"] != "weakness"] == [
        True
    ]


def test_whoever_does_not_answer_is_asked_at_most_monthly() -> None:
    days = [1, 10, 20, 33]
    episodes = [episode(at(day, 10)) for day in days]
    denials = [check_in(at(day, 12), twitched=False) for day in days]
    assert [left for _, _, left in mails([*episodes, *denials], at(60))] == [at(1), at(32, 8)]


def test_support_is_offered_at_most_monthly() -> None:
    screenings = [gad(3), gad(5, 0), gad(20), gad(25, 0), gad(40)]
    assert [left for _, _, left in mails(screenings, at(60))] == [at(3), at(40)]


def test_support_says_where_to_turn() -> None:
    (message,) = [m for m in lived([gad(3)], at(5)) if m.kind == "support"]
    assert (message.level, message.advice) == ("self_care", ("support_anxiety",))


def test_what_is_asked_in_the_night_waits_for_its_end() -> None:
    assert mails([gad(3), gad(3)], at(4)) == [("support", ("anxiety_support",), at(3))]
    night = Screening(id="g", at=at(3, 23), received_at=at(3, 23), score=5)
    assert mails([night], at(5)) == [("support", ("anxiety_support",), at(4, 8))]
    assert mails([night, delete(at(4, 2), "g")], at(5)) == []


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"mode": "weekly"}, id="weekly-mode-leaves-it-to-the-summary"),
        pytest.param({"mode": "paused"}, id="paused"),
        pytest.param({"streams": {"safety": True, "habits": True, "weekly": False}}, id="weekly-stream-stopped"),
    ],
)
def test_nothing_is_asked_of_those_who_want_less(values: dict[str, Any]) -> None:
    assert mails([WEAK, DENIED, gad(5)], at(30), **values) == []


def test_a_question_does_not_need_the_safety_stream() -> None:
    streams = {"safety": False, "habits": True, "weekly": True}
    assert [kind for kind, _, _ in mails([WEAK, DENIED], at(30), streams=streams)] == ["question"]


def test_the_summary_carries_a_question_in_weekly_mode() -> None:
    weekly = [m for m in lived([WEAK, DENIED], at(8), mode="weekly") if m.kind == "weekly"][-1]
    assert (weekly.level, weekly.signs) == ("self_care", ("weakness", "question_conflict"))


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [
        pytest.param(conflict_answer(at(5), WEAK.id), ["finding", "question", "correction"], id="no"),
        pytest.param(conflict_answer(at(5), WEAK.id, continued=True), ["finding", "question"], id="yes"),
        pytest.param(delete(at(5), DENIED.id), ["finding", "question"], id="the-check-in-deleted"),
        pytest.param(edit(at(5), WEAK.id, name="fatigue"), ["finding", "question", "correction"], id="edited"),
    ],
)
def test_an_answer_ends_the_question_and_a_no_withdraws_the_warning(answer: Entry, kinds: list[str]) -> None:
    messages = lived([WEAK, DENIED, answer], at(9))
    assert [m.kind for m in messages if m.kind not in ("weekly", "reminder")] == kinds
    corrections = [m for m in messages if m.kind == "correction"]
    assert all(m.signs == ("weakness",) for m in corrections)
