"""The pack as its page shows it: the document, the body map and the chart of the weeks."""

from typing import Any

from markupsafe import Markup

from chalicelib.adapters.drawing.body_map import body_map
from chalicelib.adapters.pack.building import lay_out, rows_for_paper
from chalicelib.adapters.pack.chart import NARROW, NARROW_WEEKS, highest, weeks_chart
from chalicelib.adapters.pack.document import PackDocument
from chalicelib.domain.body import area_words
from chalicelib.domain.pack.visit_pack import VisitPack


def page_values(pack: VisitPack) -> dict[str, Any]:
    """What fills in the page's template."""
    document = lay_out(pack, rows_for_paper(pack))
    drawn = {"body": _picture(document), "chart": _chart(document)}
    return {"pack": document, **drawn, "top": highest(document.bars)}


def _chart(document: PackDocument) -> Markup:
    # drawn from figures and our own words alone
    narrow = weeks_chart(document.bars[-NARROW_WEEKS:], NARROW, "narrow")
    return Markup(weeks_chart(document.bars) + narrow)


def _picture(document: PackDocument) -> Markup:
    places = ", ".join(dict.fromkeys(area_words(area) for area, _ in document.areas)) or "none"
    return Markup(body_map(document.areas, f"Body map. Places with twitching: {places}.", "figure"))
