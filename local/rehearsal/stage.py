"""The emulated account: its clients, and the stack in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from local.aws import stacks
from local.aws.account import Account
from local.aws.checking import Wish
from local.aws.deploying import deploy
from local.rehearsal.emulator import client
from local.rehearsal.front import Front

WISH: Final = {
    "Sender": "Steady <steady@example.org>",
    # the shortest that a rule can have; a rule of 5 minutes cannot come round in a rehearsal
    "SweepRate": "rate(1 minute)",
    # the emulator compares this number as text, so it is rehearsed without a limit
    "MailWorkers": "0",
    "OperatorEmail": "operator@example.org",
}


@dataclass(slots=True)
class Stage:
    """Where the rehearsal plays. `base` is known before the first deployment: the front stands there already."""

    port: int
    front: Front
    topic: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """What people see as Steady's address: with the path prefix that the gateway gives it."""
        return f"{self.front.address}/api"

    @property
    def account(self) -> Account:
        """The emulated account, as an operator's commands see one."""
        return Account("rehearsal", self.client)

    def client(self, name: str, **credentials: str) -> Any:
        """A client of one service; SES is the front's."""
        return client(name, self.front.port if name == "sesv2" else self.port, **credentials)

    def deploy(self, folder: Path) -> None:
        """Deploy a package folder as `make deploy` does, and let the front find the API."""
        wish = Wish({**WISH, "BaseUrl": self.base})
        self.outputs = deploy(self.account, wish, lambda _: folder, write=lambda _: None).outputs
        self.front.api_host = f"{self.outputs['RestAPIId']}.execute-api.localhost:{self.port}"
        self.topic = self.resources("AWS::SNS::Topic")["FeedbackTopic"]
        self.front.publish = self._publish
        self._let_batches_through()

    def remove(self) -> None:
        """Delete the stack; the table stays, as on AWS."""
        stacks.remove(self.client("cloudformation"), self.account.stack)
        self.client("dynamodb").describe_table(TableName=self.outputs["TableName"])

    def resources(self, kind: str) -> dict[str, str]:
        """The stack's resources of a kind: logical name → physical name."""
        found = self.client("cloudformation").describe_stack_resources(StackName=self.account.stack)["StackResources"]
        return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found if one["ResourceType"] == kind}

    def items(self) -> list[dict[str, Any]]:
        """Every item in the table."""
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=self.outputs["TableName"])
        return [item for page in pages for item in page["Items"]]

    def _let_batches_through(self) -> None:
        """AWS asks for sqs:SendMessage where a batch is sent; the emulator for an action of its own name."""
        iam = self.client("iam")
        for role in self.resources("AWS::IAM::Role").values():
            for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
                policy = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
                told = json.dumps(policy)
                more = told.replace('"sqs:SendMessage"', '["sqs:SendMessage", "sqs:SendMessageBatch"]')
                if more != told:
                    iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=more)

    def _publish(self, event: dict[str, Any]) -> None:
        self.client("sns").publish(
            TopicArn=self.topic,
            Subject="Amazon SES Email Event Notification",
            Message=json.dumps(event),
            MessageAttributes={"source": {"DataType": "String", "StringValue": "rehearsal"}},
        )
