"""The visit pack in real Chromium: on a screen of any size, and on paper."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from markupsafe import Markup
from pypdf import PdfReader

from chalicelib.adapters.drawing.body_map import body_map
from chalicelib.adapters.emails import TEMPLATES
from chalicelib.adapters.pack.building import lay_out, rows_for_paper
from chalicelib.adapters.pack.chart import highest, weeks_chart
from chalicelib.adapters.pages import PageRenderer
from chalicelib.domain.pack.visit_pack import VisitPack
from tests.browser.chromium import IN_CHROMIUM, axe, opened, sign_up
from tests.unit.adapters.pack_samples import article_pack, empty_pack, full_pack

pytestmark = IN_CHROMIUM
STYLES = [(TEMPLATES / "web" / name).read_text(encoding="utf-8") for name in ("style.css", "visit_pack.css")]
PACKS: dict[str, Callable[[], VisitPack]] = {"article": article_pack, "empty": empty_pack, "full": full_pack}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_and_without_a_log(chromium: Any, address: str, scheme: Any) -> None:
    with opened(chromium, color_scheme=scheme, bypass_csp=True) as page:
        sign_up(page, address, f"pack-{scheme}@example.org")
        for _ in range(2):
            for width in (320, 1000):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(f"{address}/visit-pack")
                page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
                assert axe(page) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.goto(f"{address}/text")
            page.fill("[name=text]", "left calf 4 min after coffee")
            page.click("main button")


def test_the_link_downloads_the_pdf(chromium: Any, address: str) -> None:
    with opened(chromium) as page:
        sign_up(page, address, "pack-link@example.org")
        page.goto(f"{address}/visit-pack")
        with page.expect_download() as download:
            page.click("text=Get the PDF")
        assert download.value.suggested_filename.startswith("steady-")
        assert PdfReader(download.value.path()).pages[0].extract_text().startswith("Visit pack")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", PACKS)
def test_on_paper_the_summary_is_the_first_page_and_nothing_of_the_screen_is_there(
    chromium: Any, name: str, paper: str
) -> None:
    with opened(chromium) as page:
        page.set_content(html_of(PACKS[name]()))
        for style in STYLES:
            page.add_style_tag(content=style)
        printed = PdfReader(BytesIO(page.pdf(format=paper, page_ranges="1-3")))
    said = [" ".join(sheet.extract_text().split()) for sheet in printed.pages]
    assert [number for number, text in enumerate(said) if "The log itself" in text] == [0]
    assert "Visit pack" in said[0]
    assert "Date of birth" in said[0]
    assert not any("Get the PDF" in text or "What to expect" in text or "Check-in Today" in text for text in said)


def html_of(pack: VisitPack) -> str:
    document = lay_out(pack, rows_for_paper(pack))
    shared = {"csrf": "x", "is_signed_in": True, "is_shell": False, "owner": None, "status": 200}
    drawn = {"chart": Markup(weeks_chart(document.bars)), "body": Markup(body_map(document.areas, "x", "figure"))}
    return PageRenderer("").render("visit_pack", {**shared, **drawn, "top": highest(document.bars), "pack": document})
