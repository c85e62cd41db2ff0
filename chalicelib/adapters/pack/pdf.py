"""The visit pack as a PDF: one page whatever the log, then what it cuts, then every entry in two columns."""

from collections.abc import Sequence
from typing import Final

from chalicelib.adapters.pack.building import MOST_ROWS, lay_out
from chalicelib.adapters.pack.document import PackDocument, Part
from chalicelib.adapters.pack.log import LogDay
from chalicelib.adapters.pack.pdf_parts import MAP_WIDE, Place, write_chart, write_facts, write_map, write_table
from chalicelib.adapters.pack.pdf_sheet import HEIGHT, QUIET, WIDTH, Sheet
from chalicelib.domain.pack.visit_pack import VisitPack

TITLE: Final = "Visit pack"
CLAIM: Final = "The person logged all of this themselves, and nobody has checked it. It informs and does not diagnose."
LEFT, RIGHT, TOP, BOTTOM = 13.0, WIDTH - 13.0, 12.0, HEIGHT - 14.0
SAID: Final = LEFT + 28
SIZES: Final = (
    (MOST_ROWS, 8.4),
    (MOST_ROWS, 7.8),
    (4, 7.6),
    (3, 7.4),
    (3, 7.0),
    (2, 7.0),
    (2, 6.6),
    (1, 6.6),
    (1, 6.0),
)
"""How many rows of each list, and how large: the first that fits on the page is taken."""
MOST_LINES: Final = 2
LONGEST_FACT: Final = 4
NOT_FOUND: Final = 12


def pack_pdf(pack: VisitPack) -> bytes:
    """The file. The same pack gives the same bytes."""
    sheet = Sheet(TITLE, pack.made_at)
    most, size = _what_fits(sheet, pack)
    document = lay_out(pack, most)
    sheet.new_page("Summary")
    _write_summary(sheet, document, size)
    _write_foot(sheet, document)
    if document.more:
        _write_behind(sheet, document)
    _write_log(sheet, document)
    return sheet.to_bytes()


def _what_fits(sheet: Sheet, pack: VisitPack) -> tuple[int, float]:
    sheet.is_dry = True
    for most, size in SIZES:
        document = lay_out(pack, most, with_log=False)
        if _write_summary(sheet, document, size) <= BOTTOM:
            break
    sheet.is_dry = False
    return most, size


def _write_summary(sheet: Sheet, document: PackDocument, size: float) -> float:
    """The first page; where it ends."""
    y = _write_top(sheet, document, size)
    for part in document.parts:
        sheet.line(LEFT, y, RIGHT)
        place = Place(sheet, SAID, RIGHT, y + 0.8, size, MOST_LINES)
        title = sheet.wrap(part.title, SAID - LEFT - 3, size + 0.4, "B")
        place.write(title, LEFT, place.y, "B")
        ends = place.y + len(title) * place.step
        _write_part(place, part, document)
        y = max(place.y, ends) + 0.9
    return y


def _write_top(sheet: Sheet, document: PackDocument, size: float) -> float:
    sheet.text(LEFT, TOP + 5, TITLE, 16, "B")
    made = f"Made by Steady on {document.made_on}"
    sheet.text(RIGHT - sheet.width(made, size), TOP + 5, made, size, "", QUIET)
    sheet.text(LEFT, TOP + 9.6, CLAIM, size, "", QUIET)
    middle = (LEFT + RIGHT) / 2
    for label, x, ends in (("Name", LEFT, middle - 4), ("Date of birth", middle, RIGHT)):
        sheet.text(x, TOP + 16, label, size, "", QUIET)
        sheet.line(x + sheet.width(label, size) + 2, TOP + 16.4, ends, QUIET)
    place = Place(sheet, LEFT, RIGHT, TOP + 18, size)
    lines = sheet.wrap(document.who, RIGHT - LEFT, size, most=3)
    place.write(lines, LEFT, place.y)
    return place.y + len(lines) * place.step + 1.2


