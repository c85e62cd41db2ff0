"""The gateway before the functions: it packs what is long, and refuses as the API itself does."""

import json
from typing import Any

import pytest

from local.gateway import WORTH_PACKING

pytestmark = pytest.mark.xdist_group("package")


@pytest.fixture(scope="module")
def gateway(template: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = template["Resources"]["RestAPI"]["Properties"]
    return made


def test_the_gateway_packs_what_is_long(gateway: dict[str, Any]) -> None:
    assert gateway["MinimumCompressionSize"] == WORTH_PACKING


def test_the_gateway_answers_with_problem_documents(gateway: dict[str, Any]) -> None:
    answers = gateway["GatewayResponses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "MISSING_AUTHENTICATION_TOKEN"} <= set(answers)
    for answer in answers.values():
        problem = json.loads(answer["ResponseTemplates"]["application/json"])
        assert answer["ResponseParameters"]["Headers"]["Content-Type"] == "'application/problem+json'"
        assert str(problem.get("status", "")) == answer.get("StatusCode", "")
        assert {"type", "title", "detail"} <= set(problem)
    assert answers["MISSING_AUTHENTICATION_TOKEN"]["StatusCode"] == "404"
    assert "Retry-After" in answers["THROTTLED"]["ResponseParameters"]["Headers"]


def test_every_refusal_of_the_gateway_may_be_read_by_another_origin(gateway: dict[str, Any]) -> None:
    answers = gateway["GatewayResponses"]
    allowed = {
        name: one["ResponseParameters"]["Headers"]["Access-Control-Allow-Origin"] for name, one in answers.items()
    }
    assert allowed == dict.fromkeys(answers, "'*'")
