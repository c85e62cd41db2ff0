"""Who is told what, when: findings before and after → messages.

One message per new finding, those of one moment together, again only when its level rises; an urgent one
that still stands is repeated once. Quiet hours delay the delivery, never the decision: what an entry just received
raises at `urgent` or above leaves at once, and what arose with it goes in the same mail.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from msgspec.structs import replace

from chalicelib.domain.advice import Cautions, advise
from chalicelib.domain.asking import KIND_OF, is_asked, next_asked
from chalicelib.domain.care import say, say_document
from chalicelib.domain.finding import RANK, Finding, highest, reason_document
from chalicelib.domain.localtime import brief_text, is_within, next_at
from chalicelib.domain.message import Kind, Message
from chalicelib.domain.person import Person
from chalicelib.domain.standing import Changes, Standing, Told
from chalicelib.domain.timeline import Timeline

REPEAT_AFTER: Final = timedelta(days=14)
EMERGENCY_APART: Final = timedelta(hours=24)
LEAVES_AT_ONCE: Final = RANK["urgent"]
OFTEN_FEARED: Final = ("weakness", "wasting", "speech", "swallowing", "breathing", "spread")
"""The article's six warning signs beside the length of time: a warning says which of them the log does not show."""
LEAST_RANK: Final = {"daily": RANK["gp_routine"], "weekly": RANK["gp_soon"], "paused": RANK["gp_soon"]}


def decide(
    person: Person, country: str | None, standing: Standing, changes: Changes, timeline: Timeline, *, is_receipt: bool
) -> tuple[Standing, list[Message]]:
    """The messages that a look asks for, and the state after. `is_receipt`: an entry has just been received."""
    now = timeline.now
    standing = _still_held(person, standing)
    news: list[Finding] = []
    if person.streams["safety"]:
        news = [f for f in changes.raised if _is_news(person, f, standing, now)]
        withdrawn = [f for f in changes.cleared if _is_to_correct(f, standing)]
        repeats = [f for f in standing.findings if _is_to_repeat(f, standing, timeline)]
        standing = _hold(_note_repeats(standing, repeats), [*withdrawn, *news, *repeats], now)
    standing = _hold(standing, next_asked(person, standing, timeline), now)
    if quiet_until(person, now) is None:
        return release(person, country, standing, now)
    is_urgent = is_receipt and any(f.rank >= LEAVES_AT_ONCE for f in news)
    return _send(country, standing, news, [], now) if is_urgent else (standing, [])


def release(person: Person, country: str | None, standing: Standing, now: datetime) -> tuple[Standing, list[Message]]:
    """What waited: one mail of what still stands, one of what is withdrawn, and what is asked apart. What stands again
    is not withdrawn, and nothing waits on.
    """
    told = [f for f in standing.findings if f.id in standing.held]
    gone = [f for f in standing.cleared if f.id in standing.held and f.cleared_by == "corrected"]
    withdrawn = [f for f in gone if not any(f.sign == o.sign and f.rank <= o.rank for o in standing.findings)]
    standing, messages = _send(country, standing, told, withdrawn, now)
    return replace(standing, held={}), messages


def quiet_until(person: Person, now: datetime) -> datetime | None:
    """When the person's quiet hours end, None outside them."""
    quiet = person.profile.quiet_hours
    if quiet.from_ == quiet.to or not is_within(now, quiet.from_, quiet.to, person.zone):
        return None
    return next_at(quiet.to, now, person.zone)


def _hold(standing: Standing, findings: Iterable[Finding], now: datetime) -> Standing:
    return replace(standing, held={**standing.held, **{f.id: now for f in findings}})


def _still_held(person: Person, standing: Standing) -> Standing:
    waiting = [*standing.findings, *(f for f in standing.cleared if _is_to_correct(f, standing))]
    kept = {f.id for f in waiting if is_asked(f) or person.streams["safety"]}
    return replace(standing, held={name: at for name, at in standing.held.items() if name in kept})


def _is_to_correct(finding: Finding, standing: Standing) -> bool:
    return finding.cleared_by == "corrected" and finding.rank > 0 and standing.is_known(finding)


def _is_news(person: Person, finding: Finding, standing: Standing, now: datetime) -> bool:
    if finding.rank < LEAST_RANK[person.profile.mode]:
        return False
    told = standing.told.get(finding.sign)
    if finding.level == "emergency":
        return told is None or told.level != "emergency" or now - told.at >= EMERGENCY_APART
    ended = any(
        f.sign == finding.sign and f.rank >= finding.rank and f.cleared_by != "corrected" for f in standing.cleared
    )
    if ended and told is not None and RANK[told.level] >= finding.rank:
        return False
    above = [f for f in standing.findings if f.rank > finding.rank and standing.is_told(f)]
    return not above


def _is_to_repeat(finding: Finding, standing: Standing, timeline: Timeline) -> bool:
    told = standing.told.get(finding.sign)
    if finding.level != "urgent" or told is None or told.is_repeated or not standing.is_told(finding):
        return False
    visited = any(visit.received_at > told.at for visit in timeline.visits)
    return timeline.now - told.at >= REPEAT_AFTER and not visited


def _note_repeats(standing: Standing, repeats: Iterable[Finding]) -> Standing:
    repeated = {f.sign: replace(standing.told[f.sign], is_repeated=True) for f in repeats}
    return replace(standing, told={**standing.told, **repeated})


def _send(
    country: str | None, standing: Standing, told: list[Finding], withdrawn: list[Finding], now: datetime
) -> tuple[Standing, list[Message]]:
    groups: dict[Kind, list[Finding]] = {}
    for f in told:
        groups.setdefault(KIND_OF.get(f.sign, "finding"), []).append(f)
    messages = [_message(country, standing, found, now) for found in (*groups.values(), withdrawn) if found]
    marks = {
        f.sign: Told(level=f.level, at=now, is_repeated=standing.told[f.sign].is_repeated and standing.is_told(f))
        if f.sign in standing.told
        else Told(level=f.level, at=now)
        for f in told
    }
    sent = {f.id for f in (*told, *withdrawn)}
    held = {name: at for name, at in standing.held.items() if name not in sent}
    return replace(standing, told={**standing.told, **marks}, held=held), messages


def _message(country: str | None, standing: Standing, findings: list[Finding], now: datetime) -> Message:
    ordered = sorted(findings, key=lambda finding: (-finding.rank, finding.raised_at, finding.sign))
    is_correction = ordered[0].cleared_at is not None
    level = "self_care" if is_correction else highest([f.level for f in ordered])
    kind = "correction" if is_correction else _kind(ordered[0])
    words = say(level, country)
    content: dict[str, Any] = {
        "findings": [
            {"sign": f.sign, "level": f.level, "about": list(f.about), "source": f.source, **reason_document(f)}
            for f in ordered
        ],
        "say": say_document(words),
        "not_found": [sign for sign in OFTEN_FEARED if all(f.sign != sign for f in standing.findings)],
    }
    return Message(
        kind=kind,
        occasion=f"{kind}#{brief_text(now)}#{ordered[0].id}",
        decided_at=min((standing.held.get(f.id, now) for f in ordered), default=now),
        leaves_at=now,
        level=level,
        signs=tuple(f.sign for f in ordered),
        findings=tuple(f.id for f in ordered),
        advice=() if is_correction else advise(ordered, Cautions()),
        content=content,
    )


def _kind(highest_finding: Finding) -> Kind:
    return "emergency" if highest_finding.level == "emergency" else KIND_OF.get(highest_finding.sign, "finding")
