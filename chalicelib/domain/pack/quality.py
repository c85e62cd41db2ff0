"""How far a log carries: on how many days something was written down, and how soon."""

from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from chalicelib.domain.days import day_of
from chalicelib.domain.entries import CheckIn, Delete, Edit, Entry, Episode, Symptom
from chalicelib.domain.localtime import DAY, instant, local_date
from chalicelib.domain.pack.course import logged_dates
from chalicelib.domain.timeline import Timeline

LATE_AFTER: Final = timedelta(hours=24)
"""An episode or symptom is late when it came in so long after it happened [D]; a check-in, so long after its date."""


class Quality(Struct, frozen=True, kw_only=True):
    """`days_logged` of `days` local dates from the first with an episode, check-in or symptom to today.

    `late` are standing episodes, check-ins and symptoms that came in late; `edits` and `deletions` are all that were
    made, `edited` the ids that edits name. `imported_at` is None where nothing was imported. `without_figures` are
    episodes with no length or no strength.
    """

    first_on: date | None
    days: int
    days_logged: int
    episodes: int
    check_ins: int
    symptoms: int
    late: frozenset[str]
    without_figures: int
    edited: frozenset[str]
    edits: int
    deletions: int
    imported_at: datetime | None


def quality_of(timeline: Timeline) -> Quality:
    """The figures of a log as of now."""
    logged = logged_dates(timeline)
    first, today = min(logged, default=None), local_date(timeline.now, timeline.zone)
    episodes = timeline.of(Episode)
    return Quality(
        first_on=first,
        days=max((today - first).days + 1, len(logged)) if first else 0,
        days_logged=len(logged),
        episodes=len(episodes),
        check_ins=len(timeline.days),
        symptoms=len(timeline.symptoms),
        late=frozenset(entry.id for entry in timeline.entries if _is_late(timeline, entry)),
        without_figures=sum(episode.minutes is None or episode.intensity is None for episode in episodes),
        edited=frozenset(entry.target for entry in timeline.raw if isinstance(entry, Edit)),
        edits=sum(isinstance(entry, Edit) for entry in timeline.raw),
        deletions=sum(isinstance(entry, Delete) for entry in timeline.raw),
        imported_at=timeline.imported_at,
    )


def _is_late(timeline: Timeline, entry: Entry) -> bool:
    if isinstance(entry, CheckIn):
        day_over = instant(day_of(entry, timeline.zone) + DAY, datetime.min.time(), timeline.zone)
        return entry.received_at - day_over > LATE_AFTER
    return isinstance(entry, Episode | Symptom) and entry.received_at - entry.at > LATE_AFTER
