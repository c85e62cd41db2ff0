"""An assessment: what stands, what was looked for and not found, the five features, and when it looks again."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from chalicelib.domain.body import area_words, list_words
from chalicelib.domain.easing import is_easing
from chalicelib.domain.finding import Finding, Level, highest
from chalicelib.domain.localtime import DAY_END, next_at
from chalicelib.domain.reports import LONG_STANDING, standing_reports
from chalicelib.domain.signs import RULES
from chalicelib.domain.standing import Standing
from chalicelib.domain.timeline import Timeline

NOTHING: Final = "Nothing logged yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """A sign that was looked for and not found, and its criterion."""

    sign: str
    criterion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """`findings` with the most serious first. Every text speaks of the log, never of the body."""

    level: Level
    findings: tuple[Finding, ...]
    not_found: tuple[NotFound, ...] = ()
    five_features: dict[str, str] = field(default_factory=dict)
    next_look_at: datetime


def assess(timeline: Timeline, standing: Standing) -> Assessment:
    """The assessment of what stands in the timeline."""
    found = {finding.sign for finding in standing.findings}
    absent = {rule.sign: rule.criterion for rule in reversed(RULES) if rule.sign not in found}
    return Assessment(
        level=highest([finding.level for finding in standing.findings]),
        findings=tuple(sorted(standing.findings, key=lambda finding: (-finding.rank, finding.raised_at))),
        not_found=tuple(NotFound(sign=sign, criterion=absent[sign]) for sign in reversed(absent)),
        five_features=five_features(timeline),
        next_look_at=next_at(DAY_END, timeline.now, timeline.zone),
    )


def five_features(timeline: Timeline) -> dict[str, str]:
    """The article's five: duration, place, accompanying symptoms, triggers, response, for this person."""
    return {
        "duration": _duration(timeline),
        "place": _place(timeline),
        "accompanying": _accompanying(timeline),
        "triggers": _triggers(timeline),
        "response": _response(timeline),
    }


def _duration(timeline: Timeline) -> str:
    runs = sorted(timeline.alive_runs(), key=lambda run: -run.length)
    if not runs:
        return "No twitching logged in the last 4 days."
    run = runs[0]
    days = "1 day" if run.days == 1 else f"{run.days} days"
    over = f", over {run.length.days + 1} days" if run.length.days else ""
    return f"Longest now: {area_words(run.area)}, logged on {days}{over}."


def _place(timeline: Timeline) -> str:
    areas = sorted({episode.area for episode in timeline.episodes})
    return f"In the last weeks: {list_words([area_words(area) for area in areas])}." if areas else NOTHING


def _accompanying(timeline: Timeline) -> str:
    names = {report.name for report in timeline.symptoms} | LONG_STANDING
    standing = sorted({report.name for report in standing_reports(timeline, names)})
    return (
        f"Logged and standing: {list_words([area_words(name) for name in standing])}."
        if standing
        else ("No other symptom logged that still stands.")
    )


def _triggers(timeline: Timeline) -> str:
    counts: dict[str, int] = {}
    for episode in timeline.episodes:
        for context in episode.context:
            counts[context] = counts.get(context, 0) + 1
    if not counts:
        return "No circumstances logged with the twitching."
    often = sorted(counts, key=lambda context: (-counts[context], context))[:3]
    return f"Logged most often with it: {list_words([area_words(context) for context in often])}."


def _response(timeline: Timeline) -> str:
    runs = timeline.alive_runs()
    if not runs:
        return NOTHING
    easing = [area_words(run.area) for run in runs if is_easing(timeline, run)]
    return f"Easing: {list_words(sorted(easing))}." if easing else "Not enough change to say that it is easing."
