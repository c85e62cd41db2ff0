"""The words of a line as items: lengths, grades, moments, and the phrases of the lexicon."""

from collections.abc import Sequence
from math import ceil
from typing import Final, Literal
from unicodedata import category

from msgspec import Struct

from chalicelib.domain.spoken.amounts import Amount, read_amount, read_number
from chalicelib.domain.spoken.lexicon import Kind, sense_at
from chalicelib.domain.spoken.moments import When, read_when
from chalicelib.domain.spoken.small_words import POSITIONS

_GRADED: Final = frozenset(["intensity", "level", "strength", "severity", "grade", "rated", "rating", "score", "scale"])
_AFTER_GRADED: Final = frozenset(["of", "is", "was", "about", "around", "at", ":", "a", "maybe"])
_COUNTED: Final = frozenset(["times", "x", "twitches", "jumps", "jerks", "pulses", "beats", "flutters", "spasms"])
_DAYS: Final = frozenset(["day", "days", "week", "weeks", "month", "months", "year", "years"])
_POSITIONS: Final = frozenset(POSITIONS.split())
BEYOND: Final = 0
"""A grade that is on no scale of Steady's."""


class Item(Struct, frozen=True, kw_only=True):
    """One thing that a line says: its kind, the words that say it, and what they stand for."""

    kind: Kind | Literal["length", "number", "grade", "when", "unknown"]
    text: str
    value: str = ""
    is_pair: bool = False
    number: float = 0.0
    when: When | None = None


def items_of(words: list[str]) -> list[Item]:
    """Everything that the words say, in their order. Nothing is left out: what is not known is `unknown`."""
    items: list[Item] = []
    at = 0
    while at < len(words):
        item, taken = _item_at(words, at)
        items.append(item)
        at += taken
    return items


def _item_at(words: list[str], at: int) -> tuple[Item, int]:
    grade = _grade(words, at)
    if grade is not None:
        return Item(kind="grade", text=_text(words, at, grade[1]), number=grade[0]), grade[1]
    known = sense_at(words, at)
    when = read_when(words, at)
    if when is not None and (known is None or when[1] >= known[1]):
        return Item(kind="when", text=_text(words, at, when[1]), when=when[0]), when[1]
    amount = _amount(words, at)
    if amount is not None and (known is None or amount[1] > known[1] or known[0].kind in ("and", "filler")):
        return amount
    if known is None:
        # a picture is no word: told back, and never a place
        return Item(kind="soft" if category(words[at][0]) == "So" else "unknown", text=words[at]), 1
    sense, taken = known
    if taken == 1 and words[at] in _POSITIONS and _word(words, at + 1) == "of":
        return Item(kind="position", text=words[at]), 1
    return Item(kind=sense.kind, text=_text(words, at, taken), value=sense.value, is_pair=sense.is_pair), taken


def _amount(words: list[str], at: int) -> tuple[Item, int] | None:
    """A length of time, a count of times or of days, or a bare number."""
    start = at + 1 if words[at] == "every" else at
    amount = read_amount(words, start)
    if amount is None:
        return (Item(kind="soft", text=_text(words, at, 2)), 2) if start > at and words[start:] else None
    taken = start - at + amount.taken
    if start > at and amount.unit:
        return Item(kind="soft", text=_text(words, at, taken)), taken
    if amount.unit is not None:
        return Item(kind="length", text=_text(words, at, taken), number=amount.minutes), taken
    return _count(words, at, taken, amount)


def _count(words: list[str], at: int, taken: int, amount: Amount) -> tuple[Item, int]:
    if any(_reaches_beyond(words, inner, at + taken) for inner in range(at, at + taken)):
        return Item(kind="filler", text=words[at]), 1
    if words[at + taken : at + taken + 1] and words[at + taken] in _COUNTED:
        return Item(kind="soft", text=_text(words, at, taken + 1)), taken + 1
    if words[at + taken : at + taken + 1] and words[at + taken] in _DAYS:
        return Item(kind="days", text=_text(words, at, taken + 1)), taken + 1
    if words[at] == "one" and taken == 1:
        return Item(kind="filler", text="one"), 1
    return Item(kind="number", text=_text(words, at, taken), number=amount.value), taken


def _reaches_beyond(words: list[str], at: int, end: int) -> bool:
    """Whether a phrase that begins within a number goes on past it: "few drinks" in "a few drinks"."""
    known = sense_at(words, at)
    return known is not None and known[0].kind != "filler" and at + known[1] > end


def _grade(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The intensity from 1 to 5 and how many words say it: "4 out of 5", "intensity 3", "7/10"."""
    start, is_named = at, words[at] in _GRADED
    if is_named:
        start += 1
        while _word(words, start) in _AFTER_GRADED:
            start += 1
    read = _not_a_length(words, start)
    if read is None:
        return None
    value, taken = read
    end = start + taken
    top, more = _top(words, end)
    if not is_named and not more:
        return None
    if words[at] == "scale" and top == 0 and _word(words, end) in ("to", "-"):
        return _grade_on_scale(words, at, end)
    return _graded(value, top or 5), end + more - at


def _grade_on_scale(words: Sequence[str], at: int, end: int) -> tuple[int, int] | None:
    top = read_number(words, end + 1)
    if top is None:
        return None
    start = end + 1 + top[1]
    while _word(words, start) in ("a", "it's", "is", "was", "it", ",", "about"):
        start += 1
    value = _not_a_length(words, start)
    return (_graded(value[0], top[0]), start + value[1] - at) if value else None


def _top(words: Sequence[str], at: int) -> tuple[float, int]:
    """What a grade is out of, and how many words say so."""
    for lead in (["out", "of"], ["/"], ["of"], ["on", "scale", "of", "1", "to"], ["on", "a", "scale", "of", "1", "to"],
                 ["on", "a", "scale", "of", "one", "to"], ["on", "a", "scale", "from", "1", "to"]):  # fmt: skip
        read = read_number(words, at + len(lead)) if list(words[at : at + len(lead)]) == lead else None
        if read and read[0] in (5, 10):
            return read[0], len(lead) + read[1]
    return 0, 0


def _graded(value: float, top: float) -> int:
    if top not in (5, 10) or not 0 < value <= top:
        return BEYOND
    return ceil(value * 5 / top)


def _not_a_length(words: Sequence[str], at: int) -> tuple[float, int] | None:
    amount = read_amount(words, at)
    return None if amount is None or amount.unit is not None else read_number(words, at)


def _text(words: Sequence[str], at: int, taken: int) -> str:
    return " ".join(words[at : at + taken])


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
