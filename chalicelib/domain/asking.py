"""Questions and offers of support: mails of their own, at most one a week; support at most monthly."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from chalicelib.domain.entries import Answer
from chalicelib.domain.finding import Finding
from chalicelib.domain.message import Kind
from chalicelib.domain.person import Person
from chalicelib.domain.standing import Standing
from chalicelib.domain.timeline import Timeline

KIND_OF: Final[Mapping[str, Kind]] = {
    "question_gap": "question",
    "question_conflict": "question",
    "anxiety_support": "support",
}
"""The signs that are asked about, and the kind of mail that does. All other self_care wait for the summary."""
APART: Final = timedelta(days=7)
MONTH_APART: Final = timedelta(days=30)


def is_asked(finding: Finding) -> bool:
    """Whether the finding is a question or an offer, and no warning."""
    return finding.sign in KIND_OF


def next_asked(person: Person, standing: Standing, timeline: Timeline) -> list[Finding]:
    """What one mail may ask now: every open question, or else the offer of support. Nothing within a week of the last,
    nor while one waits for the end of quiet hours.
    """
    now = timeline.now
    if person.profile.mode != "daily" or not person.streams["weekly"]:
        return []
    if any(now - told.at < APART for sign, told in standing.told.items() if sign in KIND_OF):
        return []
    open_ones = [f for f in standing.findings if is_asked(f)]
    if any(f.id in standing.held for f in open_ones):
        return []
    waiting = [f for f in open_ones if not standing.is_told(f) and not _is_too_soon(f, standing, timeline)]
    questions = [f for f in waiting if KIND_OF[f.sign] == "question"]
    return questions or waiting


def _is_too_soon(finding: Finding, standing: Standing, timeline: Timeline) -> bool:
    """A month has to lie between two of a kind, and what was asked is not asked again; whoever answers questions may be
    asked the next one.
    """
    told = standing.told.get(finding.sign)
    if told is None:
        return False
    if KIND_OF[finding.sign] == "question":
        if any(f.sign == finding.sign and set(f.entries) & set(finding.entries) for f in standing.cleared):
            return True
        if any(answer.received_at > told.at for answer in timeline.of(Answer)):
            return False
    return timeline.now - told.at < MONTH_APART
