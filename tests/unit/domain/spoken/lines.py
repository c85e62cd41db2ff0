"""Tables of lines and what they mean, read from text files; and what the reader makes of a line, in the same words."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from chalicelib.domain.body import AREAS
from chalicelib.domain.spoken import read_line
from chalicelib.domain.spoken.moments import moment_of

LONDON: Final = ZoneInfo("Europe/London")
SAID_AT: Final = datetime(2026, 11, 23, 18, tzinfo=LONDON)
"""A Monday."""


@dataclass(frozen=True)
class Phrasing:
    """A line, and the fields that it means; None where it is to be refused."""

    line: str
    meaning: dict[str, Any] | None


def phrasings(name: str) -> list[Phrasing]:
    """The table in a file beside this one."""
    rows = [row for row in (Path(__file__).parent / name).read_text().splitlines() if row and not row.startswith("#")]
    return [Phrasing(line, _meaning(meaning.split())) for line, _, meaning in (row.rpartition(" => ") for row in rows)]


def meaning_of(line: str) -> dict[str, Any] | None:
    """What the reader makes of a line: its fields, None where it is refused."""
    read = read_line(line)
    if read.faults:
        return None
    at = {}
    if read.when is not None:
        moment = moment_of(read.when, SAID_AT, LONDON)
        if isinstance(moment, str):
            return None
        at = {"at": moment.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")} if moment != SAID_AT else {}
    return {**read.fields, **at, "context": set(read.fields.get("context", ()))}


def _meaning(words: list[str]) -> dict[str, Any] | None:
    if words == ["?"]:
        return None
    meaning: dict[str, Any] = {"context": set()}
    for word in words:
        if word in AREAS:
            meaning["area"] = word
        elif word in ("left", "right", "both"):
            meaning["side"] = word
        elif word.startswith("@"):
            meaning["at"] = word[1:]
        elif word[0] == "i" and word[1:].isdigit():
            meaning["intensity"] = int(word[1:])
        elif word.replace(".", "").isdigit():
            meaning["minutes"] = float(word)
        else:
            meaning["context"].add(word)
    return meaning
