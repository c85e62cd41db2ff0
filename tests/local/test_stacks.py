"""Deploying through CloudFormation: what is created, updated, waited for, and told when it fails."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.aws import stacks
from local.aws.stacks import Uploaded

OUTPUTS = {"TableName": "steady-table", "EndpointURL": "https://api.example/api/"}
PACKAGE = Uploaded("https://bucket/key", frozenset({"Sender", "SignUp", "BaseUrl", "SecretParameter"}))


def refused(message: str) -> ClientError:
    return ClientError({"Error": {"Code": "ValidationError", "Message": message}}, "Any")


def event(what: str, status: str, reason: str = "") -> dict[str, str]:
    return {"LogicalResourceId": what, "ResourceStatus": status} | ({"ResourceStatusReason": reason} if reason else {})


@dataclass
class CloudFormation:
    """A stack that is in work for one look, and then stands as told. An empty status: there is none."""

    status: str = ""
    ends: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    is_same: bool = False
    tells: dict[str, str] = field(default_factory=lambda: dict(OUTPUTS))
    events: list[dict[str, str]] = field(default_factory=list)
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def describe_stacks(self, StackName: str) -> Any:
        if not self.status:
            raise refused(f"Stack with id {StackName} does not exist")
        status = self.status
        if status.endswith("IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
            self.status = self.ends.pop(0) if self.ends else status.replace("IN_PROGRESS", "COMPLETE")
        given = [{"ParameterKey": name, "ParameterValue": value} for name, value in self.parameters.items()]
        told = self.tells if status in stacks.GOOD | {"UPDATE_ROLLBACK_COMPLETE"} else {}
        outputs = [{"OutputKey": name, "OutputValue": value} for name, value in told.items()]
        return {"Stacks": [{"StackStatus": status, "StackId": "id", "Parameters": given, "Outputs": outputs}]}

    def create_stack(self, **asked: Any) -> None:
        self._take("create", asked)
        self.status = "CREATE_IN_PROGRESS"

    def update_stack(self, **asked: Any) -> None:
        if self.is_same:
            raise refused("No updates are to be performed.")
        self._take("update", asked)
        self.status = "UPDATE_IN_PROGRESS"

    def _take(self, verb: str, asked: dict[str, Any]) -> None:
        self.asked.append((verb, asked))
        given = {one["ParameterKey"]: one.get("ParameterValue") for one in asked["Parameters"]}
        self.parameters = {name: self.parameters[name] if value is None else value for name, value in given.items()}

    def delete_stack(self, **asked: Any) -> None:
        self.asked.append(("delete", asked))
        self.status = "DELETE_IN_PROGRESS"

    def get_paginator(self, name: str) -> Any:
        assert name == "describe_stack_events"
        return self

    def paginate(self, StackName: str) -> Iterator[Any]:
        """Newest first, one a page."""
        yield from ({"StackEvents": [one]} for one in reversed(self.events))


def deploy(cloudformation: CloudFormation, package: Uploaded = PACKAGE, **parameters: str) -> stacks.Stack:
    return stacks.deploy(cloudformation, "steady", package, parameters, pause=lambda _: None)


def test_a_new_stack_is_created_and_its_outputs_are_told() -> None:
    cloudformation = CloudFormation()
    assert deploy(cloudformation, Sender="a@example.org").outputs == OUTPUTS
    ((verb, asked),) = cloudformation.asked
    assert verb == "create"
    assert asked["Parameters"] == [{"ParameterKey": "Sender", "ParameterValue": "a@example.org"}]


def test_an_update_keeps_what_is_not_given() -> None:
    cloudformation = CloudFormation("CREATE_COMPLETE", parameters={"Sender": "a@example.org", "SignUp": "invite"})
    stack = deploy(cloudformation, Sender="b@example.org")
    ((verb, asked),) = cloudformation.asked
    assert verb == "update"
    assert {"ParameterKey": "SignUp", "UsePreviousValue": True} in asked["Parameters"]
    assert stack.parameters == {"Sender": "b@example.org", "SignUp": "invite"}


def test_an_older_package_is_not_told_of_parameters_that_it_does_not_take() -> None:
    cloudformation = CloudFormation("UPDATE_COMPLETE", parameters={"Sender": "a@example.org", "Newer": "x"})
    deploy(cloudformation)
    ((_, asked),) = cloudformation.asked
    assert asked["Parameters"] == [{"ParameterKey": "Sender", "UsePreviousValue": True}]


@pytest.mark.parametrize("status", ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"])
def test_the_same_package_again_is_no_fault(status: str) -> None:
    assert deploy(CloudFormation(status, is_same=True)).outputs == OUTPUTS


def test_a_stack_that_fails_tells_which_resource_and_why() -> None:
    last_time = [event("steady", "UPDATE_IN_PROGRESS"), event("Table", "UPDATE_FAILED", "an old story")]
    now = [
        event("steady", "UPDATE_IN_PROGRESS", "User Initiated"),
        event("Sweep", "UPDATE_FAILED", "no such role"),
        event("Deliver", "UPDATE_FAILED", "Resource update cancelled"),
        event("steady", "UPDATE_ROLLBACK_IN_PROGRESS", "The following resource(s) failed to update: [Sweep]."),
        event("Feedback", "UPDATE_FAILED", "no such topic"),
    ]
    cloudformation = CloudFormation("UPDATE_COMPLETE", ["UPDATE_ROLLBACK_COMPLETE"], events=[*last_time, *now])
    with pytest.raises(stacks.DeployError) as failed:
        deploy(cloudformation)
    assert str(failed.value) == (
        "steady: UPDATE_ROLLBACK_COMPLETE\n  Sweep: no such role\n  Feedback: no such topic"
    )  # fmt: skip


def test_what_takes_long_is_looked_at_less_often() -> None:
    waits: list[float] = []
    cloudformation = CloudFormation("CREATE_IN_PROGRESS", ["CREATE_IN_PROGRESS"] * 29 + ["CREATE_COMPLETE"])
    assert stacks.settled(cloudformation, "steady", waits.append).status == "CREATE_COMPLETE"
    assert waits == [0.5] * 20 + [5.0] * 10


def test_what_waits_for_a_review_is_not_waited_for() -> None:
    waits: list[float] = []
    assert stacks.settled(CloudFormation("REVIEW_IN_PROGRESS"), "steady", waits.append).status == "REVIEW_IN_PROGRESS"
    assert waits == []


def test_what_is_not_there_is_removed_already() -> None:
    cloudformation = CloudFormation()
    stacks.remove(cloudformation, "steady", pause=lambda _: None)
    assert cloudformation.asked == []


@pytest.mark.parametrize("status", ["UPDATE_COMPLETE", "ROLLBACK_COMPLETE", "DELETE_FAILED"])
def test_a_stack_is_removed_to_the_end(status: str) -> None:
    cloudformation = CloudFormation(status)
    stacks.remove(cloudformation, "steady", pause=lambda _: None)
    assert cloudformation.asked == [("delete", {"StackName": "id"})]


def test_a_stack_that_cannot_be_removed_says_why() -> None:
    events = [event("steady", "DELETE_IN_PROGRESS"), event("Bucket", "DELETE_FAILED", "it is not empty")]
    cloudformation = CloudFormation("CREATE_COMPLETE", ["DELETE_FAILED"], events=events)
    with pytest.raises(stacks.DeployError, match="Bucket: it is not empty"):
        stacks.remove(cloudformation, "steady", pause=lambda _: None)


class Bucket(dict[str, bytes]):
    """Takes what its owner brings."""

    class meta:
        endpoint_url, region_name = "https://s3.eu-central-1.amazonaws.com", "eu-central-1"

    def put_object(self, Bucket: str, Key: str, Body: bytes, ExpectedBucketOwner: str) -> None:
        assert ExpectedBucketOwner == "111122223333"
        self[Key] = Body


def test_keys_in_the_bucket_follow_the_content(tmp_path: Path) -> None:
    function = {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "./deployment.zip"}}
    template = {"Parameters": {"Sender": {}}, "Resources": {"Sweep": function}}
    (tmp_path / "sam.json").write_text(json.dumps(template))
    (tmp_path / "deployment.zip").write_bytes(b"one")
    bucket = Bucket()
    first = stacks.upload(bucket, "packages", tmp_path, "111122223333")
    assert stacks.upload(bucket, "packages", tmp_path, "111122223333") == first
    assert first.takes == {"Sender"}
    address = "https://packages.s3.eu-central-1.amazonaws.com/"
    assert first.url.startswith(address)
    code = json.loads(bucket[first.url.removeprefix(address)])["Resources"]["Sweep"]["Properties"]["CodeUri"]
    assert bucket[code["Key"]] == b"one"
    (tmp_path / "deployment.zip").write_bytes(b"two")
    assert stacks.upload(bucket, "packages", tmp_path, "111122223333") != first
