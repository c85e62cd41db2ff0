"""When a line says that it happened: "an hour ago", "at 3pm", "yesterday evening".

`read_when` finds it in the words; `moment_of` makes an instant of it, in a zone, from the moment it was said.
A part of the day without a clock time stands for one hour of it (`PARTS`): what was read is told back.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from chalicelib.domain.localtime import DAY, instant, local_date
from chalicelib.domain.spoken.amounts import UNITS, read_amount, read_number

PARTS: Final[dict[str, tuple[int, int]]] = {
    "morning": (5, 9), "noon": (12, 12), "lunchtime": (12, 13), "afternoon": (12, 15), "evening": (17, 20),
    "night": (20, 22),
}  # fmt: skip
"""Each part of the day: the hour it begins, and the hour it stands for."""
_PHRASES: Final[dict[str, tuple[int | None, str | None]]] = {
    "this morning": (0, "morning"), "in morning": (None, "morning"), "today": (0, None),
    "this afternoon": (0, "afternoon"), "in afternoon": (None, "afternoon"), "this evening": (0, "evening"),
    "in evening": (None, "evening"), "tonight": (0, "night"), "last night": (-1, "night"),
    "last evening": (-1, "evening"),
    "at night": (None, "night"), "yesterday": (-1, None), "at noon": (None, "noon"), "midday": (None, "noon"),
    "at midday": (None, "noon"), "noon": (None, "noon"), "at lunchtime": (None, "lunchtime"),
    "yesterday night": (-1, "night"), "day before yesterday": (-2, None), "in night": (None, "night"),
    "around noon": (None, "noon"),
}  # fmt: skip


MOST_DAYS: Final = 3650
"""What is said to lie further back is not read as a moment."""


class When(Struct, frozen=True):
    """What a line says of the time: `ago` alone, or a day back, a part of the day and a clock time, each if said.

    `clock` is hour and minute; `is_exact` tells whether morning or evening is known from it alone.
    """

    ago: timedelta | None = None
    days: int | None = None
    part: str | None = None
    clock: time | None = None
    is_exact: bool = True

    def joined(self, other: "When") -> "When | None":
        """Both together, None where they say the same thing twice and differ."""
        if self.ago is not None or other.ago is not None:
            return self if self == other else None
        pairs = ((self.days, other.days), (self.part, other.part), (self.clock, other.clock))
        if any(one is not None and two is not None and one != two for one, two in pairs):
            return None
        return When(
            days=other.days if self.days is None else self.days,
            part=self.part or other.part,
            clock=self.clock or other.clock,
            is_exact=self.is_exact if self.clock else other.is_exact,
        )


def read_when(words: Sequence[str], at: int) -> tuple[When, int] | None:
    """What is said of the time from there on, and how many words say it."""
    for length in (3, 2, 1):
        said = _PHRASES.get(" ".join(words[at : at + length])) if at + length <= len(words) else None
        if said is not None:
            return _with_part(When(days=said[0], part=said[1]), words, at, length)
    return _ago(words, at) or _clock(words, at)


def _with_part(when: When, words: Sequence[str], at: int, length: int) -> tuple[When, int]:
    follows = _word(words, at + length)
    if when.part is None and follows in PARTS:
        return When(days=when.days, part=follows), length + 1
    return when, length


def _ago(words: Sequence[str], at: int) -> tuple[When, int] | None:
    amount = read_amount(words, at)
    if (
        amount
        and amount.unit
        and amount.minutes <= MOST_DAYS * 1440
        and _word(words, at + amount.taken) in ("ago", "earlier")
    ):
        return When(ago=timedelta(minutes=amount.minutes)), amount.taken + 1
    number = read_number(words, at) or ((1.0, 1) if _word(words, at) == "a" else None)
    if (
        number
        and number[0] <= MOST_DAYS
        and [_word(words, at + number[1] + step)[:3] for step in (0, 1)] == ["day", "ago"]
    ):
        return When(days=-int(number[0])), number[1] + 2
    return None


def _clock(words: Sequence[str], at: int) -> tuple[When, int] | None:
    start = at + 1 if _word(words, at) in ("at", "around", "about") else at
    read = _hour(words, start)
    if read is None:
        return None
    hour, minute, end, is_written_out = read
    half = _word(words, end).replace(".", "")
    if half in ("am", "pm") and 1 <= hour <= 12:
        hour, end, is_exact = hour % 12 + (12 if half == "pm" else 0), end + 1, True
    elif _word(words, end) in ("o'clock", "oclock"):
        end, is_exact, is_written_out = end + 1, hour > 12, True
    else:
        # "at 14:30" and "08:30" say all; "at 8:30" does not say which half of the day
        is_exact = hour > 12 or words[start][0] == "0"
        if not is_written_out and (start == at or _word(words, at) != "at" or _is_counted(words, end)):
            return None
    return (When(clock=time(hour, minute), is_exact=is_exact), end - at) if hour < 24 and minute < 60 else None


def _hour(words: Sequence[str], at: int) -> tuple[int, int, int, bool] | None:
    """Hour, minute, where it ends, and whether it is written as nothing but a clock time is."""
    if _word(words, at) == "half" and _word(words, at + 1) == "past" and (after := read_number(words, at + 2)):
        return int(after[0]), 30, at + 2 + after[1], True
    read = read_number(words, at)
    if read is None or read[0] != int(read[0]) or not 0 <= read[0] < 24:
        return None
    end = at + read[1]
    if _word(words, end) == ":" and len(_word(words, end + 1)) == 2 and words[end + 1].isdigit():
        if _word(words, end + 2) in UNITS:
            return None
        return int(read[0]), int(words[end + 1]), end + 2, True
    half = _word(words, end).replace(".", "")
    return int(read[0]), 0, end, half in ("am", "pm", "o'clock", "oclock")


def _is_counted(words: Sequence[str], at: int) -> bool:
    """Whether what follows a number makes it something else than an hour: "at 3 min", "at 4 out of 5"."""
    amount = read_amount(words, at - 1)
    return bool(amount and amount.unit) or _word(words, at) in ("/", "out", "of", "km", "k", "%")


def moment_of(when: When, said_at: datetime, zone: ZoneInfo) -> datetime | str:
    """The instant, or what to add to the line so that there is one."""
    if when.ago is not None:
        return said_at - when.ago
    today = local_date(said_at, zone)
    clock = _clock_time(when)
    if isinstance(clock, str):
        return clock
    if clock is None:
        return instant(today + when.days * DAY, said_at.astimezone(zone).time(), zone) if when.days else said_at
    on = today + (when.days or 0) * DAY
    at = instant(on, clock, zone)
    if at <= said_at:
        return at
    if when.clock is None and when.part and said_at >= instant(on, time(PARTS[when.part][0]), zone):
        return said_at
    return 'the time lies ahead: add the day, such as "yesterday at 3 pm"'


def _clock_time(when: When) -> time | str | None:
    if when.clock is None:
        return time(PARTS[when.part][1]) if when.part else None
    if when.is_exact:
        return when.clock
    if when.part is None:
        return f'add am or pm to the time, such as "at {when.clock.hour or 12} pm"'
    is_late = when.part in ("afternoon", "evening", "lunchtime") or (when.part == "night" and when.clock.hour >= 6)
    return when.clock.replace(hour=when.clock.hour % 12 + 12) if is_late and when.clock.hour != 12 else when.clock


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
