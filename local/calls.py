"""Reads what a request to AWS is about to do, from the outside, as the wire carries it."""

import base64
import json
from typing import Any

from botocore.awsrequest import AWSPreparedRequest

from local.journal import Key

_SINGLE = {"PutItem", "UpdateItem", "DeleteItem"}
_READS = (
    "Get",
    "BatchGet",
    "Query",
    "Scan",
    "TransactGet",
    "Describe",
    "List",
    "CreateTable",
    "UpdateTimeTo",
)


def action(request: AWSPreparedRequest) -> str:
    """`DynamoDB.PutItem`, `SQS.SendMessage`, `SES.SendEmail`, or an empty text for what does not matter."""
    target: Any = request.headers.get("X-Amz-Target", "")
    text = target.decode() if isinstance(target, bytes) else str(target)
    service, _, name = text.partition(".")
    if service == "DynamoDB_20120810":
        return f"DynamoDB.{name}"
    if service == "AmazonSQS":
        return f"SQS.{name}"
    mails = request.method == "POST" and request.url.endswith("/v2/email/outbound-emails")
    return "SES.SendEmail" if mails else ""


def touched_keys(name: str, body: dict[str, Any], table: str) -> list[Key]:
    """The keys a DynamoDB action may write. Raises on a write that the journal would miss."""
    found: list[Any]
    if name in _SINGLE:
        found = [body.get("Item") or body.get("Key")] if body.get("TableName") == table else []
    elif name == "BatchWriteItem":
        wanted = body.get("RequestItems", {}).get(table, [])
        found = [next(iter(put_or_delete.values())) for put_or_delete in wanted]
        found = [part.get("Item") or part.get("Key") for part in found]
    elif name == "TransactWriteItems":
        parts = [part for step in body.get("TransactItems", []) for part in step.values()]
        found = [part.get("Item") or part.get("Key") for part in parts if part.get("TableName") == table]
    elif name.startswith(_READS):
        found = []
    else:
        raise NotImplementedError(f"the journal does not know the write {name}")
    return list(dict.fromkeys(_key(attributes) for attributes in found if _is_keyed(attributes)))


def _is_keyed(attributes: Any) -> bool:
    # A request without a proper key is moto's to refuse, and touches nothing.
    return isinstance(attributes, dict) and all("S" in attributes.get(name, {}) for name in ("pk", "sk"))


def _key(attributes: dict[str, dict[str, str]]) -> Key:
    return attributes["pk"]["S"], attributes["sk"]["S"]


def json_body(request: AWSPreparedRequest) -> dict[str, Any]:
    """The body of a request in one of AWS's JSON protocols."""
    text: Any = request.body or b"{}"
    found: dict[str, Any] = json.loads(text)
    return found


def mail_parts(body: dict[str, Any]) -> tuple[str, list[str], dict[str, str], bytes]:
    """Sender, recipients, tags and raw MIME of a SendEmail. Only raw mails are taken."""
    raw = body.get("Content", {}).get("Raw", {}).get("Data")
    if raw is None:
        raise NotImplementedError("only raw mails are kept")
    to = body.get("Destination", {})
    recipients = [one for field in ("ToAddresses", "CcAddresses", "BccAddresses") for one in to.get(field, [])]
    tags = {tag["Name"]: tag["Value"] for tag in body.get("EmailTags", [])}
    return body.get("FromEmailAddress", ""), recipients, tags, base64.b64decode(raw)
