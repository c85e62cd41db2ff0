"""What a day of a million reminders costs stands in docs/reliability.md, and is what the kept counts give."""

import pytest

from bench.costs import dollars_of_a_reminder
from bench.counts import read_counts
from bench.lived import stack_of
from local.package import ROOT

LINES = (ROOT / "docs/reliability.md").read_text().splitlines()


def row(name: str) -> list[int]:
    """The numbers of that row."""
    (line,) = (line for line in LINES if line.startswith(f"| {name}"))
    return [int(cell.replace(",", "")) for cell in line.strip("| ").split(" | ")[1:]]


def test_the_reminders_of_a_million_people() -> None:
    each = dollars_of_a_reminder(read_counts(), stack_of())
    sent, dollars = row("sent"), row("cost of the reminders")
    assert len(sent) == 4
    assert dollars == [pytest.approx(each * mails, abs=1) for mails in sent]
