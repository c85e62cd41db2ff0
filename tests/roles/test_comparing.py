"""The comparison itself: what is missing, spare or too wide is told, each by its name."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.roles.comparing import Star, faults_in, grants_of
from tests.roles.needs import Need, needs_of

TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/steady"
ME = "arn:aws:ses:us-east-1:123456789012:identity/me@example.org"
GET, PUT = Need("dynamodb:GetItem", TABLE), Need("dynamodb:PutItem", TABLE)
SEND = Need("ses:SendEmail", ME, "me@example.org")
NEEDS = {GET: "GET /v1/me", PUT: "POST /v1/entries", SEND: "the door deliver"}
KEEP = {"Sid": "Keep", "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": TABLE}
FROM = {"StringLike": {"ses:FromAddress": "me@example.org"}}
MAIL = {"Sid": "Mail", "Effect": "Allow", "Action": "ses:SendEmail", "Resource": ME, "Condition": FROM}


def faults(*statements: Mapping[str, Any], stars: tuple[Star, ...] = ()) -> list[str]:
    grants = list(grants_of({"Statement": statements}, lambda value: value))
    return list(faults_in("deliver", grants, NEEDS, stars))


def test_a_role_that_fits_has_no_fault() -> None:
    assert faults(KEEP, MAIL) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param(
            {"Action": "dynamodb:PutItem"}, ["GET /v1/me asks for dynamodb:GetItem"], id="an action is missing"
        ),
        pytest.param(
            {"Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan"]},
            ["Keep allows dynamodb:Scan"],
            id="an action is spare",
        ),
        pytest.param({"Resource": [TABLE, TABLE + "2"]}, ["table/steady2, which nothing"] * 2, id="a thing is spare"),
        pytest.param({"Action": "dynamodb:*"}, ["without a reason in dynamodb:*"], id="a star for the action"),
        pytest.param({"Resource": "*"}, ["without a reason in *"] * 2, id="a star for the thing"),
        pytest.param(
            {"Resource": TABLE + "/index/due"},
            ["asks for dynamodb:GetItem", "asks for dynamodb:PutItem", "index/due, which", "index/due, which"],
            id="an index is not the table",
        ),
    ],
)
def test_what_does_not_fit_is_told(changes: dict[str, Any], told: list[str]) -> None:
    found = faults({**KEEP, **changes}, MAIL)
    assert [part in fault for part, fault in zip(told, found, strict=True)] == [True] * len(told), found


def test_a_star_with_a_reason_is_let_through() -> None:
    star = Star("Keep", TABLE[:-1] + "*", "a test")
    assert faults({**KEEP, "Resource": star.text}, MAIL, stars=(star,)) == []


def test_another_sender_is_not_covered() -> None:
    other = {**MAIL, "Condition": {"StringLike": {"ses:FromAddress": "you@example.org"}}}
    assert len(faults(KEEP, other)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"Effect": "Deny"}, id="a denial"),
        pytest.param({"NotAction": "dynamodb:Scan"}, id="all actions but one"),
        pytest.param({"Sid": ""}, id="no name"),
        pytest.param({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}, id="an unknown condition"),
    ],
)
def test_what_cannot_be_read_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cannot read"):
        faults({**KEEP, **changes})


@pytest.mark.parametrize(
    ("operation", "params", "needed"),
    [
        ("Query", {"TableName": "steady", "IndexName": "due"}, [Need("dynamodb:Query", TABLE + "/index/due")]),
        ("BatchGetItem", {"RequestItems": {"steady": {}}}, [Need("dynamodb:BatchGetItem", TABLE)]),
        (
            "TransactWriteItems",
            {"TransactItems": [{"ConditionCheck": {"TableName": "steady"}}, {"Put": {"TableName": "steady"}}]},
            [Need("dynamodb:ConditionCheckItem", TABLE), PUT],
        ),
    ],
)
def test_a_call_asks_for_what_aws_asks(operation: str, params: dict[str, Any], needed: list[Need]) -> None:
    assert list(needs_of("dynamodb", operation, params)) == needed


@pytest.mark.parametrize("call", [("dynamodb", "ExecuteStatement"), ("s3", "GetObject"), ("sqs", "PurgeQueue")])
def test_a_call_that_nobody_looked_up_is_refused(call: tuple[str, str]) -> None:
    with pytest.raises(LookupError, match=call[1]):
        list(needs_of(*call, {}))
