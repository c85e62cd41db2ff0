"""A line as words: lower case, one kind of dash and apostrophe, no `my` and `the`, a side before what it belongs to."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from chalicelib.domain.spoken.amounts import UNITS, WORDS
from chalicelib.domain.spoken.lexicon import is_place, lexicon

_FRACTIONS: Final = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
_SAME: Final = {"&": " and ", "+": " and ", "~": " about ", "≈": " about ", "@": " at ", "_": " ",
                "’": "'", "\u2018": "'", "`": "'",
                "\u02bc": "'", "\u00b4": "'", "→": " to "}  # fmt: skip
_STOPS: Final = frozenset(".,;!?¡¿()[]{}…|•\n\r")
_MUTE: Final = frozenset("\"'*#=“”«»<>^\\")
_LEAVES: Final = frozenset(
    ["work", "home", "office", "house", "school", "gym", "pub", "party", "shop", "building", "town"]
)
_WHO: Final = frozenset(["i", "we", "they", "he", "she", "you"])
_ADVERB: Final = frozenset(["now", "away", "then", "there", "here", "through"])
_BACK_AFTER: Final = frozenset(["is", "it's", "its", "are", "came", "come", "comes", "coming", "went", "was", "that's"])
_SIDES: Final = frozenset(["left", "right", "l", "r", "lt", "rt", "lefft", "rigth"])


def words_of(text: str) -> list[str]:
    """The words and stops of a line, ready to be looked up."""
    for sign, plain in _FRACTIONS.items():
        text = text.replace(sign, plain)
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u2044", "/")
    text = "".join(_plain(sign) for sign in text)
    text = _pattern(r"\b([ap])\.\s?m\b\.?").sub(r"\1m", text)
    text = _pattern(r"(?<!\S)\.(?=\d)").sub("0.", text)
    text = _pattern(r"(?<![\d.,])([1-9]\d{0,2}),(\d{3})(?![\d,])").sub(r"\1\2", text)
    text = _pattern(r"(?<![a-z'])([lr])\.").sub(r"\1", text)
    found = list(_pattern(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|\S").finditer(text))
    words = [_stop(text, match.start(), match.end()) for match in found]
    words = _bare([word for word in words if word and word not in _MUTE])
    return _sides_first(words)


def _plain(sign: str) -> str:
    if sign in _SAME:
        return _SAME[sign]
    kind = unicodedata.category(sign)
    if kind == "Pd" or sign == "\u2212":
        return "-"
    if kind in ("Mn", "Me", "Cf", "Cs", "Co", "Cn", "Sk"):
        return ""
    return " " if kind in ("Cc", "Zs", "Zl", "Zp") and sign not in "\n\r" else sign


def _stop(text: str, start: int, end: int) -> str:
    """The word; a stop as a comma; a dash only where it stands in a range of numbers."""
    word = text[start:end]
    if word in _STOPS:
        return ","
    if word != "-":
        return word
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    if before.isdigit() and after.isdigit():
        return "-"
    spaced = text[start - 1 : start].isspace() or text[end : end + 1].isspace()
    last, following = _last_word(text[:start]), _first_word(text[end:])
    if last in WORDS and following in WORDS and WORDS[last] < 20:
        return "-"
    return "," if spaced else ""


def _last_word(text: str) -> str:
    return text.split()[-1] if text.split() else ""


def _first_word(text: str) -> str:
    return text.split()[0].strip(".,") if text.split() else ""


def _bare(words: list[str]) -> list[str]:
    """Without `my`, `the` and a possessive; what only sounds like a side or a back is put plainly."""
    bare: list[str] = []
    for at, word in enumerate(words):
        before, after = (words[at - 1] if at else ""), (words[at + 1] if at + 1 < len(words) else "")
        if word in ("my", "the"):
            if bare[-1:] == [","] and word == "the":
                bare.pop()
            continue
        bare.append(_meant(word, before, after, words[at + 2] if at + 2 < len(words) else ""))
    return bare


def _meant(word: str, before: str, after: str, second: str) -> str:
    if word == "left" and (
        before in _WHO or after in _LEAVES or (after in ("the", "my") and second in _LEAVES - {"house"})
    ):
        return "leaving"
    if word == "right" and (after in _ADVERB or before == "all"):
        return "just"
    if word == "back" and (before in _BACK_AFTER or before.endswith("'s") or after == "again"):
        return "again"
    if word.endswith(("'s", "s'")) and word not in lexicon():
        return word[:-2] if word.endswith("'s") else word[:-1]
    return word


def _sides_first(words: list[str]) -> list[str]:
    """ "upper left arm" as "left upper arm", "back of left knee" as "left back of knee"."""
    done = list(words)
    for at, word in enumerate(words):
        if word not in _SIDES:
            continue
        for back in (1, 2, 3):
            start = at - back
            if start < 0 or done[start] in WORDS or done[start].isdigit() or done[start] in UNITS:
                break
            if any(_names(done[start:at], done[at + 1 : at + 1 + ahead]) for ahead in (2, 1)):
                done[start : at + 1] = [word, *done[start:at]]
                break
    return done


def _names(before: Sequence[str], after: Sequence[str]) -> bool:
    return bool(after) and is_place(" ".join([*before, *after]))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
