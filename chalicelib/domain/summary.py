"""A summary's numbers: whole ISO weeks of local dates, held against the four weeks before."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from chalicelib.domain.easing import burden
from chalicelib.domain.entries import CheckIn, Episode
from chalicelib.domain.habit import HABITS, habits_kept
from chalicelib.domain.localtime import DAY, WEEK, local_date
from chalicelib.domain.person import Profile
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.week_numbers import DayNumbers, HabitWeek, PlaceCount, Summary, WeekBefore

WEEKS_BEFORE: Final = 4
VALUES: Final = ("sleep_hours", "caffeine_servings", "water_litres", "stress")
"""What a check-in says of a day and a summary shows beside the twitching."""
ByDate = Mapping[date, list[Episode]]


def summarise(timeline: Timeline, monday: date, joined_on: date, weeks: int = 1) -> Summary:
    """The numbers of the week, or weeks, from `monday` on. `joined_on` keeps weeks before Steady out of the means."""
    end = monday + weeks * WEEK
    by_date = _by_date(timeline)
    dates = [on for on in sorted(by_date) if monday <= on < end]
    episodes = [episode for on in dates for episode in by_date[on]]
    said = [timeline.days[on] for on in sorted(timeline.days) if monday <= on < end]
    return Summary(
        week=week_name(end - WEEK),
        weeks=weeks,
        from_=monday,
        to=end - DAY,
        episodes=len(episodes),
        active_days=len(dates),
        minutes=round(sum(episode.minutes or 0 for episode in episodes), 1),
        burden=round(sum(map(burden, episodes)), 1),
        areas=_count(episodes),
        places=_places(episodes),
        **_before(_weeks_before(by_date, monday, joined_on)),
        check_ins=len(said),
        days=tuple(_day(on, by_date, timeline) for on in dates_from(monday, weeks * 7)),
        habits=_habits(said, timeline.profile),
        **_means(said),
    )


def week_name(monday: date) -> str:
    """The ISO week of a Monday: "2026-W48"."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def dates_from(first: date, number: int) -> list[date]:
    """So many dates, from the first on."""
    return [first + place * DAY for place in range(number)]


def _by_date(timeline: Timeline) -> dict[date, list[Episode]]:
    by_date: dict[date, list[Episode]] = {}
    for episode in timeline.of(Episode):
        by_date.setdefault(local_date(episode.at, timeline.zone), []).append(episode)
    return by_date


def _weeks_before(by_date: ByDate, monday: date, joined_on: date) -> tuple[WeekBefore, ...]:
    """The four weeks before, oldest first; those before Steady only where something of then was logged."""
    logged = [on for on in by_date if monday - WEEKS_BEFORE * WEEK <= on < monday]
    number = min(WEEKS_BEFORE, (monday - min([joined_on, *logged])) // WEEK)
    return tuple(_week_before(by_date, monday - back * WEEK) for back in range(number, 0, -1))


def _before(weeks: tuple[WeekBefore, ...]) -> dict[str, Any]:
    return {
        "days_before": _mean(week.active_days for week in weeks),
        "burden_before": _mean(week.burden for week in weeks),
        "weeks_before": weeks,
    }


def _week_before(by_date: ByDate, monday: date) -> WeekBefore:
    burdens = tuple(_burden(by_date.get(on, [])) for on in dates_from(monday, 7))
    total = round(sum(map(burden, (e for on in dates_from(monday, 7) for e in by_date.get(on, [])))), 1)
    days = sum(value is not None for value in burdens)
    return WeekBefore(week=week_name(monday), from_=monday, active_days=days, burden=total, burdens=burdens)


def _burden(episodes: list[Episode]) -> float | None:
    return round(sum(map(burden, episodes)), 1) if episodes else None


def _day(on: date, by_date: ByDate, timeline: Timeline) -> DayNumbers:
    episodes, said = by_date.get(on, []), timeline.days.get(on)
    return DayNumbers(
        on=on,
        episodes=len(episodes),
        burden=_burden(episodes),
        twitched=True if episodes else said.twitched if said else None,
        **{name: getattr(said, name) if said else None for name in VALUES},
    )


def _means(days: list[CheckIn]) -> dict[str, Any]:
    return {name: _mean(getattr(day, name) for day in days) for name in VALUES}


def _count(episodes: Iterable[Episode]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for episode in episodes:
        counts[episode.area] = counts.get(episode.area, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _places(episodes: Iterable[Episode]) -> tuple[PlaceCount, ...]:
    counts = Counter((episode.area, episode.side) for episode in episodes)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or ""))
    return tuple(PlaceCount(area=area, side=side, episodes=count) for (area, side), count in ordered)


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
