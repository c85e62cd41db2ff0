"""What the service reads for a log, for a page of entries and for a day's end does not grow with the history."""

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from app import app, sweep
from bench.events import EPISODE, post_entry, scheduled
from bench.stage import NOW, Stage, new_person, staged
from bench.years import timeline_of
from chalicelib.adapters.dynamo.items import entry_item
from chalicelib.adapters.timelines import read_timeline
from chalicelib.ports.log import Kept

PERSON = "long-since"
MONTH, LONGEST = 30, 36
DAY_END = "2026-11-23T23:59:00Z"
SHOWN = 50
MORE_AT_MOST = 1.02
"""The carry may name a run or a weight more."""


@dataclass(frozen=True)
class Read:
    """What the answers to some calls held."""

    calls: int
    items: int
    size: int


@cache
def history() -> tuple[Kept, ...]:
    """The longest of the histories; the shorter ones are its ends."""
    first = NOW.replace(hour=0, minute=0) - timedelta(days=LONGEST * MONTH)
    return read_timeline(timeline_of(LONGEST * MONTH, logs_a_day=3, first=first)).kept


@cache
def lived(months: int) -> dict[str, Read]:
    """What a log reads, and then the day's end, of a history of that length at 3 logs a day and 1 check-in."""
    first = NOW - timedelta(days=months * MONTH)
    items = [*new_person(PERSON, first), *(entry_item(PERSON, one) for one in history() if one.entry.at >= first)]
    with staged(items) as stage:
        token = stage.token(PERSON)
        log(stage, token, minutes=3)  # the first after an import reads everything once, and makes the carry
        stage.calls.clear()
        read = {"log": log(stage, token, minutes=4)}
        read["first page"], body = page(stage, token)
        read["next page"], _ = page(stage, token, cursor=json.loads(body)["cursor"])
        swept = sweep(scheduled(DAY_END), None)
        assert swept["people"] == 1
        return {**read, "day end": seen(stage)}


def page(stage: Stage, token: str, **query: str) -> tuple[Read, str]:
    """A page of entries: what it read, and its body."""
    event = post_entry(token, {})
    asked = {"httpMethod": "GET", "body": None, "queryStringParameters": query or None}
    many = {name: [value] for name, value in query.items()} or None
    context = {**event["requestContext"], "httpMethod": "GET"}
    answer = app({**event, **asked, "multiValueQueryStringParameters": many, "requestContext": context}, None)
    assert answer["statusCode"] == 200, answer["body"]
    assert len(json.loads(answer["body"])["entries"]) == SHOWN
    return seen(stage), answer["body"]


def log(stage: Stage, token: str, **values: Any) -> Read:
    answer = app(post_entry(token, {**EPISODE, **values}), None)
    assert answer["statusCode"] == 201, answer["body"]
    return seen(stage)


def seen(stage: Stage) -> Read:
    answers = [json.loads(call.answer) for call in stage.calls if call.name == "Query"]
    read = Read(
        calls=len(stage.calls),
        items=sum(answer["Count"] for answer in answers),
        size=sum(len(json.dumps(answer["Items"])) for answer in answers),
    )
    stage.calls.clear()
    return read


@pytest.mark.parametrize("months", [3, 12, LONGEST])
def test_a_page_of_entries_reads_little_more_than_it_shows(months: int) -> None:
    for name in ("first page", "next page"):
        read = lived(months)[name]
        assert read.calls <= 5
        assert read.items <= 2 * (SHOWN + 1)


def test_a_log_and_a_days_end_read_no_more_after_three_years_than_after_three_months() -> None:
    for name in ("log", "day end"):
        short = lived(3)[name]
        assert short.items > 100
        for months in (12, LONGEST):
            long = lived(months)[name]
            assert long.calls == short.calls
            assert long.items == short.items
            assert long.size < MORE_AT_MOST * short.size
