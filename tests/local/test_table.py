"""The narrowed table answers as moto's own does, and the journal holds what was answered."""

import random
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.embedded import TABLE
from local.table import NarrowTable

RANGES = [
    "",
    " AND sk = :a",
    " AND sk < :a",
    " AND sk <= :a",
    " AND sk > :a",
    " AND sk >= :a",
    " AND sk BETWEEN :a AND :b",
    " AND begins_with(sk, :c)",
]


def _fill(dynamodb: Any, picks: random.Random) -> None:
    for _ in range(300):
        item = {"pk": {"S": f"p{picks.randrange(4)}"}, "sk": {"S": f"s{picks.randrange(60):03}"}}
        if picks.random() < 0.5:
            item |= {"due_shard": {"S": "0"}, "due_at": {"S": f"2026-01-{picks.randrange(1, 29):02}"}}
        dynamodb.put_item(TableName=TABLE, Item=item)
        if picks.random() < 0.2:
            key = {"pk": item["pk"], "sk": {"S": f"s{picks.randrange(60):03}"}}
            dynamodb.delete_item(TableName=TABLE, Key=key)
        if picks.random() < 0.2:
            # What is no longer due leaves the index.
            key = {"pk": item["pk"], "sk": item["sk"]}
            dynamodb.update_item(TableName=TABLE, Key=key, UpdateExpression="REMOVE due_at")


def _read_all(dynamodb: Any, **query: Any) -> list[Any]:
    found: list[Any] = []
    while True:
        page = dynamodb.query(TableName=TABLE, **query)
        found += page["Items"]
        if "LastEvaluatedKey" not in page:
            return found
        query["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def _questions() -> list[dict[str, Any]]:
    values = {":a": {"S": "s020"}, ":b": {"S": "s040"}, ":c": {"S": "s03"}}
    asked = []
    for forward in (True, False):
        for limit in (7, 1000):
            for wanted in RANGES:
                used = {name: value for name, value in values.items() if name in wanted}
                asked.append(
                    {
                        "KeyConditionExpression": "pk = :p" + wanted,
                        "ExpressionAttributeValues": {":p": {"S": "p1"}, **used},
                        "ScanIndexForward": forward,
                        "Limit": limit,
                    }
                )
            for sign in ("<", "<=", ">", ">="):
                asked.append(
                    {
                        "IndexName": "due",
                        "KeyConditionExpression": f"due_shard = :s AND due_at {sign} :d",
                        "ExpressionAttributeValues": {":s": {"S": "0"}, ":d": {"S": "2026-01-15"}},
                        "ScanIndexForward": forward,
                        "Limit": limit,
                    }
                )
    return asked


def test_queries_answer_as_motos_own(machine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dynamodb = machine.instance.aws.clients.dynamodb
    _fill(dynamodb, random.Random(7))
    narrow = [_read_all(dynamodb, **question) for question in _questions()]
    monkeypatch.delattr(NarrowTable, "query")
    assert narrow == [_read_all(dynamodb, **question) for question in _questions()]
    assert any(narrow)


def test_the_journal_equals_the_table_after_any_writes(machine: Any) -> None:
    _fill(machine.instance.aws.clients.dynamodb, random.Random(11))
    before = list(machine.instance.journal.items())
    machine.restart(recover=False)
    scan = machine.instance.aws.clients.dynamodb.scan(TableName=TABLE)["Items"]
    assert scan == before


def test_a_cancelled_transaction_leaves_nothing(machine: Any) -> None:
    dynamodb = machine.instance.aws.clients.dynamodb
    machine.tiny.put("count", n={"N": "1"}, due_shard={"S": "0"}, due_at={"S": "2026-01-01"})
    update = {
        "TableName": TABLE,
        "Key": {"pk": {"S": "note"}, "sk": {"S": "count"}},
        "UpdateExpression": "SET n = n + :one REMOVE due_at",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }
    new = {"TableName": TABLE, "Item": {"pk": {"S": "note"}, "sk": {"S": "new"}}}
    failing = {
        "TableName": TABLE,
        "Key": {"pk": {"S": "note"}, "sk": {"S": "none"}},
        "ConditionExpression": "attribute_exists(pk)",
    }
    steps = [{"Update": update}, {"Put": new}, {"ConditionCheck": failing}]
    with pytest.raises(ClientError, match="TransactionCanceled"):
        dynamodb.transact_write_items(TransactItems=steps)
    assert machine.item("count")["n"] == {"N": "1"}
    assert machine.item("new") is None
    assert machine.instance.aws.first_due() == ("2026-01-01", "note", "count")
    dynamodb.transact_write_items(TransactItems=steps[:2])
    assert machine.instance.aws.first_due() is None
    machine.restart()
    assert machine.item("count")["n"] == {"N": "2"}
    assert machine.item("new") is not None


def test_a_write_the_journal_cannot_keep_did_not_happen(machine: Any, monkeypatch: Any) -> None:
    machine.tiny.put("tea", n={"N": "1"})

    def full(changes: Any) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(machine.instance.journal, "commit", full)
        with pytest.raises(OSError, match="disk full"):
            machine.tiny.put("tea", n={"N": "2"})
    assert machine.item("tea")["n"] == {"N": "1"}


def test_every_type_comes_back_as_it_was(machine: Any) -> None:
    more: dict[str, Any] = {
        "b": {"B": b"\x00\xff"},
        "l": {"L": [{"M": {"x": {"N": "1.50"}}}, {"BOOL": True}, {"NULL": True}]},
        "s": {"SS": ["a", "b"]},
        "t": {"S": "ä\u2028"},
    }
    machine.tiny.put("all", **more)
    asked = {"TableName": TABLE, "Key": {"pk": {"S": "note"}, "sk": {"S": "all"}}}
    before = machine.instance.aws.clients.dynamodb.get_item(**asked)["Item"]
    machine.restart()
    assert machine.instance.aws.clients.dynamodb.get_item(**asked)["Item"] == before


def test_an_unknown_write_is_refused_loudly(machine: Any) -> None:
    with pytest.raises(NotImplementedError, match="ExecuteStatement"):
        machine.instance.aws.clients.dynamodb.execute_statement(Statement="DELETE FROM steady")
