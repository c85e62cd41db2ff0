"""The languages that Steady speaks: one gettext catalog each, under `templates/locale`, loaded once.

English is what the source says, with "GP" where there are GPs. `en_001`, English for the rest of the world, has the
few sentences that speak of one, with "doctor" in its place.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from chalicelib.domain.care import has_gps
from chalicelib.domain.phrase import Phrase, weekday_phrase

if TYPE_CHECKING:
    from gettext import NullTranslations

LOCALES: Final = Path(__file__).resolve().parents[2] / "templates" / "locale"
"""Beside the templates, in the repository and in the package alike."""
DOMAIN: Final = "steady"
WORLD: Final = "en_001"
_MARKS: Final[Mapping[str, str]] = {"de": ",."}
"""A language's decimal mark and the one between thousands, where they are not those of English."""
NOUNS: Final = ("day", "minute", "hour", "serving", "litre", "check-in", "time", "habit")
"""What is counted."""


class Tongue(Struct, frozen=True):
    """One language. `lang` is its BCP 47 tag, for HTML."""

    lang: str
    catalog: "NullTranslations"

    def text(self, text: str, context: str | None = None) -> str:
        """A fixed text. Never ask this for words that a person wrote."""
        if context is None:
            return self.catalog.gettext(text)
        said = self.catalog.pgettext(context, text)
        return said if said != text else self.catalog.gettext(text)

    def named(self, text: str) -> str:
        """A fixed text as the head of a line: its first letter is a capital, and the others stay as they are."""
        said = self.text(text)
        return said[:1].upper() + said[1:]

    def say(self, phrase: Phrase) -> str:
        """A phrase with its words."""
        return phrase.read(self.text, self.number)

    def number(self, value: float) -> str:
        """A number as it is: 1.75 in English is 1,75 in German."""
        return self._marked(f"{value:g}")

    def rounded(self, value: float) -> str:
        """A number to one decimal, with none where it is whole."""
        return self._marked(f"{value:,.1f}".removesuffix(".0"))

    def times(self, count: float, noun: str) -> str:
        """A count with one of NOUNS: "1 day", "2.5 days"."""
        said = self.catalog.ngettext(f"{{count}} {noun}", f"{{count}} {noun}s", 1 if count == 1 else 2)
        return said.format(count=self.rounded(count))

    def day(self, on: date) -> str:
        """A date with its weekday."""
        return self.say(weekday_phrase(on))

    def _marked(self, number: str) -> str:
        marks = _MARKS.get(self.lang)
        return number.translate(str.maketrans(".,", marks)) if marks else number


@cache
def tongue(locale: str = "en") -> Tongue:
    """The language of a locale; English where there is no catalog for it.

    >>> tongue("en").rounded(1234.5), tongue("xx").lang
    ('1,234.5', 'en')
    """
    # what a log is answered with needs no catalog
    from gettext import NullTranslations, find

    if locale == "en":
        return Tongue("en", NullTranslations())
    if find(DOMAIN, LOCALES, [locale]) is None:
        return tongue("en")
    return Tongue("en" if locale == WORLD else locale, _catalog(locale))


def tongue_for(language: str, country: str | None) -> Tongue:
    """The language of somebody who reads that language and lives in that country."""
    return tongue(WORLD if language == "en" and not has_gps(country) else language)


def _catalog(locale: str) -> "NullTranslations":
    from gettext import translation

    return translation(DOMAIN, LOCALES, [locale])
