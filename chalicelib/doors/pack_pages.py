"""The visit pack as a page that prints well, and as a PDF behind the session."""

from typing import Any, Final

from chalice.app import Blueprint, Response
from markupsafe import Markup

from chalicelib.adapters.drawing.body_map import body_map
from chalicelib.adapters.emails import TEMPLATES
from chalicelib.adapters.pack.building import lay_out, rows_for_paper
from chalicelib.adapters.pack.chart import NARROW, NARROW_WEEKS, highest, weeks_chart
from chalicelib.adapters.pack.document import PackDocument
from chalicelib.domain.body import area_words
from chalicelib.doors.api_export import export_answer
from chalicelib.doors.page_answers import page, show
from chalicelib.doors.sessions import Browser
from chalicelib.usecases.read_visit_pack import read_visit_pack

pack_pages = Blueprint(__name__)
STYLE: Final = TEMPLATES / "web" / "visit_pack.css"


@page(pack_pages, "/visit-pack", "GET")
def visit_pack(browser: Browser) -> Response:
    """The whole pack, the summary first."""
    found = read_visit_pack(browser.call.services, browser.sign_in().person_id)
    document = lay_out(found, rows_for_paper(found))
    return show(
        browser, "visit_pack", pack=document, body=_picture(document), chart=_chart(document),
        top=highest(document.bars),
    )  # fmt: skip


@page(pack_pages, "/visit-pack.pdf", "GET")
def visit_pack_pdf(browser: Browser) -> Response:
    """The same as a file."""
    return export_answer(browser.call, browser.sign_in().person_id, "pdf")


def _chart(document: PackDocument) -> Markup:
    # drawn from figures and our own words alone
    narrow = weeks_chart(document.bars[-NARROW_WEEKS:], NARROW, "narrow")
    return Markup(weeks_chart(document.bars) + narrow)


def _picture(document: PackDocument) -> Markup:
    places = ", ".join(dict.fromkeys(area_words(area) for area, _ in document.areas)) or "none"
    return Markup(body_map(document.areas, f"Body map. Places with twitching: {places}.", "figure"))


@pack_pages.route("/visit-pack.css", methods=["GET"])
def pack_style() -> Response:
    """What the pack looks like on a screen and on paper."""
    headers: dict[str, Any] = {"Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=3600"}
    body = STYLE.read_text(encoding="utf-8")
    return Response(body=body, headers={**headers, "X-Content-Type-Options": "nosniff"})
