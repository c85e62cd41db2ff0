"""Processor time of a sweep that finds nobody due, beside its calls by the bare client. The answers are canned."""

from collections.abc import Callable, Iterator
from typing import Any

from app import sweep
from bench.canned import Tin
from bench.door import MADE_ANEW
from bench.events import scheduled
from bench.line import Line, in_turns
from bench.stage import NOW, SETTINGS, AwsCall, new_person, staged
from chalicelib import bootstrap
from chalicelib.config import Settings

PEOPLE = 100
AT = NOW.isoformat()


def lines() -> Iterator[Line]:
    """One line: milliseconds of one idle sweep."""
    calls = _recorded()
    clients = bootstrap.make_clients()
    Tin.of(calls).open(clients.dynamodb)
    settings = Settings.from_env(SETTINGS)
    bootstrap.use(bootstrap.build(settings, clock=lambda: NOW, new_id=bootstrap.random_id, clients=clients))
    try:
        yield in_turns("sweep.idle", lambda: sweep(scheduled(AT), None), _bare(clients.dynamodb, calls))
    finally:
        bootstrap.use(None)


def _recorded() -> list[AwsCall]:
    with staged([item for number in range(PEOPLE) for item in new_person(f"p{number}")]) as stage:
        swept = sweep(scheduled(AT), None)
        if any(swept.values()):
            raise RuntimeError(f"something was due: {swept}")
        return list(stage.calls)


def _bare(client: Any, calls: list[AwsCall]) -> Callable[[], None]:
    methods = {"Query": client.query, "PutItem": client.put_item}
    asked = [(methods[call.name], _given(call)) for call in calls]

    def bare() -> None:
        for method, params in asked:
            method(**params)

    return bare


def _given(call: AwsCall) -> dict[str, Any]:
    return {name: value for name, value in call.params.items() if name != MADE_ANEW}
