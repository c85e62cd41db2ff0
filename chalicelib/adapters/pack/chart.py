"""The weeks of a visit pack as a chart: days with twitching above, minutes × strength below, one column a week.

The boxes are reckoned once, for the page's SVG and for the PDF alike.
"""

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from chalicelib.adapters.drawing.svg import FONT, LIGHT, element, text
from chalicelib.adapters.pack.document import Bar
from chalicelib.adapters.pack.words import day, number

LEAST_SLOTS: Final = 16
"""Fewer weeks do not make wider columns."""
WIDE, NARROW = (760.0, 84.0), (340.0, 96.0)
NARROW_WEEKS: Final = 26
"""As many columns as a phone has room for."""
_STRIP: Final = 0.36
_LOAD_TOP: Final = 0.5


class Box(Struct, frozen=True):
    """One box of the chart. A `blank` stands behind a week in which nothing was logged."""

    kind: Literal["days", "load", "blank"]
    x: float
    y: float
    width: float
    height: float
    bar: Bar


class Label(Struct, frozen=True):
    """Words under the chart: the month that begins in a week."""

    x: float
    words: str


def boxes(bars: Sequence[Bar], width: float, height: float) -> list[Box]:
    """The boxes from left to right; the lower strip ends at the highest load."""
    step = width / max(LEAST_SLOTS, len(bars))
    strip, below = height * _STRIP, height * _LOAD_TOP
    top = max((bar.load for bar in bars), default=0.0) or 1.0
    made: list[Box] = []
    for place, bar in enumerate(bars):
        x, wide = place * step + step * 0.12, step * 0.76
        if not bar.logged:
            made.append(Box("blank", x, 0, wide, below + strip, bar))
            continue
        for kind, share, base in (("days", bar.days / 7, strip), ("load", bar.load / top, below + strip)):
            tall = strip * share
            # a week that was logged and had nothing is a hair line, not a gap
            made.append(Box(kind, x, base - max(tall, height * 0.006), wide, max(tall, height * 0.006), bar))  # type: ignore[arg-type]
    return made


def labels(bars: Sequence[Bar], width: float, letter: float = 6.2) -> list[Label]:
    """The months, thinned so that none runs into the next where a letter is so wide."""
    step = width / max(LEAST_SLOTS, len(bars))
    found: list[Label] = []
    for place, bar in enumerate(bars):
        is_new = place == 0 or bar.monday.month != bars[place - 1].monday.month
        words = f"{bar.monday:%b %Y}" if place == 0 or bar.monday.month == 1 else f"{bar.monday:%b}"
        if is_new and (not found or place * step - found[-1].x > letter * len(found[-1].words)):
            found.append(Label(place * step, words))
    return found


def highest(bars: Sequence[Bar]) -> str:
    """The top of the lower strip."""
    return number(max((bar.load for bar in bars), default=0.0))


def alt_text(bars: Sequence[Bar]) -> str:
    """What the chart shows, in words."""
    if not bars:
        return "No week in the log yet."
    last = bars[-1]
    most = max(bars, key=lambda bar: bar.load)
    return (
        f"{len(bars)} weeks from {day(bars[0].monday)}. The last has {last.days} days with twitching. "
        f"The most minutes × strength, {number(most.load)}, were in the week from {day(most.monday)}."
    )


def weeks_chart(bars: Sequence[Bar], size: tuple[float, float] = WIDE, kind: str = "wide") -> str:
    """The chart as SVG. Each box carries its week and its figure."""
    width, height = size
    fills = {"days": (LIGHT.mark, "bar-days"), "load": (LIGHT.pale, "bar-load"), "blank": (LIGHT.shades[0], "shade-0")}
    drawn = [
        element(
            "rect", element("title", _said(box), is_text=True), x=box.x, y=box.y, width=box.width, height=box.height,
            fill=fills[box.kind][0], class_=fills[box.kind][1], data_week=box.bar.monday.isoformat(),
            data_kind=box.kind, data_value=box.bar.load if box.kind == "load" else box.bar.days,
        )
        for box in boxes(bars, width, height)
    ]  # fmt: skip
    months = [
        text(one.words, one.x, height + 2, LIGHT.quiet, 10, "start", class_="quiet") for one in labels(bars, width)
    ]
    return element(
        "svg", *drawn, *months, viewBox=f"0 0 {width:g} {height + 6:g}", role="img", aria_label=alt_text(bars),
        font_family=FONT, class_=f"weeks {kind}",
    )  # fmt: skip


def _said(box: Box) -> str:
    week = f"Week from {day(box.bar.monday)}"
    if box.kind == "blank":
        return f"{week}: nothing logged"
    return f"{week}: {box.bar.days} of 7 days" if box.kind == "days" else f"{week}: {number(box.bar.load)}"
