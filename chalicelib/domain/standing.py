"""What stands for a person and who has been told what: the small state that goes from one look to the next."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from chalicelib.domain.entries import Answer, Delete, Edit
from chalicelib.domain.finding import RANK, ClearedBy, Finding, Holding, Level, raise_finding
from chalicelib.domain.signs import MUTED, QUESTIONS, look
from chalicelib.domain.signs.twitching import long_runs
from chalicelib.domain.timeline import Timeline, as_of
from chalicelib.domain.view import View

REMEMBERED_FOR: Final = timedelta(days=30)
OF_ONE_DAY: Final = frozenset({"over_logging"})
"""Signs that hold for a day, and that a summary tells of all the same."""


class Told(Struct, frozen=True, kw_only=True):
    """When a sign was last told, at which level, and whether the one repeat of an urgent one was made."""

    level: Level
    at: datetime
    is_repeated: bool = False


class Standing(Struct, frozen=True, kw_only=True):
    """`findings` are open; of `cleared` those stand here that ended in the last 30 days and are looked at again; `held`
    wait for the end of quiet hours.

    `held` leads from a finding's id to the moment at which its telling was decided; `carried` names the findings
    that a summary has shown. `raised` counts the findings ever raised. What was received by `imported_at` came in
    with an import.
    """

    findings: tuple[Finding, ...] = ()
    cleared: tuple[Finding, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)
    carried: tuple[str, ...] = ()
    held: Mapping[str, datetime] = field(default_factory=dict)
    assessed_at: datetime | None = None
    raised: int = 0
    imported_at: datetime | None = None

    def is_told(self, finding: Finding) -> bool:
        """Whether this finding was told at its level, or its sign at a higher one, since it was raised."""
        told = self.told.get(finding.sign)
        return told is not None and told.level == finding.level and told.at >= finding.raised_at

    def is_known(self, finding: Finding) -> bool:
        """Whether the person has read of this finding in a mail: one of its own, or a summary."""
        return self.is_told(finding) or finding.id in self.carried

    def carry(self, findings: Iterable[str]) -> "Standing":
        """What stands once a summary has shown these findings; those long gone are forgotten."""
        known = {finding.id for finding in (*self.findings, *self.cleared)}
        shown = dict.fromkeys((*self.carried, *findings))
        return replace(self, carried=tuple(name for name in shown if name in known))


class Changes(Struct, frozen=True):
    """What one look changed."""

    raised: tuple[Finding, ...] = ()
    cleared: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.raised or self.cleared)


def reassess(standing: Standing, timeline: Timeline) -> tuple[Standing, Changes]:
    """Hold the open findings against what the signs say now. A change of level closes one and opens the next."""
    now, holdings = timeline.now, dict(timeline.once(look))
    kept: list[Finding] = []
    cleared: list[Finding] = []
    for finding in standing.findings:
        holding = holdings.get(finding.sign)
        if holding is not None and _is_same(finding, holding):
            kept.append(_grown(finding, holding.about))
            del holdings[finding.sign]
        else:
            reason = _why_cleared(finding, holding, standing, timeline)
            cleared.append(replace(finding, cleared_at=now, cleared_by=reason))
    raised = [
        raise_finding(holding, now, number) for number, holding in enumerate(holdings.values(), standing.raised + 1)
    ]
    gone = [f for f in (*standing.cleared, *cleared) if f.cleared_at and now - f.cleared_at <= REMEMBERED_FOR]
    after = replace(
        standing,
        findings=tuple((*kept, *raised)),
        cleared=tuple(finding for finding in map(_remembered, gone) if finding),
        assessed_at=now,
        raised=standing.raised + len(raised),
    )
    return after, Changes(tuple(raised), tuple(cleared))


def _remembered(finding: Finding) -> Finding | None:
    """What is still looked at of a finding that ended: of a question its entries, of a warning its words, of a tip
    nothing.
    """
    if finding.sign in QUESTIONS:
        return replace(finding, about=(), because="", source="", phrase=None)
    return replace(finding, entries=()) if finding.rank or finding.sign in OF_ONE_DAY else None


def as_now(finding: Finding, timeline: Timeline) -> Finding:
    """An open finding in the words of today: what it rests on may have changed since it was raised."""
    holding = timeline.once(look).get(finding.sign)
    if holding is None or not _is_same(finding, holding):
        return finding
    return replace(
        finding, about=holding.about, because=holding.because, phrase=holding.phrase, entries=holding.entries
    )


def _is_same(finding: Finding, holding: Holding) -> bool:
    """Whether the finding goes on. A question does so while it is about the same entries: another is a new one."""
    if holding.sign in QUESTIONS and not set(finding.entries) & set(holding.entries):
        return False
    return holding.level == finding.level


def _grown(finding: Finding, about: Iterable[str]) -> Finding:
    more = [area for area in about if area not in finding.about]
    return replace(finding, about=(*finding.about, *more)) if more else finding


def _without_visits(timeline: Timeline) -> Timeline:
    entries = tuple(entry for entry in timeline.entries if entry.type != "visit")
    return replace(timeline, view=View(entries, timeline.zone, timeline.carry))


def _why_cleared(finding: Finding, holding: Holding | None, standing: Standing, timeline: Timeline) -> ClearedBy:
    before = _without_changes(finding, standing, timeline).get(finding.sign)
    if before is not None and (holding is None or RANK[holding.level] < finding.rank <= RANK[before.level]):
        return "corrected"
    if holding is not None:
        return "ended" if holding.level == finding.level else "level"
    if finding.sign in MUTED and timeline.visits and finding.sign in look(_without_visits(timeline)):
        return "muted"
    if finding.sign == "persistent" and any(run.area in finding.about for run in long_runs(timeline)):
        return "eased"
    return "ended"


def _without_changes(finding: Finding, standing: Standing, timeline: Timeline) -> Mapping[str, Holding]:
    """What would hold without the edits, deletions and answers since the last look."""
    since = max(standing.assessed_at or finding.raised_at, finding.raised_at)
    changes = frozenset(
        entry.id
        for entry in timeline.raw
        if isinstance(entry, Edit | Delete | Answer) and since <= entry.received_at <= timeline.now
    )
    if not changes:
        return {}
    return look(as_of(timeline.profile, timeline.raw, timeline.now, timeline.carry, changes, timeline.imported_at))
