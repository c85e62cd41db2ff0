"""SVG as text: elements with escaped attributes and text, the tokens of colour, and the font.

A fill is written as an attribute and as a class: a page's style sheet knows whether it is dark, a picture does not.
"""

from typing import Any, Final

from markupsafe import escape
from msgspec import Struct

FONT: Final = "Source Sans Pro, system-ui, sans-serif"
SHADES: Final = ("shade-0", "shade-1", "shade-2", "shade-3", "shade-4")


class Theme(Struct, frozen=True, kw_only=True):
    """The colours of a picture; `shades` goes from none to most, in one hue."""

    sheet: str
    ink: str
    quiet: str
    line: str
    mark: str
    pale: str
    shades: tuple[str, str, str, str, str]


LIGHT: Final = Theme(
    sheet="#ffffff", ink="#1d2a2f", quiet="#4a5d64", line="#c4d0d2", mark="#16695b", pale="#a9cfc6",
    shades=("#e4ebeb", "#b7dcd2", "#77bba9", "#378f7d", "#0f5a4d"),
)  # fmt: skip
DARK: Final = Theme(
    sheet="#18242a", ink="#e9f0f0", quiet="#a9bcc1", line="#3d5058", mark="#6fd0bb", pale="#3f6f66",
    shades=("#2b3a41", "#2d5d55", "#3f8a7c", "#63b9a6", "#a5ead9"),
)  # fmt: skip


def element(name: str, *children: str, **attributes: Any) -> str:
    """One element round children that are SVG already. `class_` is `class`, `data_side` is `data-side`.

    An attribute that is None is left out.

    >>> element("rect", x=1, data_side="a < b", fill=None)
    '<rect x="1" data-side="a &lt; b"/>'
    """
    written = "".join(
        f' {_name(key)}="{escape(_value(value))}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def title(words: str) -> str:
    """What a pointer or a screen reader is told of the element round it."""
    return element("title", str(escape(words)))


def text(words: str, x: float, y: float, fill: str, size: float, anchor: str = "middle", **more: Any) -> str:
    """A line of words."""
    return element("text", str(escape(words)), x=x, y=y, fill=fill, font_size=size, text_anchor=anchor, **more)


def _name(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: Any) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
