"""What a summary consists of: the values of whole weeks, each as plain as a table's cell."""

from datetime import date
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from chalicelib.domain.body import Side


class HabitWeek(Struct, frozen=True, kw_only=True):
    """One habit's week: on how many dates it was kept, of how many that say."""

    code: str
    kept: int
    answered: int


class PlaceCount(Struct, frozen=True, kw_only=True):
    """How many episodes named one area and side; the side None where none was named."""

    area: str
    side: Side | None
    episodes: int


class DayNumbers(Struct, frozen=True, kw_only=True):
    """One local date. `burden` is None without an episode; `twitched` is what episodes or the check-in say."""

    on: date
    episodes: int
    burden: float | None
    twitched: bool | None
    sleep_hours: float | None
    caffeine_servings: float | None
    water_litres: float | None
    stress: float | None


class WeekBefore(Struct, frozen=True, kw_only=True):
    """One of the weeks before: on how many dates there was an episode, and the burden of each date."""

    week: str
    from_: date
    active_days: int
    burden: float
    burdens: tuple[float | None, ...]


class Summary(Struct, frozen=True, kw_only=True):
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
    plain: dict[str, Any] = _plain(summary)
    return plain


def _plain(value: Any) -> Any:
    match value:
        case Struct():
            return _plain(asdict(value))
        case dict():
            return {name: _plain(item) for name, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case date():
            return value.isoformat()
        case _:
            return value
