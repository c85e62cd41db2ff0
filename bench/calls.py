"""How often a log, a warning and a sweep ask AWS."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from msgspec.structs import replace

from app import app, deliver, sweep
from bench.events import EPISODE, FACE_DROOP, post_entry, scheduled
from bench.line import Line
from bench.stage import NEW, NOW, TWELVE_WEEKS, Stage, new_person, person_of_twelve_weeks, staged
from chalicelib.adapters.dynamo.items import person_item, person_of
from chalicelib.adapters.sqs import SqsQueue
from chalicelib.domain.agenda import Agenda
from chalicelib.domain.habit import HabitPlan

CROWDS: Final = (10, 1_000, 10_000)
REMINDED_AMONG: Final = (1_000, 10_000, 100_000)
DUE: Final = 100
MOST_A_REMINDER: Final = 6
AT_THAT_MINUTE: Final = HabitPlan(on=True, times=((NOW + timedelta(minutes=1)).time(),))
"""The local time of the stage's people is UTC in winter."""
SHARDS: Final = 9
"""Eight, and the quarantine."""


def lines() -> Iterator[Line]:
    """Every count."""
    yield from _log_lines()
    for people in CROWDS:
        yield from _sweep_lines(people)
    for people in REMINDED_AMONG:
        yield from _reminder_lines(people)


def _log_lines() -> Iterator[Line]:
    with staged([*new_person(), *person_of_twelve_weeks()]) as stage:
        token, old_token = stage.token(NEW), stage.token(TWELVE_WEEKS)
        yield _line("calls.entry.token_not_used_today", _log(stage, token, EPISODE), 4)
        yield _line("calls.entry.token_seen", _log(stage, token, {**EPISODE, "minutes": 4}), 2)
        stage.hold(NOW + timedelta(minutes=3))
        yield _line("calls.entry.token_not_seen", _log(stage, token, {**EPISODE, "minutes": 5}), 3)
        yield _line("calls.entry.first_after_import", _log(stage, old_token, EPISODE), 6)
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


def _reminder_lines(people: int) -> Iterator[Line]:
    """100 reminders are due, from the sweep to the mark, with what the queue asks for its workers."""
    ahead = [item for number in range(people - DUE) for item in new_person(f"p{number}")]
    with staged([*ahead, *due_people(DUE)]) as stage:
        sweep(scheduled((NOW + timedelta(minutes=1)).isoformat()), None)
        swept = stage.names()
        while work_off(stage):
            pass
        names = [*swept, *stage.names()]
        if names.count("SendEmail") != DUE:
            raise RuntimeError(f"{names.count('SendEmail')} of {DUE} reminders left")
        queries = [name for name in swept if name == "Query"]
        yield _line(f"calls.reminders_due_{DUE}.{people}_people.queries", queries, SHARDS)
        yield Line(name=f"calls.a_reminder.{people}_people", ours=len(names) / DUE, floor=MOST_A_REMINDER, unit="calls")


def due_people(count: int) -> Iterator[dict[str, Any]]:
    """People whose reminder is due a minute from now, and nothing else of theirs."""
    for number in range(count):
        (item,) = new_person(f"due{number}")
        person, agenda = person_of(item)
        due = Agenda(remind_at=NOW + timedelta(minutes=1), day_end_at=agenda.day_end_at)
        yield person_item(replace(person, habits={"check_in": AT_THAT_MINUTE}), due)


def work_off(stage: Stage) -> bool:
    """One batch of the queue, as AWS hands it to a worker; whether there was any."""
    queue = stage.services.queue
    assert isinstance(queue, SqsQueue)
    sqs, url = queue.client, queue.url
    taken = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    if taken:
        deliver({"Records": [{"messageId": one["MessageId"], "body": one["Body"]} for one in taken]}, None)
        done: Any = [{"Id": str(place), "ReceiptHandle": one["ReceiptHandle"]} for place, one in enumerate(taken)]
        sqs.delete_message_batch(QueueUrl=url, Entries=done)
    return bool(taken)


def _line(name: str, calls: list[str], floor: int) -> Line:
    return Line(name=name, ours=len(calls), floor=floor, unit="calls")
