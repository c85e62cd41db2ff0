"""What goes out: entries, assessments and summaries under the names of the contract."""

from collections.abc import Mapping
from typing import Any

from chalice.app import Response
from msgspec.structs import asdict

from chalicelib.domain.assessment import Assessment
from chalicelib.domain.care import say
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.finding import Finding
from chalicelib.domain.localtime import brief_text
from chalicelib.domain.questions import Question
from chalicelib.doors.problems import answer, invalid, problem
from chalicelib.ports.log import Kept
from chalicelib.usecases.change_entry import Changed, current_document
from chalicelib.usecases.record_entry import Answered, Recorded

KEY_TAKEN = "this key was used before, for another body or for an entry that was deleted"
_STATUS = {"created": 201, "repeated": 200}


def assessment_document(assessment: Assessment, country: str | None, *, is_full: bool = False) -> dict[str, Any]:
    """The assessment after a log; the full one for whoever asks for it."""
    words = say(assessment.level, country, {finding.sign for finding in assessment.findings})
    spoken = {"title": str(words.title), "body": str(words.body)} | ({"call": words.call} if words.call else {})
    findings = [_finding_document(finding, is_full=is_full) for finding in assessment.findings]
    document = {"level": assessment.level, "findings": findings, "say": spoken}
    if not is_full:
        return document
    return {
        **document,
        "not_found": [asdict(absent) for absent in assessment.not_found],
        "five_features": {name: asdict(feature) for name, feature in assessment.five_features.items()},
        "questions": [_question_document(question) for question in assessment.questions],
        "next_look_at": brief_text(assessment.next_look_at),
    }


def _finding_document(finding: Finding, *, is_full: bool) -> dict[str, Any]:
    short = {name: getattr(finding, name) for name in ("sign", "level", "because", "source")}
    if not is_full:
        return short
    about, entries = list(finding.about), list(finding.entries)
    return {"id": finding.id, **short, "about": about, "raised_at": brief_text(finding.raised_at), "entries": entries}


def _question_document(question: Question) -> dict[str, Any]:
    values = {**asdict(question), "text": str(question.text), "why": str(question.why)}
    return {"question": values.pop("kind"), "from": values.pop("from_"), **values}


def recorded_answer(done: Answered, told: Mapping[str, Any]) -> Response:
    """The answer to one log; `told` is what was understood of a line."""
    result = done.results[0]
    if result.outcome == "refused":
        return invalid(InvalidInput(*result.faults))
    if result.outcome == "conflict" or result.kept is None:
        return problem(409, KEY_TAKEN)
    return answer(_STATUS[result.outcome], {**_entry_and_assessment(result.kept, done), **told})


def recorded_item(result: Recorded, told: Mapping[str, Any]) -> dict[str, Any]:
    """One item's part of the answer to a list."""
    if result.outcome == "refused":
        errors = [{"field": fault.field, "message": fault.message} for fault in result.faults]
        return {"status": 422, "errors": errors}
    if result.outcome == "conflict" or result.kept is None:
        return {"status": 409, "detail": KEY_TAKEN}
    return {"status": _STATUS[result.outcome], "entry": current_document(result.kept), **told}


def entry_answer(changed: Changed) -> Response:
    """The answer to an edit."""
    assessment = assessment_document(changed.assessment, changed.country)
    return answer(200, {"entry": current_document(changed.kept), "assessment": assessment})


def summary_document(values: Mapping[str, Any]) -> dict[str, Any]:
    """A week's numbers under the names of the contract."""
    return {**_dated(values), "weeks_before": [_dated(week) for week in values["weeks_before"]]}


def _dated(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name.rstrip("_"): value for name, value in values.items()}


def _entry_and_assessment(kept: Kept, done: Answered) -> dict[str, Any]:
    return {"entry": current_document(kept), "assessment": assessment_document(done.assessment, done.country)}
