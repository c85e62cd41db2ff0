"""Words that can be said in another language: an English text with named words in it.

The English text is what a catalog is asked for, so a phrase needs no list of its own. A word in it may be a phrase
again: a date, a place, a list. Words of a person's own, such as a medicine's name, are plain text and stay as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Union

from msgspec import Struct, field

Word = Union[str, int, float, "Phrase"]
Translate = Callable[[str, str | None], str]
"""A text, and its context where it has one, in a language; the text itself where the language does not know it."""
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Phrase(Struct, frozen=True):
    """`text` names its words in braces. `context` tells apart what one English text says in two ways elsewhere.

    >>> str(Phrase("{count} of the last {span} days", {"count": 3, "span": 14}))
    '3 of the last 14 days'
    """

    text: str
    words: Mapping[str, Word] = field(default_factory=dict)
    context: str | None = None

    def __str__(self) -> str:
        return self.read(lambda text, context: text, lambda value: f"{value:g}")

    def read(self, translate: Translate, number: Callable[[float], str]) -> str:
        """The phrase in a language, which says how a text and a number are written."""
        said = translate(self.text, self.context)
        if not self.words:
            return said
        return said.format(**{name: _read(word, translate, number) for name, word in self.words.items()})


def _read(word: Word, translate: Translate, number: Callable[[float], str]) -> str:
    if isinstance(word, Phrase):
        return word.read(translate, number)
    return number(word) if isinstance(word, float) else str(word)


def day_phrase(on: date) -> Phrase:
    """A date as a sentence says it: "3 May"."""
    return Phrase("{day} {month}", {"day": on.day, "month": Phrase(MONTHS[on.month - 1])})


def year_phrase(on: date) -> Phrase:
    """A date with its year: "3 May 2026"."""
    return Phrase("{date} {year}", {"date": day_phrase(on), "year": on.year})


def weekday_phrase(on: date) -> Phrase:
    """A date with its weekday: "Sunday 3 May"."""
    return Phrase("{weekday} {date}", {"weekday": Phrase(WEEKDAYS[on.weekday()]), "date": day_phrase(on)})


def list_phrase(phrases: Sequence[Phrase]) -> Phrase:
    """Some phrases as one.

    >>> str(list_phrase([Phrase("thumb"), Phrase("forearm"), Phrase("calf")]))
    'thumb, forearm and calf'
    """
    *before, last = phrases
    if not before:
        return last
    first, *others = before
    for other in others:
        first = Phrase("{some}, {next}", {"some": first, "next": other})
    return Phrase("{some} and {last}", {"some": first, "last": last})


def sentences_phrase(phrases: Sequence[Phrase]) -> Phrase:
    """Some sentences, one after the other."""
    first, *others = phrases
    for other in others:
        first = Phrase("{some} {more}", {"some": first, "more": other})
    return first


def phrase_document(phrase: Phrase) -> dict[str, Any]:
    """The phrase as plain values, to be kept in a message."""
    words = {name: phrase_document(word) if isinstance(word, Phrase) else word for name, word in phrase.words.items()}
    plain: dict[str, Any] = {"text": phrase.text}
    return plain | ({"words": words} if words else {}) | ({"context": phrase.context} if phrase.context else {})


def phrase_of(document: Mapping[str, Any]) -> Phrase:
    """The phrase of plain values.

    >>> phrase_of({"text": "On {on}", "words": {"on": {"text": "May"}}}) == Phrase("On {on}", {"on": Phrase("May")})
    True
    """
    given = document.get("words", {})
    words = {name: phrase_of(word) if isinstance(word, Mapping) else word for name, word in given.items()}
    return Phrase(document["text"], words, document.get("context"))
