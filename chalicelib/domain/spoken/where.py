"""The place and the side that a line names, with a fault where that is not one place, or not plainly one side."""

from itertools import pairwise
from typing import Final

from chalicelib.domain.body import area_words, list_words
from chalicelib.domain.spoken.clauses import Placed
from chalicelib.domain.spoken.places import WITHIN
from chalicelib.domain.spoken.reading import Item

_JOINS: Final = frozenset(["and", "comma", "link", "unknown", "number", "length"])


def read_area(items: list[Item], faults: list[str]) -> str | None:
    """The one area that a line names, with a fault where it names several, or one that could be several."""
    faults += [f'Steady has no area for "{item.text}": leave it out, or name the nearest area.' for item in items
               if item.kind == "no_area"]  # fmt: skip
    at = [place for place, item in enumerate(items) if item.kind == "area"]
    area = items[at[0]].value if at else None
    for before, after in pairwise(at):
        area = _one_of(area or "", items[after].value, items[before + 1 : after])
        if area is None:
            names = list(dict.fromkeys(area_words(items[place].value) for place in at))
            faults.append(f"names {list_words(names)}: send one line for each place.")
            return None
    for item in items:
        if item.kind == "either" and not _is_settled(item, area):
            faults.append(f'"{item.text}" could be {" or ".join(item.value.split(", "))}: say which.')
    return area


def _one_of(one: str, other: str, between: list[Item]) -> str | None:
    if one == other:
        return one
    if any(item.kind in _JOINS for item in between):
        return None
    for outer, inner in ((one, other), (other, one)):
        if WITHIN.get(outer) == "*" or inner in WITHIN.get(outer, "").split():
            return inner
    return None


def _is_settled(item: Item, area: str | None) -> bool:
    """ "the calf of my lower leg" says which."""
    return area is not None and area_words(area) in item.value.split(", ")


def read_side(said: list[Placed], faults: list[str]) -> str | None:
    """The side, with a fault where the line says two, or says one of something else."""
    items = [each.item for each in said]
    sides: set[str] = set()
    for at, each in enumerate(said):
        if each.item.kind != "side" or _is_only_both(items, at):
            continue
        if (each.link and not _leads_to_area(items, at)) or _is_of_something_else(items, at):
            faults.append(f'"{each.item.text}" is not clear: put the side right before the place, such as "left calf".')
        sides.add(each.item.value)
    if any(item.kind == "link" and item.text.startswith("right ") and at and items[at - 1].kind == "area"
           for at, item in enumerate(items)) and not sides:  # fmt: skip
        faults.append('"right" could be the side or the time: put the side before the place, such as "right calf".')
    if sides == {"left", "right"} and _is_joined(items):
        return "both"
    if len(sides) > 1:
        faults.append(f"says {list_words(sorted(sides))}: send one line for each side, or say both.")
        return None
    pairs = any(item.is_pair for item in items if item.kind == "area")
    return next(iter(sides)) if sides else "both" if pairs else None


def _is_only_both(items: list[Item], at: int) -> bool:
    """ "both tired and stressed" says nothing of a side."""
    after = next((item for item in items[at + 1 :] if item.kind not in ("filler", "position")), None)
    return items[at].text == "both" and after is not None and after.kind in ("context", "strength", "soft")


def _is_of_something_else(items: list[Item], at: int) -> bool:
    """ "the left side of the bed" is no side of a body."""
    after = [item for item in items[at + 1 : at + 4] if item.kind != "position"]
    return len(after) > 1 and after[0].text == "of" and after[1].kind not in ("area", "either", "side", "filler")


def _leads_to_area(items: list[Item], at: int) -> bool:
    after = next((item for item in items[at + 1 :] if item.kind not in ("filler", "position", "strength")), None)
    return after is not None and after.kind in ("area", "either")


def _is_joined(items: list[Item]) -> bool:
    """Left and right of one place, said with "and", never with "or", "to" or nothing between."""
    at = [place for place, item in enumerate(items) if item.kind == "side"]
    between = [item for item in items[at[0] + 1 : at[-1]] if item.kind not in ("area", "filler", "side")]
    return bool(between) and all(item.text in ("and", ",") for item in between)
