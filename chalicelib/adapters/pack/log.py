"""The log of a visit pack: every entry that stands, by its local date, each on one line."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from chalicelib.adapters.own_words import own_words
from chalicelib.adapters.pack.words import (
    ONSET_WORDS,
    RESULT_WORDS,
    count,
    day,
    medicine_class,
    number,
    place,
    symptom,
    upper_first,
)
from chalicelib.domain.body import area_words
from chalicelib.domain.days import day_of
from chalicelib.domain.entries import (
    Answer,
    CheckIn,
    Entry,
    Episode,
    Medicine,
    Screening,
    Symptom,
    Visit,
)
from chalicelib.domain.localtime import local_date
from chalicelib.domain.pack.visit_pack import VisitPack


class LogLine(Struct, frozen=True):
    """One entry: the local time, what was logged, and the person's note."""

    time: str
    text: str
    note: str


class LogDay(Struct, frozen=True):
    """The entries of one local date, by time."""

    on: date
    title: str
    lines: tuple[LogLine, ...]


ACTIONS: Final[Mapping[str, str]] = {
    "start": "started", "dose_up": "dose raised", "dose_down": "dose lowered", "stop": "stopped",
    "as_needed_use": "used as needed",
}  # fmt: skip


def log_days(pack: VisitPack, most: int) -> tuple[LogDay, ...]:
    """The newest `most` entries, oldest first. A check-in stands under the date that it is about."""
    zone = pack.profile.zone
    days: dict[date, list[LogLine]] = {}
    for entry in pack.entries[-most:] if most else ():
        on = day_of(entry, zone) if isinstance(entry, CheckIn) else local_date(entry.at, zone)
        days.setdefault(on, []).append(_line(pack, entry, on, zone))
    return tuple(LogDay(on, f"{on:%a} {day(on)}", tuple(lines)) for on, lines in sorted(days.items()))


def _line(pack: VisitPack, entry: Entry, on: date, zone: ZoneInfo) -> LogLine:
    at = entry.at.astimezone(zone)
    text = upper_first(_WORDS[type(entry)](entry))
    if entry.id in pack.quality.late:
        text += f" (written down {day(local_date(entry.received_at, zone))})"
    if entry.id in pack.quality.edited:
        text += " (edited)"
    return LogLine(f"{at:%H:%M}" if at.date() == on else "", text, own_words(entry.note or ""))


def _episode(entry: Episode) -> str:
    said = [place(entry.area, entry.side)]
    if entry.minutes is not None:
        said.append(f"{number(entry.minutes)} min")
    if entry.intensity is not None:
        said.append(f"strength {entry.intensity} of 5")
    return " · ".join((*said, *(area_words(context) for context in entry.context)))


def _check_in(entry: CheckIn) -> str:
    shown: tuple[tuple[str, Callable[[Any], str]], ...] = (
        ("twitched", lambda value: "twitched" if value else "no twitching"),
        ("sleep_hours", lambda value: f"sleep {number(value)} h"),
        ("caffeine_servings", lambda value: f"caffeine {number(value)}"),
        ("last_caffeine", lambda value: f"last at {value}"),
        ("water_litres", lambda value: f"water {number(value)} L"),
        ("stress", lambda value: f"stress {value} of 5"),
        ("exertion", lambda value: f"exertion {value} of 3"),
        ("alcohol_units", lambda value: f"alcohol {number(value)} units"),
        ("stretch_minutes", lambda value: f"stretching {number(value)} min"),
        ("relax_minutes", lambda value: f"relaxing {number(value)} min"),
        ("magnesium_food", lambda value: "magnesium food" if value else "no magnesium food"),
        ("weight_kg", lambda value: f"weight {number(value)} kg"),
        ("absent", lambda value: f"none of: {', '.join(symptom(name) for name in value)}"),
    )
    values = ((getattr(entry, field), words) for field, words in shown)
    return "check-in: " + ", ".join(words(value) for value, words in values if value not in (None, ()))


def _symptom(entry: Symptom) -> str:
    said = [symptom(entry.name, entry.area, entry.side)]
    if entry.onset:
        said.append(f"onset {ONSET_WORDS[entry.onset]}")
    if entry.severity is not None:
        said.append(f"severity {entry.severity} of 5")
    return ("" if entry.present else "no longer: ") + " · ".join(said)


def _medicine(entry: Medicine) -> str:
    dose = f", {own_words(entry.dose)}" if entry.dose else ""
    return f"medicine: {own_words(entry.name)} ({medicine_class(entry.class_)}) {ACTIONS[entry.action]}{dose}"


def _visit(entry: Visit) -> str:
    who = f" {own_words(entry.who)}," if entry.who else ""
    return f"visit:{who} examination {RESULT_WORDS[entry.exam]}, EMG {RESULT_WORDS[entry.emg]}"


def _screening(entry: Screening) -> str:
    return f"{entry.tool}: {entry.score} of 6"


def _answer(entry: Answer) -> str:
    if entry.question == "conflict":
        targets = count(len(entry.targets), "entry", "entries")
        return f"answer: {targets} {'stand' if entry.continued else 'withdrawn'}"
    span = f"{day(entry.from_)} to {day(entry.to)}"
    went = "went on" if entry.continued else "did not go on"
    return f"answer: twitching in the {area_words(entry.area or '?')} {went}, {span}"


_WORDS: Final[Mapping[type[Entry], Callable[[Any], str]]] = {
    Episode: _episode, CheckIn: _check_in, Symptom: _symptom, Medicine: _medicine, Visit: _visit,
    Screening: _screening, Answer: _answer,
}  # fmt: skip
