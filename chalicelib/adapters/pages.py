"""Renders the pages from the templates under `templates/web`."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from chalicelib.adapters.navigation import BAR, MORE, Place
from chalicelib.domain.body import area_words

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates"
"""Beside `chalicelib`, in the repository and in the package alike."""
ASSETS: Final[Mapping[str, str]] = {
    "style.css": "text/css; charset=utf-8",
    "steady.js": "text/javascript; charset=utf-8",
    "service-worker.js": "text/javascript; charset=utf-8",
    "manifest.webmanifest": "application/manifest+json",
    "icon.svg": "image/svg+xml",
    "icon-180.png": "image/png",
}
"""What is served beside the pages, and as what."""


class PageRenderer(Struct, frozen=True):
    """Pages whose links and forms begin with `prefix`, the path of the base URL."""

    prefix: str

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """The HTML of one page."""
        page = _environment().get_template(f"web/{name}.html")
        return page.render(prefix=self.prefix, here=name, version=version(), **values)


@cache
def asset(name: str) -> str:
    """A file that is served as it is, but for the version that the worker carries."""
    return (TEMPLATES / "web" / name).read_text(encoding="utf-8").replace("@version@", version())


def asset_bytes(name: str) -> bytes:
    """A picture that is served as it is."""
    return (TEMPLATES / "web" / name).read_bytes()


@cache
def version() -> str:
    """Changes with whatever the pages are made of: addresses carry it, so that what a browser keeps is never stale."""
    made_of = sorted(path for path in (TEMPLATES / "web").iterdir() if path.is_file())
    return sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()[:12]


def source_words(source: str) -> str:
    """A source with its marks in words, a sentence for each of its parts.

    >>> source_words("NHS: over 2 weeks [V2]; at least 5 days [D]")
    'NHS: over 2 weeks (read in a copy or a summary). At least 5 days (Steady’s own choice).'
    """
    from chalicelib.adapters.email_words import MARKS

    for mark, words in MARKS.items():
        source = source.replace(mark, f"({words})")
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in source.split("; "))


def day_words(on: date) -> str:
    """A date as people say it.

    >>> day_words(date(2026, 12, 7))
    'Monday 7 December'
    """
    return f"{on:%A} {on.day} {on:%B}"


@cache
def _environment() -> Environment:
    from chalicelib.adapters.drawing.tap_map import tap_map

    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(tap_map=tap_map, nav_bar=(*BAR, Place("/more", "More")), nav_menu=MORE)
    environment.filters["words"] = area_words
    environment.filters["source"] = source_words
    environment.filters["day"] = day_words
    return environment
