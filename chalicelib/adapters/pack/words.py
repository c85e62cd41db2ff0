"""The words of a visit pack that several of its parts share: dates, places, levels, and lists that are cut."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from chalicelib.adapters.own_words import own_words
from chalicelib.domain.body import area_words
from chalicelib.domain.entries import SymptomName
from chalicelib.domain.finding import Level
from chalicelib.domain.symptom_words import SYMPTOM_WORDS

LEVEL_WORDS: Final[Mapping[Level, str]] = {
    "self_care": "at home",
    "gp_routine": "routine visit",
    "gp_soon": "within days",
    "urgent": "the same day",
    "emergency": "at once",
}
"""How soon Steady asks a person to see a doctor."""
ONSET_WORDS: Final[Mapping[str, str]] = {
    "sudden": "sudden", "hours_days": "hours or days", "weeks": "weeks", "months": "months",
}  # fmt: skip
RESULT_WORDS: Final[Mapping[str, str]] = {"normal": "normal", "abnormal": "abnormal", "not_done": "not done"}
CLASS_WORDS: Final[Mapping[str, str]] = {
    "saba": "reliever inhaler", "laba": "long-acting inhaler", "thiazide_diuretic": "diuretic, thiazide",
    "loop_diuretic": "diuretic, loop", "potassium_sparing_diuretic": "diuretic, potassium-sparing", "ppi": "PPI",
    "ssri": "SSRI",
    "snri": "SNRI", "maoi": "MAOI", "nsaid": "NSAID", "other": "class not named",
}  # fmt: skip
LONGEST_NAME: Final = 40
CUT: Final = "more, see the pages behind"
"""What a list that is cut ends with."""


def day(on: date | None) -> str:
    """A date in a table.

    >>> day(date(2026, 3, 5))
    '5 Mar 2026'
    """
    return "–" if on is None else f"{on.day} {on:%b} {on.year}"


def place(area: str | None, side: str | None) -> str:
    """Where, side first: "right hand"; empty where no place was named."""
    if area is None:
        return f"{side} side" if side in ("left", "right") else "both sides" if side else ""
    sides = {"left": "left ", "right": "right ", "both": "both sides, "}
    return f"{sides.get(side or '', '')}{area_words(area)}"


def symptom(name: SymptomName, area: str | None = None, side: str | None = None) -> str:
    """A symptom and where: "weakness, right hand"."""
    words = SYMPTOM_WORDS[name].replace("your ", "")
    where = place(area, side)
    return f"{words}, {where}" if where else words


def medicine_class(class_: str) -> str:
    """The class of a medicine."""
    return CLASS_WORDS.get(class_, class_.replace("_", " "))


def number(value: float) -> str:
    """A figure without needless zeros."""
    return f"{value:,.1f}".removesuffix(".0")


def count(how_many: int, noun: str, plural: str = "") -> str:
    """`1 day`, `2 days`."""
    return f"{how_many:,} {noun if how_many == 1 else plural or noun + 's'}"


def some(items: Sequence[str], most: int, joined: str = "; ") -> str:
    """The first `most` of them, and how many more there are."""
    shown = joined.join(items[:most])
    rest = len(items) - most
    return f"{shown}{joined}{rest_of(rest)}" if rest > 0 else shown


def rest_of(how_many: int) -> str:
    """What stands for so many that are left out."""
    return f"and {how_many} {CUT}"


def name(text: str) -> str:
    """A name that a person gave, short enough for a table."""
    return own_words(text, LONGEST_NAME)


def upper_first(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]
