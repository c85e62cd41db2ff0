"""The weekly summary's numbers: one ISO week of local dates, held against the four weeks before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from chalicelib.domain.easing import burden
from chalicelib.domain.entries import CheckIn, Episode
from chalicelib.domain.habit import HABITS, habits_kept
from chalicelib.domain.localtime import DAY, WEEK, local_date
from chalicelib.domain.person import Profile
from chalicelib.domain.timeline import Timeline

WEEKS_BEFORE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitWeek:
    """One habit's week: on how many dates it was kept, of how many that say."""

    code: str
    kept: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One week. Means are over the dates that carry the value, None where none does.

    `days_before` and `burden_before` are means a week of the four weeks before; None in a person's first week.
    Burden is minutes × intensity, a number to compare weeks with and nothing else [D].
    """

    week: str
    from_: date
    to: date
    episodes: int
    active_days: int
    minutes: float
    burden: float
    areas: dict[str, int] = field(default_factory=dict)
    days_before: float | None
    burden_before: float | None
    check_ins: int
    habits: tuple[HabitWeek, ...] = ()
    sleep_hours: float | None
    caffeine_servings: float | None
    water_litres: float | None
    stress: float | None


def summarise(timeline: Timeline, monday: date, joined_on: date) -> Summary:
    """The numbers of the week that begins on `monday`. `joined_on` keeps weeks before Steady out of the means."""
    sunday = monday + 6 * DAY
    by_date = _by_date(timeline)
    dates = [on for on in sorted(by_date) if monday <= on <= sunday]
    episodes = [episode for on in dates for episode in by_date[on]]
    days = [timeline.days[on] for on in sorted(timeline.days) if monday <= on <= sunday]
    days_before, burden_before = _weeks_before(by_date, monday, joined_on)
    year, week, _ = monday.isocalendar()
    return Summary(
        week=f"{year}-W{week:02d}",
        from_=monday,
        to=sunday,
        episodes=len(episodes),
        active_days=len(dates),
        minutes=round(sum(episode.minutes or 0 for episode in episodes), 1),
        burden=round(sum(map(burden, episodes)), 1),
        areas=_count(episodes),
        days_before=days_before,
        burden_before=burden_before,
        check_ins=len(days),
        habits=_habits(days, timeline.profile),
        **_means(days),
    )


def _by_date(timeline: Timeline) -> dict[date, list[Episode]]:
    by_date: dict[date, list[Episode]] = {}
    for episode in timeline.of(Episode):
        by_date.setdefault(local_date(episode.at, timeline.zone), []).append(episode)
    return by_date


def _weeks_before(
    by_date: dict[date, list[Episode]], monday: date, joined_on: date
) -> tuple[float | None, float | None]:
    before = [on for on in by_date if monday - WEEKS_BEFORE * WEEK <= on < monday]
    weeks = min(WEEKS_BEFORE, (monday - min([joined_on, *before])) // WEEK)
    if weeks <= 0:
        return None, None
    total = sum(burden(episode) for on in before for episode in by_date[on])
    return round(len(before) / weeks, 1), round(total / weeks, 1)


def _means(days: list[CheckIn]) -> dict[str, float | None]:
    names = ("sleep_hours", "caffeine_servings", "water_litres", "stress")
    return {name: _mean(getattr(day, name) for day in days) for name in names}


def _count(episodes: Iterable[Episode]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for episode in episodes:
        counts[episode.area] = counts.get(episode.area, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _habits(days: list[CheckIn], profile: Profile) -> tuple[HabitWeek, ...]:
    kept = [habits_kept(day, profile.fluid_limit_litres, profile.conditions) for day in days]
    return tuple(
        HabitWeek(
            code=code,
            kept=sum(code in day.done for day in kept),
            answered=sum(code in day.done or code in day.missed for day in kept),
        )
        for code in HABITS
        if code != "check_in"
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 1) if known else None
