"""A QR code as an inline drawing."""

from io import BytesIO
from typing import Final

QUIET: Final = 4
"""The white edge, in modules, that the standard asks for."""


def qr_drawing(text: str) -> str:
    """The SVG of a QR code, dark on white whatever the colours of the page: many readers see no other."""
    # only a page that draws one needs the library
    import segno

    drawn = BytesIO()
    segno.make_qr(text, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=False, border=QUIET, scale=4, light="#ffffff", omitsize=True,
        svgclass="qr", lineclass=None,
    )  # fmt: skip
    return drawn.getvalue().decode()
