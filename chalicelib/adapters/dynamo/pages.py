"""A log from its newest entry backwards: what a page needs is read, and not the years before it."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from typing import Final

from chalicelib.adapters.dynamo.items import kept_of
from chalicelib.adapters.dynamo.keys import Item, entries_between
from chalicelib.adapters.dynamo.table import Table
from chalicelib.domain.localtime import utc_text
from chalicelib.ports.log import Kept, Place

AT_ONCE: Final = 51
"""Items a call: a usual page, and one more that shows whether another follows."""
DAILY, FACTS = "2#entry", "3#fact"


def newest(
    table: Table, person_id: str, low: datetime | None, high: datetime | None, after: Place | None, *, is_daily: bool
) -> Iterator[Kept]:
    """Entries of both places by moment and id, the latest first. The sort keys hold both, of fixed width."""
    places = (DAILY, FACTS) if is_daily else (FACTS,)
    streams = [_backwards(table, person_id, place, low, high, after) for place in places]
    for _, item in merge(*streams, key=lambda found: found[0], reverse=True):
        yield kept_of(item)


def _backwards(
    table: Table, person_id: str, place: str, low: datetime | None, high: datetime | None, after: Place | None
) -> Iterator[tuple[str, Item]]:
    first, last = entries_between(place, low, high)
    if after is not None:
        last = min(last, f"{place}#{utc_text(after[0])}#{after[1]}")
    condition = {
        "KeyConditionExpression": "pk = :p AND sk BETWEEN :a AND :z",
        "ExpressionAttributeValues": {":p": {"S": f"P#{person_id}"}, ":a": {"S": first}, ":z": {"S": last}},
        "ConsistentRead": True,
        "ScanIndexForward": False,
        "Limit": AT_ONCE,
    }
    if first > last:
        return
    for item in table.query(**condition):
        if item["sk"]["S"] != last:
            yield item["sk"]["S"].removeprefix(place), item
