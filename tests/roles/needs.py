"""What each call to AWS asks of a role: an action on a thing.

- DynamoDB: what stands in a transaction is asked for item by item, a batch under its own name, a query of an index on
  the index alone (docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
- SQS: a batch has no permission of its own, `sqs:SendMessage` lets it through
  (docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api.html).
- SES v2: the reference lists `ses:SendEmail` for the operation
  (docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html). For raw content
  SES refuses in the name of `ses:SendRawEmail` whoever has that one alone
  (github.com/anymail/django-anymail/issues/384, github.com/aws/aws-actionmailer-ses-ruby/issues/10). Whether the
  first can be left out AWS does not say and we could not try, so both are asked for: each on the identity and on the
  configuration set that the call names (github.com/medplum/medplum/pull/10102).
- SES v2 GetAccount knows no thing, only `*` (the same reference).
- SSM: a parameter under AWS's own key `aws/ssm` asks nothing of KMS
  (docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any, Final

from tests.roles.stack import arn

ITEM: Final = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
ONE_TABLE: Final = frozenset({"GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"})
BATCHES: Final = frozenset({"BatchGetItem", "BatchWriteItem"})


@dataclass(frozen=True, slots=True)
class Need:
    """One action on one thing; `sender` is the address that a mail comes from, for a condition that asks."""

    action: str
    resource: str
    sender: str = ""


def needs_of(service: str, operation: str, params: Mapping[str, Any]) -> Iterator[Need]:
    """All that a call asks of the role. Raises LookupError for a call that nobody has looked up yet."""
    if service == "dynamodb":
        yield from _of_table(operation, params)
    elif (service, operation) in (("sqs", "SendMessageBatch"), ("sqs", "SendMessage")):
        yield Need("sqs:SendMessage", arn("sqs", params["QueueUrl"].rpartition("/")[2]))
    elif (service, operation) == ("sesv2", "SendEmail"):
        yield from _of_mail(params)
    elif (service, operation) == ("sesv2", "GetAccount"):
        yield Need("ses:GetAccount", "*")
    elif (service, operation) == ("ssm", "GetParameter"):
        yield Need("ssm:GetParameter", arn("ssm", f"parameter{params['Name']}"))
    else:
        raise LookupError(f"{service} {operation}: look up what it asks of a role, and write it down here")


def _of_table(operation: str, params: Mapping[str, Any]) -> Iterator[Need]:
    if operation == "TransactWriteItems":
        for item in params["TransactItems"]:
            ((verb, action),) = item.items()
            yield Need(f"dynamodb:{ITEM[verb]}", _table(action))
    elif operation in BATCHES:
        for table in params["RequestItems"]:
            yield Need(f"dynamodb:{operation}", _table({"TableName": table}))
    elif operation in ONE_TABLE:
        yield Need(f"dynamodb:{operation}", _table(params))
    else:
        raise LookupError(f"dynamodb {operation}: look up what it asks of a role, and write it down here")


def _table(params: Mapping[str, Any]) -> str:
    index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
    return arn("dynamodb", f"table/{params['TableName']}{index}")


def _of_mail(params: Mapping[str, Any]) -> Iterator[Need]:
    sender = parseaddr(params["FromEmailAddress"])[1]
    things = [f"identity/{sender}"]
    if "ConfigurationSetName" in params:
        things.append(f"configuration-set/{params['ConfigurationSetName']}")
    actions = ["ses:SendEmail", *(["ses:SendRawEmail"] if "Raw" in params["Content"] else [])]
    for action in actions:
        for thing in things:
            yield Need(action, arn("ses", thing), sender)
