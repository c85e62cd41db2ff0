"""Processor time of the door for an accepted episode beside a bare handler that makes the same calls to AWS.

Both use one client, whose answers are canned: those that the same request had from the embedded AWS. To set the
assessment apart, what the rules answer to the first request is kept and given again.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any, Final
from unittest.mock import patch

from app import app
from bench.canned import Tin
from bench.events import EPISODE, post_entry
from bench.line import Line, in_turns
from bench.stage import NEW, NOW, SETTINGS, TWELVE_WEEKS, AwsCall, new_person, person_of_twelve_weeks, staged
from chalicelib import bootstrap
from chalicelib.adapters.dynamo.keys import Item
from chalicelib.config import Settings
from chalicelib.ports.access import Access
from chalicelib.usecases import receive_entries, record_entry

TOKEN = "steady_bench"
MADE_ANEW: Final = "ClientRequestToken"
"""botocore makes one for every write, so the bare handler's must not bring its own."""
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def lines() -> Iterator[Line]:
    """For a new person and for one of twelve weeks; without the assessment, then with it."""
    for person_id, items in ((NEW, new_person()), (TWELVE_WEEKS, person_of_twelve_weeks())):
        event, calls = _recorded(person_id, items)
        clients = bootstrap.make_clients()
        Tin.of(calls).open(clients.dynamodb)
        _wire(clients, person_id)
        bare = _bare(clients.dynamodb, calls)
        if app(event, None)["statusCode"] != bare(event, None)["statusCode"]:
            raise RuntimeError("the log was not accepted on canned answers")
        with _rules_set_apart():
            yield _line(f"door.{_named(person_id)}", event, bare)
        yield _line(f"door.{_named(person_id)}.with_assessment", event, bare)
        bootstrap.use(None)


def _named(person_id: str) -> str:
    return person_id.replace("-", "_")


def _line(name: str, event: dict[str, Any], bare: Handler) -> Line:
    return in_turns(name, lambda: app(event, None), lambda: bare(event, None))


def _recorded(person_id: str, items: Sequence[Item]) -> tuple[dict[str, Any], list[AwsCall]]:
    """The request, and the calls that it made on the embedded AWS."""
    with staged(items) as stage:
        token = stage.token(person_id)
        for minutes in (3, 4):
            # the first looks the token up and, for an imported log, writes the carry
            stage.calls.clear()
            event = post_entry(token, {**EPISODE, "minutes": minutes})
            if app(event, None)["statusCode"] != 201:
                raise RuntimeError("the log was not accepted")
        # asked again of the canned answers, it must be no twin of what they hold
        return post_entry(TOKEN, {**EPISODE, "minutes": 5}), list(stage.calls)


def _wire(clients: bootstrap.Clients, person_id: str) -> None:
    services = bootstrap.build(
        Settings.from_env(SETTINGS), clock=lambda: NOW, new_id=bootstrap.random_id, clients=clients
    )
    digest = services.signer.digest(TOKEN)
    access = Access(id="a", person_id=person_id, digest=digest, name="bench", scope="log", created_at=NOW)
    services.seen_access[digest] = (NOW, access)
    bootstrap.use(services)


def _bare(client: Any, calls: Sequence[AwsCall]) -> Handler:
    query, write = ({name: value for name, value in call.params.items() if name != MADE_ANEW} for call in calls)

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        entry = json.loads(event["body"])
        client.query(**query)
        client.transact_write_items(**write)
        return {
            "statusCode": 201,
            "headers": {"Content-Type": "application/json"},
            "multiValueHeaders": {},
            "body": json.dumps({"entry": entry}),
            "isBase64Encoded": False,
        }

    return handler


def _rules_set_apart() -> ExitStack:
    stack = ExitStack()
    for module, name in ((receive_entries, "live_through"), (receive_entries, "assess"), (record_entry, "assess")):
        stack.enter_context(patch.object(module, name, _kept(getattr(module, name))))
    return stack


def _kept(rule: Callable[..., Any]) -> Callable[..., Any]:
    answers: list[Any] = []

    def answer(*given: Any, **named: Any) -> Any:
        if not answers:
            answers.append(rule(*given, **named))
        return answers[0]

    return answer
