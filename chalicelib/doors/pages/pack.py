"""The visit pack as a page that prints well, and as a PDF behind the session."""

from typing import Any, Final

from chalice.app import Blueprint, Response

from chalicelib.adapters.pages import TEMPLATES
from chalicelib.doors.api_export import export_answer
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import page, show

pack_pages = Blueprint(__name__)
STYLE: Final = TEMPLATES / "web" / "visit_pack.css"


@page(pack_pages, "/visit-pack", "GET")
def visit_pack(browser: Browser) -> Response:
    """The whole pack, the summary first."""
    from chalicelib.adapters.pack.page import page_values
    from chalicelib.usecases.read_visit_pack import read_visit_pack

    found = read_visit_pack(browser.call.services, browser.sign_in().person_id)
    return show(browser, "visit_pack", **page_values(found))


@page(pack_pages, "/visit-pack.pdf", "GET")
def visit_pack_pdf(browser: Browser) -> Response:
    """The same as a file."""
    return export_answer(browser.call, browser.sign_in().person_id, "pdf")


@pack_pages.route("/visit-pack.css", methods=["GET"])
def pack_style() -> Response:
    """What the pack looks like on a screen and on paper."""
    headers: dict[str, Any] = {"Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=3600"}
    body = STYLE.read_text(encoding="utf-8")
    return Response(body=body, headers={**headers, "X-Content-Type-Options": "nosniff"})
