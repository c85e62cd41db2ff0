"""The gateway before the functions: it packs what is long, and refuses as the API itself does."""

import json
from typing import Any

import pytest

from local.gateway import WORTH_PACKING

pytestmark = pytest.mark.xdist_group("package")


NOTHING_THERE = ("MISSING_AUTHENTICATION_TOKEN", "INVALID_SIGNATURE", "RESOURCE_NOT_FOUND")
"""What an unknown address gives: the gateway takes it for a call to AWS that is not signed, or is signed by a token."""


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
    assert {answers[name]["StatusCode"] for name in NOTHING_THERE} == {"404"}
    assert "Retry-After" in answers["THROTTLED"]["ResponseParameters"]["Headers"]


def test_every_refusal_of_the_gateway_may_be_read_by_another_origin(gateway: dict[str, Any]) -> None:
    answers = gateway["GatewayResponses"]
    allowed = {
        name: one["ResponseParameters"]["Headers"]["Access-Control-Allow-Origin"] for name, one in answers.items()
    }
    assert allowed == dict.fromkeys(answers, "'*'")


def test_one_stage_is_published(template: dict[str, Any]) -> None:
    """Without a version said here, SAM's translation publishes a second one named Stage, which nothing throttles."""
    assert template["Globals"]["Api"] == {"OpenApiVersion": "2.0"}


def test_requests_end_in_the_stages_own_region(gateway: dict[str, Any]) -> None:
    assert gateway["EndpointConfiguration"] == "REGIONAL"


def test_the_access_log_waits_until_the_gateway_may_write_one(template: dict[str, Any]) -> None:
    log = template["Resources"]["AccessLogGroup"]
    assert (log["Condition"], log["DependsOn"]) == ("LogsAccess", "GatewayAccount")
