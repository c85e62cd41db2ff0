"""What an operator does by hand, against AWS with its usual settings: see who is set aside, give dead letters back.

It runs on the operator's machine and is not shipped. It prints ids and types of errors, never what anybody logged.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from local.aws.account import Account

AT_ONCE: Final = 10
LISTENS: Final = 2
"""Seconds that SQS looks for letters: asked without, it looks at some of its machines only and may find none."""
EVENTS_DEAD: Final = "events-dead"
"""What the name of the queue for failed events ends in, after the stack's."""


def redrive(sqs: Any, queue_url: str, *, listens: int = LISTENS) -> int:
    """Give every dead letter of a queue back to it; how many. Each is deleted only once it is queued again.

    A letter that comes twice on the way does no harm: a message is leased once, and its expiry is looked at again.
    """
    moved = 0
    for letter in _take_all(sqs, dead_letters_of(sqs, queue_url), listens):
        sqs.send_message(QueueUrl=queue_url, MessageBody=letter["Body"])
        moved += 1
    return moved


def redrive_events(account: Account, *, listens: int = LISTENS) -> int:
    """Give every event of a mail that failed three times back to the function that it failed in; how many.

    A failed sweep is dropped: the next one does its work. An event that comes twice says the same twice.
    """
    sqs = account.client("sqs")
    url = sqs.get_queue_url(QueueName=f"{account.stack}-{EVENTS_DEAD}")["QueueUrl"]
    moved = 0
    for letter in _take_all(sqs, url, listens):
        failed = json.loads(letter["Body"])
        if "Records" in failed["requestPayload"]:
            account.client("lambda").invoke(
                FunctionName=failed["requestContext"]["functionArn"],
                InvocationType="Event",
                Payload=json.dumps(failed["requestPayload"]).encode(),
            )
            moved += 1
    return moved


def _take_all(sqs: Any, url: str, listens: int) -> Iterator[dict[str, Any]]:
    """Each letter of a queue; it is deleted when the next is asked for, so that none is lost on the way."""
    while letters := _receive(sqs, url, listens):
        for letter in letters:
            yield letter
            sqs.delete_message(QueueUrl=url, ReceiptHandle=letter["ReceiptHandle"])


def dead_letters_of(sqs: Any, queue_url: str) -> str:
    """The address of the queue that takes what this one gives up."""
    found = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["RedrivePolicy"])
    arn = json.loads(found["Attributes"]["RedrivePolicy"])["deadLetterTargetArn"]
    return str(sqs.get_queue_url(QueueName=arn.rpartition(":")[2])["QueueUrl"])


def quarantine(dynamodb: Any, table_name: str) -> Iterator[str]:
    """One line for each that is set aside: whose it is, which item where it is not the person, the error, the tries."""
    from chalicelib.adapters.dynamo.messages import DynamoMessageStore
    from chalicelib.adapters.dynamo.table import Table

    for one in DynamoMessageStore(Table(dynamodb, table_name)).quarantined():
        yield f"{one.owner}\t{one.place or 'person'}\t{one.fault}\t{one.tries}"


def _receive(sqs: Any, url: str, listens: int) -> list[Any]:
    found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=AT_ONCE, WaitTimeSeconds=listens)
    letters: list[Any] = found.get("Messages", [])
    return letters
