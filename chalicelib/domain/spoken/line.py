"""What a line says of an episode: each field from its items, and what to add where that is not clear.

The care is all on one side: a word that could change the place, the side, whether it happened, or that names a symptom
is never passed over. What is said of the circumstances may be unknown; it is told back.
"""

from typing import Final

from chalicelib.domain.body import list_words
from chalicelib.domain.spoken import sayings, small_words
from chalicelib.domain.spoken.clauses import Placed
from chalicelib.domain.spoken.moments import When
from chalicelib.domain.spoken.reading import BEYOND

LONGEST: Final = 1440
EXAMPLE: Final = '"left eyelid 3 min after coffee"'


def read_minutes(said: list[Placed], faults: list[str]) -> float | None:
    """The length of the episode in minutes; one said of the circumstances ("a 30 minute run") is not it."""
    lengths = [each for at, each in enumerate(said) if each.item.kind == "length" and not is_of_circumstance(said, at)]
    own = [each for each in lengths if not each.link] or lengths
    values = {each.item.number for each in own}
    if len(values) > 1:
        faults.append(f"says {list_words([each.item.text for each in own])}: say one length.")
        return None
    minutes = next(iter(values), None)
    if minutes is not None and minutes > LONGEST:
        faults.append("one line is one spell of at most 24 hours: say how long this spell lasted.")
    return int(minutes) if minutes is not None and minutes == int(minutes) else minutes


def is_of_circumstance(said: list[Placed], at: int) -> bool:
    """Whether a length belongs to what was done: right after "after", or before it as in "30 minute run"."""
    each = said[at]
    follows = next((other.item for other in said[at + 1 :] if other.item.kind != "filler"), None)
    is_adjective = each.item.text.endswith(("minute", "hour")) and each.item.number not in (1, 60)
    if follows is not None and ((is_adjective and follows.kind == "context") or follows.text == "sleep"):
        return True
    return each.is_first and each.link not in ("", "during")


def read_intensity(said: list[Placed], faults: list[str]) -> int | None:
    """The intensity: a grade where one is said, else the words for it."""
    grades = {int(each.item.number) for each in said if each.item.kind == "grade"}
    if BEYOND in grades:
        faults.append('the intensity goes from 1 to 5: say "intensity 3" or "3 out of 5".')
        return None
    items = [each.item for at, each in enumerate(said) if each.item.kind == "strength" and is_of_twitch(said, at)]
    told = grades or {int(item.value) for item in items}
    if len(grades) > 1 or (len(told) > 1 and max(told) - min(told) > 1):
        faults.append('says two intensities: say one, such as "intensity 3".')
        return None
    return max(told, default=None)


def is_of_twitch(said: list[Placed], at: int) -> bool:
    """Whether a strength is the twitch's, not that of a drink or a day: "strong coffee", "after a big meal"."""
    if said[at].is_first and said[at].link:
        return False
    follows = said[at + 1] if at + 1 < len(said) else None
    if follows is None:
        return True
    is_circumstance = bool(follows.link) and follows.item.kind in ("soft", "unknown")
    return not is_circumstance and (follows.item.kind != "context" or follows.item.value not in sayings.OF_A_DRINK)


def is_count_of(said: list[Placed], at: int) -> bool:
    """Whether a bare number counts what was there: "four coffees", "after 5 km"."""
    follows = next((other.item for other in said[at + 1 :] if other.item.kind != "filler"), None)
    return bool(said[at].link) or (follows is not None and follows.kind == "context")


def read_context(said: list[Placed]) -> tuple[str, ...]:
    """What was there, in the order in which it is said. What comes after "before" was not there yet."""
    return tuple(dict.fromkeys(each.item.value for each in said if is_context(each)))


def is_context(each: Placed) -> bool:
    """Whether an item says what was there."""
    is_over = each.link in small_words.BEFORE or (each.link == "since" and each.item.value == "rest")
    return each.item.kind == "context" and not is_over


def read_when_said(said: list[Placed], faults: list[str]) -> When | None:
    """The moment, where one is said outright; "since" says how long, and "today" alone is now."""
    when: When | None = None
    for at, each in enumerate(said):
        if each.item.when is None or not is_moment(said, at):
            continue
        joined = each.item.when if when is None else when.joined(each.item.when)
        if joined is None:
            faults.append("says two times: say one.")
            return None
        when = joined
    return None if when == When(days=0) else when


def is_moment(said: list[Placed], at: int) -> bool:
    """Whether a time said there is when it happened, not since when, nor the night of a bad sleep."""
    each, before = said[at], said[at - 1].item if at else None
    when = each.item.when
    if before is not None and before.value == "tired" and when is not None and when.part == "night":
        return False
    return each.link in ("", "while", "during", "when", "from") or not each.is_first


def is_told_back(said: list[Placed], at: int) -> bool:
    """Whether an item was passed over, so that it is told back as not understood."""
    each = said[at]
    kind = each.item.kind
    return (
        kind in ("soft", "unknown", "number")
        or (kind == "context" and not is_context(each))
        or (kind == "when" and not is_moment(said, at))
        or (kind == "strength" and not is_of_twitch(said, at))
        or (kind == "length" and is_of_circumstance(said, at))
        or kind == "ended"
    )
