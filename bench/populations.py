"""How often benign twitchers are told what, over many simulated years: `python -m bench.populations`.

It prints a table in Markdown. A seed gives the same people, and so the same table, however many work at it. Courses
that go on are held against the independent reckoning beside it; each place where they differ is printed.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from multiprocessing import get_context

from tests.populations.agreement import disagreements
from tests.populations.people import KINDS, population
from tests.populations.tally import UPWARDS, Tally, share_told, tally

CHUNK = 20
MAILS = ("finding", "emergency", "correction", "question", "support", "weekly")


def main(arguments: Sequence[str]) -> int:
    """Live the years through on all the cores that were asked for, and print the table."""
    parser = ArgumentParser(prog="python -m bench.populations")
    parser.add_argument("--years", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--courses", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    people = population(given.years, given.seed)
    chunks = [people[first : first + CHUNK] for first in range(0, len(people), CHUNK)]
    tallies = {kind: Tally() for kind in KINDS}
    with get_context("fork").Pool(given.workers) as pool:
        for number, found in enumerate(pool.imap_unordered(tally, chunks), 1):
            for kind, counts in found.items():
                tallies[kind].join(counts)
            _show(f"{min(number * CHUNK, len(people))} years")
        differ: list[str] = []
        for number, lines in enumerate(pool.imap_unordered(disagreements, range(given.courses), CHUNK), 1):
            differ += lines
            _show(f"{number} courses")
    print(file=sys.stderr)
    for line in (*table(tallies), f"{given.courses} courses that go on, {len(differ)} disagreements.", *differ):
        print(line)
    return 1 if differ or any(found.alarmed_without_symptom for found in tallies.values()) else 0


def _show(progress: str) -> None:
    print(f"\r{progress}", end="", file=sys.stderr, flush=True)


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """Three tables: mails a year, the highest level that people were told, and findings a year."""
    known = {kind: found for kind, found in tallies.items() if found.years}
    yield from _rows(["mails a year", "years", "logs a day", *MAILS, "most in a year, weekly apart"], (
        [kind, found.years, f"{found.entries / found.years / 365:.1f}",
         *(_mean(found.mails[name], found) for name in MAILS), found.most_mails]
        for kind, found in known.items()
    ))  # fmt: skip
    yield from _rows(["highest level told within the year", *UPWARDS, "anything", "alarmed without a symptom"], (
        [kind, *(_share(found.people_told[level], found) for level in UPWARDS), f"{100 * share_told(found):.1f} %",
         found.alarmed_without_symptom]
        for kind, found in known.items()
    ))  # fmt: skip
    signs = sorted({name for found in known.values() for name in found.raised})
    yield from _rows(["findings a year", *known], (
        [name, *(_mean(found.raised[name], found) for found in known.values())] for name in signs
    ))  # fmt: skip


def _rows(head: Sequence[object], rows: Iterator[Sequence[object]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(str(cell) for cell in cells)} |"
    yield ""


def _mean(count: int, found: Tally) -> str:
    return f"{count / found.years:.2f}"


def _share(count: int, found: Tally) -> str:
    return f"{100 * count / found.years:.1f} %"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
