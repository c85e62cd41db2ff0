"""Each seeded mistake is noticed by the test that its row names. `make mistakes` tries the whole suite on each."""

from pathlib import Path

import pytest

from tests.mutations.mistakes import MISTAKES, Mistake
from tests.mutations.seeding import HAS_CRASHED, SHOWN, copy_tree, noticing_test, run_tests, seed, table


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name.replace(" ", "-") for mistake in MISTAKES])
def test_the_mistake_is_caught(mistake: Mistake, tmp_path: Path) -> None:
    tree = copy_tree(tmp_path)
    seed(tree, mistake)
    is_noticed, printed = run_tests(tree, noticing_test(mistake))
    assert is_noticed, printed
    assert not HAS_CRASHED.search(printed), printed


def test_without_a_mistake_the_same_tests_pass(tmp_path: Path) -> None:
    is_noticed, printed = run_tests(copy_tree(tmp_path), *sorted({noticing_test(mistake) for mistake in MISTAKES}))
    assert not is_noticed, printed


def test_the_document_shows_the_mistakes() -> None:
    assert table() in SHOWN.read_text(), "put the table of tests/mutations/seeding.py into docs/mistakes.md"
