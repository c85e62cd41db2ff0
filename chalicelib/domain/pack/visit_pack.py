"""The visit pack: a whole log in the order in which a neurologist asks, as values.

Every figure is counted from the log as it stands now. It names no disease, gives no score and judges nothing.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from chalicelib.domain.entries import Entry, Screening, Visit
from chalicelib.domain.pack.course import Place, Recent, Stretch, Week, places_of, recent_of, stretches_of, weeks_of
from chalicelib.domain.pack.history import Spell, spells_of
from chalicelib.domain.pack.lifestyle import Measure, Tried, Weights, contexts_of, measures_of, weights_of
from chalicelib.domain.pack.medicines import MedicineLine, medicines_of
from chalicelib.domain.pack.quality import Quality, quality_of
from chalicelib.domain.pack.symptoms import Complaint, Denied, Loss, complaints_of, denied_of, losses_of
from chalicelib.domain.person import Profile
from chalicelib.domain.signs import MUTED, WARNINGS
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.triggers.links import Links, find_links
from chalicelib.domain.visits import is_muted


class Signs(Struct, frozen=True, kw_only=True):
    """The warning signs. `found` are their spells, those that stand first; `absent` are the signs of which no spell is
    told; `not_looked` those of them that a normal examination and EMG have put aside.
    """

    found: tuple[Spell, ...]
    absent: tuple[str, ...]
    not_looked: tuple[str, ...]


class VisitPack(Struct, frozen=True, kw_only=True):
    """All that the pack shows. `short_runs` counts the runs that `stretches` leaves out; `entries` are all that stand,
    oldest first.
    """

    made_at: datetime
    profile: Profile
    quality: Quality
    places: tuple[Place, ...]
    stretches: tuple[Stretch, ...]
    short_runs: int
    weeks: tuple[Week, ...]
    recent: Recent
    complaints: tuple[Complaint, ...]
    denied: tuple[Denied, ...]
    losses: tuple[Loss, ...]
    medicines: tuple[MedicineLine, ...]
    measures: tuple[Measure, ...]
    weights: Weights | None
    contexts: tuple[tuple[str, int], ...]
    links: Links
    tried: tuple[Tried, ...]
    visits: tuple[Visit, ...]
    screenings: tuple[Screening, ...]
    signs: Signs
    entries: tuple[Entry, ...]


def build_pack(timeline: Timeline, tried: Sequence[Tried]) -> VisitPack:
    """The pack of a log as of the timeline's moment. The timeline holds the whole log, with no carry."""
    stretches, short_runs = stretches_of(timeline)
    return VisitPack(
        made_at=timeline.now,
        profile=timeline.profile,
        quality=quality_of(timeline),
        places=places_of(timeline),
        stretches=stretches,
        short_runs=short_runs,
        weeks=weeks_of(timeline),
        recent=recent_of(timeline),
        complaints=complaints_of(timeline),
        denied=denied_of(timeline),
        losses=losses_of(timeline),
        medicines=medicines_of(timeline),
        measures=measures_of(timeline),
        weights=weights_of(timeline),
        contexts=contexts_of(timeline),
        links=find_links(timeline),
        tried=tuple(tried),
        visits=tuple(reversed(timeline.visits)),
        screenings=tuple(reversed(timeline.of(Screening))),
        signs=signs_of(timeline),
        entries=timeline.entries,
    )


def signs_of(timeline: Timeline) -> Signs:
    """The warning signs that hold or held, and the others."""
    found = spells_of(timeline)
    shown = {spell.sign for spell in found}
    aside = MUTED if is_muted(timeline.visits, timeline.now) else frozenset()
    return Signs(
        found=found,
        absent=tuple(sign for sign in WARNINGS if sign not in shown and sign not in aside),
        not_looked=tuple(sign for sign in WARNINGS if sign not in shown and sign in aside),
    )
