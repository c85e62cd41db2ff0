"""Processor time of assessing a year at once beside reading its file as JSON, and of replays of growing length.

Alone: `python -m bench.assessment`.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from time import process_time
from typing import Final

from bench.line import Line, in_turns
from bench.years import timeline_of
from chalicelib.adapters.timelines import read_timeline
from chalicelib.domain.standing import Standing, reassess
from chalicelib.domain.timeline import as_of
from local.replay import replay

YEAR: Final = 365
AFTER: Final = timedelta(minutes=1)
MONTH: Final = 30
MONTHS: Final = (3, 6, 12, 24)


def lines() -> Iterator[Line]:
    """A year assessed once; then replays of 3, 6, 12 and 24 months, a month's share of each."""
    yield assessed_once()
    yield from replayed()


def assessed_once(days: int = YEAR, rounds: int = 30) -> Line:
    """Decoded entries in, findings out, against `json.loads` of the same timeline."""
    text = json.dumps(timeline_of(days))
    history = read_timeline(json.loads(text))
    entries = tuple(kept.entry for kept in history.kept)
    now = max(entry.received_at for entry in entries) + AFTER

    def assess() -> object:
        standing, changes = reassess(Standing(), as_of(history.profile, entries, now))
        if not changes.raised:
            raise RuntimeError("a year of twitching raised nothing")
        return standing

    return in_turns("assessment.year", assess, lambda: json.loads(text), rounds=rounds, calls=1)


def replayed(rounds: int = 1) -> Iterator[Line]:
    """Processor time a month, and how much dearer twice the length is."""
    histories = {months: read_timeline(timeline_of(months * MONTH)) for months in MONTHS}
    costs: dict[int, list[float]] = {months: [] for months in MONTHS}
    for _ in range(rounds):
        for months, history in histories.items():
            started = process_time()
            replay(history, "bench")
            costs[months].append(process_time() - started)
    spent = {months: median(found) for months, found in costs.items()}
    for months in MONTHS:
        yield Line(name=f"replay.{months}_months.each", ours=spent[months] * 1000 / months, floor=None, unit="ms")
    yield Line(name="replay.growth", ours=spent[24] * 1000, floor=spent[12] * 1000, unit="ms")


if __name__ == "__main__":
    for line in lines():
        print(line.text(), flush=True)
