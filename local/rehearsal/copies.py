"""What an operator does with data: hand one person theirs, copy everybody's, and bring them into a new stage."""

import json
from pathlib import Path
from typing import Any

from local.aws import stacks
from local.aws.account import Account
from local.aws.backups import back_up, restore
from local.aws.checking import Wish
from local.aws.dashboards import dashboard_name
from local.aws.deploying import PLACEHOLDER, deploy
from local.aws.operating import quarantine, redrive, redrive_events
from local.aws.people import export_person
from local.rehearsal.stage import WISH, Stage
from local.rehearsal.steps import hold
from local.rehearsal.visitor import Visitor


def bring_into_a_new_stage(stage: Stage, built: Path, ann: Visitor) -> None:
    """A second stage without an address of its own is told the gateway's, and filled from a copy of the first."""
    before = _log_of(stage.account, ann)
    hold(before == _without_end(ann.json("GET", "/v1/export?format=timeline")), before)
    copy = back_up(stage.account)
    again = Account("again", stage.client)
    made = deploy(again, Wish({**WISH, "SweepRate": "rate(5 minutes)"}), lambda _: built, write=lambda _: None)
    hold(made.parameters["BaseUrl"] not in ("", PLACEHOLDER), made.parameters)
    listed = stage.client("cloudwatch").list_dashboards()["DashboardEntries"]
    # the account's first two, so both are free
    hold({one["DashboardName"] for one in listed} == {dashboard_name(stage.account), dashboard_name(again)}, listed)
    hold(restore(again, copy) == len(stage.items()), "not as many items")
    hold(_log_of(again, ann) == before, "another log")
    _remove(stage, again, made)


def find_nothing_left_behind(stage: Stage) -> None:
    """No message died on the way, no event failed, and nobody is set aside."""
    outputs = stage.outputs
    for queue in ("SafetyQueueUrl", "QueueUrl"):
        hold(redrive(stage.client("sqs"), outputs[queue]) == 0, f"dead letters of {queue}")
    hold(redrive_events(stage.account) == 0, "failed events")
    left = list(quarantine(stage.client("dynamodb"), outputs["TableName"]))
    hold(left == [], left)


def _log_of(account: Account, ann: Visitor) -> Any:
    return _without_end(json.loads(export_person(account, ann.address)))


def _without_end(timeline: dict[str, Any]) -> dict[str, Any]:
    """The timeline but for `until`, which is the moment of the export."""
    return {name: value for name, value in timeline.items() if name != "until"}


def _remove(stage: Stage, again: Account, made: stacks.Stack) -> None:
    """End the second stage, so that nobody is mailed twice; its table is kept, so it is deleted here by hand."""
    stacks.remove(stage.client("cloudformation"), again.stack)
    dynamodb, table = stage.client("dynamodb"), made.outputs["TableName"]
    dynamodb.update_table(TableName=table, DeletionProtectionEnabled=False)
    dynamodb.delete_table(TableName=table)
