"""Deploying through CloudFormation: what is created, updated, waited for, and told when it fails."""

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.aws import stacks


def refused(message: str) -> ClientError:
    return ClientError({"Error": {"Code": "ValidationError", "Message": message}}, "Any")


class CloudFormation:
    """A stack that takes one look longer than asked for, and ends as told."""

    def __init__(self, ends: str = "CREATE_COMPLETE", parameters: list[str] | None = None, is_same: bool = False):
        self.ends, self.is_same = ends, is_same
        self.known = parameters
        self.status = "CREATE_COMPLETE" if parameters is not None else ""
        self.asked: list[tuple[str, Any]] = []
        self.tells: dict[str, str] = {}

    def describe_stacks(self, StackName: str) -> Any:
        if not self.status:
            raise refused(f"Stack with id {StackName} does not exist")
        status, self.status = self.status, self.ends if self.status.endswith("IN_PROGRESS") else self.status
        given = [{"ParameterKey": name, "ParameterValue": "x"} for name in self.known or []]
        told = {"TableName": "steady", "EndpointURL": "https://api.example/api/"} | self.tells
        outputs = [{"OutputKey": name, "OutputValue": value} for name, value in told.items()]
        stack = {"StackStatus": status, "StackId": "id", "Parameters": given, "Outputs": outputs}
        return {"Stacks": [stack]}

    def create_stack(self, **asked: Any) -> None:
        self.asked.append(("create", asked))
        self.status = "CREATE_IN_PROGRESS"

    def update_stack(self, **asked: Any) -> None:
        self.asked.append(("update", asked))
        if self.is_same:
            raise refused("No updates are to be performed.")
        self.status, self.ends = "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"

    def delete_stack(self, **asked: Any) -> None:
        self.asked.append(("delete", asked))
        self.status = "DELETE_IN_PROGRESS"

    def describe_stack_events(self, StackName: str) -> Any:
        bad = {"LogicalResourceId": "Sweep", "ResourceStatus": "CREATE_FAILED", "ResourceStatusReason": "no such role"}
        return {"StackEvents": [bad, {"LogicalResourceId": "Table", "ResourceStatus": "CREATE_COMPLETE"}]}


def deploy(cloudformation: CloudFormation, **parameters: str) -> dict[str, str]:
    return stacks.deploy(cloudformation, "steady", "https://bucket/key", parameters, pause=lambda _: None)


def test_a_new_stack_is_created_and_its_outputs_are_told() -> None:
    cloudformation = CloudFormation()
    assert deploy(cloudformation, Sender="a@example.org")["TableName"] == "steady"
    ((verb, asked),) = cloudformation.asked
    assert verb == "create"
    assert asked["Parameters"] == [{"ParameterKey": "Sender", "ParameterValue": "a@example.org"}]


def test_an_update_keeps_what_is_not_given() -> None:
    cloudformation = CloudFormation("UPDATE_COMPLETE", ["Sender", "SignUp"])
    deploy(cloudformation, Sender="b@example.org")
    ((verb, asked),) = cloudformation.asked
    assert verb == "update"
    assert {"ParameterKey": "SignUp", "UsePreviousValue": True} in asked["Parameters"]


def test_the_same_package_again_is_no_fault() -> None:
    assert deploy(CloudFormation(parameters=["Sender"], is_same=True))["TableName"] == "steady"


def test_a_stack_that_fails_tells_which_resource_and_why() -> None:
    with pytest.raises(stacks.DeployError, match=r"ROLLBACK_COMPLETE\n  Sweep: no such role"):
        deploy(CloudFormation("ROLLBACK_COMPLETE"))


def test_what_is_not_there_is_removed_already() -> None:
    cloudformation = CloudFormation()
    stacks.remove(cloudformation, "steady", pause=lambda _: None)
    assert cloudformation.asked == []


def test_a_stack_is_removed_to_the_end() -> None:
    cloudformation = CloudFormation("DELETE_COMPLETE", [])
    stacks.remove(cloudformation, "steady", pause=lambda _: None)
    assert cloudformation.asked == [("delete", {"StackName": "id"})]


def test_keys_in_the_bucket_follow_the_content(tmp_path: Path) -> None:
    class Bucket(dict[str, bytes]):
        def put_object(self, Bucket: str, Key: str, Body: bytes) -> None:
            self[Key] = Body

    function = {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "./deployment.zip"}}
    (tmp_path / "sam.json").write_text(json.dumps({"Resources": {"Sweep": function}}))
    (tmp_path / "deployment.zip").write_bytes(b"one")
    bucket = Bucket()
    first = stacks.upload(bucket, "packages", tmp_path)
    assert stacks.upload(bucket, "packages", tmp_path) == first
    code = json.loads(bucket[first])["Resources"]["Sweep"]["Properties"]["CodeUri"]
    assert bucket[code["Key"]] == b"one"
    (tmp_path / "deployment.zip").write_bytes(b"two")
    assert stacks.upload(bucket, "packages", tmp_path) != first
