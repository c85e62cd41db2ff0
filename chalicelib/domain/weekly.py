"""The weekly summary as a mail: the week's numbers, what stands, tips, and, after a quiet month, an offer of less."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from msgspec.structs import replace

from chalicelib.domain.advice import Cautions, advise, advise_habits, cautions_of
from chalicelib.domain.alerts import OFTEN_FEARED
from chalicelib.domain.days import day_of
from chalicelib.domain.entries import CheckIn
from chalicelib.domain.finding import Finding, reason_document
from chalicelib.domain.localtime import DAY, WEEK, local_date
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.phrase import phrase_document
from chalicelib.domain.standing import OF_ONE_DAY, REMEMBERED_FOR, Standing, as_now
from chalicelib.domain.summary import summarise
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.week_numbers import Summary, plain_summary

SUMMARY_LASTS: Final = timedelta(days=3)
"""A summary that could not leave in time is recorded as expired: the next one says more [D]."""
QUIET_MONTH: Final = 4 * WEEK
MOST_WEEKS: Final = 5
"""From the first Monday of a month to that of the next."""


def decide_summary(person: Person, timeline: Timeline, standing: Standing, leaves_at: datetime) -> Message:
    """The summary mail of the week that ended before `timeline.now`. A `question` has a page to answer it on."""
    summary = _numbers(person, timeline)
    findings = sorted(_shown(standing, timeline), key=lambda finding: -finding.rank)
    ended = _ended(person, standing, timeline.now)
    untold = [finding for finding in ended if not standing.is_known(finding)]
    return Message(
        kind="weekly",
        occasion=f"weekly#{summary.week}",
        decided_at=timeline.now,
        leaves_at=leaves_at,
        expires_at=leaves_at + SUMMARY_LASTS,
        signs=tuple(dict.fromkeys(finding.sign for finding in (*findings, *untold))),
        findings=tuple(finding.id for finding in (*findings, *untold)),
        advice=_advice(findings, summary, cautions_of(timeline)),
        content={
            "summary": plain_summary(summary),
            "findings": [_shown_finding(finding) for finding in findings],
            "ended": [_shown_finding(finding) for finding in untold],
            "had_warnings": bool(ended),
            "not_found": [sign for sign in OFTEN_FEARED if all(f.sign != sign for f in standing.findings)],
            "is_empty": not any(summary.from_ <= on <= summary.to for on in _logged_on(timeline)),
            "offers_monthly": _is_quiet(person, timeline, standing),
        },
    )


def read_year(message: Message, person: Person, year: Timeline) -> Message:
    """A summary with what the last weeks alone do not show: a month's weeks before, and the trigger links.

    `year` is the timeline as of the moment at which the summary was decided, and reaches a year back.
    """
    from chalicelib.domain.triggers.links import find_links
    from chalicelib.domain.triggers.words import say_in_summary

    summary = plain_summary(_numbers(person, year))
    links = phrase_document(say_in_summary(find_links(year)))
    return replace(message, content={**message.content, "summary": summary, "links": links})


def weeks_told(person: Person, monday: date) -> int:
    """How many weeks the summary of a Monday tells of: one, or all since the first Monday of the month before."""
    if person.summary == "weekly":
        return 1
    before = (monday.replace(day=1) - DAY).replace(day=1)
    first = before + (-before.weekday() % 7) * DAY
    return min((monday - first) // WEEK, MOST_WEEKS)


def _numbers(person: Person, timeline: Timeline) -> Summary:
    today = local_date(timeline.now, person.zone)
    monday = today - today.weekday() * DAY
    weeks = weeks_told(person, monday)
    return summarise(timeline, monday - weeks * WEEK, local_date(person.joined_at, person.zone), weeks)


def _advice(findings: Sequence[Finding], summary: Summary, cautions: Cautions) -> tuple[str, ...]:
    """What goes with the findings, and with one habit where no warning stands."""
    missed = [] if any(finding.rank for finding in findings) else _least_kept(summary)
    return tuple(dict.fromkeys((*advise(findings, cautions), *advise_habits(missed, cautions))))


def _least_kept(summary: Summary) -> list[str]:
    """The one habit that was kept least, of those kept on less than half of the answered days: one tip is enough."""
    seldom = [habit for habit in summary.habits if 2 * habit.kept < habit.answered]
    return [min(seldom, key=lambda habit: habit.kept / habit.answered).code] if seldom else []


def _shown(standing: Standing, timeline: Timeline) -> list[Finding]:
    """What stands, in today's words, and what held for a day of this week."""
    now = timeline.now
    lately = [f for f in standing.cleared if f.sign in OF_ONE_DAY and f.cleared_at and now - f.cleared_at < WEEK]
    last = {f.sign: f for f in lately if all(o.sign != f.sign for o in standing.findings)}
    return [*(as_now(finding, timeline) for finding in standing.findings), *last.values()]


def _ended(person: Person, standing: Standing, now: datetime) -> list[Finding]:
    """The warnings that ended by themselves since the summary before, so that none goes by untold."""
    since = now - (WEEK if person.summary == "weekly" else REMEMBERED_FOR)
    ended = [f for f in standing.cleared if f.rank and f.cleared_at and f.cleared_at > since]
    return [finding for finding in ended if finding.cleared_by in ("ended", "eased", "muted")]


def _logged_on(timeline: Timeline) -> Iterator[date]:
    for entry in timeline.entries:
        yield day_of(entry, timeline.zone) if isinstance(entry, CheckIn) else local_date(entry.at, timeline.zone)


def _shown_finding(finding: Finding) -> dict[str, Any]:
    return {"sign": finding.sign, "level": finding.level, "source": finding.source, **reason_document(finding)}


def _is_quiet(person: Person, timeline: Timeline, standing: Standing) -> bool:
    """4 weeks with Steady without an episode, a symptom or a finding above self_care."""
    since = timeline.now - QUIET_MONTH
    if person.summary != "weekly" or person.joined_at > since or timeline.since(QUIET_MONTH):
        return False
    warned = [f for f in standing.cleared if f.rank and f.cleared_at and f.cleared_at >= since]
    return not (warned or any(f.rank for f in standing.findings) or any(s.at >= since for s in timeline.symptoms))
