"""The table by its name: queries that go on to the last page, and transactions with their reasons told apart."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError
from msgspec import Struct

from chalicelib.adapters.dynamo.keys import Item
from chalicelib.domain.errors import Stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST_ACTIONS: Final = 100
CONFLICTS: Final = 3
"""How often a transaction is tried again that met another one: AWS's client does not do so by itself."""
_NOT_OURS: Final = ("ConditionalCheckFailed", "TransactionConflict", "DuplicateItem")


class Refused(Stale):
    """A transaction was cancelled; `places` are the actions whose condition did not hold."""

    def __init__(self, places: Sequence[int]) -> None:
        super().__init__(f"conditions {list(places)} did not hold")
        self.places = tuple(places)


class Table(Struct, frozen=True):
    """One DynamoDB table behind a low-level client."""

    client: "DynamoDBClient"
    name: str

    def get(self, key: Item, *, is_strong: bool = True) -> Item | None:
        """The item at a key; None where there is none. A weak read costs half and may be a moment old."""
        return self.client.get_item(TableName=self.name, Key=key, ConsistentRead=is_strong).get("Item")

    def query(self, **condition: Any) -> Iterator[Item]:
        """Every item of a query: an empty page with a key is not the end."""
        after: Mapping[str, Any] | None = None
        while True:
            items, after = self.page(after, **condition)
            yield from items
            if after is None:
                return

    def page(self, after: Mapping[str, Any] | None, **condition: Any) -> tuple[list[Item], Mapping[str, Any] | None]:
        """One page of a query, and where the next begins; None where it was the last."""
        start: Any = {"ExclusiveStartKey": after} if after else {}
        found = self.client.query(TableName=self.name, **condition, **start)
        return found["Items"], found.get("LastEvaluatedKey") or None

    def scan(self, **condition: Any) -> Iterator[Item]:
        """Every item of a scan, to its last page."""
        start: Any = {}
        while True:
            page = self.client.scan(TableName=self.name, **condition, **start)
            yield from page["Items"]
            if not page.get("LastEvaluatedKey"):
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def between(self, owner: str, first: str, last: str, **more: Any) -> Iterator[Item]:
        """The items of one partition with `first` ≤ sort key ≤ `last`, read strongly."""
        return self.query(**_between(owner, first, last), ConsistentRead=True, **more)

    def glance(self, owner: str, first: str, last: str) -> list[Item] | None:
        """The same from the last item backwards, read from any replica for half the price: it may be a moment old.

        None where one page does not hold them all, since another page may come from another replica.
        """
        asked = {**_between(owner, first, last), "ScanIndexForward": False}
        items, after = self.page(None, **asked)
        while not items and after is not None:
            items, after = self.page(after, **asked)
        return items[::-1] if after is None else None

    def put(self, item: Item, condition: str = "", **values: Any) -> None:
        """Put one item. Raises Stale where the condition does not hold."""
        extra: dict[str, Any] = {"ConditionExpression": condition} if condition else {}
        if values:
            extra["ExpressionAttributeValues"] = {f":{name}": value for name, value in values.items()}
        try:
            self.client.put_item(TableName=self.name, Item=item, **extra)
        except self.client.exceptions.ConditionalCheckFailedException as error:
            raise Stale(str(item["sk"]["S"])) from error

    def update(self, key: Item, **expression: Any) -> Item | None:
        """Update one item and return it as it is then; None where the condition does not hold."""
        try:
            done = self.client.update_item(TableName=self.name, Key=key, ReturnValues="ALL_NEW", **expression)
        except self.client.exceptions.ConditionalCheckFailedException:
            return None
        return done["Attributes"]

    def write(self, action: Any) -> None:
        """One put or update of a transaction by itself.

        Raises Stale where its condition does not hold, and where it met a transaction: AWS's client does not try again.
        """
        ((verb, what),) = action.items()
        known = self.client.exceptions
        do = self.client.put_item if verb == "Put" else self.client.update_item
        try:
            do(TableName=self.name, **what)
        except (known.ConditionalCheckFailedException, known.TransactionConflictException) as error:
            raise Stale(verb) from error

    def transact(self, actions: Sequence[Any]) -> None:
        """All of the actions or none. Raises Refused where a condition does not hold.

        Where somebody else's write was at one of the items, it is tried again before it is refused.
        """
        named: Any = [{verb: {**action, "TableName": self.name} for verb, action in item.items()} for item in actions]
        for attempt in range(CONFLICTS + 1):
            try:
                self.client.transact_write_items(TransactItems=named)
                return
            except ClientError as error:
                reasons = _cancelled(error)
                if set(reasons.values()) == {"TransactionConflict"} and attempt < CONFLICTS:
                    continue
                raise Refused(list(reasons)) from error

    def delete_all(self, keys: Sequence[Item]) -> None:
        """Delete every key, until nothing is left unprocessed."""
        for start in range(0, len(keys), 25):
            left: Any = {self.name: [{"DeleteRequest": {"Key": key}} for key in keys[start : start + 25]]}
            for _ in range(20):
                left = self.client.batch_write_item(RequestItems=left).get("UnprocessedItems")
                if not left:
                    break
            else:
                raise Stale("items were left unprocessed")


def _between(owner: str, first: str, last: str) -> Any:
    return {
        "KeyConditionExpression": "pk = :p AND sk BETWEEN :a AND :z",
        "ExpressionAttributeValues": {":p": {"S": f"P#{owner}"}, ":a": {"S": first}, ":z": {"S": last}},
    }


def _cancelled(error: ClientError) -> dict[int, str]:
    """The actions that cancelled a transaction, with the reason of each. Raises the error where it is another one."""
    if error.response["Error"]["Code"] not in ("TransactionCanceledException", "TransactionConflictException"):
        raise error
    given: list[Any] = error.response.get("CancellationReasons", [])
    reasons = {place: reason["Code"] for place, reason in enumerate(given) if reason.get("Code") in _NOT_OURS}
    if given and not reasons:
        raise error
    return reasons


NEW: Final = "attribute_not_exists(pk)"


def put_new(item: Item) -> Any:
    """A transaction's action: put an item that must not exist."""
    return {"Put": {"Item": item, "ConditionExpression": NEW}}
