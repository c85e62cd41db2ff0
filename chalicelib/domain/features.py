"""The article's five features for this person: duration, place, accompanying symptoms, triggers, response.

Each says what the log shows, with the entries behind it. Every text speaks of the log, never of the body.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from chalicelib.domain.body import area_words, list_words
from chalicelib.domain.easing import is_easing, last_weeks
from chalicelib.domain.entries import Episode
from chalicelib.domain.reports import LONG_STANDING, standing_reports
from chalicelib.domain.runs import Run
from chalicelib.domain.signs.rule import MOST_ENTRIES
from chalicelib.domain.signs.twitching import entries_of, first_of_days
from chalicelib.domain.symptom_words import SYMPTOM_WORDS
from chalicelib.domain.timeline import Timeline

PLACES_OVER: Final = timedelta(days=28)
MOST_NAMED: Final = 3
"""A sentence names so many, so that it stays short; the entries behind it are all there."""


class Feature(Struct, frozen=True):
    """What the log shows of one feature, and the entries behind it."""

    text: str
    entries: tuple[str, ...] = ()


def five_features(timeline: Timeline) -> dict[str, Feature]:
    """The five, under their names, in the article's order."""
    runs = sorted(timeline.alive_runs(), key=lambda run: (-run.length, run.area))
    found = {
        "duration": _duration(timeline, runs),
        "place": _place(timeline),
        "accompanying": _accompanying(timeline),
        "triggers": _triggers(timeline),
        "response": _response(timeline, runs),
    }
    return {name: Feature(feature.text, feature.entries[-MOST_ENTRIES:]) for name, feature in found.items()}


def _duration(timeline: Timeline, runs: list[Run]) -> Feature:
    if not runs:
        return Feature("No twitching is in your log for the last 4 days.")
    run = runs[0]
    over = f", over {run.length.days + 1} days" if run.length.days else ""
    text = f"Longest now: {area_words(run.area)}, logged on {_days(run.days)}{over}."
    return Feature(text, entries_of(timeline, run))


def _place(timeline: Timeline) -> Feature:
    by_area: dict[str, list[Episode]] = {}
    for episode in timeline.since(PLACES_OVER):
        by_area.setdefault(episode.area, []).append(episode)
    if not by_area:
        return Feature("No twitching is in your log for the last 4 weeks.")
    dates = {area: _dates(timeline, found) for area, found in by_area.items()}
    often = sorted(by_area, key=lambda area: (-len(dates[area]), area))
    named = [f"{area_words(area)} on {_days(len(dates[area]))}" for area in often[:MOST_NAMED]]
    entries = [name for area in often for name in first_of_days(timeline, by_area[area])]
    return Feature(f"In the last 4 weeks: {list_words(named)}.{_more(often, 'places')}", tuple(entries))


def _accompanying(timeline: Timeline) -> Feature:
    reports = standing_reports(timeline, {report.name for report in timeline.symptoms} | LONG_STANDING)
    if not reports:
        return Feature("No other symptom in your log still stands.")
    names = sorted({SYMPTOM_WORDS[report.name] for report in reports})
    text = f"In your log and standing: {list_words(names[:MOST_NAMED])}.{_more(names, 'symptoms')}"
    return Feature(text, tuple(report.id for report in reports))


def _triggers(timeline: Timeline) -> Feature:
    by_context: dict[str, list[Episode]] = {}
    for episode in timeline.since(PLACES_OVER):
        for context in episode.context:
            by_context.setdefault(context, []).append(episode)
    if not by_context:
        return Feature("No circumstances are in your log for the last 4 weeks.")
    often = sorted(by_context, key=lambda context: (-len(by_context[context]), context))[:3]
    named = [f"{area_words(context)} ({_times(len(by_context[context]))})" for context in often]
    entries = dict.fromkeys(episode.id for context in often for episode in by_context[context])
    return Feature(f"Logged most often with it: {list_words(named)}.", tuple(entries))


def _response(timeline: Timeline, runs: list[Run]) -> Feature:
    if not runs:
        return Feature("No twitching is in your log now that could ease.")
    easing = [run for run in runs if is_easing(timeline, run)]
    if not easing:
        run = runs[0]
        before, after = (len(days) for days in last_weeks(timeline, run))
        counted = f"Logged on {_days(after)} of its last 7, and on {before} of the 7 before."
        return Feature(f"Not enough change in your log to say that it eases. {counted}", entries_of(timeline, run))
    areas = sorted(area_words(run.area) for run in easing)
    entries = [name for run in easing for name in entries_of(timeline, run)]
    text = f"Easing in your log: {list_words(areas[:MOST_NAMED])}.{_more(areas, 'places')}"
    return Feature(f"{text} It is lighter than in the week before.", tuple(entries))


def _more(named: Sequence[str], noun: str) -> str:
    rest = len(named) - MOST_NAMED
    if rest <= 0:
        return ""
    return f" 1 more of these {noun} is in your log." if rest == 1 else f" {rest} more {noun} are in your log."


def _dates(timeline: Timeline, episodes: Iterable[Episode]) -> set[date]:
    return {timeline.date_of(episode) for episode in episodes}


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
