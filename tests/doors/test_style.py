"""The colours can be told apart, by day and by night: WCAG AA, 4.5 to 1 for text and 3 to 1 for edges."""

import re

import pytest

from chalicelib.adapters.pages import asset

TEXT, EDGE = 4.5, 3.0
PAIRS = [
    ("ink", "ground", TEXT),
    ("ink", "sheet", TEXT),
    ("ink", "chosen", TEXT),
    ("quiet", "ground", TEXT),
    ("quiet", "sheet", TEXT),
    ("lead", "ground", TEXT),
    ("lead", "sheet", TEXT),
    ("lead", "chosen", EDGE),
    ("lead-ink", "lead", TEXT),
    ("fault", "sheet", TEXT),
    ("alarm-ink", "alarm", TEXT),
    ("urgent-ink", "urgent", TEXT),
    ("quiet", "chosen", TEXT),
    ("fault", "ground", TEXT),
    ("edge", "sheet", EDGE),
    ("edge", "ground", EDGE),
]


def palettes() -> dict[str, dict[str, str]]:
    """Both palettes; the dark one gives what it changes."""
    light, dark = re.findall(r":root \{(.*?)\}", asset("style.css"), re.DOTALL)
    colours = {
        name: dict(re.findall(r"--([\w-]+): (#\w{6})", text)) for name, text in (("day", light), ("night", dark))
    }
    return {"day": colours["day"], "night": colours["day"] | colours["night"]}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", ["day", "night"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(palette: str, front: str, back: str, least: float) -> None:
    colours = palettes()[palette]
    dark, light = sorted((luminance(colours[front]), luminance(colours[back])))
    assert (light + 0.05) / (dark + 0.05) >= least
