"""One line as dictated to a phone, read into an episode's fields: "left eyelid 3 min after coffee".

`read_line` gives what was understood, what was not, and what to add where it is not safe to store. The tables of words
are `places.py`, `sayings.py` and `symptoms.py`; `lexicon.py` joins them, `reading.py` finds them, `line.py` decides.
"""

from difflib import get_close_matches
from typing import Any, Final

from msgspec import Struct, field

from chalicelib.domain.body import AREAS, area_words
from chalicelib.domain.entries import ONSET_NEEDED
from chalicelib.domain.spoken.clauses import Placed, placed
from chalicelib.domain.spoken.line import (
    EXAMPLE,
    is_count_of,
    is_told_back,
    read_context,
    read_intensity,
    read_minutes,
    read_when_said,
)
from chalicelib.domain.spoken.moments import When
from chalicelib.domain.spoken.reading import Item, items_of
from chalicelib.domain.spoken.sayings import EXERCISE_WORDS
from chalicelib.domain.spoken.symptoms import OF_SEVERAL
from chalicelib.domain.spoken.tokens import words_of
from chalicelib.domain.spoken.where import read_area, read_side

LONGEST_LINE: Final = 500
MOST_FAULTS: Final = 5


class Line(Struct, frozen=True):
    """What a line says. `fields` are those of an episode; `when` is still to be made an instant.

    `faults` say what to add; where there are any, the fields are not to be used.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    when: When | None = None
    not_understood: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def read_line(text: str, *, is_placed: bool = False) -> Line:
    """The episode that a line tells of; `is_placed` where the area comes beside it."""
    if len(text) > LONGEST_LINE:
        return Line(faults=(f"is longer than {LONGEST_LINE} characters: say it in one short line, such as {EXAMPLE}.",))
    items = _done_things(items_of(words_of(text)))
    if not items:
        return Line(faults=(f"is empty: say where it twitched, such as {EXAMPLE}.",))
    refused = _symptoms(items) or _denials(items)
    return Line(faults=refused) if refused else _episode(placed(items), is_placed=is_placed)


def _episode(said: list[Placed], *, is_placed: bool) -> Line:
    items, faults = [each.item for each in said], list[str]()
    area = read_area(items, faults)
    fields = {
        "area": area,
        "side": read_side(said, faults),
        "minutes": read_minutes(said, faults),
        "intensity": read_intensity(said, faults),
        "context": list(read_context(said)),
    }
    when = read_when_said(said, faults)
    faults += _unclear(said)
    if area is None and not is_placed and not faults:
        faults.append(f"add the place, such as {EXAMPLE}. Places: {', '.join(area_words(name) for name in AREAS)}.")
    if faults:
        return Line(faults=tuple(dict.fromkeys(faults))[:MOST_FAULTS])
    told = tuple(dict.fromkeys(each.item.text for at, each in enumerate(said) if is_told_back(said, at)))
    return Line({name: value for name, value in fields.items() if value not in (None, [])}, when, told)


def _done_things(items: list[Item]) -> list[Item]:
    """ "after leg press" names what was done, not where it twitched: the place there becomes exercise."""
    found: list[Item] = []
    for item in items:
        before = found[-1] if found else None
        follows_link = len(found) > 1 and any(earlier.kind == "link" for earlier in found[:-1])
        if before is not None and before.kind == "area" and item.text in EXERCISE_WORDS and follows_link:
            found[-1] = Item(kind="context", text=f"{before.text} {item.text}", value="after_exercise")
        else:
            found.append(item)
    return found


def _symptoms(items: list[Item]) -> tuple[str, ...]:
    named = {item.value: item.text for item in items if item.kind == "symptom"}
    unnamed = [item.text for item in items if item.kind == "no_name"]
    faults = [_symptom_fault(name, text) for name, text in named.items()]
    return tuple(faults) or tuple(f'"{text}" is more than a twitch, and one line cannot hold it. '
                                  "Log a symptom on the page /symptom, and the twitch in a line of its own."
                                  for text in unnamed[:1])  # fmt: skip


def _symptom_fault(name: str, text: str) -> str:
    onset = ' and its "onset": sudden, hours_days, weeks or months' if name in ONSET_NEEDED else ""
    names = f"; the name is {OF_SEVERAL[name]}" if name in OF_SEVERAL else ""
    return (
        f'"{text}" is a symptom, and one line holds a twitch. Log it on the page /symptom, or send '
        f'{{"type": "symptom", "name": "{name}"}}{onset}{names}. Send the twitch in a line of its own.'
    )


def _denials(items: list[Item]) -> tuple[str, ...]:
    denied = next((item.text for item in items if item.kind == "negation"), None)
    if denied is None and not any(item.kind == "length" for item in items):
        denied = next((item.text for item in items if item.kind == "ended"), None)
    if denied is None:
        return ()
    return (
        f'"{denied}" says that something did not happen or is over, and one line holds what did. '
        'For a day without twitching use the check-in: {"type": "check_in", "twitched": false}.',
    )


def _unclear(said: list[Placed]) -> list[str]:
    faults = []
    for at, each in enumerate(said):
        item = each.item
        if item.kind == "days":
            faults.append(
                f'"{item.text}" is longer than one spell: say how long this one lasted, in minutes or hours. '
                "Log an earlier day with its own `at`."
            )
        elif item.kind == "number" and not is_count_of(said, at):
            faults.append(
                f'"{item.text}" of what? Say "{item.text} min" or "intensity {item.text}"; send a date as `at`.'
            )
        elif item.kind == "unknown" and not each.link:
            faults.append(_unknown_fault(item.text))
    return faults


def _unknown_fault(word: str) -> str:
    close = get_close_matches(word, [area_words(name) for name in AREAS], n=1, cutoff=0.75)
    meant = f" Did you mean {close[0]}?" if close else ""
    return f'"{word}" is not understood.{meant} Leave it out, or put it into `note`.'
