"""Symptom reports and how long each stands."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.body import is_same_limb
from chalicelib.domain.entries import Symptom
from chalicelib.domain.timeline import Timeline

LONG: Final = timedelta(days=180)
SHORT: Final = timedelta(days=14)
LONG_STANDING: Final = frozenset(
    {
        "weakness", "wasting", "stiffness", "speech", "swallowing", "choking", "numbness", "tingling",
        "tingling_mouth", "eyes_forced_shut", "breath_exertion", "breath_lying",
    }
)  # fmt: skip
"""These stand until the person says that they are gone, or 180 days without another report [D]."""
STROKE_NAMES: Final = frozenset({"face_droop", "weakness", "speech"})
STROKE_STANDS: Final = timedelta(days=30)
GRADUAL: Final = frozenset({"weeks", "months"})


def standing_reports(timeline: Timeline, names: Iterable[str], onsets: Iterable[str] = ()) -> list[Symptom]:
    """The reports of these symptoms that stand now, oldest first; of these onsets, where any are named."""
    wanted, kinds = frozenset(names), frozenset(onsets)
    return [
        report
        for report in timeline.symptoms
        if report.name in wanted and report.present and (not kinds or report.onset in kinds)
        if _stands(timeline, report)
    ]


def _stands(timeline: Timeline, report: Symptom) -> bool:
    later = [
        other
        for other in timeline.symptoms
        if other.name == report.name and (other.at, other.received_at) > (report.at, report.received_at)
    ]
    if any(not other.present and ends(other, report) for other in later):
        return False
    if report.name not in LONG_STANDING:
        return timeline.now - report.at <= SHORT
    moments = [report.at, *(other.at for other in later if other.present and is_same_place(report, other))]
    gaps = zip(moments, [*moments[1:], timeline.now], strict=True)
    return all(after - before <= LONG for before, after in gaps)


def ends(gone: Symptom, report: Symptom) -> bool:
    """Whether "no longer" speaks of this report: the same limb, or no place at all for every one."""
    return gone.area is None or is_same_place(gone, report)


def is_same_place(one: Symptom, other: Symptom) -> bool:
    """Whether two reports speak of one limb, or of one area that is no limb."""
    return is_same_limb(one.area, one.side, other.area, other.side)


def stroke_reports(timeline: Timeline) -> list[Symptom]:
    """Sudden face droop, weakness or speech trouble, until a visit received after it, 30 days at most.

    That it has passed does not end it.
    """
    seen: datetime | None = max((visit.received_at for visit in timeline.visits), default=None)
    return [
        report
        for report in timeline.symptoms
        if report.name in STROKE_NAMES and report.onset == "sudden"
        if timeline.now - report.at <= STROKE_STANDS and (seen is None or seen <= report.received_at)
    ]
