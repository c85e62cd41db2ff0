"""The picture of the visit pack for the README: `python -m tests.browser.pack_picture` draws the article's case."""

from pathlib import Path
from typing import Final

from tests.browser.chromium import launched, opened
from tests.browser.test_visit_pack import STYLES, html_of
from tests.unit.adapters.pack_samples import article_pack

PICTURE: Final = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "visit-pack.png"


def main() -> None:
    """Write the first printed page as PNG."""
    PICTURE.parent.mkdir(exist_ok=True)
    with launched() as chromium, opened(chromium, viewport={"width": 720, "height": 900}) as page:
        page.emulate_media(media="print")
        page.set_content(html_of(article_pack()))
        for style in STYLES:
            page.add_style_tag(content=style)
        page.add_style_tag(content="article.pack { padding: 18px }")
        page.locator("article.pack").first.screenshot(path=PICTURE)
    print(f"{PICTURE} {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
