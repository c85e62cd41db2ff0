"""Symptom reports and how long each stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from msgspec import Struct

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
    standing = timeline.once(_standing_now)
    wanted = standing.names.intersection(names)
    if not wanted:
        return []
    kinds = frozenset(onsets)
    return [report for report in standing.reports if report.name in wanted and (not kinds or report.onset in kinds)]


class _Standing(Struct, frozen=True):
    reports: list[Symptom]
    names: frozenset[str]


def _standing_now(timeline: Timeline) -> _Standing:
    by_name: dict[str, list[Symptom]] = defaultdict(list)
    for report in timeline.symptoms:
        by_name[report.name].append(report)
    standing: set[str] = set()
    for reports in by_name.values():
        latest_first = sorted(reports, key=_moment, reverse=True)
        places = {(report.area, report.side): report for report in reports}
        standing.update(report.id for one in places.values() for report in _standing(one, latest_first, timeline.now))
    found = [report for report in timeline.symptoms if report.id in standing]
    return _Standing(found, frozenset(report.name for report in found))


def _standing(one: Symptom, latest_first: Iterable[Symptom], now: datetime) -> Iterator[Symptom]:
    """The reports of exactly this one's place that stand: read from the end, once a place and not once a report."""
    next_at = now
    for _, together in groupby(latest_first, key=_moment):
        reports = list(together)
        at = reports[0].at
        is_over = next_at - at > LONG if one.name in LONG_STANDING else now - at > SHORT
        if not is_over:
            own = (report for report in reports if (report.area, report.side) == (one.area, one.side))
            yield from (report for report in own if report.present)
        if any(not other.present and ends(other, one) for other in reports):
            return
        if any(other.present and is_same_place(one, other) for other in reports):
            if is_over:
                return
            next_at = at


def _moment(report: Symptom) -> tuple[datetime, datetime]:
    return report.at, report.received_at


def ends(gone: Symptom, report: Symptom) -> bool:
    """Whether "no longer" speaks of this report: the same limb, or no place at all for every one."""
    return gone.area is None or is_same_place(gone, report)


def is_same_place(one: Symptom, other: Symptom) -> bool:
    """Whether two reports speak of one limb, or of one area that is no limb."""
    return is_same_limb(one.area, one.side, other.area, other.side)


def stroke_reports(timeline: Timeline) -> list[Symptom]:
    """Sudden face droop, weakness or speech trouble, until a visit received after it, 30 days at most.

    That it has passed does not end it, and to say so of one that was logged is no new report.
    """
    seen: datetime | None = max((visit.received_at for visit in timeline.visits), default=None)
    sudden = [report for report in timeline.symptoms if report.name in STROKE_NAMES and report.onset == "sudden"]
    return [
        report
        for report in sudden
        if report.present or not any(_was_said(earlier, report) for earlier in sudden)
        if timeline.now - report.at <= STROKE_STANDS and (seen is None or seen <= report.received_at)
    ]


def _was_said(earlier: Symptom, gone: Symptom) -> bool:
    return earlier.present and earlier.name == gone.name and earlier.at <= gone.at and ends(gone, earlier)
