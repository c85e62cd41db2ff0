"""What a person wrote, made fit to stand in a line of ours."""

import re
from typing import Final

_UNSHOWN: Final = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
"""Controls, the marks that turn the direction of the text around them, and what is no character."""


def one_line(text: str) -> str:
    """The text on one line, without what could hide or turn the words around it.

    Marks of direction are taken out rather than isolated: a name in Hebrew or Arabic is laid out right without them,
    and what cannot be closed cannot be left open.

    >>> one_line("a \\u202e\\x00b\\r\\n\\u2028c")
    'a b c'
    """
    return re.sub(_UNSHOWN, "", " ".join(text.split()))
