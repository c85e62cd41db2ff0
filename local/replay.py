"""Replay a history: what would have been raised, and what would have been mailed, and when."""

import json
import sys
import zoneinfo
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from chalicelib.adapters.emails import JinjaWriter
from chalicelib.adapters.signer import LinkSigner
from chalicelib.adapters.timelines import TimelineFile, read_timeline
from chalicelib.adapters.trigger_documents import links_document
from chalicelib.adapters.zones import country_of
from chalicelib.domain.agenda import first_agenda
from chalicelib.domain.alerts import release
from chalicelib.domain.course import Course, Lived, Log
from chalicelib.domain.entries import Episode
from chalicelib.domain.errors import InvalidInput, SteadyError
from chalicelib.domain.finding import Finding
from chalicelib.domain.localtime import brief_text, local_date
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.triggers.links import find_links
from chalicelib.ports.messages import ref_to
from chalicelib.usecases.read_year import tell_year
from local.lived_history import live_history

FORMAT: Final = "steady.replay/1"
AFTER_LAST: Final = timedelta(days=3)
MOMENT: Final = timedelta(microseconds=1)
NO_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When an empty history is assessed: no answer depends on it."""
UNTOLD: Final = frozenset({"reminder"})
"""Kinds that a replay leaves out: it shows what the log raised, not what the clock did."""


def main(files: Sequence[str], *, with_triggers: bool = False) -> int:
    """Print one document a file on stdout, the trigger links in it if asked for; 1 where a file could not be read."""
    zoneinfo.reset_tzpath(())
    failed = False
    for name in files:
        document = replay_file(Path(name), with_triggers=with_triggers)
        failed = failed or "error" in document
        print(json.dumps(document, ensure_ascii=False), flush=True)
    if not files:
        print("replay needs at least one FILE", file=sys.stderr)
    return 1 if failed or not files else 0


def replay_file(path: Path, *, with_triggers: bool = False) -> dict[str, Any]:
    """The replay document of a file, or one that says why it cannot be read."""
    try:
        return replay(read_timeline(json.loads(path.read_bytes())), path.name, with_triggers=with_triggers)
    except (OSError, ValueError, RecursionError, SteadyError) as error:
        reason = str(error) if isinstance(error, InvalidInput) else f"cannot be read: {error}"
        return {"format": FORMAT, "file": path.name, "error": reason}


def replay(history: TimelineFile, name: str, *, with_triggers: bool = False) -> dict[str, Any]:
    """Feed the entries in the order of their receipt, and look at each and at every local day's end."""
    log = Log(tuple(kept.entry for kept in history.kept))
    moments = [entry.received_at for entry in log.entries]
    start = min(moments, default=history.until or NO_TIME)
    until = history.until or max(moments, default=start) + AFTER_LAST
    person = Person(
        id="replay", address="replay@steady.invalid", profile=history.profile, joined_at=start, consented_at=start
    )
    agenda = replace(first_agenda(person, start - MOMENT), remind_at=None, receipt_at=min(moments, default=None))
    country = history.profile.country or country_of(history.profile.timezone)
    course = Course(person=person, agenda=agenda, country=country)
    lived = live_history(course, log.entries, until) if moments else Lived(course=course)
    timeline = log.timeline(person, until)
    episodes = timeline.of(Episode)
    links = {"triggers": links_document(find_links(timeline))} if with_triggers else {}
    return {
        "format": FORMAT,
        "file": name,
        "findings": [_finding_document(finding) for finding in _all_findings(lived)],
        "messages": [_message_document(message, person) for message in tell_year(person, log, _all_messages(lived))],
        "episodes": len(episodes),
        "active_days": len({local_date(episode.at, person.zone) for episode in episodes}),
        **links,
    }


def _all_findings(lived: Lived) -> list[Finding]:
    last = {finding.id: finding for finding in (*lived.course.standing.findings, *lived.cleared)}
    return [last.get(finding.id, finding) for finding in lived.raised]


def _all_messages(lived: Lived) -> list[Message]:
    """What was decided, with what still waits for the end of quiet hours after the last moment."""
    course = lived.course
    waiting: list[Message] = []
    if course.agenda.release_at is not None:
        _, waiting = release(course.person, course.country, course.standing, course.agenda.release_at)
    return [message for message in (*lived.messages, *waiting) if message.kind not in UNTOLD]


def _finding_document(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "sign": finding.sign,
        "about": list(finding.about),
        "level": finding.level,
        "raised_at": brief_text(finding.raised_at),
        "cleared_at": brief_text(finding.cleared_at) if finding.cleared_at else None,
        "cleared_by": finding.cleared_by,
        "because": finding.because,
        "entries": list(finding.entries),
        "source": finding.source,
    }


def _message_document(message: Message, person: Person) -> dict[str, Any]:
    writer = JinjaWriter(signer=LinkSigner("replay"), base_url="https://steady.example")
    mail = writer.write(ref_to(person.id, message.occasion), message, person.address, person)
    return {
        "decided_at": brief_text(message.decided_at),
        "at": brief_text(message.leaves_at),
        "kind": message.kind,
        "level": message.level,
        "signs": list(message.signs),
        "findings": list(message.findings),
        "advice": list(message.advice),
        "subject": mail.subject,
        "text": mail.text,
    }
