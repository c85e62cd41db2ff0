"""The settings in words: their parts, and in a few words what is set in each."""

from collections.abc import Mapping
from typing import Final

from chalicelib.adapters.habit_words import HABIT_NAMES
from chalicelib.adapters.zones import named_countries
from chalicelib.domain.habit import WEEKDAYS, HabitPlan
from chalicelib.domain.person import STREAMS, Language, Person

SECTIONS: Final[Mapping[str, str]] = {
    "reminders": "Reminders",
    "mails": "Mails and quiet hours",
    "health": "About your health",
    "medicines": "Medicines",
    "place": "Where you live",
    "address": "Mail address",
}
STREAM_NAMES: Final[Mapping[str, str]] = {"safety": "warnings", "habits": "reminders", "weekly": "the summary"}
LANGUAGE_NAMES: Final[Mapping[Language, str]] = {"en": "English", "de": "Deutsch"}
DAY_NAMES: Final = dict(zip(WEEKDAYS, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))


def section_states(person: Person, own_country: str | None) -> dict[str, str]:
    """What is set in each part, in a few words."""
    profile, quiet = person.profile, person.profile.quiet_hours
    stopped = [STREAM_NAMES[name] for name in STREAMS if not person.streams[name]]
    mails = f"Quiet from {quiet.from_:%H:%M} to {quiet.to:%H:%M}" + (
        f". Stopped: {', '.join(stopped)}" if stopped else ""
    )
    country = named_countries().get(profile.country or own_country or "", "no country")
    known = len(profile.conditions) + sum(
        value is not None for value in (profile.birth_year, profile.sex, profile.pregnant, profile.fluid_limit_litres)
    )
    return {
        "reminders": _plans(person),
        "mails": mails if profile.mode == "daily" else f"{profile.mode.capitalize()}. {mails}",
        "health": "Nothing said yet" if known == 0 else f"{known} things said" if known > 1 else "1 thing said",
        "medicines": "What you take, and what has changed",
        "address": person.address,
        "place": f"{profile.timezone.replace('_', ' ')}, {country}",
    }


def _plans(person: Person) -> str:
    names = {"check_in": "Check-in", **HABIT_NAMES}
    on = [f"{names[code]} {_when(plan)}" for code, plan in person.habits.items() if plan.on]
    return ", ".join(on) if on else "None"


def _when(plan: HabitPlan) -> str:
    times = " and ".join(f"{at:%H:%M}" for at in plan.times)
    return times if plan.days == WEEKDAYS else f"{times} ({', '.join(DAY_NAMES[day] for day in plan.days) or 'no day'})"
