"""The weekly summary as a mail: the week's numbers, what stands, tips, and, after a quiet month, an offer of less."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from chalicelib.domain.advice import advise, advise_habits, cautions_of
from chalicelib.domain.finding import Finding
from chalicelib.domain.localtime import WEEK, local_date
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.standing import Standing
from chalicelib.domain.summary import Summary, summarise
from chalicelib.domain.timeline import Timeline

SUMMARY_LASTS: Final = timedelta(days=3)
"""A summary that could not leave in time is recorded as expired: the next one says more [D]."""
QUIET_MONTH: Final = 4 * WEEK
OF_ONE_DAY: Final = frozenset({"over_logging"})
"""Signs that hold for a day: the summary tells them for the week in which they held."""


def decide_summary(person: Person, timeline: Timeline, standing: Standing, leaves_at: datetime) -> Message:
    """The summary mail of the week that ended before `timeline.now`. A `question` has a page to answer it on."""
    today = local_date(timeline.now, person.zone)
    monday = today - timedelta(days=today.weekday()) - WEEK
    summary = summarise(timeline, monday, local_date(person.joined_at, person.zone))
    findings = sorted(_shown(standing, timeline.now), key=lambda finding: -finding.rank)
    cautions = cautions_of(timeline)
    missed = [] if any(finding.rank for finding in findings) else _least_kept(summary)
    return Message(
        kind="weekly",
        occasion=f"weekly#{summary.week}",
        decided_at=timeline.now,
        leaves_at=leaves_at,
        expires_at=leaves_at + SUMMARY_LASTS,
        signs=tuple(finding.sign for finding in findings),
        findings=tuple(finding.id for finding in findings),
        advice=tuple(dict.fromkeys((*advise(findings, cautions), *advise_habits(missed, cautions)))),
        content={
            "summary": _plain(summary),
            "findings": [
                {"sign": f.sign, "level": f.level, "because": f.because, "source": f.source} for f in findings
            ],
            "offers_monthly": _is_quiet(person, timeline, standing),
        },
    )


def _least_kept(summary: Summary) -> list[str]:
    """The one habit that was kept least, of those kept on less than half of the answered days: one tip is enough."""
    seldom = [habit for habit in summary.habits if 2 * habit.kept < habit.answered]
    return [min(seldom, key=lambda habit: habit.kept / habit.answered).code] if seldom else []


def _shown(standing: Standing, now: datetime) -> list[Finding]:
    lately = [f for f in standing.cleared if f.sign in OF_ONE_DAY and f.cleared_at and now - f.cleared_at < WEEK]
    last = {f.sign: f for f in lately}
    return [*standing.findings, *(f for sign, f in last.items() if all(o.sign != sign for o in standing.findings))]


def _is_quiet(person: Person, timeline: Timeline, standing: Standing) -> bool:
    """4 weeks with Steady without an episode, a symptom or a finding above self_care."""
    since = timeline.now - QUIET_MONTH
    if person.summary != "weekly" or person.joined_at > since or timeline.since(QUIET_MONTH):
        return False
    warned = [f for f in standing.cleared if f.rank and f.cleared_at and f.cleared_at >= since]
    return not (warned or any(f.rank for f in standing.findings) or any(s.at >= since for s in timeline.symptoms))


def _plain(summary: Summary) -> dict[str, Any]:
    values = asdict(summary)
    return {**values, "from_": summary.from_.isoformat(), "to": summary.to.isoformat()}
