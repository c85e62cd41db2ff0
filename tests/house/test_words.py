"""The catalogs are what the source says today, and every language has all of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from chalicelib.adapters.languages import DOMAIN, LOCALES, WORLD
from chalicelib.domain.person import LANGUAGES
from local import catalogs

HOW = "run `make words`, translate what it names, and run it again; docs/words.md says more"
FILLED = re.compile(r"\{\w*\}|%\(\w*\)[sd]|%[sd]")
"""What is filled in later."""
in_each = pytest.mark.parametrize("path", catalogs.catalogs(), ids=lambda path: path.parents[1].name)


@pytest.fixture(scope="module")
def template() -> Catalog:
    return catalogs.collect()


def test_there_is_a_catalog_for_each_language() -> None:
    assert {path.parents[1].name for path in catalogs.catalogs()} == {*LANGUAGES, WORLD} - {"en"}


def test_the_template_is_not_stale(template: Catalog) -> None:
    assert (LOCALES / f"{DOMAIN}.pot").read_text(encoding="utf-8") == catalogs.as_po(template), HOW


@in_each
def test_a_catalog_is_not_stale(path: Path, template: Catalog) -> None:
    catalog = catalogs.updated(path, template)
    assert path.read_text(encoding="utf-8") == catalogs.as_po(catalog), HOW
    assert path.with_suffix(".mo").read_bytes() == catalogs.as_mo(catalog), HOW


@in_each
def test_every_text_is_translated(path: Path, template: Catalog) -> None:
    catalog = catalogs.updated(path, template)
    assert [message.id for message in messages(catalog) if message.fuzzy or not all(said(message))] == [], HOW


@in_each
def test_a_translation_fills_in_the_same_words(path: Path, template: Catalog) -> None:
    for message in messages(catalogs.updated(path, template)):
        wanted = sorted(FILLED.findall(asked(message)[-1]))
        assert [sorted(FILLED.findall(text)) for text in said(message)] == [wanted] * len(said(message)), message.id


@in_each
def test_a_translation_brings_no_markup_of_its_own(path: Path, template: Catalog) -> None:
    for message in messages(catalogs.updated(path, template)):
        wanted = sorted(re.findall(r"<[^>]*>", asked(message)[-1]))
        assert all(sorted(re.findall(r"<[^>]*>", text)) == wanted for text in said(message)), message.id


def messages(catalog: Catalog) -> Iterator[Message]:
    """Every entry but the head."""
    return (message for message in catalog if message.id)


def asked(message: Message) -> tuple[str, ...]:
    """The English: the one and the many where it counts."""
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def said(message: Message) -> tuple[str, ...]:
    """The translation, each of its forms."""
    found = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(text or "" for text in found)
