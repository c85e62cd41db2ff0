"""Processor time of a weekly summary: a year's numbers and trigger links, and its pictures.

Alone: `python -m bench.weekly`.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bench.line import Line, in_turns
from bench.years import timeline_of
from chalicelib.adapters.drawing.pictures import SHARP, drawings, mail_pictures, painter
from chalicelib.adapters.languages import tongue
from chalicelib.adapters.timelines import read_timeline
from chalicelib.domain.course import Log
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.usecases.read_year import tell_year

LOGS_A_DAY: Final = 5
YEAR: Final = 365
AFTER: Final = timedelta(minutes=1)


def lines() -> Iterator[Line]:
    """The year of a summary against reading its file as JSON, and its pictures against the library alone."""
    text = json.dumps(timeline_of(YEAR, logs_a_day=LOGS_A_DAY))
    history = read_timeline(json.loads(text))
    entries = tuple(kept.entry for kept in history.kept)
    now = max(entry.received_at for entry in entries) + AFTER
    person = Person(
        id="bench", address="bench@steady.invalid", profile=history.profile, joined_at=entries[0].at, consented_at=now
    )
    weekly = Message(kind="weekly", occasion="weekly#bench", decided_at=now, leaves_at=now)

    def told() -> Message:
        return tell_year(person, Log(entries), [weekly])[0]

    yield in_turns("summary.year", told, lambda: json.loads(text), rounds=10, calls=1)
    summary, english, paint = told().content["summary"], tongue("en"), painter()
    drawn = [drawing.svg for drawing in drawings(summary, english)]
    mails = in_turns(
        "summary.pictures", lambda: mail_pictures(summary, english), lambda: [paint(svg) for svg in drawn],
        rounds=5, calls=1,
    )  # fmt: skip
    yield mails
    sizes = [len(picture.png) for picture in mail_pictures(summary, english)]
    yield Line(name=f"summary.largest_picture.x{SHARP}", ours=max(sizes) / 1000, floor=60, unit="KB")


if __name__ == "__main__":
    for line in lines():
        print(line.text(), flush=True)
