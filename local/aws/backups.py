"""Copies of a stage's table, beside the point-in-time recovery that AWS keeps for 35 days by itself."""

import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from chalicelib.adapters.dynamo.keys import PERSON
from local.aws.account import Account, NotReadyError

AT_ONCE: Final = 25
"""As many items as DynamoDB takes in one batch."""
LOOKS_EVERY: Final = 5.0
ARN: Final = "arn:"


def back_up(account: Account) -> str:
    """Make an on-demand backup; its ARN. It stays until somebody deletes it, erased people's items included."""
    table = account.outputs()["TableName"]
    made = account.client("dynamodb").create_backup(TableName=table, BackupName=table[:255])
    return str(made["BackupDetails"]["BackupArn"])


def restore(account: Account, source: str, *, pause: Callable[[float], None] = time.sleep) -> int:
    """Fill a new stage's table from a backup or from another table; how many items.

    The other table is one that outlived its stack, or one that AWS made of a moment of the last 35 days. AWS restores a
    backup into a new table only, and the stack's functions know the stack's own: so a backup becomes a table beside it,
    is copied, and is deleted again. Raises NotReadyError where somebody is in the stage's table already.
    """
    dynamodb = account.client("dynamodb")
    table = account.outputs()["TableName"]
    if source == table:
        raise NotReadyError(f"{table} is this stage's own table.")
    # not just any item: a service that runs writes when it swept, and what strangers asked for
    if any(item["sk"]["S"] == PERSON for page in _pages(dynamodb, table) for item in page):
        raise NotReadyError(
            f"Somebody is in {table} already, and would be mixed with others. Deploy a new stage for it."
        )
    if not source.startswith(ARN):
        return _copy(dynamodb, source, table, pause)
    beside = f"{table}-restored"
    dynamodb.restore_table_from_backup(TargetTableName=beside, BackupArn=source)
    while dynamodb.describe_table(TableName=beside)["Table"]["TableStatus"] != "ACTIVE":
        pause(LOOKS_EVERY)
    copied = _copy(dynamodb, beside, table, pause)
    dynamodb.delete_table(TableName=beside)
    return copied


def _copy(dynamodb: Any, source: str, table: str, pause: Callable[[float], None]) -> int:
    return sum(put_all(dynamodb, table, page, pause) for page in _pages(dynamodb, source))


def _pages(dynamodb: Any, table: str) -> Iterator[list[dict[str, Any]]]:
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield page["Items"]


def put_all(dynamodb: Any, table: str, items: list[dict[str, Any]], pause: Callable[[float], None]) -> int:
    """Write every item, in batches, until DynamoDB has taken all of them; how many."""
    for first in range(0, len(items), AT_ONCE):
        asked: Any = {table: [{"PutRequest": {"Item": item}} for item in items[first : first + AT_ONCE]]}
        while asked:
            asked = dynamodb.batch_write_item(RequestItems=asked)["UnprocessedItems"]
            if asked:
                pause(LOOKS_EVERY)
    return len(items)
