"""What a summary consists of: the values of whole weeks, each as plain as a table's cell."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from chalicelib.domain.body import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitWeek:
    """One habit's week: on how many dates it was kept, of how many that say."""

    code: str
    kept: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """How many episodes named one area and side; the side None where none was named."""

    area: str
    side: Side | None
    episodes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNumbers:
    """One local date. `burden` is None without an episode; `twitched` is what episodes or the check-in say."""

    on: date
    episodes: int
    burden: float | None
    twitched: bool | None
    sleep_hours: float | None
    caffeine_servings: float | None
    water_litres: float | None
    stress: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBefore:
    """One of the weeks before: on how many dates there was an episode, and the burden of each date."""

    week: str
    from_: date
    active_days: int
    burden: float
    burdens: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One week, or the `weeks` of a monthly summary. Means are over the dates that carry the value; None without.

    `week` is the last one. `days_before` and `burden_before` are means a week of the four weeks before; None in a
    person's first week. Burden is minutes × intensity, a number to compare weeks with and nothing else [D].
    """

    week: str
    weeks: int
    from_: date
    to: date
    episodes: int
    active_days: int
    minutes: float
    burden: float
    areas: dict[str, int] = field(default_factory=dict)
    places: tuple[PlaceCount, ...] = ()
    days_before: float | None
    burden_before: float | None
    weeks_before: tuple[WeekBefore, ...] = ()
    check_ins: int
    days: tuple[DayNumbers, ...] = ()
    habits: tuple[HabitWeek, ...] = ()
    sleep_hours: float | None
    caffeine_servings: float | None
    water_litres: float | None
    stress: float | None


def plain_summary(summary: Summary) -> dict[str, Any]:
    """A summary as JSON values, its dates as text."""
    plain: dict[str, Any] = _plain(asdict(summary))
    return plain


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(item) for name, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case date():
            return value.isoformat()
        case _:
            return value
