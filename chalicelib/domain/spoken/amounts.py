"""Numbers and lengths of time in words and digits: "an hour and a half", "2-3 min", "90 s", "1h20".

A range is read as its middle. "A few" is 3, "several" 5, "a couple" 2: what was read is told back.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

_SMALL: Final = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS: Final[dict[str, float]] = {
    **{word: float(value) for value, word in enumerate(_SMALL)},
    **{word: 10.0 * (place + 2) for place, word in enumerate(_TENS)},
    "fourty": 40.0, "couple": 2.0, "few": 3.0, "several": 5.0, "hundred": 100.0, "dozen": 12.0,
}  # fmt: skip
_UNIT_WORDS: Final = {
    1.0: "m min mins minute minutes mn mns mintue mintues minuets minuet minuts minut minets minites minits minit mim "
    "miutes mintes munutes minuites minutos",
    60.0: "h hr hrs hour hours hor houres",
    1 / 60: "s sec secs second seconds secounds secs' seconde",
}
UNITS: Final[dict[str, float]] = {word: size for size, words in _UNIT_WORDS.items() for word in words.split()}
"""How many minutes each unit is."""
_HEARD: Final = {"to": 2.0, "too": 2.0, "won": 1.0, "tree": 3.0, "free": 3.0, "ate": 8.0}
"""What dictation makes of a number; read so only right before a unit."""
_MOST_DIGITS: Final = 9
_BETWEEN: Final = ("-", "to", "or", "and", "till")


class Amount(Struct, frozen=True):
    """A number read from a line, with the minutes of its unit where it has one, and how many words it took."""

    value: float
    unit: float | None
    taken: int

    @property
    def minutes(self) -> float:
        """The length in minutes, to the millisecond."""
        return round(self.value * (self.unit or 0), 5)


def read_amount(words: Sequence[str], at: int) -> Amount | None:
    """The number, range or length that begins there, None where none does."""
    return _half_or_quarter(words, at) or _range(words, at) or _length(words, at)


def read_number(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """A plain number and how many words it took: "3", "1.5", "twenty five", "a couple of", "1 1/2"."""
    start = at + 1 if _word(words, at) == "a" and _word(words, at + 1) in ("couple", "few", "hundred", "dozen") else at
    word = _word(words, start)
    if len(word) > _MOST_DIGITS:
        return None
    if word[:1].isdigit() and word[-1:].isdigit():
        return _digits(words, start)
    value = WORDS.get(word)
    if value is None:
        return None
    end = start + 1
    follows = WORDS.get(_word(words, end), 0)
    if word in _TENS and 0 < follows < 10:
        value, end = value + follows, end + 1
    elif follows == 100 and value < 10:
        value, end = value * 100, end + 1
    if value >= 100 and _word(words, end) == "and" and (more := read_number(words, end + 1)) and more[0] < 100:
        value, end = value + more[0], end + 1 + more[1]
    end += 1 if word in ("couple", "few") and _word(words, end) == "of" else 0
    if [_word(words, end + step) for step in range(3)] == ["and", "a", "half"]:
        return value + 0.5, end + 3 - at
    return value, end - at


def _digits(words: Sequence[str], at: int) -> tuple[float, int]:
    value = float(words[at].replace(",", "."))
    whole = _fraction(words, at + 1)
    if whole:
        return value + whole, 4
    return (value + 0.5, 4) if [_word(words, at + step) for step in (1, 2, 3)] == ["and", "a", "half"] else (value, 1)


def _fraction(words: Sequence[str], at: int) -> float:
    top, slash, bottom = (_word(words, at + step) for step in range(3))
    return int(top) / int(bottom) if slash == "/" and (top, bottom) in (("1", "2"), ("1", "4"), ("3", "4")) else 0


def _half_or_quarter(words: Sequence[str], at: int) -> Amount | None:
    start = at + 1 if _word(words, at) in ("a", "an", "one") else at
    parts = {"half": 0.5, "quarter": 0.25}.get(_word(words, start), 0)
    if _word(words, start) == "three" and _word(words, start + 1) in ("quarter", "quarters"):
        parts, start = 0.75, start + 1
    if not parts and (parts := _fraction(words, start)):
        start += 2
    end = start + 1
    end += 1 if _word(words, end) == "of" else 0
    end += 1 if _word(words, end) in ("a", "an") else 0
    unit = UNITS.get(_word(words, end))
    return Amount(parts, unit, end + 1 - at) if parts and unit else None


def _length(words: Sequence[str], at: int) -> Amount | None:
    first = _one(words, at)
    if first is None or first.unit is None:
        return first
    end = at + first.taken
    if [_word(words, end + step) for step in range(3)] == ["and", "a", "half"]:
        return Amount(first.value + 0.5, first.unit, first.taken + 3)
    if _word(words, end) == "or" and (more := _one(words, end + 1)) and more.unit in (None, first.unit):
        return Amount((first.value + more.value) / 2, first.unit, first.taken + 1 + more.taken)
    skipped = 1 if _word(words, end) in ("and", ",") else 0
    rest = _one(words, end + skipped)
    if rest is None or first.unit < 1 or not _is_rest(first.unit, rest, skipped):
        return first
    minutes = first.minutes + rest.value * (rest.unit or first.unit / 60)
    return Amount(minutes, 1.0, first.taken + skipped + rest.taken)


def _is_rest(unit: float, rest: Amount, skipped: int) -> bool:
    """Whether a second length goes on with the first: "1 hour 20", "1 hour and 20 min", never "5 min, 4"."""
    return rest.unit < unit if rest.unit else unit == 60 and not skipped and 10 <= rest.value < 60


def _range(words: Sequence[str], at: int) -> Amount | None:
    start = at + 1 if _word(words, at) == "between" else at
    low = read_number(words, start)
    middle = start + low[1] if low else 0
    if low is None or _word(words, middle) not in _BETWEEN or (_word(words, middle) == "and" and start == at):
        return None
    high = read_number(words, middle + 1)
    unit = UNITS.get(_word(words, middle + 1 + high[1])) if high else None
    if high is None or unit is None or high[0] < low[0]:
        return None
    return Amount((low[0] + high[0]) / 2, unit, middle + 2 + high[1] - at)


def _one(words: Sequence[str], at: int) -> Amount | None:
    """One number with its unit: "5 min", "an hour", "a few minutes", "5 or so minutes"."""
    read = read_number(words, at)
    if read is None:
        value = 1.0 if _word(words, at) in ("a", "an") else _HEARD.get(_word(words, at))
        unit = UNITS.get(_word(words, at + 1)) if len(_word(words, at + 1)) > 2 else None
        return Amount(value, unit, 2) if value and unit else None
    value, taken = read
    seconds = _word(words, at + 2)
    if _word(words, at + 1) == ":" and len(seconds) == 2 and seconds.isdigit() and UNITS.get(_word(words, at + 3)) == 1:
        return Amount(value + int(seconds) / 60, 1.0, 4)
    end = at + taken
    for between in ("odd", "or so", "ish", "more", "full", "whole", "short", "long", "good", "-"):
        parts = between.split()
        if [_word(words, end + step) for step in range(len(parts))] == parts and _word(
            words, end + len(parts)
        ) in UNITS:
            end += len(parts)
    unit = UNITS.get(_word(words, end))
    return Amount(value, unit, end + 1 - at) if unit else Amount(value, None, taken)


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
