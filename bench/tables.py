"""The tables of docs/costs.md: `python -m bench.tables` writes them anew from the kept counts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench.costs import Bill, bill_of
from bench.counts import Counts, read_counts
from bench.fixed import FixedRow, asked_for_row, fixed_rows
from bench.line import Line
from bench.lived import Life, Stack, stack_of

DOCUMENT: Final = Path(__file__).resolve().parents[1] / "docs/costs.md"
WANTED_PERCENT: Final = 35
WANTED_FIXED: Final = 5
BEGIN, END = "<!-- made by python -m bench.tables -->", "<!-- made until here -->"
USUAL: Final = Life()
OTHERS: Final = {
    "as above": USUAL,
    "mails go to their worker by tens": replace(USUAL, batch=10),
    "processors take twice as long": replace(USUAL, cpu=2),
    "one invocation in 20 starts cold": replace(USUAL, cold=0.05),
    "on arm64": replace(USUAL, architecture="arm64"),
    "on x86-64": replace(USUAL, architecture="x86_64"),
    "all five logs by the pages, three requests each": replace(USUAL, check_ins=0, by_page=5),
    "logs over the API, and `/today` opened 10 times a day": replace(USUAL, pages=10),
    "1 log a day": replace(USUAL, logs=1),
    "1 reminder a day": replace(USUAL, reminders=1),
    "in the first month": replace(USUAL, years=1 / 12),
    "with three years behind them": replace(USUAL, years=3),
}


def lines() -> Iterator[Line]:
    """What the kept counts come to, beside what is wanted."""
    counts, stack = read_counts(), stack_of()
    share = bill_of(counts, stack, USUAL).share * 100
    fixed = sum(row.dollars for row in fixed_rows(counts, stack))
    yield Line(name="cost.beside_ses", ours=share, floor=WANTED_PERCENT, unit="% of SES")
    yield Line(name="cost.stack", ours=fixed, floor=WANTED_FIXED, unit="dollars a month")


def tables(counts: Counts, stack: Stack) -> str:
    """All of them, as the document has them."""
    bill = bill_of(counts, stack, USUAL)
    parts = [_reached(counts, stack, bill), _bill(bill), _others(counts, stack), _fixed(counts, stack)]
    parts.append(_operations(counts))
    return "\n\n".join("\n".join(part) for part in parts)


def _reached(counts: Counts, stack: Stack, bill: Bill) -> Iterator[str]:
    rows = fixed_rows(counts, stack)
    fixed, free = sum(row.dollars for row in rows), sum(row.with_free_tier for row in rows)
    yield f"- Beside SES: **{_percent(bill.share)}** of what SES costs; {WANTED_PERCENT} % is wanted, 25 % the aim."
    yield f"- A stack: **${fixed:.2f}** a month by the list, **${free:.2f}** with what every account has for nothing;"
    yield f"  ${WANTED_FIXED} by the list is wanted. A dashboard is in it where it is free, and else is not made."


def _bill(bill: Bill) -> Iterator[str]:
    yield "### 1,000 people for a month"
    yield ""
    yield "| line | a person and month | dollars | of SES |"
    yield "|---|---|---|---|"
    for row in bill.ses:
        yield f"| SES: {row.name} | {row.units:,.0f} | {row.dollars:.2f} | |"
    yield f"| **SES alone** | | **{bill.ses_dollars:.2f}** | |"
    for row in bill.beside:
        yield f"| {row.name} | {row.units:,.0f} | {row.dollars:.2f} | {_percent(row.dollars / bill.ses_dollars)} |"
    yield f"| **beside SES** | | **{bill.dollars:.2f}** | **{_percent(bill.share)}** |"


def _others(counts: Counts, stack: Stack) -> Iterator[str]:
    yield "### Other ways to live, and other assumptions"
    yield ""
    yield "| who, or what | SES | beside SES | of SES |"
    yield "|---|---|---|---|"
    for name, life in OTHERS.items():
        bill = bill_of(counts, stack, life)
        yield f"| {name} | {bill.ses_dollars:.2f} | {bill.dollars:.2f} | {_percent(bill.share)} |"


def _fixed(counts: Counts, stack: Stack) -> Iterator[str]:
    rows = fixed_rows(counts, stack)
    yield "### A stack with nobody in it, a month"
    yield ""
    yield "| line | how many | dollars | with the free tier |"
    yield "|---|---|---|---|"
    yield from map(_fixed_line, rows)
    total, free = sum(row.dollars for row in rows), sum(row.with_free_tier for row in rows)
    yield f"| **all** | | **{total:.2f}** | **{free:.2f}** |"
    yield _fixed_line(asked_for_row(stack))


def _fixed_line(row: FixedRow) -> str:
    return f"| {row.name} | {row.units:,.0f} | {row.dollars:.2f} | {row.with_free_tier:.2f} |"


def _operations(counts: Counts) -> Iterator[str]:
    yield "### Counted, an operation at a time"
    yield ""
    yield "| operation | calls | read units | write units | ms of a processor |"
    yield "|---|---|---|---|---|"
    for name, one in counts.operations.items():
        yield f"| `{name}` | {sum(one.calls.values()):g} | {one.read:g} | {one.write:g} | {one.cpu_ms:.0f} |"


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def with_tables(document: str, made: str) -> str:
    """The document with these tables in their place."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(with_tables(DOCUMENT.read_text(), tables(read_counts(), stack_of())))
