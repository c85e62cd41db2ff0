"""What a person reported beside the twitching, for a visit pack: each symptom with its dates, and what was denied."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from msgspec import Struct

from chalicelib.domain.days import denials
from chalicelib.domain.entries import CheckIn, Symptom, SymptomName
from chalicelib.domain.localtime import local_date
from chalicelib.domain.reports import ends, standing_reports, stroke_reports
from chalicelib.domain.timeline import Timeline

State = Literal["present", "gone", "not_lately"]
FUNCTION: Final = frozenset({"weakness", "speech", "swallowing", "choking", "breath_exertion", "breath_lying",
                             "breath_rest", "breath_severe", "unsteady"})  # fmt: skip
"""Symptoms that tell of function: strength, speech, swallowing, breathing, walking."""


class Complaint(Struct, frozen=True, kw_only=True):
    """All reports of one symptom at one place. `severities` are those of the reports that name one, oldest first.

    `state` is `present` while a report stands, `gone` where a later report says "no longer" (`gone_on`), else
    `not_lately`: it was not said again for so long that it no longer stands.
    """

    name: SymptomName
    area: str | None
    side: str | None
    onset: str | None
    reports: int
    first_on: date
    last_on: date
    severities: tuple[int, ...]
    state: State
    gone_on: date | None


class Loss(Struct, frozen=True, kw_only=True):
    """One report that tells of function, with the person's own words."""

    on: date
    name: SymptomName
    area: str | None
    side: str | None
    onset: str | None
    severity: int | None
    note: str | None


class Denied(Struct, frozen=True, kw_only=True):
    """A symptom that the person said is not there: on how many local dates, and the last of them."""

    name: SymptomName
    days: int
    last_on: date


def complaints_of(timeline: Timeline) -> tuple[Complaint, ...]:
    """Every symptom that was reported as there: those that stand first, then by their first report."""
    present: dict[tuple[str, str | None, str | None], list[Symptom]] = defaultdict(list)
    for report in timeline.symptoms:
        if report.present:
            present[report.name, report.area, report.side].append(report)
    standing = {report.id for report in standing_reports(timeline, {report.name for report in timeline.symptoms})}
    standing |= {report.id for report in stroke_reports(timeline)}
    found = [_complaint(timeline, reports, standing) for reports in present.values()]
    order = {"present": 0, "gone": 1, "not_lately": 2}
    return tuple(sorted(found, key=lambda one: (order[one.state], one.first_on, one.name, one.area or "")))


def _complaint(timeline: Timeline, reports: list[Symptom], standing: set[str]) -> Complaint:
    first, last = reports[0], reports[-1]
    dates = [local_date(report.at, timeline.zone) for report in reports]
    gone_on = _gone_on(timeline, last)
    state: State = "gone" if gone_on else "not_lately"
    if any(report.id in standing for report in reports):
        state, gone_on = "present", None
    return Complaint(
        name=first.name,
        area=first.area,
        side=first.side,
        onset=first.onset,
        reports=len(reports),
        first_on=dates[0],
        last_on=dates[-1],
        severities=tuple(report.severity for report in reports if report.severity is not None),
        state=state,
        gone_on=gone_on,
    )


def _gone_on(timeline: Timeline, last: Symptom) -> date | None:
    """The first "no longer" that speaks of the last report, and came with it or after."""
    for report in timeline.symptoms:
        if not report.present and report.name == last.name and report.at >= last.at and ends(report, last):
            return local_date(report.at, timeline.zone)
    return None


def losses_of(timeline: Timeline) -> tuple[Loss, ...]:
    """The reports that tell of function, the latest first."""
    told = [report for report in timeline.symptoms if report.present and report.name in FUNCTION]
    return tuple(
        Loss(
            on=local_date(report.at, timeline.zone), name=report.name, area=report.area, side=report.side,
            onset=report.onset, severity=report.severity, note=report.note,
        )
        for report in reversed(told)
    )  # fmt: skip


def denied_of(timeline: Timeline) -> tuple[Denied, ...]:
    """What check-ins deny, and what was only ever reported as no longer there; the most often denied first."""
    dates: dict[SymptomName, set[date]] = defaultdict(set)
    for on, check_in in denials(timeline.of(CheckIn), timeline.zone):
        for name in check_in.absent:
            dates[name].add(on)
    there = {report.name for report in timeline.symptoms if report.present}
    for report in _only_denied(timeline.symptoms, there):
        dates[report.name].add(local_date(report.at, timeline.zone))
    found = [Denied(name=name, days=len(days), last_on=max(days)) for name, days in dates.items()]
    return tuple(sorted(found, key=lambda one: (-one.days, one.name)))


def _only_denied(reports: Iterable[Symptom], there: set[SymptomName]) -> Iterable[Symptom]:
    return (report for report in reports if not report.present and report.name not in there)
