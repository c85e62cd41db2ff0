"""Where on the body map each area lies, side by side: the geometry alone, for pictures and for pages to tap on."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Final, Literal

from msgspec import Struct

from chalicelib.adapters.drawing import body_figure, body_insets
from chalicelib.adapters.drawing.body_figure import Shapes
from chalicelib.adapters.drawing.curves import Outline, Point
from chalicelib.domain.body import AREAS

Layout = Literal["wide", "tall", "figure", "close"]
"""The whole beside or above what is enlarged; or one of the two alone, as a mail shows them."""
Drawn = Literal["left", "right", "middle"]
SIZE: Final[Mapping[Layout, tuple[int, int]]] = {
    "wide": (640, 442), "tall": (336, 862), "figure": (336, 442), "close": (304, 442),
}  # fmt: skip
MIDDLE: Final = frozenset({"face", "lips", "chin", "tongue", "throat", "widespread"})
"""Areas that are drawn once: a side that was named is counted with them."""
FACE_SCALE: Final = 1.15
_FIGURE: Final = {"front": (84.0, 28.0), "back": (252.0, 28.0)}
_CLOSE: Final = {
    "face": (82.0, 28.0), "whole": (234.0, 40.0), "tongue": (171.0, 222.0), "hand_right": (40.0, 300.0),
    "hand_left": (137.0, 300.0), "foot_right": (204.0, 300.0), "foot_left": (267.0, 300.0),
}  # fmt: skip
_BELOW: Final = {
    "face": (78.0, 436.0), "whole": (264.0, 448.0), "tongue": (184.0, 625.0), "hand_right": (42.0, 712.0),
    "hand_left": (139.0, 712.0), "foot_right": (221.0, 712.0), "foot_left": (296.0, 712.0),
}  # fmt: skip
AT: Final[Mapping[Layout, Mapping[str, tuple[float, float]]]] = {
    "wide": {**_FIGURE, **{part: (x + 336, y) for part, (x, y) in _CLOSE.items()}},
    "tall": {**_FIGURE, **_BELOW},
    "figure": _FIGURE,
    "close": _CLOSE,
}
"""Where the middle of each part lies, and its top."""


class BodyPlace(Struct, frozen=True):
    """One area and side as it is drawn: path data of one or more closed outlines, and the box round each."""

    area: str
    side: Drawn
    path: str
    boxes: tuple[tuple[float, float, float, float], ...]


@cache
def places(layout: Layout = "wide") -> tuple[BodyPlace, ...]:
    """Every area of `domain/body.py`, each side that is drawn once. What lies on top of another comes later.

    Left and right are the person's own: in the front view their left is on the right of the picture.
    """
    outlines: dict[tuple[str, Drawn], list[Outline]] = {}
    for area, side, outline in _outlines(layout):
        outlines.setdefault((area, side), []).append(outline)
    order = sorted(outlines, key=lambda place: (place[0] != "face", place[0] != "neck", AREAS.index(place[0])))
    return tuple(
        BodyPlace(*place, "".join(o.path for o in outlines[place]), tuple(o.box for o in outlines[place]))
        for place in order
    )


def _outlines(layout: Layout) -> Iterator[tuple[str, Drawn, Outline]]:
    for part, at in AT[layout].items():
        yield from _DRAWN[part](at)


def _face(at: Point) -> Iterator[tuple[str, Drawn, Outline]]:
    yield from _middle(body_insets.face_middle(), at, FACE_SCALE)
    yield from _both_sides(body_insets.face_side(), at, FACE_SCALE)


def _front(at: Point) -> Iterator[tuple[str, Drawn, Outline]]:
    yield from _both_sides(body_figure.front(), at)
    yield "face", "middle", body_figure.HEAD.moved(*at)


def _whole(at: Point) -> Iterator[tuple[str, Drawn, Outline]]:
    yield from _middle(body_insets.whole_middle(), at)
    yield from _both_sides(body_insets.whole_side(), at)


def _one(shapes: Shapes, side: Drawn, at: Point) -> Iterator[tuple[str, Drawn, Outline]]:
    for area, outline in shapes:
        yield area, side, (outline.mirrored() if side == "right" else outline).moved(*at)


def _middle(shapes: Shapes, at: Point, scale: float = 1) -> Iterator[tuple[str, Drawn, Outline]]:
    return ((area, "middle", outline.moved(*at, scale)) for area, outline in shapes)


def _both_sides(
    shapes: Shapes, at: Point, scale: float = 1, is_from_behind: bool = False
) -> Iterator[tuple[str, Drawn, Outline]]:
    for area, outline in shapes:
        yield area, "right" if is_from_behind else "left", outline.moved(*at, scale)
        yield area, "left" if is_from_behind else "right", outline.mirrored().moved(*at, scale)


_DRAWN: Final[Mapping[str, Callable[[Point], Iterator[tuple[str, Drawn, Outline]]]]] = {
    "front": _front,
    "back": partial(_both_sides, body_figure.back(), is_from_behind=True),
    "face": _face,
    "whole": _whole,
    "tongue": partial(_middle, [("tongue", body_insets.tongue())]),
    "hand_right": partial(_one, body_insets.hand(), "right"),
    "hand_left": partial(_one, body_insets.hand(), "left"),
    "foot_right": partial(_one, body_insets.foot(), "right"),
    "foot_left": partial(_one, body_insets.foot(), "left"),
}
