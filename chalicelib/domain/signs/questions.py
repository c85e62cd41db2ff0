"""Questions that Steady asks: about a gap, and about entries that disagree. The safer reading stands meanwhile."""

from typing import Final

from chalicelib.domain.questions import Question, conflict_questions, gap_questions
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.timeline import Timeline


def _gap(timeline: Timeline) -> Evidence | None:
    return _of(gap_questions(timeline))


def _conflict(timeline: Timeline) -> Evidence | None:
    return _of(conflict_questions(timeline))


def _of(questions: list[Question]) -> Evidence | None:
    if not questions:
        return None
    latest = questions[-1]
    return Evidence(
        about=tuple(dict.fromkeys(question.area for question in questions if question.area)),
        entries=tuple(dict.fromkeys(name for question in questions for name in question.entries)),
        words={"text": latest.text, "why": latest.why},
    )


RULES: Final = (
    Rule(
        sign="question_gap",
        level="self_care",
        criterion="Two stretches in one area, 8 to 28 days apart. Together they would pass 14 days.",
        because="{text} {why}",
        source="Steady’s own question, so that a gap in the log is not read as a change [D]",
        holds=_gap,
    ),
    Rule(
        sign="question_conflict",
        level="self_care",
        criterion="Entries that disagree: a check-in says that there was none of what you logged.",
        because="{text} {why}",
        source="Steady’s own question, so that the log says what you mean [D]",
        holds=_conflict,
    ),
)
