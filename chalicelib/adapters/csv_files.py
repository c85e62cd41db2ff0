"""The log as one table for a spreadsheet: one row an entry, and no cell that a spreadsheet takes for a formula.

RFC 4180: commas, lines that end with CRLF, and quotes round each cell that needs them. UTF-8 without a byte order
mark, so that the first column keeps its name for whoever reads the file by program.
"""

import csv
import io
from collections.abc import Mapping
from typing import Any, Final
from unicodedata import category, normalize

import msgspec

from chalicelib.adapters.documents import wire_fields
from chalicelib.domain.entries import TYPES
from chalicelib.usecases.read_log import Export

FIRST: Final = ("id", "type", "stands", "at", "received_at")
LAST: Final = ("note", "key", "other")
COLUMNS: Final = (
    *FIRST,
    *dict.fromkeys(name for record in TYPES.values() for name in wire_fields(record) if name not in (*FIRST, *LAST)),
    *LAST,
)
"""The header. New columns are added, and none is renamed or goes away."""
BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "|", "%", "\N{MINUS SIGN}")
"""What spreadsheets take for the first sign of a formula or of a command; its wide and small forms count as it."""
GUARD: Final = "'"


def csv_table(export: Export) -> str:
    """Every entry in the order of receipt. One that was edited has its present values; `stands` says whether it counts.

    Edits and deletions have rows of their own. What Steady has no column for is in `other`, as JSON.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for given in export.documents:
        table.writerow(_row(given, export.current.get(given["id"])))
    return text.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet may take it for a formula.

    >>> guarded("=1+1"), guarded(" @sum"), guarded("a=b")
    ("'=1+1", "' @sum", 'a=b')
    """
    seen = text.lstrip("".join({letter for letter in text if _is_unseen(letter)}))
    is_risky = normalize("NFKC", seen[:1]).startswith(BEGINS_A_FORMULA) or text[:1] in ("\t", "\r", "\n")
    return GUARD + text if is_risky else text


def _is_unseen(letter: str) -> bool:
    return letter.isspace() or category(letter)[0] in "CZM"


def _row(given: Mapping[str, Any], current: Mapping[str, Any] | None) -> list[str]:
    document = {**(current or given)}
    is_change = document["type"] in ("edit", "delete")
    document["stands"] = None if is_change else current is not None
    other = {name: value for name, value in document.items() if name not in COLUMNS or name == "other"}
    return [guarded(_cell(document.get(name))) for name in COLUMNS[:-1]] + [guarded(_cell(other or None))]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return msgspec.json.encode(value).decode()
