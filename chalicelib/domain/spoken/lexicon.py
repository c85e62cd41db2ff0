"""All the tables as one: what a phrase of a line is, found by its words. Made at the first line that is read."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from chalicelib.domain.spoken import places, sayings, small_words, symptoms

Kind = Literal[
    "area", "either", "no_area", "side", "context", "strength", "symptom", "no_name", "negation", "ended", "soft",
    "filler", "position", "link", "and", "comma", "days",
]  # fmt: skip


class Sense(Struct, frozen=True):
    """What a phrase is, and what it stands for; `is_pair` where it is a plural of what a body has two of."""

    kind: Kind
    value: str = ""
    is_pair: bool = False


SIDES: Final[Mapping[str, str]] = {
    "left": "left, l, lt, lft, lfet, letf, elft, leftt, lefft, lef, left side, left hand side, on left, left one",
    "right": """
        right, r, rt, rght, rigt, rgiht, riht, righ, rightt, rigth, rihgt, wright, right side, right hand
        side, on right, right one
    """,
    "both": """
        both, both sides, both of, each side, bilateral, bilaterally, left and right, right and left, left
        and right sides, l and r, r and l, either side
    """,
}
_ON_BED: Final = "left side, right side, side, front, back, stomach, tummy, belly, left, right"
_LIE: Final = "lying, laying, lay, sleeping, sleep, slept, rest, resting"
_DAYS: Final = """
days, weeks, month, months, year, years, fortnight, monday, tuesday, wednesday, thursday, friday, saturday, sunday,
weekend, tomorrow, a day, a week, one day, one week, last week, this week
"""
LONGEST: Final = 6
SLIPPED: Final = """
eyelid eyelids eyebrow tongue throat shoulder forearm finger fingers stomach abdomen buttock buttocks forehead
kneecap hamstring deltoid triceps
"""
"""Long words for one area that no other word resembles: a slip of one letter in them is read all the same."""


@cache
def lexicon() -> Mapping[str, Sense]:
    """Every phrase and its sense. Of two tables that hold one, the more careful wins."""
    found: dict[str, Sense] = {}
    _add(found, small_words.HARMLESS.split(), Sense("soft"))
    _add(found, small_words.FILLERS.split(), Sense("filler"))
    _add(found, small_words.POSITIONS.split(), Sense("position"))
    _add(found, ["and", "or", "to", "plus", "then", "also", "nor"], Sense("and"))
    _add(found, [",", "-", "/", ":"], Sense("comma"))
    _add(found, _phrases(small_words.SOFT), Sense("soft"))
    _add(found, [*small_words.NEGATIONS.split(), "rather than", "other than"], Sense("negation"))
    _add(found, _phrases(small_words.ENDED), Sense("ended"))
    _add(found, _phrases(small_words.LINKS), Sense("link"))
    _add(found, _phrases(_DAYS), Sense("days"))
    for strength, phrases in sayings.STRENGTHS.items():
        _add(found, _phrases(phrases), Sense("strength", str(strength)))
    for table, kind in ((sayings.CONTEXTS, "context"), (SIDES, "side"), (places.EITHER, "either")):
        _add_table(found, table, kind)  # type: ignore[arg-type]
    _add(found, _phrases(places.NO_AREA), Sense("no_area"))
    for area, phrases in places.TWO.items():
        _add(found, _phrases(phrases), Sense("area", area, is_pair=True))
    _add_table(found, places.ONE, "area")
    on_bed = [f"{lie} on {side}" for lie in _phrases(_LIE) for side in _phrases(_ON_BED)]
    _add(found, on_bed, Sense("context", "rest"))
    _add(found, _phrases(symptoms.NO_NAME), Sense("no_name"))
    _add_table(found, symptoms.SYMPTOMS, "symptom")
    return {**_slips(found), "finer": Sense("soft"), **found}


def sense_at(words: list[str], at: int) -> tuple[Sense, int] | None:
    """The sense of the longest known phrase that begins there, and its length in words."""
    known = lexicon()
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        sense = known.get(" ".join(words[at : at + length]))
        if sense is not None:
            return sense, length
    return None


def is_place(phrase: str) -> bool:
    """Whether a phrase names an area, or what could be several."""
    sense = lexicon().get(phrase)
    return sense is not None and sense.kind in ("area", "either")


def _add_table(found: dict[str, Sense], table: Mapping[str, str], kind: Kind) -> None:
    for name, phrases in table.items():
        # what could be several areas is listed the other way round: the phrase, then its choices
        if kind == "either":
            found[name] = Sense(kind, phrases)
        else:
            _add(found, _phrases(phrases), Sense(kind, name))


def _add(found: dict[str, Sense], phrases: Iterable[str], sense: Sense) -> None:
    found.update(dict.fromkeys(phrases, sense))


def _slips(found: Mapping[str, Sense]) -> dict[str, Sense]:
    """Each long word with one letter missing, doubled, or swapped with its neighbour."""
    return {
        word[:at] + slip + word[at + 2 :]: found[word]
        for word in SLIPPED.split()
        for at in range(len(word) - 1)
        for slip in (word[at], word[at] * 2 + word[at + 1], word[at + 1] + word[at])
    }


def _phrases(listed: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in listed.split(",") if phrase.strip()]
