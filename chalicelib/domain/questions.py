"""What Steady asks of a person: about a gap in the twitching, and about entries that disagree.

A question stands until it is answered or no longer matters; each disagreement is asked about once.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct

from chalicelib.domain.body import place_phrase
from chalicelib.domain.days import NEVER, denials, moment_of
from chalicelib.domain.entries import Answer, CheckIn, Symptom
from chalicelib.domain.localtime import day_words, local_date
from chalicelib.domain.phrase import Phrase, day_phrase
from chalicelib.domain.reports import LONG_STANDING, standing_reports, stroke_reports
from chalicelib.domain.runs import LONGEST_GAP, Run
from chalicelib.domain.symptom_words import symptom_phrase
from chalicelib.domain.timeline import Timeline

LONGEST_ASKED: Final = timedelta(days=28)
TOGETHER_OVER: Final = timedelta(days=14)
ASKED_FOR: Final = timedelta(days=14)
"""How long after a check-in that disagrees its question stands [D]."""


class Question(Struct, frozen=True, kw_only=True):
    """One question. `text` asks it, `entries` are behind it; an `answer` entry names `area`, `from_` and `to`
    for a gap, `targets` for a conflict: those that a "no" withdraws.
    """

    kind: Literal["gap", "conflict"]
    text: Phrase
    why: Phrase
    entries: tuple[str, ...]
    area: str | None = None
    from_: date | None = None
    to: date | None = None
    targets: tuple[str, ...] = ()


def open_questions(timeline: Timeline) -> list[Question]:
    """Every question that waits for an answer: gaps first, then conflicts."""
    return [*gap_questions(timeline), *conflict_questions(timeline)]


def gap_questions(timeline: Timeline) -> list[Question]:
    """Two stretches of one area, more than 7 and at most 28 days apart, that would together pass 14 days.

    Not where 4 check-ins deny the gap, where it was answered, or where the later stretch alone is over 14 days.
    """
    found: list[Question] = []
    for runs in timeline.runs.values():
        if len(runs) < 2 or not runs[-1].is_alive(timeline.now):
            continue
        earlier, later = runs[-2:]
        if not _would_matter(earlier, later) or _is_answered(timeline, earlier, later):
            continue
        if not timeline.view.gaps.is_denied(earlier.last_on, _first_on(timeline, later)):
            found.append(_gap_question(timeline, earlier, later))
    return found


def _would_matter(earlier: Run, later: Run) -> bool:
    gap = later.first_at - earlier.last_at
    together = later.last_at - earlier.first_at
    return LONGEST_GAP < gap <= LONGEST_ASKED and together > TOGETHER_OVER >= later.length


def _is_answered(timeline: Timeline, earlier: Run, later: Run) -> bool:
    low, high = earlier.last_on, _first_on(timeline, later)
    answers = [answer for answer in timeline.of(Answer) if answer.question == "gap" and answer.area == later.area]
    return any((answer.from_ or low) < high and (answer.to or high) > low for answer in answers)


def _first_on(timeline: Timeline, run: Run) -> date:
    return local_date(run.first_at, timeline.zone)


def _gap_question(timeline: Timeline, earlier: Run, later: Run) -> Question:
    low, high = earlier.last_on, _first_on(timeline, later)
    days = (later.last_at - earlier.first_at).days
    return Question(
        kind="gap",
        text=Phrase(
            "Did the {area} go on twitching from {low} to {high}?",
            {"area": place_phrase(later.area), "low": day_phrase(low), "high": day_phrase(high)},
        ),
        why=Phrase(
            "Nothing was logged for {gap} days. With them, it would come to {days} days.",
            {"gap": (high - low).days, "days": days},
        ),
        entries=(earlier.last_id, later.first_id),
        area=later.area,
        from_=low,
        to=high,
    )


def conflict_questions(timeline: Timeline) -> list[Question]:
    """Check-ins that deny a symptom which stands, and dates that deny twitching and have an episode."""
    answered = {target for answer in timeline.of(Answer) if answer.question == "conflict" for target in answer.targets}
    found = [*_denied_symptoms(timeline), *_denied_twitching(timeline)]
    return [question for question in found if answered.isdisjoint(question.entries)]


def _denied_symptoms(timeline: Timeline) -> Iterator[Question]:
    denied = denials(timeline.of(CheckIn), timeline.zone)
    if not denied:
        return
    names = {report.name for report in timeline.symptoms} | LONG_STANDING
    reports = {report.id: report for report in (*standing_reports(timeline, names), *stroke_reports(timeline))}
    oldest = local_date(timeline.now - ASKED_FOR, timeline.zone)
    said = [(moment_of(day, timeline.zone), on, day) for on, day in denied]
    for report in reports.values():
        if report.at < timeline.carry.denied.get(report.name, NEVER):
            continue
        after = ((on, day) for at, on, day in said if at > report.at and report.name in day.absent)
        first = next(after, None)
        if first and first[0] > oldest:
            yield _symptom_question(timeline, report, *first)


def _symptom_question(timeline: Timeline, report: Symptom, on: date, day: CheckIn) -> Question:
    return Question(
        kind="conflict",
        text=Phrase(
            "Is it right that you logged {what} on {on}?",
            {"what": symptom_phrase(report), "on": day_words(report.at, timeline.zone)},
        ),
        why=Phrase(
            "The check-in for {on} says that there was none. Until you answer, the log counts it.",
            {"on": day_phrase(on)},
        ),
        entries=(report.id, day.id),
        area=report.area,
        targets=(report.id,),
    )


def _denied_twitching(timeline: Timeline) -> Iterator[Question]:
    oldest = local_date(timeline.now - ASKED_FOR, timeline.zone)
    quiet = {on: day for on, day in timeline.days.items() if day.twitched is False and on > oldest}
    by_date: dict[date, list[str]] = {}
    areas: dict[date, str] = {}
    for episode in timeline.since(ASKED_FOR) if quiet else ():
        on = timeline.date_of(episode)
        by_date.setdefault(on, []).append(episode.id)
        areas[on] = episode.area
    for on in sorted(quiet.keys() & by_date.keys()):
        yield Question(
            kind="conflict",
            text=Phrase("Is it right that you logged twitching on {on}?", {"on": day_phrase(on)}),
            why=Phrase("The check-in for that day says that there was none. Until you answer, the log counts it."),
            entries=(*by_date[on], quiet[on].id),
            area=areas[on],
            targets=tuple(by_date[on]),
        )
