"""A PDF page as a sheet to write on: words, lines and boxes in millimetres from the top left, in one embedded family.

fpdf2 and the font are imported when the first sheet is made, so that no other request pays for them.
"""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

Style = Literal["", "B"]
Colour = tuple[int, int, int]
INK: Final[Colour] = (22, 32, 36)
QUIET: Final[Colour] = (80, 94, 99)
LINE: Final[Colour] = (190, 200, 202)
LEAD: Final[Colour] = (22, 105, 91)
PALE: Final[Colour] = (169, 207, 198)
BLANK: Final[Colour] = (228, 235, 235)
WIDTH, HEIGHT = 210.0, 297.0
FACES: Final[dict[Style, str]] = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Semibold.ttf"}
MISSING: Final = "☐"
"""Stands for a character that the font does not have: to be seen, and never an error."""
POINT: Final = 25.4 / 72


class Sheet:
    """A document of A4 pages. While `is_dry` nothing is drawn, so that a layout can be measured first."""

    def __init__(self, title: str, made_at: datetime) -> None:
        from fpdf import FPDF

        pdf = FPDF(unit="mm", format="A4")
        pdf.set_auto_page_break(False)
        for style, name in FACES.items():
            pdf.add_font("sans", style, _font_folder() / name)
        pdf.set_title(title)
        pdf.set_lang("en-GB")
        pdf.set_creator("Steady")
        pdf.set_producer("Steady")
        pdf.set_creation_date(made_at)
        self._pdf, self.is_dry = pdf, False
        self._faces: dict[Style, Any] = {style: pdf.fonts[f"sans{style}"] for style in FACES}
        self._shown: dict[str, str] = {}
        self._widths: dict[tuple[Style, str], float] = {}
        self._set: tuple[Style, float, Colour] | None = None

    def new_page(self, section: str = "") -> None:
        """Begin a page; `section` is its name among the bookmarks."""
        self._pdf.add_page()
        self._set = None
        if section:
            self._pdf.start_section(section)

    @property
    def pages(self) -> int:
        """How many there are."""
        return int(self._pdf.pages_count)

    def text(self, x: float, y: float, words: str, size: float, style: Style = "", colour: Colour = INK) -> None:
        """Words on one line, their baseline at `y`."""
        if self.is_dry or not words:
            return
        if self._set != (style, size, colour):
            self._pdf.set_font("sans", style, size)
            self._pdf.set_text_color(*colour)
            self._set = (style, size, colour)
        self._pdf.text(x, y, self.shown(words))

    def line(self, x: float, y: float, to_x: float, colour: Colour = LINE, width: float = 0.15) -> None:
        """A level line."""
        if not self.is_dry:
            self._pdf.set_draw_color(*colour)
            self._pdf.set_line_width(width)
            self._pdf.line(x, y, to_x, y)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled box."""
        if not self.is_dry:
            self._pdf.set_fill_color(*colour)
            self._pdf.rect(x, y, width, height, style="F")

    def shape(self, path: str, x: float, y: float, scale: float, colour: str) -> None:
        """A filled outline from SVG path data, its own units `scale` millimetres wide."""
        if self.is_dry:
            return
        from fpdf.drawing import PaintedPath
        from fpdf.drawing_primitives import Transform
        from fpdf.svg import svg_path_converter

        outline = PaintedPath()
        svg_path_converter(outline, path)
        outline.style.fill_color, outline.style.stroke_color, outline.style.stroke_width = colour, "#ffffff", 1.6
        outline.transform = Transform.scaling(scale) @ Transform.translation(x, y)
        with self._pdf.drawing_context() as context:
            context.add_item(outline)

    def width(self, words: str, size: float, style: Style = "") -> float:
        """How wide the words are in millimetres."""
        known = self._widths.get((style, words))
        if known is None:
            glyphs = self._faces[style].cw
            known = sum(glyphs[ord(letter)] for letter in self.shown(words)) * 0.001 * POINT
            self._widths[style, words] = known
        return known * size

    def shown(self, words: str) -> str:
        """The words as the font can show them."""
        known = self._shown.get(words)
        if known is None:
            cmap = self._faces[""].cmap
            known = words if all(ord(letter) in cmap for letter in words) else "".join(self._letters(words, cmap))
            self._shown[words] = known
        return known

    def _letters(self, words: str, cmap: Any) -> Iterator[str]:
        for letter in words:
            if ord(letter) in cmap:
                yield letter
            elif unicodedata.category(letter) != "Cf":
                yield " " if letter.isspace() else MISSING

    def wrap(self, words: str, width: float, size: float, style: Style = "", most: int | None = None) -> list[str]:
        """The words in lines of at most that width; of more than `most` lines the last ends with "…"."""
        lines = list(self._lines(words, width, size, style))
        if most is None or len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.width(f"{last}…", size, style) > width:
            last = last[:-1]
        return [*lines[: most - 1], f"{last.rstrip()}…"]

    def _lines(self, words: str, width: float, size: float, style: Style) -> Iterator[str]:
        line, used, space = "", 0.0, self.width(" ", size, style)
        for word in words.split(" "):
            for piece in self._pieces(word, width, size, style):
                wide = self.width(piece, size, style)
                if line and used + space + wide > width:
                    yield line
                    line, used = piece, wide
                else:
                    used += wide + (space if line else 0)
                    line = f"{line} {piece}" if line else piece
        yield line

    def _pieces(self, word: str, width: float, size: float, style: Style) -> Iterator[str]:
        """A word in parts that each fit on a line."""
        if self.width(word, size, style) <= width:
            yield word
            return
        part, used = "", 0.0
        for letter in word:
            wide = self.width(letter, size, style)
            if part and used + wide > width:
                yield part
                part, used = "", 0.0
            part, used = part + letter, used + wide
        yield part

    def to_bytes(self) -> bytes:
        """The file."""
        return bytes(self._pdf.output())


def _font_folder() -> Path:
    import font_source_sans_pro

    return Path(font_source_sans_pro.font_directory)
