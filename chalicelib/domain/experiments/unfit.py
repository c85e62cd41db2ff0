"""Whom an experiment does not fit, and why, in calm words. What the log says counts as much as the profile.

That caffeine and water act on lithium, and caffeine on some antipsychotics, is from memory [M].
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from chalicelib.domain.drinking import is_heavy, is_heavy_drinker, logged_units
from chalicelib.domain.localtime import local_date
from chalicelib.domain.reports import standing_reports
from chalicelib.domain.taking import DIURETICS, taken_now
from chalicelib.domain.timeline import Timeline

GROWN_UP: Final = 18


class Unfit(Struct, frozen=True):
    """One reason: when it holds, and what the person is told."""

    holds: Callable[[Timeline], bool]
    words: str


def _has(*conditions: str) -> Callable[[Timeline], bool]:
    return lambda timeline: not set(conditions).isdisjoint(timeline.profile.conditions)


def _takes(*classes: str) -> Callable[[Timeline], bool]:
    return lambda timeline: bool(taken_now(timeline, classes))


def _is_pregnant(timeline: Timeline) -> bool:
    return timeline.profile.pregnant is True


def _has_fluid_limit(timeline: Timeline) -> bool:
    return timeline.profile.fluid_limit_litres is not None


def _may_be_young(timeline: Timeline) -> bool:
    born = timeline.profile.birth_year
    return born is not None and local_date(timeline.now, timeline.zone).year - born <= GROWN_UP


def drinks_heavily(timeline: Timeline) -> bool:
    """A heavy drinker, or one who has just cut down: the earlier half of the last 14 days' figures counts by itself."""
    units = logged_units(timeline)
    return is_heavy_drinker(timeline) or is_heavy(timeline, units[: (len(units) + 1) // 2])


def _shakes(timeline: Timeline) -> bool:
    return bool(standing_reports(timeline, ("shaking", "hallucination", "seizure")))


LITHIUM: Final = Unfit(
    _takes("lithium"),
    "A change here can change how lithium works. Ask your pharmacist or GP first.",
)
CAFFEINE_UNFIT: Final = (
    Unfit(_is_pregnant, "In pregnancy Steady plans no days with caffeine. Less of it is fine at any time."),
    LITHIUM,
    Unfit(
        _takes("antipsychotic"),
        "A change in caffeine can change how some medicines work. Ask your pharmacist or GP first.",
    ),
)
EXERTION_UNFIT: Final = (
    Unfit(_has("heart_failure"), "With a heart condition, ask your GP before you change your exercise."),
    Unfit(_has("diabetes"), "With diabetes, ask your GP before you change your exercise."),
    Unfit(_is_pregnant, "In pregnancy, ask your midwife or GP before you change your exercise."),
)
ALCOHOL_UNFIT: Final = (
    Unfit(_is_pregnant, "In pregnancy Steady plans no days with alcohol."),
    Unfit(_may_be_young, "Steady plans no days with alcohol for people under 18."),
    Unfit(drinks_heavily, "Talk to your GP before you change how much you drink. It is safer to cut down with help."),
    Unfit(_shakes, "Talk to your GP before you change how much you drink. It is safer to cut down with help."),
)
WATER_UNFIT: Final = (
    Unfit(_has_fluid_limit, "You have a fluid limit. Keep to your own limit."),
    Unfit(
        _has("heart_failure", "kidney_disease"), "Drink as much as your doctor advised. Steady plans no other amount."
    ),
    Unfit(_takes(*DIURETICS), "With a water tablet, ask your pharmacist or GP before you change how much you drink."),
    LITHIUM,
)
