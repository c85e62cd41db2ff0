"""What a check-in says of a day on which a habit was kept: the answer that a reminder's link fills in."""

from collections.abc import Mapping
from typing import Final

from chalicelib.domain.habit import LAST_COFFEE, OWN_FLUID, WATER_GOAL_LITRES
from chalicelib.domain.person import Profile
from chalicelib.domain.taking import DIURETICS

Answer = Mapping[str, bool | float | str]
_NONE: Final[Answer] = {}
_DONE: Final[Mapping[str, Answer]] = {
    "water": {"water_litres": WATER_GOAL_LITRES},
    "magnesium": {"magnesium_food": True},
    "caffeine": {"last_caffeine": LAST_COFFEE},
    "sleep": {"sleep_hours": 7.0},
    "stretch": {"stretch_minutes": 5.0},
    "relax": {"relax_minutes": 5.0},
    "alcohol": {"alcohol_units": 0.0},
}


def answer_as_done(code: str, profile: Profile) -> Answer:
    """The fields of a check-in that make this habit done, and no more; none for a code that is no habit of a day.

    None, too, where a doctor has the say, or where doing it at once could harm: nobody is led to an amount of water
    past their own limit, to foods that their kidneys may not stand, or from drinking daily to nothing.
    """
    return _NONE if code in _with_care(profile) else _DONE.get(code, _NONE)


def has_own_fluid(profile: Profile) -> bool:
    """Whether how much to drink is for a doctor to say: a limit, heart or kidneys that ask for one, a water tablet."""
    takes_diuretic = any(medicine.class_ in DIURETICS for medicine in profile.medicines)
    return profile.fluid_limit_litres is not None or takes_diuretic or not OWN_FLUID.isdisjoint(profile.conditions)


def _with_care(profile: Profile) -> frozenset[str]:
    cases = {
        "water": has_own_fluid(profile),
        "magnesium": "kidney_disease" in profile.conditions,
        "alcohol": "alcohol_daily" in profile.conditions,
    }
    return frozenset(code for code, is_so in cases.items() if is_so)
