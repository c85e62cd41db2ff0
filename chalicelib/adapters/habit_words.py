"""The habits in words, worded with care for those whom the usual goal does not fit."""

from collections.abc import Mapping
from typing import Final

from chalicelib.domain.habit import LAST_COFFEE, WATER_GOAL_LITRES
from chalicelib.domain.habit_answers import answer_as_done, has_own_fluid
from chalicelib.domain.person import Person
from chalicelib.domain.phrase import Phrase

HABIT_NAMES: Final[Mapping[str, str]] = {
    "water": "Water", "magnesium": "Foods with magnesium", "caffeine": "Caffeine in the morning only",
    "sleep": "7 hours of sleep or more", "stretch": "Stretching",
    "relax": "Time to relax", "alcohol": "Days without alcohol",
}  # fmt: skip
HABIT_LINES: Final[Mapping[str, Phrase]] = {
    "magnesium": Phrase("Food: nuts, seeds, beans or leafy greens, which hold magnesium."),
    "caffeine": Phrase("Caffeine: none after {time}.", {"time": LAST_COFFEE}),
    "sleep": Phrase("Sleep: 7 hours or more."),
    "stretch": Phrase("Stretching: 5 to 10 minutes, gently."),
    "relax": Phrase("Rest: 5 minutes of calm breathing or something else that relaxes you."),
    "alcohol": Phrase("Alcohol: little or none. If you drink on most days, ask your GP before you cut down."),
}

DONE: Final[Mapping[str, Phrase]] = {
    "water": Phrase("I drank enough"),
    "magnesium": Phrase("I ate some of these"),
    "caffeine": Phrase("I had none after {time}", {"time": LAST_COFFEE}),
    "sleep": Phrase("I slept 7 hours or more"),
    "stretch": Phrase("I stretched"),
    "relax": Phrase("I took time to relax"),
    "alcohol": Phrase("I drank no alcohol"),
}
"""What a reminder's link says of a habit: the answer that it fills in."""
ASKED: Final[Mapping[str, Phrase]] = {
    "water": Phrase("Say how much you drank"),
    "alcohol": Phrase("Say how much alcohol you had"),
}
"""What it says where no answer is filled in. Who has to ask about food has no link for it."""


def habit_link_words(code: str, person: Person | None) -> Phrase | None:
    """The words of the link that answers for a habit; None where it has none."""
    fills = person is None or answer_as_done(code, person.profile)
    return DONE[code] if fills else ASKED.get(code)


def habit_line(code: str, person: Person | None) -> Phrase:
    """What a reminder asks for, as it fits the person: their own limit goes before the article's goal."""
    conditions = person.profile.conditions if person else ()
    if code == "water":
        return _water(person)
    if code == "magnesium" and "kidney_disease" in conditions:
        return Phrase("Food: ask your doctor which foods are right for your kidneys.")
    if code == "alcohol" and "alcohol_daily" in conditions:
        return Phrase("Alcohol: talk to your GP before you change how much you drink.")
    return HABIT_LINES[code]


def _water(person: Person | None) -> Phrase:
    limit = person.profile.fluid_limit_litres if person else None
    if limit is not None:
        return Phrase("Water: keep to your own limit of {limit} litres.", {"limit": float(limit)})
    if person and has_own_fluid(person.profile):
        return Phrase("Water: drink as much as your doctor advised.")
    # a limit, or a water tablet that was only logged, is not known here
    return Phrase(
        "Water: about {goal} litres over the day, unless a doctor told you how much.",
        {"goal": WATER_GOAL_LITRES},
    )
