"""Pictures of pages as a browser draws them, where Chromium and Playwright are there."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: the width in pixels, and whether its reader likes it dark."""

    name: str
    width: int
    is_dark: bool = False
    height: int | None = None
    """Where the picture ends; None shows the page to its end."""


VIEWS: Final = (View("light", 720), View("dark", 720, True), View("phone", 390), View("phone-dark", 390, True))


def can_shoot() -> bool:
    """Whether pictures can be taken here."""
    if CHROMIUM is None:
        return False
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return False
    return True


def shoot(pages: Iterable[Path], folder: Path, views: Iterable[View] = VIEWS, browser: Any = None) -> None:
    """A picture of each page in each view: `<page>-<view>.png` in the folder. Starts a browser where none is given."""
    if browser is None:
        with _started() as started:
            return shoot(pages, folder, views, started)
    shown = list(pages)
    for view in views:
        scheme = "dark" if view.is_dark else "light"
        size = {"width": view.width, "height": view.height or 400}
        context = browser.new_context(viewport=size, color_scheme=scheme)
        page = context.new_page()
        for path in shown:
            page.goto(path.as_uri())
            page.screenshot(path=folder / f"{path.stem}-{view.name}.png", full_page=view.height is None)
        context.close()


@contextmanager
def _started() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
