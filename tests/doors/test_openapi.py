"""The OpenAPI document: every route is in it and nothing else, it is valid, and its examples are taken."""

import json
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta

from chalicelib.doors.operations import OPERATIONS
from chalicelib.doors.requests import ROUTES
from tests.fakes.steady import ADDRESS, Steady

VERBS = ("get", "post", "patch", "delete", "put")


@pytest.fixture
def document(steady: Steady) -> Any:
    return steady.json("GET", "/v1/openapi.json")


def test_every_route_is_in_the_document_and_nothing_else(steady: Steady, document: Any) -> None:
    routes = {
        (verb, path)
        for path, verbs in steady.app.app.routes.items()
        if path.startswith("/v1/")
        for verb, entry in verbs.items()
        if entry.view_name != "not_allowed"
    }
    described = {(verb.upper(), path) for path, item in document["paths"].items() for verb in item if verb in VERBS}
    assert described == routes == set(OPERATIONS) == {(one.method, one.path) for one in ROUTES}


def test_every_schema_is_valid_and_every_reference_leads_somewhere(document: Any) -> None:
    for schema in document["components"]["schemas"].values():
        meta.validate(schema)
    text = json.dumps(document)
    named = {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert named <= set(document["components"]["schemas"])


def test_it_is_served_without_a_token_and_may_be_kept(steady: Steady) -> None:
    headers = dict(steady.ask("GET", "/v1/openapi.json").headers)
    assert (headers["Content-Type"], headers["Cache-Control"]) == ("application/json", "public, max-age=3600")


def test_every_operation_says_what_it_may_answer(document: Any) -> None:
    for path, item in document["paths"].items():
        for verb in set(item) & set(VERBS):
            operation = item[verb]
            statuses = set(operation["responses"])
            assert any(status.startswith("2") for status in statuses), (verb, path)
            assert ("401" in statuses) == bool(operation["security"])
            refusals = [answer for status, answer in operation["responses"].items() if status >= "4"]
            assert all(set(answer["content"]) == {"application/problem+json"} for answer in refusals)
            assert "Retry-After" in operation["responses"]["429"]["headers"]


EXAMPLES = [key for key, operation in OPERATIONS.items() if operation.example is not None]


@pytest.mark.parametrize(("method", "path"), EXAMPLES)
def test_every_example_is_taken_and_answered_as_said(steady: Steady, document: Any, method: str, path: str) -> None:
    token = steady.join()
    entry = steady.json("POST", "/v1/entries", {"area": "calf"}, token=token, status=201)["entry"]
    steady.clock.tick(minutes=3)
    example = document["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]["example"]
    address = path.replace("{entry_id}", entry["id"]).replace("{code}", "water")
    reply = steady.ask(method, address, example, token=token)
    answers = document["paths"][path][method.lower()]["responses"]
    content = answers[str(reply.status)]["content"]["application/json"]
    assert reply.status < 300, reply.body
    whole = {"$ref": content["schema"]["$ref"], "components": document["components"]}
    Draft202012Validator(whole).validate(json.loads(reply.body))
    assert ADDRESS
