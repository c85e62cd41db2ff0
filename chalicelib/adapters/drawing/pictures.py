"""The pictures of a weekly mail: drawn as SVG, turned to PNG by resvg, each with words that say what it shows.

A picture adds to a mail and is never needed to read it. One that cannot be drawn is left out and logged.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from msgspec import Struct

from chalicelib.adapters.drawing import picture_words as words
from chalicelib.adapters.drawing.body_map import Counts, body_map
from chalicelib.adapters.drawing.body_places import SIZE, places
from chalicelib.adapters.drawing.charts import WIDTH, Week, day_rows, twitching_chart
from chalicelib.adapters.languages import Tongue
from chalicelib.ports.messages import Picture

LOG: Final = logging.getLogger("steady")
SHARP: Final = 2
"""Pixels of a picture for each of its units: screens of today have two or more."""


class Drawing(Struct, frozen=True):
    """A picture before it is pixels. `name` tells it from the others of its mail; `width` is in CSS pixels."""

    name: str
    svg: str
    alt: str
    width: int


def drawings(summary: Mapping[str, Any], speech: Tongue, *, ground: bool = True) -> Iterator[Drawing]:
    """What a summary is drawn as: its days, the body, and the values of the check-ins beside the twitching."""
    if summary["episodes"] or any(week["active_days"] for week in summary["weeks_before"]):
        said = words.say_weeks(summary, speech)
        yield Drawing("days", twitching_chart(weeks_of(summary), said, speech=speech, ground=ground), said, WIDTH)
    counts = counts_of(summary)
    if counts:
        said = words.say_body(summary, speech)
        yield Drawing("body", body_map(counts, said, "figure", speech=speech, ground=ground), said, SIZE["figure"][0])
    if any(area in _CLOSE for area, _ in counts):
        said = words.say_close(summary, _CLOSE, speech)
        yield Drawing("close", body_map(counts, said, "close", speech=speech, ground=ground), said, SIZE["close"][0])
    if summary["check_ins"] and any(day[name] is not None for day in summary["days"] for name in words.VALUES):
        said = words.say_rows(summary, speech)
        yield Drawing("rows", day_rows(summary["days"], said, speech=speech, ground=ground), said, WIDTH)


_CLOSE: Final = frozenset(place.area for place in places("close")) - {
    place.area for place in places("figure") if place.area != "face"
}
"""Areas that only what is enlarged shows."""


def counts_of(summary: Mapping[str, Any]) -> Counts:
    """A summary's episodes by area and side."""
    return {(place["area"], place["side"]): place["episodes"] for place in summary["places"]}


def weeks_of(summary: Mapping[str, Any]) -> list[Week]:
    """The weeks before, and the week or weeks of the summary."""
    before = [
        Week(week["week"], date.fromisoformat(week["from_"]), tuple(week["burdens"]), is_now=False)
        for week in summary["weeks_before"]
    ]
    days = summary["days"]
    for first in range(0, len(days), 7):
        monday = date.fromisoformat(days[first]["on"])
        burdens = tuple(day["burden"] for day in days[first : first + 7])
        year, week, _ = monday.isocalendar()
        before.append(Week(f"{year}-W{week:02d}", monday, burdens, is_now=True))
    return before


def mail_pictures(
    summary: Mapping[str, Any], speech: Tongue, paint: Callable[[str], bytes] | None = None
) -> list[Picture]:
    """The pictures as PNG. What cannot be drawn costs its picture, never the mail."""
    try:
        paint = paint or painter()
        return [
            Picture(name=drawing.name, png=paint(drawing.svg), alt=drawing.alt, width=drawing.width)
            for drawing in drawings(summary, speech)
        ]
    except Exception as error:  # a mail without its pictures says the same in words
        LOG.error("the pictures of a summary could not be drawn", extra={"error": type(error).__name__})
        return []


def painter() -> Callable[[str], bytes]:
    """What turns SVG into PNG. Raises where the library or its fonts are missing."""
    # a cold start that draws nothing need not pay for these imports
    from importlib.resources import files

    import resvg_py

    folder = files("font_source_sans_pro") / "files"
    fonts = [str(folder / f"SourceSansPro-{weight}.ttf") for weight in ("Regular", "Bold")]
    return lambda svg: bytes(
        resvg_py.svg_to_bytes(svg_string=svg, zoom=SHARP, font_files=fonts, skip_system_fonts=True)
    )
