"""The course of the twitching for a visit pack: when and where it began, its runs, its weeks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from chalicelib.domain.body import REGION_OF, Region
from chalicelib.domain.easing import burden, is_easing, last_weeks
from chalicelib.domain.entries import Episode
from chalicelib.domain.localtime import DAY, WEEK, local_date
from chalicelib.domain.runs import Run
from chalicelib.domain.timeline import Timeline

LEAST_LENGTH: Final = timedelta(days=3)
"""A run that is over and shorter than this is counted and not listed [D]."""
EASING_BEFORE: Final = 3
"""Logged days that the earlier week needs before easing can be told."""


class Place(Struct, frozen=True, kw_only=True):
    """One area: its episodes, their local dates, and the sides named. `region` is None for the whole body."""

    area: str
    region: Region | None
    episodes: int
    days: int
    first_on: date
    last_on: date
    sides: Mapping[str, int]


class Stretch(Struct, frozen=True, kw_only=True):
    """One run of an area. `span` counts the local dates from the first to the last, both included.

    `easing` is None where the run is over, or too little was logged to say. `before` and `after` are the logged days
    of its last two weeks.
    """

    area: str
    first_on: date
    last_on: date
    days: int
    span: int
    goes_on: bool
    is_bridged: bool
    easing: bool | None
    before: int
    after: int


class Week(Struct, frozen=True, kw_only=True):
    """One week from its Monday. `days` are dates with twitching, by an episode or a check-in; `load` is the sum of
    minutes × strength; `logged` are dates with any episode, check-in or symptom.
    """

    monday: date
    days: int
    episodes: int
    load: float
    logged: int


class Recent(Struct, frozen=True, kw_only=True):
    """Local dates with twitching and their load: of the last 28, today included, and of the 28 before."""

    days: int
    load: float
    days_before: int
    load_before: float


def places_of(timeline: Timeline) -> tuple[Place, ...]:
    """Every area that twitched, in the order in which they began."""
    by_area: dict[str, list[Episode]] = defaultdict(list)
    for episode in timeline.episodes:
        by_area[episode.area].append(episode)
    places = [_place(timeline, area, episodes) for area, episodes in by_area.items()]
    return tuple(sorted(places, key=lambda place: (place.first_on, by_area[place.area][0].at, place.area)))


def _place(timeline: Timeline, area: str, episodes: list[Episode]) -> Place:
    dates = [timeline.date_of(episode) for episode in episodes]
    return Place(
        area=area,
        region=REGION_OF.get(area),
        episodes=len(episodes),
        days=len(set(dates)),
        first_on=dates[0],
        last_on=dates[-1],
        sides=Counter(episode.side or "none" for episode in episodes),
    )


def stretches_of(timeline: Timeline) -> tuple[tuple[Stretch, ...], int]:
    """The runs that go on, then those that are over, each the longest first; and how many short ones are left out."""
    runs = [run for found in timeline.runs.values() for run in found]
    told = [run for run in runs if run.is_alive(timeline.now) or run.length >= LEAST_LENGTH]
    told.sort(key=lambda run: (not run.is_alive(timeline.now), -run.length, run.area))
    return tuple(_stretch(timeline, run) for run in told), len(runs) - len(told)


def _stretch(timeline: Timeline, run: Run) -> Stretch:
    first_on = local_date(run.first_at, timeline.zone)
    goes_on = run.is_alive(timeline.now)
    before, after = last_weeks(timeline, run) if goes_on else ({}, {})
    return Stretch(
        area=run.area,
        first_on=first_on,
        last_on=run.last_on,
        days=run.days,
        span=(run.last_on - first_on).days + 1,
        goes_on=goes_on,
        is_bridged=run.bridged,
        easing=is_easing(timeline, run) if goes_on and len(before) >= EASING_BEFORE else None,
        before=len(before),
        after=len(after),
    )


def weeks_of(timeline: Timeline) -> tuple[Week, ...]:
    """Every week from that of the first episode, check-in or symptom to the present one, oldest first."""
    twitched = {on for on, day in timeline.days.items() if day.twitched}
    by_date: dict[date, list[Episode]] = defaultdict(list)
    for episode in timeline.episodes:
        by_date[timeline.date_of(episode)].append(episode)
    logged = logged_dates(timeline)
    if not logged:
        return ()
    first = min(logged)
    monday, found = first - first.weekday() * DAY, []
    today = local_date(timeline.now, timeline.zone)
    while monday <= max(today, max(logged)):
        dates = [monday + number * DAY for number in range(7)]
        found.append(_week(monday, dates, by_date, twitched, logged))
        monday += WEEK
    return tuple(found)


def _week(
    monday: date, dates: Iterable[date], by_date: Mapping[date, list[Episode]], twitched: set[date], logged: set[date]
) -> Week:
    dates = list(dates)
    episodes = [episode for on in dates for episode in by_date.get(on, ())]
    return Week(
        monday=monday,
        days=sum(on in twitched or on in by_date for on in dates),
        episodes=len(episodes),
        load=round(sum(map(burden, episodes)), 1),
        logged=sum(on in logged for on in dates),
    )


def recent_of(timeline: Timeline) -> Recent:
    """The last 28 dates held against the 28 before."""
    today = local_date(timeline.now, timeline.zone)
    loads = {on: 0.0 for on, day in timeline.days.items() if day.twitched}
    for episode in timeline.episodes:
        on = timeline.date_of(episode)
        loads[on] = loads.get(on, 0.0) + burden(episode)
    lately, before = ([load for on, load in loads.items() if 0 <= (today - on).days - back < 28] for back in (0, 28))
    return Recent(
        days=len(lately), load=round(sum(lately), 1), days_before=len(before), load_before=round(sum(before), 1)
    )


def logged_dates(timeline: Timeline) -> set[date]:
    """The local dates with an episode, a check-in or a symptom report."""
    reported = {local_date(report.at, timeline.zone) for report in timeline.symptoms}
    return {timeline.date_of(episode) for episode in timeline.episodes} | set(timeline.days) | reported
