"""`make mails`: compiles the mails, and shows each in every state it can have, on one page to look through."""

import re
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from local.mails import build
from local.mails.shots import VIEWS, can_shoot, shoot
from local.mails.states import STATES, State

ROOT: Final = Path(__file__).resolve().parents[2]
GALLERY: Final = ROOT / "build" / "mails"
_PAGES: Final = Environment(
    loader=FileSystemLoader(ROOT / "local" / "templates"), autoescape=True, undefined=StrictUndefined
)


def main() -> int:
    """Compile, write the gallery, and say where it is."""
    build.main()
    has_pictures = can_shoot()
    made = write_gallery(GALLERY, has_pictures=has_pictures)
    print(f"{made}: {len(STATES)} mails")
    if not has_pictures:
        print(
            "Without pictures: Chromium or Playwright is not installed. The mails themselves are shown in their place."
        )
    return 0


def write_gallery(folder: Path, *, has_pictures: bool) -> Path:
    """The gallery's page. Each mail lies beside it as HTML; with pictures, how it looks in each view."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, state in STATES.items():
        (folder / f"{name}.html").write_text(state.html, encoding="utf-8")
    if has_pictures:
        shoot([folder / f"{name}.html" for name in STATES], folder)
    shown = [_shown(name, state) for name, state in STATES.items()]
    page = _PAGES.get_template("gallery.html").render(mails=shown, views=VIEWS if has_pictures else ())
    made = folder / "index.html"
    made.write_text(page, encoding="utf-8")
    return made


def _shown(name: str, state: State) -> dict[str, object]:
    mail = state.mail
    return {
        "name": name,
        "title": state.title,
        "kind": mail.kind,
        "subject": mail.subject,
        "preheader": preheader_of(mail.html),
        "text": mail.text,
        "kilobytes": f"{len(mail.html.encode()) / 1000:.1f}",
    }


def preheader_of(html: str) -> str:
    """What a list of mails shows after the subject."""
    found = re.search(r'<div style="display:none[^>]*>([^<]*)</div>', html)
    return re.sub(r"[\u034f\u200c\xa0]|&nbsp;", "", found[1]) if found else ""
