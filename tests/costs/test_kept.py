"""What is kept of the emulator's counts: the document has their tables, and the calls are still those that are made."""

from bench.capacity import DEPLOYED, measured
from bench.counts import LIVED, read_counts
from bench.lived import stack_of
from bench.lives import people
from bench.stage import staged
from bench.tables import DOCUMENT, tables, with_tables

DAYS = 10
"""So long a log is enough: what is called does not depend on it."""


def test_an_operation_makes_the_calls_that_were_counted() -> None:
    with staged(people(DAYS), **DEPLOYED) as stage:
        called = {name: count.calls for name, count in measured(stage, most_turns=1)}
    kept = read_counts().operations.items()
    assert called == {name: count.calls for name, count in kept if not name.endswith(LIVED)}


def test_the_document_has_the_tables_of_the_kept_counts() -> None:
    document = DOCUMENT.read_text()
    assert document == with_tables(document, tables(read_counts(), stack_of()))
