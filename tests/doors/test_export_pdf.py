"""The PDF by HTTP: the same bytes whatever the request accepts, for its owner alone."""

import base64
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from local.gateway import function_context
from tests.doors.browsing import Browser, location
from tests.fakes.steady import Steady

ACCEPTS = [None, "*/*", "application/pdf", "application/json", "text/html,application/xhtml+xml,*/*;q=0.8", "image/png"]


@pytest.mark.parametrize("accept", ACCEPTS)
def test_every_accept_gets_the_file(steady: Steady, accept: str | None) -> None:
    token = steady.join()
    steady.json("POST", "/v1/entries", {"area": "calf", "side": "left", "minutes": 4}, token=token, status=201)
    headers = {} if accept is None else {"accept": accept}
    reply = steady.ask("GET", "/v1/export?format=pdf", token=token, **headers)
    named = dict(reply.headers)
    assert (reply.status, named["Content-Type"]) == (200, "application/pdf")
    assert named["Content-Disposition"] == 'attachment; filename="steady-2026-11-23.pdf"'
    assert "no-store" in named["Cache-Control"]
    assert "left calf" in PdfReader(BytesIO(reply.body)).pages[0].extract_text()


def test_lambda_hands_it_over_in_base64(steady: Steady) -> None:
    token = steady.join()
    answer = steady.app.app(event_of("/v1/export", {"format": "pdf"}, token), function_context("api_handler"))
    assert answer["isBase64Encoded"] is True
    assert base64.b64decode(answer["body"], validate=True).startswith(b"%PDF-")


def event_of(path: str, query: dict[str, str], token: str) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {token}"}
    return {
        "resource": path, "path": path, "httpMethod": "GET", "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()},
        "queryStringParameters": query, "pathParameters": None, "stageVariables": None, "body": None,
        "isBase64Encoded": False,
        "requestContext": {"resourcePath": path, "httpMethod": "GET", "identity": {"sourceIp": "192.0.2.1"}},
    }  # fmt: skip


def test_the_pages_link_gives_the_same_file(steady: Steady) -> None:
    browser = Browser(steady)
    browser.join()
    assert b'href="/visit-pack.pdf"' in browser.get("/visit-pack").body
    reply = browser.get("/visit-pack.pdf")
    assert (reply.status, reply.body[:5]) == (200, b"%PDF-")


def test_a_stranger_gets_none(steady: Steady) -> None:
    assert steady.ask("GET", "/v1/export?format=pdf").status == 401
    assert steady.ask("GET", "/v1/export?format=pdf", token="steady_nobody").status == 401
    assert location(Browser(steady).get("/visit-pack.pdf")) == "/sign-in"
