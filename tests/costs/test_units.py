"""Capacity units are reckoned as DynamoDB publishes them."""

import json
from typing import Any

import pytest

from bench.stage import AwsCall
from bench.units import Used, item_bytes, read_units, used_by


@pytest.mark.parametrize(
    ("item", "size"),
    [
        pytest.param({"pk": {"S": "P#ann"}}, 7, id="a name and its text"),
        pytest.param({"pk": {"S": "é"}}, 4, id="text counts as UTF-8"),
        pytest.param({"n": {"N": "1830006180"}}, 7, id="two digits a byte, and one more"),
        pytest.param({"n": {"N": "-12.5"}}, 4, id="neither sign nor point counts"),
        pytest.param({"b": {"BOOL": True}}, 2, id="a truth value"),
        pytest.param({"m": {"M": {"a": {"S": "xy"}}}}, 8, id="a map: 3, and 1 for its element"),
        pytest.param({"l": {"L": [{"S": "x"}, {"NULL": True}]}}, 8, id="a list: 3, and 1 for each element"),
    ],
)
def test_the_size_of_an_item(item: dict[str, Any], size: int) -> None:
    assert item_bytes(item) == size


@pytest.mark.parametrize(
    ("size", "strong", "weak"),
    [
        pytest.param(0, 1.0, 0.5, id="nothing found costs a step"),
        pytest.param(4096, 1.0, 0.5, id="just one step"),
        pytest.param(4097, 2.0, 1.0, id="one byte more"),
        pytest.param(87_182, 22.0, 11.0, id="a window"),
    ],
)
def test_a_read_by_its_size(size: int, strong: float, weak: float) -> None:
    assert (read_units(size, is_strong=True), read_units(size, is_strong=False)) == (strong, weak)


def call(name: str, answer: Any, **params: Any) -> AwsCall:
    return AwsCall(name, params, json.dumps(answer).encode())


TWO = [{"pk": {"S": "x" * 3000}}, {"pk": {"S": "y" * 3000}}]


@pytest.mark.parametrize(
    ("made", "used"),
    [
        pytest.param(
            call("Query", {"Items": TWO}), Used({"Query": 1}, 1.0, 0.0, 1.0), id="the items of a query as one"
        ),
        pytest.param(
            call("Query", {"Items": TWO}, ConsistentRead=True), Used({"Query": 1}, 2.0, 0.0, 1.0), id="strong"
        ),
        pytest.param(call("GetItem", {}), Used({"GetItem": 1}, 0.5, 0.0, 0.5), id="a miss"),
        pytest.param(
            call("UpdateItem", {"ConsumedCapacity": {"CapacityUnits": 3.0}}),
            Used({"UpdateItem": 1}, 0.0, 3.0),
            id="a write as the table says it",
        ),
        pytest.param(
            call("TransactWriteItems", {"ConsumedCapacity": [{"CapacityUnits": 7.0}]}),
            Used({"TransactWriteItems": 1}, 0.0, 7.0),
            id="a transaction too",
        ),
        pytest.param(
            call("UpdateItem", {"__type": "x#ConditionalCheckFailedException"}),
            Used({"UpdateItem": 1}, 0.0, 1.0),
            id="a refused write costs what a small one does",
        ),
        pytest.param(
            call(
                "TransactWriteItems",
                {"ConsumedCapacity": [{"CapacityUnits": 6.0}]},
                TransactItems=[
                    {"Put": {"Item": {"pk": {"S": "x" * 1000}}}},
                    {"Update": {"Key": {"pk": {"S": "x"}}, "UpdateExpression": "", "ExpressionAttributeValues": {}}},
                    {"ConditionCheck": {"Key": {"pk": {"S": "x" * 999}}}},
                ],
            ),
            Used({"TransactWriteItems": 1}, 0.0, 6.0, 0.0, 1.0),
            id="at least one unit for what it writes, and nothing for what it only checks",
        ),
        pytest.param(call("SendMessageBatch", {"Successful": []}), Used({"SendMessageBatch": 1}), id="a queue"),
    ],
)
def test_what_a_call_takes(made: AwsCall, used: Used) -> None:
    assert used_by([made]) == used


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(call("Scan", {"Items": []}), id="a scan"),
        pytest.param(call("Query", {"Items": []}, FilterExpression="x"), id="a filter"),
        pytest.param(call("PutItem", {"__type": "x#ThrottlingException"}), id="another refusal"),
    ],
)
def test_what_cannot_be_counted_is_not_guessed(made: AwsCall) -> None:
    with pytest.raises(ValueError, match=r"read|refused"):
        used_by([made])
