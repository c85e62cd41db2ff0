"""How much a person drinks: water that is theirs and their doctor's to say, and alcohol."""

from datetime import timedelta
from typing import Final

from chalicelib.domain.habit import OWN_FLUID
from chalicelib.domain.localtime import local_date
from chalicelib.domain.taking import DIURETICS, taken_now
from chalicelib.domain.timeline import Timeline

HEAVY_UNITS: Final = 6.0
"""Units a day, as a mean over 14 days [D]."""
HEAVY_OVER: Final = timedelta(days=14)


def has_own_fluid(timeline: Timeline) -> bool:
    """Whether no goal of ours may be named: a fluid limit, heart failure or kidney disease."""
    profile = timeline.profile
    return profile.fluid_limit_litres is not None or not OWN_FLUID.isdisjoint(profile.conditions)


def is_on_diuretic(timeline: Timeline) -> bool:
    """Whether a water tablet is taken: with one, how much to drink is for the doctor to say [D]."""
    return bool(taken_now(timeline, DIURETICS))


def logged_units(timeline: Timeline) -> list[float]:
    """The units of alcohol of the check-ins of the last 14 days, oldest first."""
    first = local_date(timeline.now - HEAVY_OVER, timeline.zone)
    days = (timeline.days[on] for on in sorted(timeline.days) if on >= first)
    return [day.alcohol_units for day in days if day.alcohol_units is not None]


def is_heavy(timeline: Timeline, units: list[float]) -> bool:
    """Whether the person says that they drink daily, or these figures have a mean of 6 or more."""
    said = "alcohol_daily" in timeline.profile.conditions
    return said or (bool(units) and sum(units) / len(units) >= HEAVY_UNITS)


def is_heavy_drinker(timeline: Timeline) -> bool:
    """Whether the person drinks a lot, now or before they cut down: advice to stop at once could harm them."""
    units = logged_units(timeline)
    return is_heavy(timeline, units) or is_heavy(timeline, units[:-2])
