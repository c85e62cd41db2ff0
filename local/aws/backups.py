"""Copies of a stage's table, beside the point-in-time recovery that AWS keeps for 35 days by itself."""

import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from local.aws.account import Account, NotReadyError

AT_ONCE: Final = 25
"""As many items as DynamoDB takes in one batch."""
LOOKS_EVERY: Final = 5.0


def back_up(account: Account) -> str:
    """Make an on-demand backup; its ARN. It stays until somebody deletes it, erased people's items included."""
    table = account.outputs()["TableName"]
    made = account.client("dynamodb").create_backup(TableName=table, BackupName=table[:255])
    return str(made["BackupDetails"]["BackupArn"])


def restore(account: Account, backup: str, *, pause: Callable[[float], None] = time.sleep) -> int:
    """Fill the stage's empty table from a backup; how many items. Raises NotReadyError where the table has items.

    AWS restores a backup into a new table only, and the stack's functions know the stack's own. So the backup becomes a
    table beside it, is copied, and is deleted again.
    """
    dynamodb = account.client("dynamodb")
    table = account.outputs()["TableName"]
    if dynamodb.scan(TableName=table, Limit=1)["Items"]:
        raise NotReadyError(f"{table} has items already, and a backup would mix with them. Deploy a new stage for it.")
    beside = f"{table}-restored"
    dynamodb.restore_table_from_backup(TargetTableName=beside, BackupArn=backup)
    while dynamodb.describe_table(TableName=beside)["Table"]["TableStatus"] != "ACTIVE":
        pause(LOOKS_EVERY)
    copied = sum(put_all(dynamodb, table, page, pause) for page in _pages(dynamodb, beside))
    dynamodb.delete_table(TableName=beside)
    return copied


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
