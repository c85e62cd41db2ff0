"""Holds a progressive course as the service lives it against the independent reckoning, moment by moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.course import Lived
from chalicelib.domain.finding import Finding
from chalicelib.domain.message import Message
from tests.populations.courses import progressive
from tests.populations.people import Simulated
from tests.populations.reckoner import RECKONED, looks, met
from tests.populations.tally import lived
from tests.populations.telling import Met, Telling

A_NIGHT: Final = timedelta(hours=11)


def disagreements(seed: int) -> list[str]:
    """Each place where the two differ, in words; of what is found first, and where that agrees, of what is told."""
    one = progressive(seed)
    telling = reckoned(one)
    life = lived(one)
    differ = [*_of_findings(telling, life)]
    return [f"person {seed}: {line}" for line in differ or _of_mails(one, telling, life)]


def reckoned(one: Simulated) -> list[Met]:
    """What the course meets, in order."""
    zone, receipts = one.profile.zone, {entry.received_at for entry in one.entries}
    telling = Telling(zone)
    for at in looks(one):
        telling.look(at, met(one.entries, at, zone), is_receipt=at in receipts)
    return sorted([*telling.over, *telling.standing.values()], key=lambda found: found.at)


def _of_findings(expected: list[Met], life: Lived) -> Iterator[str]:
    ended = {finding.id: finding.cleared_at for finding in life.cleared}
    ours = {(f.sign, f.level, f.raised_at, ended.get(f.id)) for f in life.raised if f.sign in RECKONED}
    theirs = {(found.sign, found.level, found.at, found.ended_at) for found in expected}
    yield from (f"reckoned but not found: {found}" for found in sorted(theirs - ours, key=str))
    yield from (f"found but not reckoned: {found}" for found in sorted(ours - theirs, key=str))


def _of_mails(one: Simulated, expected: list[Met], life: Lived) -> Iterator[str]:
    findings = {(f.sign, f.raised_at): f for f in life.raised}
    until = life.course.standing.assessed_at or one.until
    for found in expected:
        finding = findings[found.sign, found.at]
        left = _left_at(finding, life)
        due = found.leaves_at if found.leaves_at is not None and found.leaves_at <= until else None
        if left != due:
            yield f"{found.sign} {found.level}, met at {found.at}: told at {left}, not at {due}"
        if left is not None and not _is_decided_in_time(found, finding, life):
            yield f"{found.sign} {found.level}, met at {found.at}: decided on another day"
        if found.is_carried and not _is_in_summary(finding, found, life, until):
            yield f"{found.sign} {found.level}, met at {found.at}: in no summary"


def _telling_mail(finding: Finding, life: Lived) -> Message | None:
    mails = (m for m in life.messages if m.kind in ("finding", "emergency") and finding.id in m.findings)
    return next(mails, None)


def _left_at(finding: Finding, life: Lived) -> datetime | None:
    mail = _telling_mail(finding, life)
    return mail.leaves_at if mail else None


def _is_decided_in_time(found: Met, finding: Finding, life: Lived) -> bool:
    """At its own moment, or with what was found earlier in the same night."""
    mail = _telling_mail(finding, life)
    if mail is None:
        return False
    return mail.decided_at == found.at or (len(mail.findings) > 1 and found.at - A_NIGHT <= mail.decided_at < found.at)


def _is_in_summary(finding: Finding, found: Met, life: Lived, until: datetime) -> bool:
    """The first summary after it shows it, if it still stands by then."""
    later = [m for m in life.messages if m.kind == "weekly" and m.decided_at > found.at]
    if not later:
        return until - found.at < timedelta(days=7)
    is_over = found.ended_at is not None and found.ended_at <= later[0].decided_at
    return is_over or finding.id in later[0].findings
