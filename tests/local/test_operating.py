"""What an operator does by hand, on moto's AWS."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.ports.messages import Faulty
from local.aws.account import Account
from local.aws.operating import quarantine, redrive, redrive_events
from local.inviting import invite_to
from tests.fakes.moto_aws import TABLE
from tests.fakes.steady import Steady, steady_running

DROOP = {"type": "symptom", "name": "face_droop", "onset": "sudden"}


@pytest.fixture
def steady() -> Iterator[Steady]:
    with steady_running(visibility=0) as running:
        yield running


def give_up_after(steady: Steady, receives: int) -> str:
    """Let the safety queue give up into dead letters after so many receives; their queue's address."""
    sqs = steady.aws.clients.sqs
    dead = sqs.create_queue(QueueName="steady-deliver-safety-dead")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": receives})
    sqs.set_queue_attributes(QueueUrl=steady.aws.safety_queue_url, Attributes={"RedrivePolicy": policy})
    return str(dead)


def dead_letter(steady: Steady) -> str:
    """Log an emergency whose message no worker could deliver; the dead letters' address."""
    dead = give_up_after(steady, 1)
    token = steady.join()
    steady.json("POST", "/v1/entries", DROOP, token=token, status=201)
    for _ in range(2):
        steady.aws.clients.sqs.receive_message(QueueUrl=steady.aws.safety_queue_url)
    assert steady.mails("emergency") == []
    return dead


def test_dead_letters_are_delivered_after_a_redrive(steady: Steady) -> None:
    dead = dead_letter(steady)
    assert redrive(steady.aws.clients.sqs, steady.aws.safety_queue_url, listens=0) == 1
    steady.drain()
    assert len(steady.mails("emergency")) == 1
    assert redrive(steady.aws.clients.sqs, steady.aws.safety_queue_url, listens=0) == 0
    assert "Messages" not in steady.aws.clients.sqs.receive_message(QueueUrl=dead)


def test_a_redrive_days_later_sends_nothing_twice(steady: Steady) -> None:
    dead_letter(steady)
    steady.clock.tick(minutes=5)
    give_up_after(steady, 5)
    steady.sweep()
    assert len(steady.mails("emergency")) == 1
    steady.clock.tick(days=9)
    assert redrive(steady.aws.clients.sqs, steady.aws.safety_queue_url, listens=0) == 1
    steady.drain()
    assert len(steady.mails("emergency")) == 1


def test_events_of_mails_go_back_to_their_function_and_sweeps_are_dropped(steady: Steady) -> None:
    sqs, invoked = steady.aws.clients.sqs, list[tuple[str, str, Any]]()

    class Lambda:
        def invoke(self, FunctionName: str, InvocationType: str, Payload: bytes) -> None:
            invoked.append((FunctionName, InvocationType, json.loads(Payload)))

    url = sqs.create_queue(QueueName="steady-prod-events-dead")["QueueUrl"]
    event = {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": "{}"}}]}
    arn = "arn:aws:lambda:eu-central-1:111122223333:function:steady-prod-feedback:$LATEST"
    for payload in (event, {"source": "aws.events", "detail-type": "Scheduled Event"}):
        failed = {"requestContext": {"functionArn": arn}, "requestPayload": payload, "version": "1.0"}
        sqs.send_message(QueueUrl=url, MessageBody=json.dumps(failed))
    clients = {"sqs": sqs, "lambda": Lambda()}
    account = Account("prod", lambda name: clients[name])
    assert redrive_events(account, listens=0) == 1
    assert invoked == [(arn, "Event", event)]
    assert redrive_events(account, listens=0) == 0


def test_who_is_set_aside_is_named_with_the_error_and_nothing_else(steady: Steady) -> None:
    token = steady.join()
    person_id = steady.json("GET", "/v1/me", token=token)["id"]
    at = steady.clock() + timedelta(days=1)
    assert list(quarantine(steady.aws.clients.dynamodb, TABLE)) == []
    steady.services.messages.put_off(Faulty(owner=person_id, fault="ValueError"), at, at, aside=True)
    assert list(quarantine(steady.aws.clients.dynamodb, TABLE)) == [f"{person_id}\tperson\tValueError\t1"]
    assert steady.json("GET", "/v1/health")["quarantined"] == 1


def test_an_invite_to_a_stage_is_signed_with_its_own_secret_and_bears_its_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Stage:
        """A stage with its stack and its secret."""

        def describe_stacks(self, StackName: str) -> Any:
            parameters = [{"ParameterKey": "BaseUrl", "ParameterValue": "https://steady.example/api"}]
            outputs = [{"OutputKey": "TableName", "OutputValue": TABLE}]
            stack = {"StackId": StackName, "StackStatus": "UPDATE_COMPLETE"}
            return {"Stacks": [{**stack, "Parameters": parameters, "Outputs": outputs}]}

        def get_parameter(self, Name: str, WithDecryption: bool) -> Any:
            assert (Name, WithDecryption) == ("/steady-prod/secret", True)
            return {"Parameter": {"Value": "a secret for tests"}}

    assert invite_to(Account("prod", lambda _: Stage()), 14) == 0
    link = capsys.readouterr().out.strip()
    assert link.startswith("https://steady.example/api/sign-up?invite=")
    (token,) = parse_qs(urlsplit(link).query)["invite"]
    with steady_running(sign_up="invite") as steady:
        joining = {"email": "ann@example.org", "timezone": "Europe/London"}
        steady.json("POST", "/v1/people", {**joining, "invite": token}, status=202)
