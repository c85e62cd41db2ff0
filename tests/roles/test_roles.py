"""Each role allows what its function asks of AWS, and nothing beside: reliability.md's fault 46.

Every route and every door is driven through the real adapters, cold start included. Each call that a function makes is
held against its policy, and each action of the policy against the calls.
"""

import json
import re
from typing import Final

import pytest

from tests.doors.browsing import Browser
from tests.fakes.moto_aws import SENDER
from tests.fakes.steady import BASE
from tests.roles import browsing, living, serving
from tests.roles.by_lambda import POLL, log_group, needs_of_lambda
from tests.roles.comparing import Grant, Star, faults_in, grants_of
from tests.roles.needs import Need
from tests.roles.stack import FUNCTIONS, ROOT, Stack, arn
from tests.roles.watching import Notes, watched

STACK: Final = Stack({"Sender": SENDER, "BaseUrl": BASE}, {"SteadyTable": "steady"})
STARS: Final = (
    *(
        Star("WriteOwnLog", arn("logs", f"log-group:/aws/lambda/steady-{name}-*:*"), reason)
        for name in FUNCTIONS.values()
        for reason in ("CloudFormation ends the name by chance, and a role that named its function would be circular",)
    ),
    Star(
        "SendMail", arn("ses", "identity/*"), "verified may be the address, its domain or one above; see its condition"
    ),
    Star("SendMail", "*@steady.example", "CloudFormation cannot cut an address out of a name, only its domain"),
    Star("ReadMailQuota", "*", "AWS knows no thing that the account's quota belongs to"),
)
in_each_function = pytest.mark.parametrize("function", FUNCTIONS)


def drive_everything() -> Notes:
    """What was asked of AWS while everything was done that there is to do."""
    notes = Notes()
    with watched(notes) as steady:
        living.live(steady, steady.join())
    with watched(notes) as steady:
        living.move(steady)
    with watched(notes, SignUp="invite", MailsPerAddress="2", RequestsPerSource="4") as steady:
        living.join_by_invite(steady)
    with watched(notes) as steady:
        ann = Browser(steady)
        ann.join()
        browsing.browse(ann)
        browsing.leave(ann)
    for drive in (serving.sweep_everything, serving.deliver_everything, serving.hear_everything):
        with watched(notes) as steady:
            drive(steady)
    return notes


def grants(function: str) -> list[Grant]:
    return list(grants_of(STACK.policy(function), STACK.resolve))


def undriven(notes: Notes) -> list[tuple[str, str]]:
    """The routes that never answered as asked: what they ask of AWS is not known."""
    from app import app

    routes = [(method, route, entry) for route, ways in app.routes.items() for method, entry in ways.items()]
    ours = [(method, route) for method, route, entry in routes if entry.view_name != "not_allowed"]
    assert len(ours) > 90
    return [one for one in ours if not any(status < 400 for status in notes.answers.get(one, ()))]


def test_each_role_allows_what_its_function_asks_for_and_no_more() -> None:
    notes = drive_everything()
    assert undriven(notes) == [], "drive these routes in tests/roles"
    found = [
        fault
        for name in FUNCTIONS
        for fault in faults_in(name, grants(name), {**notes.needs[name], **dict(needs_of_lambda(STACK, name))}, STARS)
    ]
    assert not found, "\n".join(found)


def test_every_reason_for_a_star_is_of_one_that_is_there() -> None:
    found = {(grant.sid, text) for name in FUNCTIONS for grant in grants(name) for text in texts(grant)}
    assert [star for star in STARS if (star.sid, star.text) not in found] == []


def texts(grant: Grant) -> tuple[str, ...]:
    return grant.action, grant.resource, grant.sender


@in_each_function
def test_no_role_reaches_another_stack(function: str) -> None:
    others = [
        Need(grant.action, grant.resource.replace("steady", "steady-2").replace("*", "x"), "steady@steady-2.example")
        for grant in grants(function)
        if grant.resource != "*"
    ]
    allowed = [need for need in others if any(grant.covers(need) for grant in grants(function))]
    assert others
    assert allowed == []


@pytest.mark.parametrize(("worker", "other"), [("deliver", "deliver-safety"), ("deliver_safety", "deliver")])
def test_a_worker_takes_from_its_own_queue_only(worker: str, other: str) -> None:
    for action in POLL:
        assert not any(grant.covers(Need(action, arn("sqs", f"steady-{other}"))) for grant in grants(worker))


@in_each_function
def test_a_function_writes_its_own_log_only(function: str) -> None:
    for other in FUNCTIONS:
        need = Need("logs:PutLogEvents", log_group(other))
        assert any(grant.covers(need) for grant in grants(function)) == (other == function)


@pytest.mark.parametrize("sender", ["eve@example.org", "eve@steady.example.org", "eve@not-steady.example"])
def test_mail_comes_from_the_operators_domain_only(sender: str) -> None:
    need = Need("ses:SendRawEmail", arn("ses", f"identity/{sender}"), sender)
    assert not any(grant.covers(need) for name in FUNCTIONS for grant in grants(name))


@pytest.mark.parametrize("sender", ["Steady <a@example.org>", "a@example.org"])
def test_the_domain_is_found_however_the_sender_is_written(sender: str) -> None:
    stack = Stack({"Sender": sender, "BaseUrl": BASE}, {"SteadyTable": "steady"})
    assert re.fullmatch(stack.template["Parameters"]["Sender"]["AllowedPattern"], sender)
    senders = {grant.sender for grant in grants_of(stack.policy("deliver"), stack.resolve)}
    assert senders == {"*", "*@example.org"}


def test_no_key_is_our_own_so_no_role_needs_one() -> None:
    """AWS's own keys let in whoever may use the table, the queue or the parameter; a customer's key would ask."""
    assert re.findall(r'"K(?:MS|ms)\w*":', json.dumps(STACK.template)) == []


def documented() -> dict[str, set[str]]:
    """What docs/operations.md says that each function may do."""
    text = (ROOT / "docs/operations.md").read_text()
    rows = re.findall(r"^\| `(\w+)` \| (.*`\w+:\w+`.*) \|$", text, re.MULTILINE)
    return {name: set(re.findall(r"`(\w+:\w+)`", said)) for name, said in rows}


def test_the_guide_says_what_each_function_may_do() -> None:
    allowed = {logical: {grant.action for grant in grants(name)} for name, logical in FUNCTIONS.items()}
    assert documented() == allowed
