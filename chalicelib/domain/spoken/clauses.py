"""The circumstances in a line: "after lunch", "while reading"; and which item stands in one."""

from typing import Final

from msgspec import Struct

from chalicelib.domain.spoken.reading import Item

_ENDS_A_CLAUSE: Final = frozenset(["area", "side", "length", "grade", "comma"])


class Placed(Struct, frozen=True):
    """An item, and the word of circumstance that it follows: "after" in "after lunch"; "" where it follows none."""

    item: Item
    link: str = ""
    is_first: bool = False


def placed(items: list[Item]) -> list[Placed]:
    """Each item with the circumstance that it stands in. One ends where a place, a side or a length begins anew."""
    found: list[Placed] = []
    link, is_first = "", False
    for item in items:
        if item.kind == "link":
            link, is_first = item.text, True
        elif item.kind in _ENDS_A_CLAUSE and not (is_first and item.kind == "length"):
            found.append(Placed(item, link, is_first))
            link, is_first = "", False
            continue
        found.append(Placed(item, link, is_first))
        if item.kind not in ("link", "filler"):
            is_first = False
    return found
