"""What an operator does by hand, against AWS with its usual settings: see who is set aside, give dead letters back.

It runs on the operator's machine and is not shipped. It prints ids and types of errors, never what anybody logged.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

AT_ONCE: Final = 10


def redrive(sqs: Any, queue_url: str) -> int:
    """Give every dead letter of a queue back to it; how many. Each is deleted only once it is queued again.

    A letter that comes twice on the way does no harm: a message is leased once, and its expiry is looked at again.
    """
    dead_url = dead_letters_of(sqs, queue_url)
    moved = 0
    while letters := _receive(sqs, dead_url):
        for letter in letters:
            sqs.send_message(QueueUrl=queue_url, MessageBody=letter["Body"])
            sqs.delete_message(QueueUrl=dead_url, ReceiptHandle=letter["ReceiptHandle"])
            moved += 1
    return moved


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


def _receive(sqs: Any, url: str) -> list[Any]:
    found: list[Any] = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=AT_ONCE).get("Messages", [])
    return found
