"""Writing the parts of a visit pack on a sheet: facts, tables, the chart of weeks, the body map."""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from chalicelib.adapters.drawing.body_map import Counts, shown, steps_of
from chalicelib.adapters.drawing.body_places import places
from chalicelib.adapters.drawing.svg import LIGHT
from chalicelib.adapters.pack.chart import boxes, highest, labels
from chalicelib.adapters.pack.document import Bar, Fact, Table
from chalicelib.adapters.pack.pdf_sheet import BLANK, LEAD, LINE, PALE, QUIET, Sheet, Style

LABEL: Final = 30.0
GAP: Final = 2.0
LEADING: Final = 0.43
"""Millimetres from line to line for each point of size."""
COLOURS: Final = {"days": LEAD, "load": PALE, "blank": BLANK}
MAP_WIDE: Final = 26.0
_FIGURE: Final = (336.0, 392.0)


class Place(Struct):
    """Where to write next: a column from `left` to `right`, at `y`. `most_lines` cuts each cell."""

    sheet: Sheet
    left: float
    right: float
    y: float
    size: float
    most_lines: int | None = None

    @property
    def step(self) -> float:
        """From one line to the next."""
        return self.size * LEADING

    def write(self, lines: Sequence[str], x: float, y: float, style: Style = "") -> None:
        """Lines one below the other, from `y` on."""
        for number, line in enumerate(lines):
            self.sheet.text(x, y + (number + 0.76) * self.step, line, self.size, style)


def write_facts(place: Place, facts: Sequence[Fact], most_lines: int | None = None) -> None:
    """Labels on the left, what they say beside them."""
    for fact in facts:
        x = place.left + LABEL
        lines = place.sheet.wrap(fact.text, place.right - x, place.size, most=most_lines)
        label = place.sheet.wrap(fact.label, LABEL - GAP, place.size)
        for number, line in enumerate(label):
            place.sheet.text(place.left, place.y + (number + 0.76) * place.step, line, place.size, "", QUIET)
        place.write(lines, x, place.y)
        place.y += max(len(lines), len(label)) * place.step


def write_table(place: Place, table: Table, turn: Callable[[float], None] | None = None) -> None:
    """Head, rows, and what is left out. `turn` is asked before each row whether a new page is needed."""
    wide = (place.right - place.left) / sum(table.shares)
    widths = [share * wide for share in table.shares]
    _write_head(place, table, widths)
    for row in table.rows:
        cells = [
            place.sheet.wrap(cell, width - GAP, place.size, "B" if not number else "", place.most_lines)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        tall = max(map(len, cells)) * place.step
        if turn is not None:
            before = place.y
            turn(tall)
            if place.y < before:
                _write_head(place, table, widths)
        x = place.left
        for number, (lines, width) in enumerate(zip(cells, widths, strict=True)):
            place.write(lines, x, place.y, "B" if not number else "")
            x += width
        place.y += tall
    if table.rest:
        place.sheet.text(place.left, place.y + 0.76 * place.step, table.rest, place.size, "", QUIET)
        place.y += place.step


def _write_head(place: Place, table: Table, widths: Sequence[float]) -> None:
    x = place.left
    for head, width in zip(table.head, widths, strict=True):
        place.sheet.text(x, place.y + 0.76 * place.step, head, place.size, "", QUIET)
        x += width
    place.y += place.step
    place.sheet.line(place.left, place.y, place.right, LINE)
    place.y += 0.3


def write_chart(place: Place, bars: Sequence[Bar]) -> None:
    """The weeks: days with twitching above, minutes × strength below."""
    if not bars:
        return
    small, width, height = place.size - 1, place.right - place.left, 15.0
    top = f"Minutes × strength, highest {highest(bars)}"
    place.sheet.text(place.left, place.y + 2.6, "Days with twitching, of 7", small, "", QUIET)
    place.sheet.text(place.right - place.sheet.width(top, small), place.y + 2.6, top, small, "", QUIET)
    for box in boxes(bars, width, height):
        place.sheet.box(place.left + box.x, place.y + 3.6 + box.y, box.width, box.height, COLOURS[box.kind])
    for label in labels(bars, width, 1.5):
        place.sheet.text(place.left + label.x, place.y + height + 4, label.words, small, "", QUIET)
    place.y += height + 5.4


def write_map(sheet: Sheet, counts: Counts, x: float, y: float) -> float:
    """The body from the front and from behind, each place shaded by its episodes; how tall it is."""
    scale = MAP_WIDE / _FIGURE[0]
    drawn = places("figure")
    lows = steps_of(max(shown(counts, one.area, one.side) for one in places()))
    for one in drawn:
        shade = sum(shown(counts, one.area, one.side) >= low for low in lows)
        sheet.shape(one.path, x, y - 20 * scale, scale, LIGHT.shades[shade])
    return _FIGURE[1] * scale
