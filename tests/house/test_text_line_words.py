"""docs/text-line.md lists the words that the reader knows: each table in it is made from the table in the code."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from chalicelib.domain.body import area_words
from chalicelib.domain.spoken.places import EITHER, ONE, TWO
from chalicelib.domain.spoken.sayings import CONTEXTS, STRENGTHS
from chalicelib.domain.spoken.symptoms import SYMPTOMS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "text-line.md").read_text()


def rows(table: Mapping[str, str]) -> Iterator[str]:
    for name, phrases in table.items():
        yield f"| {name} | {', '.join(' '.join(phrase.split()) for phrase in phrases.split(',') if phrase.strip())} |"


def areas() -> dict[str, str]:
    return {area_words(area): f"{phrases}, {TWO.get(area, '')}" for area, phrases in ONE.items()}


TABLES = {
    "Places": areas(),
    "Asked": EITHER,
    "Circumstances": CONTEXTS,
    "Strength": {str(strength): phrases for strength, phrases in STRENGTHS.items()},
    "Symptoms": SYMPTOMS,
}


@pytest.mark.parametrize("title", TABLES)
def test_the_page_lists_the_words(title: str) -> None:
    section = PAGE.partition(f"### {title}\n")[2].partition("\n###")[0]
    assert [line for line in section.splitlines() if line.startswith("| ")][1:] == list(rows(TABLES[title]))
