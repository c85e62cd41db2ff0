"""A stage's table, backed up and brought back, on moto; and one person's export by the operator."""

import json
from typing import Any

import pytest

from local.aws import backups
from local.aws.account import Account, NotReadyError
from local.aws.people import export_person
from tests.fakes.moto_aws import TABLE
from tests.fakes.steady import ADDRESS, Steady, steady_running


def account(steady: Steady) -> Account:
    """The stage whose table is this Steady's."""
    clients = steady.aws.clients
    outputs = {
        "TableName": TABLE, "QueueUrl": steady.aws.queue_url, "SafetyQueueUrl": steady.aws.safety_queue_url,
    }  # fmt: skip

    class Stack:
        def describe_stacks(self, StackName: str) -> Any:
            told = [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()]
            return {"Stacks": [{"StackId": "id", "StackStatus": "CREATE_COMPLETE", "Outputs": told}]}

    known = {"dynamodb": clients.dynamodb, "sqs": clients.sqs, "sesv2": clients.ses, "cloudformation": Stack()}
    return Account("prod", lambda name: known[name])


def test_a_backup_fills_an_empty_table_again() -> None:
    with steady_running() as steady:
        token = steady.join()
        entries = [{"area": "calf", "minutes": minutes} for minutes in range(1, 31)]
        steady.json("POST", "/v1/entries", entries, token=token, status=207)
        before = steady.aws.items()
        arn = backups.back_up(account(steady))
        with pytest.raises(NotReadyError, match="Somebody is in"):
            backups.restore(account(steady), arn)
        empty(steady)
        assert backups.restore(account(steady), arn, pause=lambda _: None) == len(before)
        assert steady.aws.items() == before
        assert len(steady.json("GET", "/v1/entries", token=token)["entries"]) == 30
        assert steady.aws.clients.dynamodb.list_tables()["TableNames"] == [TABLE]


def empty(steady: Steady) -> None:
    """Take everything out of the table, as in a new stage's."""
    for item in steady.aws.items():
        steady.aws.clients.dynamodb.delete_item(TableName=TABLE, Key={"pk": item["pk"], "sk": item["sk"]})


def test_a_new_stage_that_swept_and_was_asked_by_strangers_is_nobodys() -> None:
    with steady_running() as steady:
        steady.join()
        arn = backups.back_up(account(steady))
        empty(steady)
        steady.sweep()
        steady.json("POST", "/v1/sign-in", {"email": "eve@example.org"}, status=202)
        assert steady.aws.items() != []
        backups.restore(account(steady), arn, pause=lambda _: None)
        steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
        steady.drain()
        assert len(steady.mails("sign_in")) == 1


def test_a_table_that_outlived_its_stack_fills_a_new_one() -> None:
    with steady_running() as steady:
        token = steady.join()
        before, dynamodb = steady.aws.items(), steady.aws.clients.dynamodb
        dynamodb.restore_table_from_backup(TargetTableName="kept", BackupArn=backups.back_up(account(steady)))
        with pytest.raises(NotReadyError, match="this stage's own"):
            backups.restore(account(steady), TABLE)
        empty(steady)
        assert backups.restore(account(steady), "kept", pause=lambda _: None) == len(before)
        assert steady.json("GET", "/v1/me", token=token)["email"] == ADDRESS
        assert sorted(dynamodb.list_tables()["TableNames"]) == ["kept", TABLE]


def test_what_a_batch_leaves_is_written_again() -> None:
    class Throttled:
        """Takes one item a call."""

        def __init__(self) -> None:
            self.taken: list[Any] = []

        def batch_write_item(self, RequestItems: dict[str, list[Any]]) -> Any:
            (first, *rest) = RequestItems[TABLE]
            self.taken.append(first["PutRequest"]["Item"])
            return {"UnprocessedItems": {TABLE: rest} if rest else {}}

    dynamodb, waits = Throttled(), list[float]()
    items = [{"pk": {"S": str(number)}} for number in range(30)]
    assert backups.put_all(dynamodb, TABLE, items, waits.append) == 30
    assert dynamodb.taken == items
    assert len(waits) == 28


def test_the_operator_can_hand_a_person_their_log() -> None:
    with steady_running() as steady:
        token = steady.join()
        steady.json("POST", "/v1/entries", {"area": "calf"}, token=token, status=201)
        exported = json.loads(export_person(account(steady), f" {ADDRESS.upper()} "))
        assert [entry["area"] for entry in exported["entries"]] == ["calf"]
        with pytest.raises(NotReadyError, match="Nobody with this address"):
            export_person(account(steady), "nobody@example.org")
