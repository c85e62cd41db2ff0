"""The CSV file: a spreadsheet reads back what was logged, and finds no formula in it."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.csv_files import COLUMNS, csv_table, guarded
from chalicelib.domain.entries import TYPES
from tests import hostile
from tests.exports.histories import EVERYTHING, empty, exported, made_histories
from tests.unit.domain.logs import QUICK

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "export.md").read_text()
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","y")', "%0A=1", "|x"]
BEFORE = [
    "",
    " ",
    "\u00a0",
    "\t",
    "\r",
    "\n",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\u2060",
    "\x00",
    "\u3000",
    "\x1b",
    "\u0301",
]
WIDE = ["\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", "\u22121", "\ufe621", "\u207c1"]
HOSTILE = [before + formula for before in BEFORE for formula in [*FORMULAS, *WIDE]]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def is_formula(cell: str) -> bool:
    """A sniffer of its own: what is left when all that no eye sees is gone begins as a formula does."""
    seen = "".join(letter for letter in cell if unicodedata.category(letter)[0] in "LNPS")
    plain = unicodedata.normalize("NFKC", seen[:1])
    return bool(re.match(r"[=+\-@|%\u2212]", plain)) or cell[:1] in ("\t", "\r", "\n")


def noted(texts: list[str]) -> dict[str, Any]:
    at = {"at": "2026-10-01T10:00:00Z", "received_at": "2026-10-01T10:00:00Z"}
    entries = [{"id": f"e{place}", "type": "symptom", "name": "fever", "note": text, **at}
               for place, text in enumerate(texts)]  # fmt: skip
    return {**empty(), "entries": entries}


def test_one_row_an_entry_with_every_field() -> None:
    rows = rows_of(csv_table(exported(EVERYTHING)))
    assert {row["id"] for row in rows} == {entry["id"] for entry in EVERYTHING["entries"]}
    assert len(rows) == len(EVERYTHING["entries"])
    assert {row["type"] for row in rows} == set(TYPES)
    for entry, row in ((entry, row) for entry in EVERYTHING["entries"] for row in rows if row["id"] == entry["id"]):
        said = {name for name, value in row.items() if value} - {"stands"}
        assert said == {*entry}, row


def test_an_edit_is_in_its_entry_and_a_deletion_beside_it() -> None:
    rows = {row["id"]: row for row in rows_of(csv_table(exported(EVERYTHING)))}
    assert (rows["e1"]["minutes"], rows["e1"]["stands"]) == ("4", "true")
    assert json.loads(rows["x1"]["set"])["minutes"] == 4
    assert [rows[name]["stands"] for name in ("e2", "e3", "d1")] == ["false", "false", ""]


def test_the_header_is_the_one_that_programs_rely_on() -> None:
    text = csv_table(exported(empty()))
    assert text == ",".join(COLUMNS) + "\r\n"
    listed = DOCUMENT.partition("<!-- columns -->")[2].partition("<!-- end of columns -->")[0]
    assert tuple(re.findall(r"`(\w+)`", listed)) == COLUMNS
    assert COLUMNS[:5] == ("id", "type", "stands", "at", "received_at")


@pytest.mark.parametrize("lines", ["one\ntwo", "one\r\ntwo", 'a "quoted" word, and more', "'", "a=b", "1-2"])
def test_what_is_no_formula_comes_back_as_it_was(lines: str) -> None:
    (row,) = rows_of(csv_table(exported(noted([lines]))))
    assert row["note"] == lines


def test_no_hostile_text_is_a_formula() -> None:
    rows = rows_of(csv_table(exported(noted(HOSTILE))))
    assert len(rows) == len(HOSTILE)
    for text, row in zip(HOSTILE, sorted(rows, key=lambda row: int(row["id"][1:])), strict=True):
        assert not is_formula(row["note"]), repr(text)
        assert row["note"] == "'" + text


def test_the_list_of_hostile_texts_comes_back_whole_and_harmless() -> None:
    texts = [text for text in hostile.PAYLOADS if 0 < len(text) <= 1000]
    rows = sorted(rows_of(csv_table(exported(noted(texts)))), key=lambda row: int(row["id"][1:]))
    assert [row["note"].removeprefix("'") for row in rows] == [text.removeprefix("'") for text in texts]
    assert not [cell for row in rows for cell in row.values() if is_formula(cell)]


@QUICK
@given(made_histories())
def test_no_cell_of_any_history_is_a_formula(history: dict[str, Any]) -> None:
    rows = rows_of(csv_table(exported(history)))
    assert len(rows) == len(history["entries"])
    assert not [cell for row in rows for cell in row.values() if is_formula(cell)]


@QUICK
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_guard_is_put_before_and_nothing_is_taken_away(text: str) -> None:
    assert guarded(text) in (text, "'" + text)
