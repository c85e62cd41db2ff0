"""A language is a catalog; where there is none, or no words in it, English stands."""

from datetime import date

import pytest
from msgspec.structs import replace

from chalicelib.adapters.languages import tongue, tongue_for
from chalicelib.domain.phrase import Phrase, list_phrase, phrase_document, phrase_of, year_phrase
from local.mails.samples import PERSON, SAMPLES, write

NESTED = Phrase(
    "On {on} you logged {what}, {mean} times.",
    {"on": year_phrase(date(2026, 5, 3)), "what": list_phrase([Phrase("cramp"), Phrase("fever")]), "mean": 1.5},
)


def test_a_phrase_is_english_by_itself() -> None:
    assert str(NESTED) == "On 3 May 2026 you logged cramp and fever, 1.5 times."


def test_a_phrase_is_kept_as_plain_values() -> None:
    assert phrase_of(phrase_document(NESTED)) == NESTED
    assert phrase_document(Phrase("hand", context="in")) == {"text": "hand", "context": "in"}


@pytest.mark.parametrize("hostile", ["{on.__class__}", "{0}", "%(what)s", "{", "}}"])
def test_a_persons_own_words_are_no_template(hostile: str) -> None:
    assert str(Phrase("You take {medicine}.", {"medicine": hostile})) == f"You take {hostile}."


def test_a_language_without_a_catalog_is_english() -> None:
    assert tongue("xx") is tongue("en")
    assert tongue("xx").say(NESTED) == str(NESTED)


def test_a_language_is_loaded_once() -> None:
    assert tongue("de") is tongue("de")


def test_numbers_and_counts_follow_the_language() -> None:
    assert [tongue(name).number(1.75) for name in ("en", "de")] == ["1.75", "1,75"]
    assert [tongue(name).rounded(1234.5) for name in ("en", "de")] == ["1,234.5", "1.234,5"]
    assert [tongue("en").times(count, "day") for count in (1, 2.5, 0)] == ["1 day", "2.5 days", "0 days"]


def test_the_html_says_its_language() -> None:
    assert '<html lang="en"' in write(SAMPLES["check_in"]).html
    assert '<html lang="de"' in write(SAMPLES["check_in"], replace(PERSON, language="de")).html


@pytest.mark.parametrize(("language", "country", "lang"), [("en", "GB", "en"), ("en", None, "en"), ("de", "GB", "de")])
def test_who_has_a_gp_reads_of_one(language: str, country: str | None, lang: str) -> None:
    assert tongue_for(language, country).lang == lang
