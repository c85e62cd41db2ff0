"""Lines as people say them: those that the tables of words were made for, and three sets that were held out."""

import pytest

from tests.unit.domain.spoken.lines import Phrasing, meaning_of, phrasings

KNOWN = phrasings("phrasings.txt")
HELD_OUT = [row for name in ("", "_again", "_last") for row in phrasings(f"held_out{name}.txt")]


def test_there_are_two_hundred_of_them() -> None:
    assert len({row.line for row in KNOWN}) >= 200


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: row.line)
def test_a_line_is_understood(row: Phrasing) -> None:
    assert meaning_of(row.line) == row.meaning


def test_of_lines_that_were_held_out_95_in_100_are_understood() -> None:
    wrong = [row.line for row in HELD_OUT if meaning_of(row.line) != row.meaning]
    assert len(wrong) <= 0.05 * len(HELD_OUT), wrong


@pytest.mark.parametrize("row", HELD_OUT, ids=lambda row: row.line)
def test_a_line_is_never_stored_with_another_place_side_or_day(row: Phrasing) -> None:
    read = meaning_of(row.line)
    if read is not None:
        assert row.meaning is not None, "a line that is not clear was stored"
        assert (read.get("area"), read.get("side")) == (row.meaning["area"], row.meaning.get("side"))
        assert read.get("at") == row.meaning.get("at")
