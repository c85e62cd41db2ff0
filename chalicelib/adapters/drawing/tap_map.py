"""The body map to tap on: every place is a link that chooses it, so that it works without a script, too.

It is made for the thumb and the eye: whoever uses a keyboard or a screen reader has the same places in a list.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from markupsafe import Markup, escape

from chalicelib.adapters.drawing.body_map import surroundings
from chalicelib.adapters.drawing.body_places import SIZE, BodyPlace, Layout, places
from chalicelib.adapters.drawing.svg import element

LAYOUT: Final[Layout] = "tall"
FINE: Final = 2
"""Outlines are written in whole numbers on a grid this much finer: half the bytes, and nobody sees the difference."""


def tap_map(prefix: str, area: str, side: str | None) -> Markup:
    """The figure, its links below `prefix`, with the chosen place marked."""
    drawn = _drawn(prefix)
    for place in places(LAYOUT):
        if _is_chosen(place, area, side):
            link = f'href="{escape(_address(prefix, place))}"'
            drawn = drawn.replace(link, f'{link} class="on"')
    return Markup(drawn)


@cache
def _drawn(prefix: str) -> str:
    width, height = SIZE[LAYOUT]
    links = (
        element("a", element("path", d=brief(place.path)), href=_address(prefix, place), tabindex=-1)
        for place in places(LAYOUT)
    )
    grid = element("g", *links, transform=f"scale({1 / FINE})")
    box = f"0 0 {width} {height - 30}"
    return element("svg", grid, *surroundings(LAYOUT), class_="tap", viewBox=box, aria_hidden="true", focusable="false")


def _address(prefix: str, place: BodyPlace) -> str:
    side = "" if place.side == "middle" else f"&side={place.side}"
    return f"{prefix}/log?area={place.area}{side}"


def _is_chosen(place: BodyPlace, area: str, side: str | None) -> bool:
    return place.area == area and (place.side == "middle" or side in (place.side, "both", None))


def brief(path: str) -> str:
    """Path data of absolute curves as whole steps from point to point. The steps add up: no error grows.

    >>> brief("M1.0 2.0C1.5 2.0 3.0 4.0 5.0 6.0Z")
    'M2 4c1 0 4 4 8 8z'
    """
    return "".join(_steps(path))


def _steps(path: str) -> Iterator[str]:
    x = y = 0
    for letter, numbers in re.findall(r"([MCZ])([^MCZ]*)", path):
        points = [round(float(number) * FINE) for number in re.findall(r"-?[\d.]+", numbers)]
        if letter == "Z":
            yield "z"
            continue
        steps = points if letter == "M" else [at - (y if place % 2 else x) for place, at in enumerate(points)]
        x, y = points[-2:]
        yield letter if letter == "M" else "c"
        yield re.sub(r" (?=-)", "", " ".join(map(str, steps)))
