"""What a reader sees of HTML, and all that a template can say in any of its states."""

import re
from html.parser import HTMLParser
from typing import Final

from jinja2 import Environment, nodes

INLINE: Final = frozenset({"a", "strong", "span", "em"})
BLANK: Final = r"[\s\u034f\u200c]+"
"""White space, and the joiners without width that stand between it after a preheader."""
UNSEEN: Final = frozenset({"style", "title", "select", "option"})
STANDS_FOR: Final = "this"
"""What a template puts in is measured where it comes from; in the template's own sentence it is one word."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.links, self._unseen = "", [], 0

    text: str
    links: list[str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += " " if tag in INLINE else "\n"
        self._unseen += tag in UNSEEN
        self.links += [value or "" for name, value in attrs if name == "href" and tag == "a"]

    def handle_endtag(self, tag: str) -> None:
        self.text += " " if tag in INLINE else "\n"
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        self.text += "" if self._unseen else re.sub(BLANK, " ", data)


def seen_in(html: str) -> str:
    """The text that is seen, a line for each block."""
    return re.sub(r" *\n[ \n]*", "\n", _read(html).text).replace(" .", ".").strip()


def links_in(html: str) -> list[str]:
    """Where its links lead."""
    return _read(html).links


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


def said_by(source: str, *, is_html: bool) -> str:
    """All that a template says, every branch of it, as one text."""
    own = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    apart = "<br>" if is_html else "\n"
    own = re.sub(r"\{\{(.*?)\}\}", lambda found: _expression(found[1], apart), own, flags=re.DOTALL)
    own = re.sub(r"\{%(.*?)%\}", lambda found: _statement(found[1], apart), own, flags=re.DOTALL)
    return seen_in(own) if is_html else re.sub(r"https?://\S+", "", own)


def _expression(code: str, apart: str) -> str:
    """The sentences that it may put in, or one word."""
    said = [re.sub(r"%\(\w+\)s", STANDS_FOR, text) for text in _constants(f"{{{{{code}}}}}") if " " in text]
    return apart.join(said) if said else STANDS_FOR


def _statement(code: str, apart: str) -> str:
    """A line for each sentence given to a macro or set; branches keep apart."""
    said = [text for text in _constants_of_statement(code) if " " in text]
    return apart.join(("", *said, "")) if said else " "


def _constants_of_statement(code: str) -> list[str]:
    return re.findall(r'"([^"]*)"', code) if re.match(r"-?\s*(call|set)\b", code) else []


def _constants(source: str) -> list[str]:
    tree = Environment(autoescape=True).parse(source)
    return [str(node.value) for node in tree.find_all(nodes.Const) if isinstance(node.value, str)]
