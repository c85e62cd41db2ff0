"""Listens to a language: notes each text that its catalog was asked for and does not have."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.adapters import emails, languages


class Listening(gettext.NullTranslations):
    """A catalog, and in `missing` what it lacks. What is asked for in a context may be answered without it."""

    def __init__(self, catalog: gettext.NullTranslations) -> None:
        super().__init__()
        self.catalog, self.missing = catalog, set[str]()

    catalog: gettext.NullTranslations
    missing: set[str]

    def gettext(self, message: str) -> str:
        return self._heard(message, self.catalog.gettext(message), message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self._heard(one, self.catalog.ngettext(one, many, count), one if count == 1 else many)

    def pgettext(self, context: str, message: str) -> str:
        return self._heard(f"{context}: {message}", self.catalog.pgettext(context, message), message)

    def _heard(self, asked: str, said: str, english: str) -> str:
        if said == english and english not in SAME:
            self.missing.add(asked)
        return said


SAME = frozenset(
    {
        "Stress", "April", "August", "September", "November", "Steady", "{date} {year}", "{some}, {next}",
        "{some} {more}", "{text} {why}", "NICE NG127 [V2]", "NICE NG42 [V2]", "NHS [V2]", "NHS, FAST [V2]",
        "NHS; NICE NG127 [V2]",
        "NICE NG127; NHS [V2]", "NICE NG127; Red Flags tool [V2]", "NHS Greater Glasgow and Clyde [V]",
        "PMC4434191 [V]", "BMJ Best Practice [V2]", "Drinkaware [V]", "{count} check-in", "{region}: {days} days.",
    }
)  # fmt: skip
"""What German says as English does."""


@contextmanager
def listening(asked: str) -> Iterator[Listening]:
    """The language that is asked for listens while this lasts."""
    heard = Listening(languages.tongue(asked).catalog)
    real = languages._catalog
    _forget()
    try:
        languages._catalog = lambda locale: heard if locale == asked else real(locale)
        yield heard
    finally:
        languages._catalog = real
        _forget()


def _forget() -> None:
    languages.tongue.cache_clear()
    emails._environment.cache_clear()