def _write_part(place: Place, part: Part, document: PackDocument) -> None:
    if part.code != "regions":
        write_facts(place, part.facts, LONGEST_FACT)
        if part.code == "course":
            write_chart(place, document.bars)
        for table in part.tables:
            write_table(place, table)
        write_facts(place, part.closing, NOT_FOUND)
        return
    top, right = place.y, place.right
    place.right = right - MAP_WIDE - 4
    write_facts(place, part.facts, LONGEST_FACT)
    for table in part.tables:
        write_table(place, table)
    if document.areas:
        tall = write_map(place.sheet, document.areas, right - MAP_WIDE, top)
        place.y = max(place.y, top + tall)


def _write_behind(sheet: Sheet, document: PackDocument) -> None:
    """What the summary cuts, part after part over as many pages as it needs."""
    sheet.new_page("In full")
    place = Place(sheet, LEFT, RIGHT, TOP, 8)

    def turn(tall: float) -> None:
        if place.y + tall > BOTTOM and place.y > TOP:
            _write_foot(sheet, document)
            sheet.new_page()
            place.y = TOP

    for part in document.more:
        turn(4 * place.step)
        sheet.text(LEFT, place.y + 4, part.title, 10, "B")
        place.y += 6
        write_facts(place, part.facts)
        for table in part.tables:
            write_table(place, table, turn)
        write_facts(place, part.closing)
        place.y += 4
    _write_foot(sheet, document)


def _write_foot(sheet: Sheet, document: PackDocument) -> None:
    page = f"page {sheet.pages}"
    sheet.text(LEFT, HEIGHT - 8, f"{TITLE}, made by Steady on {document.made_on}. Logged by the person.", 7, "", QUIET)
    sheet.text(RIGHT - sheet.width(page, 7), HEIGHT - 8, page, 7, "", QUIET)


def _write_log(sheet: Sheet, document: PackDocument) -> None:
    sheet.new_page("The log")
    sheet.text(LEFT, TOP + 5, "The log, oldest first", 13, "B")
    if document.log_rest:
        sheet.text(LEFT, TOP + 10, document.log_rest, 8, "", QUIET)
    columns = _Columns(sheet, document, TOP + 13)
    for day in document.log:
        columns.write(day)
    if not document.log:
        sheet.text(LEFT, TOP + 17, "The log is empty.", 8)
    _write_foot(sheet, document)


class _Columns:
    """Two columns on as many pages as it takes."""

    WIDE: Final = (RIGHT - LEFT - 8) / 2
    TIME: Final = 9.0

    def __init__(self, sheet: Sheet, document: PackDocument, top: float) -> None:
        self._sheet, self._document, self._top, self._column = sheet, document, top, 0
        self._place = Place(sheet, LEFT, LEFT + self.WIDE, top, 7.6)

    def write(self, day: LogDay) -> None:
        place = self._place
        self._turn(place.step * 3)
        self._sheet.line(place.left, place.y + 0.4, place.right)
        place.y += 0.9
        place.write((day.title,), place.left, place.y, "B")
        place.y += place.step
        for line in day.lines:
            words = self._sheet.wrap(
                f"{line.text} “{line.note}”" if line.note else line.text, self.WIDE - self.TIME, 7.6
            )
            self._write_line(line.time, words)
        place.y += 0.5

    def _write_line(self, time: str, words: Sequence[str]) -> None:
        place = self._place
        self._turn(place.step)
        self._sheet.text(place.left, place.y + 0.76 * place.step, time, place.size, "", QUIET)
        for word in words:
            self._turn(place.step)
            place.write((word,), place.left + self.TIME, place.y)
            place.y += place.step

    def _turn(self, tall: float) -> None:
        """Go on in the next column, or on the next page, where so much does not fit."""
        place = self._place
        if place.y + tall <= BOTTOM:
            return
        self._column += 1
        if self._column == 2:
            _write_foot(self._sheet, self._document)
            self._sheet.new_page()
            self._column, self._top = 0, TOP
        place.left = LEFT + self._column * (self.WIDE + 8)
        place.right, place.y = place.left + self.WIDE, self._top
