"""The seven daily habits and the daily check-in that asks after them, and when each counts as done."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Annotated, Final, Literal, get_args

from msgspec import Struct, field

from chalicelib.domain.entries import Between, CheckIn

HabitCode = Literal["check_in", "water", "magnesium", "caffeine", "sleep", "stretch", "relax", "alcohol"]
HABITS: Final[tuple[HabitCode, ...]] = get_args(HabitCode)
WATER_GOAL_LITRES: Final = 2.0
"""The article's 2 L; a person's own fluid limit goes before it."""
OWN_FLUID: Final = frozenset({"heart_failure", "kidney_disease"})
"""Conditions with which a doctor says how much to drink."""
LAST_COFFEE: Final = "12:00"
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)


class HabitPlan(Struct, frozen=True, kw_only=True):
    """When to remind of one habit: local clock times, chosen weekdays."""

    on: bool = False
    times: Annotated[tuple[time, ...], Between(0, 6)] = (time(8),)
    days: Annotated[tuple[Weekday, ...], Between(0, 7)] = WEEKDAYS
    only_if_not_done: bool = False


class Snooze(Struct, frozen=True, kw_only=True):
    """A reminder that was put off: it comes once at `until`, and not before. `on` is the local date it is about."""

    until: datetime
    on: date


def usual_plans() -> Mapping[HabitCode, HabitPlan]:
    """What a new person gets: one check-in a day at 08:00; everything else is opt-in."""
    return {code: HabitPlan(on=code == "check_in") for code in HABITS}


class Kept(Struct, frozen=True):
    """Which habits one day's check-in shows as kept; a habit without its value is in neither."""

    done: frozenset[str] = field(default_factory=frozenset)
    missed: frozenset[str] = field(default_factory=frozenset)


def water_goal(fluid_limit_litres: float | None, conditions: Collection[str]) -> float | None:
    """The person's own limit, else the usual goal; None where only their doctor can say how much."""
    if fluid_limit_litres is not None:
        return min(fluid_limit_litres, WATER_GOAL_LITRES)
    return WATER_GOAL_LITRES if OWN_FLUID.isdisjoint(conditions) else None


def habits_kept(day: CheckIn, fluid_limit_litres: float | None, conditions: Collection[str] = ()) -> Kept:
    """The seven habits held against one local date's check-in. What a doctor decides is neither kept nor missed."""
    goal = water_goal(fluid_limit_litres, conditions)
    magnesium = None if "kidney_disease" in conditions else day.magnesium_food
    no_coffee = day.last_caffeine is None and day.caffeine_servings == 0
    coffee = None if day.last_caffeine is None else day.last_caffeine <= LAST_COFFEE
    verdicts: dict[str, bool | None] = {
        "check_in": True,
        "water": None if day.water_litres is None or goal is None else day.water_litres >= goal,
        "magnesium": magnesium,
        "caffeine": no_coffee or coffee,
        "sleep": None if day.sleep_hours is None else day.sleep_hours >= 7,
        "stretch": None if day.stretch_minutes is None else day.stretch_minutes >= 5,
        "relax": None if day.relax_minutes is None else day.relax_minutes >= 5,
        "alcohol": None if day.alcohol_units is None else day.alcohol_units == 0,
    }
    return Kept(
        frozenset(code for code, kept in verdicts.items() if kept is True),
        frozenset(code for code, kept in verdicts.items() if kept is False),
    )
