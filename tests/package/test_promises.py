"""What the stack is promised to have, a row a promise: the emulator stores or ignores much of it, so it is here."""

from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("package")
DAY = 24 * 60 * 60
QUEUES = ("DeliverQueue", "SafetyQueue", "DeliverDeadQueue", "SafetyDeadQueue", "EventsDeadQueue")
GROUPS = ("ApiHandler", "Sweep", "Deliver", "DeliverSafety", "Feedback")
EVERY_METHOD = "RestAPI.Properties.MethodSettings.0"


def row(promise: str, path: str, expected: Any) -> Any:
    return pytest.param(path, expected, id=promise)


ROWS = [
    row("the table is paid by request", "SteadyTable.Properties.BillingMode", "PAY_PER_REQUEST"),
    row(
        "any second of the last 35 days comes back",
        "SteadyTable.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
        True,
    ),
    row("the table is encrypted", "SteadyTable.Properties.SSESpecification.SSEEnabled", True),
    row("with a key of KMS", "SteadyTable.Properties.SSESpecification.SSEType", "KMS"),
    row("what has expired is deleted", "SteadyTable.Properties.TimeToLiveSpecification.Enabled", True),
    row("by the moment that it names", "SteadyTable.Properties.TimeToLiveSpecification.AttributeName", "expires_at"),
    row("the table cannot be deleted by mistake", "SteadyTable.Properties.DeletionProtectionEnabled", True),
    row("it outlives its stack", "SteadyTable.DeletionPolicy", "Retain"),
    row("and a change that would replace it", "SteadyTable.UpdateReplacePolicy", "Retain"),
    *(row(f"{name} is encrypted", f"{name}.Properties.SqsManagedSseEnabled", True) for name in QUEUES),
    *(
        row(f"{name} keeps what it gets for 14 days", f"{name}.Properties.MessageRetentionPeriod", 14 * DAY)
        for name in QUEUES
        if "Dead" in name
    ),
    *(
        row(
            f"{name} keeps a message for 4 days, less than its dead letters",
            f"{name}.Properties.MessageRetentionPeriod",
            4 * DAY,
        )
        for name in ("DeliverQueue", "SafetyQueue")
    ),
    row("SES tells of mails", "MailEventsToFeedback.Properties.EventDestination.Enabled", True),
    # else a link to sign in would be taken from us and thrown away, and nobody whose address refused came back
    row(
        "SES keeps no list of its own of addresses that bounced or complained",
        "MailEvents.Properties.SuppressionOptions.SuppressedReasons",
        [],
    ),
    row(
        "a sweep that failed is tried for 10 minutes",
        "Sweep.Properties.EventInvokeConfig.MaximumEventAgeInSeconds",
        600,
    ),
    row("an event that failed, for 6 hours", "Feedback.Properties.EventInvokeConfig.MaximumEventAgeInSeconds", 21600),
    row("the gateway takes 50 requests a second", f"{EVERY_METHOD}.ThrottlingRateLimit", 50),
    row("and 100 at once", f"{EVERY_METHOD}.ThrottlingBurstLimit", 100),
    row("by every route", f"{EVERY_METHOD}.ResourcePath", "/*"),
    row("and every method", f"{EVERY_METHOD}.HttpMethod", "*"),
    row("bodies are never traced into logs", f"{EVERY_METHOD}.DataTraceEnabled", False),
    # AWS sells these by the metric: five for each route that is used
    row("figures of each method are not bought", f"{EVERY_METHOD}.MetricsEnabled", False),
    row("the gateway's figures are this stage's own", "RestAPI.Properties.Name", {"Ref": "AWS::StackName"}),
    row("by its definition too", "RestAPI.Properties.DefinitionBody.info.title", {"Ref": "AWS::StackName"}),
    row(
        "a body may be bytes, either way",
        "RestAPI.Properties.DefinitionBody.x-amazon-apigateway-binary-media-types",
        ["*/*"],
    ),
    *(row(f"{name}'s log ends after 30 days", f"{name}LogGroup.Properties.RetentionInDays", 30) for name in GROUPS),
    row("the gateway's log does too", "AccessLogGroup.Properties.RetentionInDays", 30),
    row("alarms go where the operator says", "OperatorIsTold.Properties.Endpoint", {"Ref": "OperatorEmail"}),
]


def at(document: Any, path: str) -> Any:
    for step in path.split("."):
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


@pytest.mark.parametrize(("path", "expected"), ROWS)
def test_the_stack_has(template: dict[str, Any], path: str, expected: Any) -> None:
    assert at(template["Resources"], path) == expected


def test_every_function_writes_to_its_own_log_group(template: dict[str, Any]) -> None:
    resources = template["Resources"]
    functions = [name for name, one in resources.items() if one["Type"] == "AWS::Serverless::Function"]
    named = [resources[f"{group}LogGroup"]["Properties"]["LogGroupName"]["Fn::Sub"] for group in GROUPS]
    assert sorted(named) == sorted(f"/aws/lambda/${{{function}}}" for function in functions)
