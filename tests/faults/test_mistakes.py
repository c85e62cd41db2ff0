"""The seeded mistakes can still be made, and the document shows them; `python -m tests.faults.mistakes` makes them."""

import pytest

from tests.faults.mistakes import MISTAKES, ROOT, Mistake, table
from tests.house.test_reliability import is_there


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_can_still_be_made_and_its_test_is_there(mistake: Mistake) -> None:
    assert (ROOT / mistake.path).read_text().count(mistake.right) == 1
    assert is_there(mistake.caught_by)


def test_the_document_shows_the_mistakes() -> None:
    assert table() in (ROOT / "docs" / "reliability.md").read_text(), (
        "put the table of tests/faults/mistakes.py into docs/reliability.md"
    )
