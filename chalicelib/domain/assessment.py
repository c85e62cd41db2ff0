"""An assessment: what stands, what was looked for and not found, the five features, and when it looks again."""

from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from chalicelib.domain.features import Feature, five_features
from chalicelib.domain.finding import Finding, Level, highest
from chalicelib.domain.localtime import DAY_END, next_at
from chalicelib.domain.questions import Question, open_questions
from chalicelib.domain.signs import RULES, WARNINGS
from chalicelib.domain.standing import Standing, as_now
from chalicelib.domain.timeline import Timeline


class NotFound(Struct, frozen=True, kw_only=True):
    """A warning sign that was looked for and not found, and its criterion."""

    sign: str
    criterion: str


class Assessment(Struct, frozen=True, kw_only=True):
    """`findings` as they stand today, the most serious first. Every text speaks of the log, never of the body.

    The answer to a log needs no more than the findings; `assess_in_full` fills the rest.
    """

    level: Level
    findings: tuple[Finding, ...]
    not_found: tuple[NotFound, ...] = ()
    five_features: dict[str, Feature] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    next_look_at: datetime


def assess(timeline: Timeline, standing: Standing) -> Assessment:
    """The assessment of what stands in the timeline."""
    return Assessment(
        level=highest([finding.level for finding in standing.findings]),
        findings=tuple(
            sorted(
                (as_now(f, timeline) for f in standing.findings), key=lambda finding: (-finding.rank, finding.raised_at)
            )
        ),
        next_look_at=next_at(DAY_END, timeline.now, timeline.zone),
    )


def assess_in_full(timeline: Timeline, standing: Standing) -> Assessment:
    """The assessment with what was not found, the five features, and the questions that wait for an answer."""
    found = {finding.sign for finding in standing.findings}
    absent = {rule.sign: rule.criterion for rule in reversed(RULES) if rule.sign in WARNINGS and rule.sign not in found}
    return replace(
        assess(timeline, standing),
        not_found=tuple(NotFound(sign=sign, criterion=absent[sign]) for sign in reversed(absent)),
        five_features=five_features(timeline),
        questions=tuple(open_questions(timeline)),
    )
