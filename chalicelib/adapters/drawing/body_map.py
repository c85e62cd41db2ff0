"""The body map as a picture: a figure with the small places enlarged, each shaded by how often it twitched."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from chalicelib.adapters.drawing import body_figure, body_insets
from chalicelib.adapters.drawing.body_places import AT, FACE_SCALE, SIZE, BodyPlace, Drawn, Layout, places
from chalicelib.adapters.drawing.curves import Point
from chalicelib.adapters.drawing.svg import FONT, LIGHT, SHADES, Theme, element, text, title
from chalicelib.adapters.languages import Tongue, tongue
from chalicelib.domain.body import area_words
from chalicelib.domain.phrase import Phrase

Counts = Mapping[tuple[str, str | None], int]
"""How many episodes named an area and a side; the side None where none was named."""
LABELS: Final = {
    "front": "Front", "back": "Back", "face": "Face", "whole": "Whole limb, all over", "tongue": "Tongue",
    "hand_right": "Right hand", "hand_left": "Left hand", "foot_right": "Right foot", "foot_left": "Left foot",
}  # fmt: skip


LEFT, RIGHT = "Left", "Right"
SIDED: Final = {"left": "left {area}", "right": "right {area}"}


def shown(counts: Counts, area: str, side: Drawn) -> int:
    """How many episodes a place stands for: those of its side, and those that name both sides or none."""
    sides = ("left", "right", "both", None) if side == "middle" else (side, "both", None)
    return sum(counts.get((area, named), 0) for named in sides)


def body_map(
    counts: Counts,
    alt: str,
    layout: Layout = "wide",
    theme: Theme = LIGHT,
    speech: Tongue | None = None,
    *,
    ground: bool = False,
) -> str:
    """The picture. Each place carries `data-area`, `data-side` and `data-count`, and says its count in a title.

    `ground` paints the sheet behind it, for where it stands on one of an unknown colour.
    """
    width, height = SIZE[layout]
    speech = speech or tongue()
    lows = steps_of(max(shown(counts, place.area, place.side) for place in places()))
    children = [
        *([element("rect", width=width, height=height, rx=14, fill=theme.sheet)] if ground else []),
        *_bare(layout, theme),
        *(_place(place, shown(counts, place.area, place.side), lows, theme, speech) for place in places(layout)),
        *_details(layout, theme, speech),
        *_legend(lows, layout, theme, speech),
    ]
    box = f"0 0 {width} {height}"
    return element(
        "svg", *children, xmlns="http://www.w3.org/2000/svg", viewBox=box, width=width, height=height, role="img",
        aria_label=alt, font_family=FONT,
    )  # fmt: skip


def steps_of(most: int) -> tuple[int, ...]:
    """The lowest count of each shade: 1, 2, 4 and 8, all doubled until the highest count is below 16 of them.

    >>> steps_of(5), steps_of(40)
    ((1, 2, 4, 8), (1, 8, 16, 32))
    """
    scale = 1
    while most >= 16 * scale:
        scale *= 2
    return (1, 2 * scale, 4 * scale, 8 * scale)


def surroundings(layout: Layout) -> list[str]:
    """What is drawn and is no place: the back of the head, the ears, the lines of the face, and every label."""
    return [*_bare(layout, LIGHT), *_details(layout, LIGHT, tongue("en"))]


def _place(place: BodyPlace, count: int, lows: tuple[int, ...], theme: Theme, speech: Tongue) -> str:
    shade = sum(count >= low for low in lows)
    said = speech.say(Phrase("{place}: {times}", {"place": _named(place), "times": speech.times(count, "time")}))
    return element(
        "path", title(said[:1].upper() + said[1:]), d=place.path, fill=theme.shades[shade], class_=SHADES[shade],
        stroke=theme.sheet, stroke_width=1.6, stroke_linejoin="round", data_area=place.area, data_side=place.side,
        data_count=count,
    )  # fmt: skip


def _named(place: BodyPlace) -> Phrase:
    area = Phrase(area_words(place.area))
    return area if place.side == "middle" else Phrase(SIDED[place.side], {"area": area})


def _bare(layout: Layout, theme: Theme) -> list[str]:
    """The back of the head, and the ears, which are no areas."""
    at = AT[layout]
    bare = [body_figure.HEAD.moved(*at["back"])] if "back" in at else []
    if "face" in at:
        bare += [ear.moved(*at["face"], FACE_SCALE) for ear in (body_insets.EAR, body_insets.EAR.mirrored())]
    return [element("path", d=one.path, fill=theme.shades[0], class_=SHADES[0]) for one in bare]


def _details(layout: Layout, theme: Theme, speech: Tongue) -> list[str]:
    at = AT[layout]
    labels = [text(speech.text(LABELS[part]), x, y - 9, theme.quiet, 12, class_="quiet") for part, (x, y) in at.items()]
    sides = [
        text(speech.text(words), at[view][0] + away * 66, at[view][1] + 40, theme.quiet, 11, class_="quiet")
        for view, turn in (("front", 1), ("back", -1))
        if view in at
        for words, away in ((LEFT, turn), (RIGHT, -turn))
    ]
    return [*_lines(at, theme), *labels, *sides]


def _lines(at: Mapping[str, Point], theme: Theme) -> list[str]:
    if "face" not in at:
        return []
    drawn = (line.moved(*at["face"], FACE_SCALE).line for line in body_insets.LINES)
    return [
        element(
            "path", d="".join(drawn), fill="none", stroke=theme.quiet, class_="line", stroke_width=1.5, opacity=0.7,
            stroke_linecap="round", pointer_events="none",
        )
    ]  # fmt: skip


def _legend(lows: tuple[int, ...], layout: Layout, theme: Theme, speech: Tongue) -> list[str]:
    """What each shade stands for, under the picture."""
    width, height = SIZE[layout]
    ends = [*(str(low) if low + 1 == after else f"{low}–{after - 1}" for low, after in pairwise(lows))]
    words = [speech.text("none"), *ends, speech.say(Phrase("{count} or more", {"count": lows[-1]}))]
    left, step = 16.0, min(62.0, (width - 40) / 5)
    made = []
    for place, said in enumerate(words):
        x = left + place * step
        made.append(
            element(
                "rect", x=x, y=height - 20, width=11, height=11, rx=3, fill=theme.shades[place], class_=SHADES[place]
            )
        )
        made.append(text(said, x + 16, height - 10.5, theme.quiet, 11, "start", class_="quiet"))
    return made
