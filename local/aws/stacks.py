"""Deploys a package by CloudFormation: on AWS for `make deploy` and on an emulator for `make rehearse` alike."""

import json
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

CAPABILITIES: Final = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
"""The stack makes roles, and SAM's transform writes most of it."""
IN_WORK: Final = "_IN_PROGRESS"
GOOD: Final = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE"})


class DeployError(Exception):
    """The stack did not get where it was sent; the text has the resources' own reasons."""


def upload(s3: Any, bucket: str, folder: Path) -> str:
    """Put the zip and the template of a package folder into the bucket; the key of the template.

    Keys are made of the content, so that a changed zip is a changed template and the same one is no change at all.
    """
    code = (folder / "deployment.zip").read_bytes()
    code_key = f"steady/{sha256(code).hexdigest()}.zip"
    s3.put_object(Bucket=bucket, Key=code_key, Body=code)
    text = json.dumps(with_code(json.loads((folder / "sam.json").read_text()), bucket, code_key))
    key = f"steady/{sha256(text.encode()).hexdigest()}.json"
    s3.put_object(Bucket=bucket, Key=key, Body=text.encode())
    return key


def object_url(s3: Any, bucket: str, key: str) -> str:
    """Where CloudFormation finds an object: on AWS by the bucket's host, elsewhere by the endpoint's path."""
    if s3.meta.endpoint_url.endswith(".amazonaws.com"):
        return f"https://{bucket}.s3.{s3.meta.region_name}.amazonaws.com/{key}"
    return f"{s3.meta.endpoint_url}/{bucket}/{key}"


def outputs_of(cloudformation: Any, name: str) -> dict[str, str] | None:
    """What a stack tells; None where there is none."""
    stack = _describe(cloudformation, name)
    return None if stack is None else _outputs(stack)


def with_code(template: dict[str, Any], bucket: str, key: str) -> dict[str, Any]:
    """The template with its functions' code in the bucket."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
    return template


def deploy(
    cloudformation: Any,
    name: str,
    template_url: str,
    parameters: Mapping[str, str],
    *,
    pause: Callable[[float], None] = time.sleep,
) -> dict[str, str]:
    """Create the stack or update it, wait for the end, and answer its outputs. Raises DeployError.

    An update keeps every parameter that is not given.
    """
    before = _describe(cloudformation, name)
    known = {one["ParameterKey"] for one in (before or {}).get("Parameters", [])}
    given = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
    kept = [{"ParameterKey": key, "UsePreviousValue": True} for key in sorted(known - set(parameters))]
    ask: dict[str, Any] = {"StackName": name, "TemplateURL": template_url, "Capabilities": CAPABILITIES}
    if before is None:
        cloudformation.create_stack(**ask, Parameters=given)
    elif not _update(cloudformation, ask, given, kept):
        return _outputs(before)
    stack = _settled(cloudformation, name, pause)
    if stack["StackStatus"] not in GOOD:
        raise DeployError(f"{name}: {stack['StackStatus']}\n" + "\n".join(_reasons(cloudformation, name)))
    return _outputs(stack)


def remove(cloudformation: Any, name: str, *, pause: Callable[[float], None] = time.sleep) -> None:
    """Delete the stack and wait until it is gone. What its template retains stays. Raises DeployError."""
    stack = _describe(cloudformation, name)
    if stack is None:
        return
    cloudformation.delete_stack(StackName=stack["StackId"])
    last = _settled(cloudformation, stack["StackId"], pause)
    if last["StackStatus"] != "DELETE_COMPLETE":
        raise DeployError(f"{name}: {last['StackStatus']}\n" + "\n".join(_reasons(cloudformation, name)))


def _update(cloudformation: Any, ask: dict[str, Any], given: list[Any], kept: list[Any]) -> bool:
    from botocore.exceptions import ClientError

    try:
        cloudformation.update_stack(**ask, Parameters=[*given, *kept])
    except ClientError as error:
        if "No updates" in str(error):
            return False
        raise
    return True


def _describe(cloudformation: Any, name: str) -> dict[str, Any] | None:
    from botocore.exceptions import ClientError

    try:
        (stack,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    found: dict[str, Any] = stack
    return None if found["StackStatus"] == "DELETE_COMPLETE" else found


def _settled(cloudformation: Any, name: str, pause: Callable[[float], None]) -> dict[str, Any]:
    while True:
        (stack,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
        found: dict[str, Any] = stack
        if not found["StackStatus"].endswith(IN_WORK):
            return found
        pause(0.5)


def _outputs(stack: Mapping[str, Any]) -> dict[str, str]:
    return {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])}


def _reasons(cloudformation: Any, name: str) -> list[str]:
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    return [
        f"  {event['LogicalResourceId']}: {event['ResourceStatusReason']}"
        for event in events
        if event["ResourceStatus"].endswith("FAILED") and event.get("ResourceStatusReason")
    ]
