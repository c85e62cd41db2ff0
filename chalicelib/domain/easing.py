"""Whether a run of twitching is easing [D]. Logging less is not easing, and a bridged run never is."""

from datetime import date
from typing import Final

from chalicelib.domain.entries import Episode
from chalicelib.domain.localtime import WEEK, local_date
from chalicelib.domain.runs import Run
from chalicelib.domain.timeline import Timeline

FELL_BELOW: Final = 0.6
LOGGED_DAYS: Final = 3
DENIALS: Final = 4


def burden(episode: Episode) -> float:
    """Minutes × intensity; a missing length is 1 minute, a missing intensity 2."""
    minutes = 1.0 if episode.minutes is None else episode.minutes
    return minutes * (2 if episode.intensity is None else episode.intensity)


def over_two_weeks(timeline: Timeline) -> list[tuple[Run, bool]]:
    """The alive runs over 14 × 24 h, the longest first, and whether each is easing."""
    runs = [run for run in timeline.alive_runs() if run.length > 2 * WEEK]
    runs.sort(key=lambda run: (-run.length, run.area))
    return [(run, is_easing(timeline, run)) for run in runs]


def is_easing(timeline: Timeline, run: Run) -> bool:
    """The 7 × 24 h ending with the run's last episode, held against the 7 × 24 h before."""
    if run.bridged:
        return False
    before, after = last_weeks(timeline, run)
    if len(before) < LOGGED_DAYS:
        return False
    lighter = _mean(after) < FELL_BELOW * _mean(before) and len(after) <= len(before)
    halved = 2 * len(after) <= len(before) and _denials(timeline, run) >= DENIALS
    return lighter or halved


def last_weeks(timeline: Timeline, run: Run) -> tuple[dict[date, float], dict[date, float]]:
    """The burden of each logged date: of the 7 × 24 h before, and of those that end with the run's last episode."""
    middle = run.last_at - WEEK
    recent = timeline.of_area(run.area, max(run.first_at, middle - WEEK))
    own = [e for e in recent if middle - WEEK < e.at <= run.last_at]
    return _by_day(timeline, [e for e in own if e.at <= middle]), _by_day(timeline, [e for e in own if e.at > middle])


def _by_day(timeline: Timeline, episodes: list[Episode]) -> dict[date, float]:
    days: dict[date, float] = {}
    for episode in episodes:
        on = timeline.date_of(episode)
        days[on] = days.get(on, 0.0) + burden(episode)
    return days


def _mean(days: dict[date, float]) -> float:
    return sum(days.values()) / len(days)


def _denials(timeline: Timeline, run: Run) -> int:
    first = local_date(run.last_at - WEEK, timeline.zone)
    return sum(1 for on, day in timeline.days.items() if first < on <= run.last_on and day.twitched is False)
