"""Deploys a package by CloudFormation: on AWS for `make deploy` and on an emulator for `make rehearse` alike."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Final

CAPABILITIES: Final = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
"""The stack makes roles, and SAM's transform writes most of it."""
IN_WORK: Final = "_IN_PROGRESS"
GOOD: Final = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE"})
UNBORN: Final = frozenset(
    {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED", "REVIEW_IN_PROGRESS"}
)
"""What a stack that was never whole, or was not quite deleted, stands at: it takes no update any more."""
CANCELLED: Final = "cancelled"


class DeployError(Exception):
    """The stack did not get where it was sent; the text has the resources' own reasons."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack as it stands."""

    id: str
    status: str
    parameters: Mapping[str, str]
    outputs: Mapping[str, str]

    @property
    def is_in_work(self) -> bool:
        """Whether CloudFormation will bring it on by itself. What waits for a review waits for a person."""
        return self.status.endswith(IN_WORK) and self.status not in UNBORN


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A package in the bucket: where its template lies, and the parameters that it takes."""

    url: str
    takes: frozenset[str]


def rest(seconds: float) -> None:
    """Wait. It is looked up at each call, so that a test can take its place."""
    time.sleep(seconds)


def upload(s3: Any, bucket: str, folder: Path, owner: str) -> Uploaded:
    """Put the zip and the template of a package folder into the bucket, if this account owns it.

    Keys are made of the content, so that a changed zip is a changed template and the same one is no change at all.
    """
    code = (folder / "deployment.zip").read_bytes()
    code_key = f"steady/{sha256(code).hexdigest()}.zip"
    s3.put_object(Bucket=bucket, Key=code_key, Body=code, ExpectedBucketOwner=owner)
    template = with_code(json.loads((folder / "sam.json").read_text()), bucket, code_key)
    text = json.dumps(template).encode()
    key = f"steady/{sha256(text).hexdigest()}.json"
    s3.put_object(Bucket=bucket, Key=key, Body=text, ExpectedBucketOwner=owner)
    return Uploaded(object_url(s3, bucket, key), frozenset(template.get("Parameters", {})))


def object_url(s3: Any, bucket: str, key: str) -> str:
    """Where CloudFormation finds an object: on AWS by the bucket's host, elsewhere by the endpoint's path."""
    if s3.meta.endpoint_url.endswith(".amazonaws.com"):
        return f"https://{bucket}.s3.{s3.meta.region_name}.amazonaws.com/{key}"
    return f"{s3.meta.endpoint_url}/{bucket}/{key}"


def with_code(template: dict[str, Any], bucket: str, key: str) -> dict[str, Any]:
    """The template with its functions' code in the bucket."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
    return template


def find(cloudformation: Any, name: str) -> Stack | None:
    """The stack; None where there is none."""
    from botocore.exceptions import ClientError

    try:
        (found,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return None if found["StackStatus"] == "DELETE_COMPLETE" else _stack(found)


def deploy(
    cloudformation: Any,
    name: str,
    package: Uploaded,
    parameters: Mapping[str, str],
    *,
    pause: Callable[[float], None] = rest,
) -> Stack:
    """Create the stack or update it, wait for the end, and answer how it stands. Raises DeployError.

    An update keeps every parameter that is not given. One that this package does not take is left behind: an older
    package knows fewer.
    """
    before = find(cloudformation, name)
    given = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
    known = set(before.parameters) & package.takes if before else set()
    kept = [{"ParameterKey": key, "UsePreviousValue": True} for key in sorted(known - set(parameters))]
    ask: dict[str, Any] = {"StackName": name, "TemplateURL": package.url, "Capabilities": CAPABILITIES}
    if before is None:
        cloudformation.create_stack(**ask, Parameters=given)
    elif not _update(cloudformation, ask, given, kept):
        return before
    stack = settled(cloudformation, name, pause)
    if stack.status not in GOOD:
        raise DeployError("\n".join([f"{name}: {stack.status}", *_reasons(cloudformation, name)]))
    return stack


def remove(cloudformation: Any, name: str, *, pause: Callable[[float], None] = rest) -> None:
    """Delete the stack and wait until it is gone. What its template retains stays. Raises DeployError."""
    stack = find(cloudformation, name)
    if stack is None:
        return
    cloudformation.delete_stack(StackName=stack.id)
    last = settled(cloudformation, stack.id, pause)
    if last.status != "DELETE_COMPLETE":
        raise DeployError("\n".join([f"{name}: {last.status}", *_reasons(cloudformation, name)]))


def settled(cloudformation: Any, name: str, pause: Callable[[float], None] = rest) -> Stack:
    """The stack once nothing is under way in it: looked at often at first, then every five seconds."""
    pauses = chain(repeat(0.5, 20), repeat(5.0))
    while True:
        (found,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
        stack = _stack(found)
        if not stack.is_in_work:
            return stack
        pause(next(pauses))


def _stack(found: Mapping[str, Any]) -> Stack:
    return Stack(
        id=found["StackId"],
        status=found["StackStatus"],
        parameters={one["ParameterKey"]: one.get("ParameterValue", "") for one in found.get("Parameters", [])},
        outputs={one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", [])},
    )


def _update(cloudformation: Any, ask: dict[str, Any], given: list[Any], kept: list[Any]) -> bool:
    from botocore.exceptions import ClientError

    try:
        cloudformation.update_stack(**ask, Parameters=[*given, *kept])
    except ClientError as error:
        if "No updates" in str(error):
            return False
        raise
    return True


def _reasons(cloudformation: Any, name: str) -> list[str]:
    """Why resources failed in what was done last, first things first. What was cancelled for them says nothing."""
    return [
        f"  {event['LogicalResourceId']}: {event['ResourceStatusReason']}"
        for event in reversed(list(_last_events(cloudformation, name)))
        if event["ResourceStatus"].endswith("FAILED") and CANCELLED not in event.get("ResourceStatusReason", CANCELLED)
    ]


def _last_events(cloudformation: Any, name: str) -> Iterator[Mapping[str, Any]]:
    """The events of what was done last, newest first: AWS keeps those of every deployment."""
    for page in cloudformation.get_paginator("describe_stack_events").paginate(StackName=name):
        for event in page["StackEvents"]:
            yield event
            is_stack = event["LogicalResourceId"] == name
            if is_stack and event["ResourceStatus"] in {f"{verb}{IN_WORK}" for verb in ("CREATE", "UPDATE", "DELETE")}:
                return
