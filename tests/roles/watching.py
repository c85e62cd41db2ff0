"""Steady wired as Lambda wires it, on moto, with each call to AWS noted under the function that makes it."""

import importlib
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

import boto3
from botocore.client import BaseClient
from chalice.app import Chalice

from chalicelib import bootstrap
from tests.fakes.moto_aws import REGION, SENDER, TABLE, Aws, aws_running
from tests.fakes.outside import Clock
from tests.fakes.steady import BASE, Steady
from tests.roles.needs import Need, needs_of
from tests.roles.stack import Stack

SECRET: Final = "a secret for tests"
EVENT_DOORS: Final = ("sweep", "deliver", "deliver_safety", "feedback")
PLENTY: Final = {"MailsPerAddress": "1000", "RequestsPerSource": "1000"}
"""Where the limits shall not bite."""
ACCOUNT: Final = {
    "SendingEnabled": True,
    "SendQuota": {"Max24HourSend": 50_000.0, "MaxSendRate": 14.0, "SentLast24Hours": 0.0},
}


@dataclass
class Notes:
    """`needs`: by function, what was asked of its role and where first; `answers`: by method and route, the statuses.

    `warm` are the functions that run already: the first invocation of each wires everything anew.
    """

    needs: dict[str, dict[Need, str]] = field(default_factory=dict)
    answers: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    now: list[tuple[str, str]] = field(default_factory=list)
    warm: set[str] = field(default_factory=set)

    def note(self, service: str, operation: str, params: Any) -> None:
        """One call, where a function of ours is running; what a test itself asks of AWS is nobody's."""
        if self.now:
            function, where = self.now[-1]
            for need in needs_of(service, operation, params):
                self.needs.setdefault(function, {}).setdefault(need, where)

    @contextmanager
    def running(self, function: str, where: str) -> Iterator[None]:
        """While the function runs."""
        if function not in self.warm:
            self.warm.add(function)
            bootstrap.use(None)
        self.now.append((function, where))
        try:
            yield
        finally:
            self.now.pop()


@contextmanager
def watched(notes: Notes, **parameters: str) -> Iterator[Steady]:
    """A fresh Steady whose functions start cold, with the environment that the template gives them."""
    with aws_running() as aws, ExitStack() as undone:
        refs = {"SteadyTable": TABLE, "DeliverQueue": aws.queue_url, "SafetyQueue": aws.safety_queue_url}
        stack = Stack({"Sender": SENDER, "BaseUrl": BASE, **PLENTY, **parameters}, refs)
        variables = {**stack.environment(), "AWS_DEFAULT_REGION": REGION}
        undone.enter_context(patch.dict(os.environ, variables))
        undone.enter_context(patch.object(boto3, "DEFAULT_SESSION", _session()))
        _stand_in(aws, variables)
        clock = Clock()
        for name, value in _outside(aws, clock).items():
            undone.enter_context(patch.object(bootstrap, name, value))
        for target, name, value in _taps(notes):
            undone.enter_context(patch.object(target, name, value))
        events = aws.clients.ses.meta.events
        events.register("before-call.sesv2.GetAccount", _tell_account, unique_id="account")
        undone.callback(events.unregister, "before-call.sesv2.GetAccount", unique_id="account")
        undone.callback(bootstrap.use, None)
        notes.warm.clear()
        bootstrap.use(None)
        yield Steady(aws, clock, bootstrap.services())


@cache
def _session() -> boto3.Session:
    # reading what AWS's services can do is most of a cold start here, and the same each time
    return boto3.Session(region_name=REGION)


def _outside(aws: Aws, clock: Clock) -> dict[str, Any]:
    """What stands for the machine's clock and patience, and clients that are made once for all tests."""
    return {
        "make_clients": lambda: aws.clients,
        "system_clock": clock,
        "sleep": lambda seconds: clock.tick(seconds=seconds),
    }


def _stand_in(aws: Aws, variables: dict[str, str]) -> None:
    """What the operator's deployment has made before any function runs."""
    parameter: Any = {"Name": variables["SECRET_PARAMETER"], "Value": SECRET, "Type": "SecureString"}
    boto3.client("ssm", REGION).put_parameter(**parameter)
    aws.clients.ses.create_configuration_set(ConfigurationSetName=variables["CONFIGURATION_SET"])


def _tell_account(**_: Any) -> Any:
    """moto knows no account of SES."""
    return SimpleNamespace(status_code=200, headers={}), ACCOUNT


def _taps(notes: Notes) -> Iterator[tuple[Any, str, Any]]:
    """Every client's calls, the API's requests, and the four other doors."""
    every_client: Any = BaseClient
    call, request, app = every_client._make_api_call, Chalice.__call__, importlib.import_module("app")

    def noted_call(client: Any, operation: str, params: Any) -> Any:
        notes.note(client.meta.service_model.service_name, operation, params)
        return call(client, operation, params)

    def noted_request(self: Chalice, event: Any, context: Any) -> Any:
        route = event["httpMethod"], event["resource"]
        with notes.running("api_handler", " ".join(route)):
            answer = request(self, event, context)
        notes.answers.setdefault(route, set()).add(answer["statusCode"])
        return answer

    yield every_client, "_make_api_call", noted_call
    yield Chalice, "__call__", noted_request
    for name in EVENT_DOORS:
        yield app, name, _noted_door(notes, name, getattr(app, name))


def _noted_door(notes: Notes, name: str, door: Callable[..., Any]) -> Callable[..., Any]:
    def noted(event: Any, context: Any) -> Any:
        with notes.running(name, f"the door {name}"):
            return door(event, context)

    return noted
