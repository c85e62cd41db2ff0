"""`make pictures`: the pictures that the documents show, drawn from what Steady itself renders, and the iPhone's icon.

To add one, add a line to PICTURES: its name, what gives its HTML, and how it is looked at.
"""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import resvg_py

from local.mails.shots import View, can_shoot, shoot
from local.mails.states import STATES

PLACE: Final = Path(__file__).resolve().parents[1] / "docs" / "pictures"
WEB: Final = Path(__file__).resolve().parents[1] / "templates" / "web"
LARGEST: Final = 80_000
"""Bytes of one picture: the documents are read over slow lines, too."""
PICTURES: Final[Mapping[str, tuple[Callable[[], str], View]]] = {
    "reminder": (lambda: STATES["check_in"].html, View("phone", 390, height=782)),
    "emergency": (lambda: STATES["emergency_uk"].html, View("phone", 390, True)),
    "weekly": (lambda: STATES["weekly_first"].html, View("phone", 390, height=1000)),
}


def main(place: Path = PLACE) -> int:
    """Draw each picture anew; 1 where they cannot be drawn here, or one is too large."""
    if not can_shoot():
        print("No pictures: Chromium or Playwright is not installed.")
        return 1
    (WEB / "icon-180.png").write_bytes(touch_icon())
    place.mkdir(parents=True, exist_ok=True)
    sizes = {name: _draw(name, page(), view, place) for name, (page, view) in PICTURES.items()}
    for name, size in sizes.items():
        print(f"{name}.png: {size:,} bytes{'' if size <= LARGEST else f', more than {LARGEST:,}'}")
    return int(max(sizes.values()) > LARGEST)


def touch_icon() -> bytes:
    """The icon as a PNG 180 pixels wide, the size that an iPhone asks for."""
    return bytes(
        resvg_py.svg_to_bytes(svg_string=(WEB / "icon.svg").read_text(encoding="utf-8"), width=180, height=180)
    )


def _draw(name: str, html: str, view: View, place: Path) -> int:
    with tempfile.TemporaryDirectory(prefix="steady-") as folder:
        page = Path(folder, f"{name}.html")
        page.write_text(html, encoding="utf-8")
        shoot([page], Path(folder), [view])
        drawn = Path(folder, f"{name}-{view.name}.png").read_bytes()
    (place / f"{name}.png").write_bytes(drawn)
    return len(drawn)
