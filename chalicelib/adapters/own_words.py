"""What a person wrote, made fit to stand in a text of ours: on one line, and unable to turn the text around it."""

import re
from typing import Final

_TURNS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that set the direction of the text behind them."""
_UNSEEN: Final = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb{_TURNS}\U000e0000-\U000e007f]")
_LONE: Final = re.compile("[\ud800-\udfff]")


def own_words(text: str, most: int | None = None) -> str:
    """The text on one line without control characters and direction marks; cut to `most` characters with "…".

    >>> own_words("a\\u202eb\\nc")
    'ab c'
    """
    plain = _LONE.sub("\ufffd", _UNSEEN.sub("", " ".join(re.split(r"[\s\u2028\u2029]+", text)))).strip()
    return plain if most is None or len(plain) <= most else plain[: most - 1].rstrip() + "…"
