"""How often a log, a warning and a sweep ask AWS."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from app import app, sweep
from bench.events import EPISODE, FACE_DROOP, post_entry, scheduled
from bench.line import Line
from bench.stage import NEW, NOW, TWELVE_WEEKS, Stage, new_person, person_of_twelve_weeks, staged

CROWDS: Final = (10, 1_000, 10_000)
SHARDS: Final = 9
"""Eight, and the quarantine."""


def lines() -> Iterator[Line]:
    """Every count."""
    yield from _log_lines()
    for people in CROWDS:
        yield from _sweep_lines(people)


def _log_lines() -> Iterator[Line]:
    with staged([*new_person(), *person_of_twelve_weeks()]) as stage:
        token, old_token = stage.token(NEW), stage.token(TWELVE_WEEKS)
        yield _line("calls.entry.token_not_seen", _log(stage, token, EPISODE), 3)
        yield _line("calls.entry.token_seen", _log(stage, token, {**EPISODE, "minutes": 4}), 2)
        yield _line("calls.entry.first_after_import", _log(stage, old_token, EPISODE), 4)
        yield _line("calls.entry.twelve_weeks", _log(stage, old_token, {**EPISODE, "minutes": 4}), 2)
        yield _line("calls.entry.finding_raised", _log(stage, token, FACE_DROOP), 3)


def _log(stage: Stage, token: str, entry: dict[str, Any]) -> list[str]:
    answer = app(post_entry(token, entry), None)
    if answer["statusCode"] != 201:
        raise RuntimeError(f"the log was answered {answer['statusCode']}: {answer['body']}")
    return stage.names()


def _sweep_lines(people: int) -> Iterator[Line]:
    """Everybody has a reminder ahead, and nothing is due a minute from now."""
    crowd = [item for number in range(people) for item in new_person(f"p{number}")]
    with staged(crowd) as stage:
        swept = sweep(scheduled((NOW + timedelta(minutes=1)).isoformat()), None)
        if any(swept.values()):
            raise RuntimeError(f"something was due: {swept}")
        names = stage.names()
        yield _line(f"calls.sweep_nothing_due.{people}_people.queries", [n for n in names if n == "Query"], SHARDS)
        yield _line(f"calls.sweep_nothing_due.{people}_people.all", names, SHARDS)


def _line(name: str, calls: list[str], floor: int) -> Line:
    return Line(name=name, ours=len(calls), floor=floor, unit="calls")
