"""Processor time of assessing a year at once beside reading its file as JSON, and of replays of growing length.

Alone: `python -m bench.assessment`.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import process_time
from typing import Any, Final

from bench.line import Line, in_turns
from bench.years import timeline_of
from chalicelib.adapters.timelines import read_timeline
from chalicelib.domain.standing import Standing, reassess
from chalicelib.domain.timeline import as_of
from local.replay import replay

Document = dict[str, Any]
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


def replayed() -> Iterator[Line]:
    """Processor time a month at 20 logs a day; then how much dearer twice the length is, at 5 logs a day: of a plain
    log, of one in which 2 % come 10 days late, and of one in which an entry of 100 days ago is edited every week.
    """
    for months in MONTHS:
        spent = cost_of_replay(timeline_of(months * MONTH))
        yield Line(name=f"replay.{months}_months.each", ours=spent * 1000 / months, floor=None, unit="ms")
    for name, alter in (("plain", as_is), ("late", late), ("edited", edited)):
        one, two = (cost_of_replay(alter(timeline_of(months * MONTH, logs_a_day=5))) for months in (12, 24))
        yield Line(name=f"replay.growth.{name}", ours=two * 1000, floor=one * 1000, unit="ms")


def cost_of_replay(timeline: Document) -> float:
    """Seconds of processor time."""
    history = read_timeline(timeline)
    started = process_time()
    replay(history, "bench")
    return process_time() - started


def as_is(timeline: Document) -> Document:
    """The log unaltered."""
    return timeline


def late(timeline: Document) -> Document:
    """2 % of the entries come 10 days late."""
    for entry in timeline["entries"][::50]:
        entry["received_at"] = (datetime.fromisoformat(entry["at"]) + timedelta(days=10)).isoformat()
    return timeline


def edited(timeline: Document) -> Document:
    """An entry of 100 days ago is edited every 35 episodes: every week, at 5 a day."""
    episodes = [entry for entry in timeline["entries"] if entry["type"] == "episode"]
    for number, target in enumerate(episodes[::35]):
        at = (datetime.fromisoformat(target["at"]) + timedelta(days=100)).isoformat()
        change = {"id": f"x{number}", "type": "edit", "at": at, "received_at": at, "target": target["id"]}
        timeline["entries"].append({**change, "set": {"intensity": 5}})
    return timeline


if __name__ == "__main__":
    for line in lines():
        print(line.text(), flush=True)
