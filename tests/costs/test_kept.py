"""What is kept of the emulator's counts: the document has their tables, and the calls are still those that are made."""

from collections.abc import Mapping
from functools import cache

import pytest

from bench.capacity import DEPLOYED, measured
from bench.counts import read_counts
from bench.lived import stack_of
from bench.lives import people
from bench.operations import OPERATIONS
from bench.stage import staged
from bench.tables import DOCUMENT, tables, with_tables

pytestmark = pytest.mark.xdist_group("costs")
DAYS = 3
"""So long a log is enough: what is called does not depend on it."""


@cache
def called() -> Mapping[str, Mapping[str, float]]:
    with staged(people(DAYS), **DEPLOYED) as stage:
        return {name: count.calls for name, count in measured(stage, most_turns=1)}


@pytest.mark.parametrize("name", [operation.name for operation in OPERATIONS])
def test_an_operation_makes_the_calls_that_were_counted(name: str) -> None:
    assert called()[name] == read_counts().operations[name].calls


def test_the_document_has_the_tables_of_the_kept_counts() -> None:
    document = DOCUMENT.read_text()
    assert document == with_tables(document, tables(read_counts(), stack_of()))
