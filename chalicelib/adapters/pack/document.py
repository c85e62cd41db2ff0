"""A visit pack laid out in parts: what the page and the PDF show alike. Nothing here knows HTML or PDF."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from chalicelib.adapters.pack.log import LogDay
from chalicelib.adapters.pack.words import CUT, rest_of


class Fact(Struct, frozen=True):
    """A label and what it says."""

    label: str
    text: str


class Table(Struct, frozen=True):
    """`shares` are the columns' parts of the width. `rest` says how many rows are left out; empty where none is."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    rest: str = ""


class Part(Struct, frozen=True):
    """One question of the doctor: its title, facts, tables, and the facts that close it."""

    code: str
    title: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    closing: tuple[Fact, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether it leaves something out."""
        said = [fact.text for fact in (*self.facts, *self.closing)] + [table.rest for table in self.tables]
        return any(CUT in text for text in said)


class Bar(Struct, frozen=True):
    """One week of the chart: `days` of 7 with twitching, `load` minutes × strength, `logged` of 7."""

    monday: date
    days: int
    load: float
    logged: int


class PackDocument(Struct, frozen=True, kw_only=True):
    """The whole pack. `parts` are the summary, `more` what it leaves out, `log` every entry that is shown.

    `areas` are the episodes of each area and side, for the map. `log_rest` says how many older entries are left out.
    """

    made_on: str
    who: str
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]
    areas: Mapping[tuple[str, str | None], int] = field(default_factory=dict)
    more: tuple[Part, ...] = ()
    log: tuple[LogDay, ...] = ()
    log_rest: str = ""


def table(
    head: tuple[str, ...], rows: Sequence[tuple[str, ...]], shares: tuple[int, ...], most: int | None = None
) -> tuple[Table, ...]:
    """A table of at most so many rows; none where there is no row."""
    if not rows:
        return ()
    rest = len(rows) - most if most is not None else 0
    return (Table(head, tuple(rows[:most]), shares, rest_of(rest) if rest > 0 else ""),)
