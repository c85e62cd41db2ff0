"""What Lambda itself does in the name of a function's role: no call of ours, and no function works without it."""

from collections.abc import Iterator
from typing import Final

from tests.roles.needs import Need
from tests.roles.stack import FUNCTIONS, NAME, Stack, arn

LOG: Final = ("logs:CreateLogStream", "logs:PutLogEvents")
"""The function's lines; the log group is the stack's own, so none need be made."""
POLL: Final = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
"""Lambda polls the queue, and deletes what did not come back as failed
(docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html)."""
KEEP: Final = "sqs:SendMessage"
"""Lambda sends an event that failed for good where the function's settings say
(docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)."""


def log_group(function: str, stack: str = NAME) -> str:
    """The log of a function, under the name that CloudFormation gives it."""
    return arn("logs", f"log-group:/aws/lambda/{stack}-{FUNCTIONS[function]}-1A2B3C4D5E6F:log-stream:2026/11/24/x")


def needs_of_lambda(stack: Stack, function: str) -> Iterator[tuple[Need, str]]:
    """What Lambda asks of a function's role, and what for: read from the function's events and settings."""
    for action in LOG:
        yield Need(action, log_group(function)), "Lambda's log"
    properties = stack.template["Resources"][FUNCTIONS[function]]["Properties"]
    for event in properties.get("Events", {}).values():
        if "Queue" in event["Properties"]:
            for action in POLL:
                yield Need(action, stack.resolve(event["Properties"]["Queue"])), "Lambda's poller"
    if "EventInvokeConfig" in properties:
        kept = properties["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Destination"]
        yield Need(KEEP, stack.resolve(kept)), "Lambda's destination of failed events"
