"""Nastiness by hand: what no generator thinks of. Each is a clear problem, never a 5xx, and nothing is stored."""

import json
from typing import Any

import pytest

from tests.fakes.steady import FORM, JSON, Steady

GOOD = b'{"area": "eyelid"}'
DEEP = b"[" * 100_000
HUGE = b"9" * 5_000
BIG = b'{"note": "' + b"x" * 1_000_000 + b'"}'
WRITES = [
    ("POST", "/v1/people"), ("POST", "/v1/sign-in"), ("POST", "/v1/confirm"), ("POST", "/v1/tokens"),
    ("POST", "/v1/entries"), ("POST", "/v1/import"), ("POST", "/v1/experiments"), ("PATCH", "/v1/me"),
    ("POST", "/v1/habits/water/snooze"), ("PATCH", "/v1/entries/{id}"),
]  # fmt: skip
BODIES: dict[str, tuple[bytes, str | None, set[int]]] = {
    "nothing": (b"", JSON, {400}),
    "NaN": (b'{"minutes": NaN}', JSON, {400}),
    "infinity": (b'{"minutes": -Infinity}', JSON, {400}),
    "a key twice": (b'{"email": "a@b.org", "email": "c@d.org"}', JSON, {400}),
    "a key twice within": (b'{"person": {"sex": "x", "sex": "y"}}', JSON, {400}),
    "bottomless": (DEEP, JSON, {400}),
    "bottomless objects": (b'{"a":' * 40_000, JSON, {400}),
    "an endless number": (b'{"minutes": ' + HUGE + b"}", JSON, {400, 422}),
    "a great exponent": (b'{"minutes": 1e999999}', JSON, {400, 422}),
    "half a character": (b'{"name": "\\ud800", "note": "\\udfff"}', JSON, {400}),
    "a NUL": (b'{"name": "\\u0000", "email": "\\u0000", "token": "\\u0000", "area": "\\u0000"}', JSON, {422}),
    "a raw NUL": (b'{"name": "\x00"}', JSON, {400}),
    "UTF-16": ('{"area": "eyelid"}'.encode("utf-16"), JSON, {400}),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD, JSON, {400, 422}),
    "no JSON": (b"{'area': 'eyelid'}", JSON, {400}),
    "two values": (b"{} {}", JSON, {400}),
    "a number": (b"5", JSON, {422}),
    "null": (b"null", JSON, {422}),
    "1 MB": (BIG, JSON, {413, 422}),
    "no type": (GOOD, None, {415, 422}),
    "XML": (b"<a/>", "application/xml", {415}),
    "another charset": (GOOD, "application/json; charset=latin-1", {200, 201, 422}),
    "a type cut short": (GOOD, "application/", {415, 400, 422}),
    "a form that is no form": (b"%zz=%ff&&&=", FORM, {400, 415, 422}),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_nasty_body(steady: Steady, name: str) -> None:
    body, kind, statuses = BODIES[name]
    token = steady.join()
    entry = steady.json("POST", "/v1/entries", {"area": "calf"}, token=token, status=201)["entry"]
    for method, path in WRITES:
        before = steady.aws.items()
        headers: Any = {} if kind is None else {"content_type": kind}
        reply = steady.ask(method, path.replace("{id}", entry["id"]), body, token=token, **headers)
        assert reply.status in statuses, (path, reply.status, reply.body[:200])
        if reply.status >= 400:
            problem = json.loads(reply.body)
            assert problem["status"] == reply.status
            assert dict(reply.headers)["Content-Type"] == "application/problem+json"
            assert len(reply.body) < 6_000
            assert steady.aws.items() == before, path


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/entries/%00", 404),
        ("GET", "/v1/entries/%2e%2e%2f%2e%2e", 404),
        ("GET", "/v1/entries/%F0%9F%98%80", 404),
        ("GET", "/v1/entries/%ff", 400),
        ("GET", "/v1/entries/" + "x" * 3_000, 404),
        ("DELETE", "/v1/tokens/%23", 404),
        ("GET", "/v1/experiments/a%2Fb", 404),
        ("POST", "/v1/habits/WATER/skip", 404),
        ("GET", "/v1/entries?limit=9" + "9" * 5_000, 422),
        ("GET", "/v1/entries?from=%00", 422),
        ("GET", "/v1/entries?cursor=" + "A" * 4_000, 422),
        ("GET", "/v1/entries?a=1&a=2", 422),
        ("GET", "/v1/summary?week=2026-W48&week=x", 422),
        ("GET", "/v1/summary?weak=2026-W48", 422),
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1", 404),
        ("TRACE", "/v1/me", 405),
    ],
)
def test_a_nasty_address(steady: Steady, method: str, path: str, status: int) -> None:
    token = steady.join()
    reply = steady.ask(method, path, token=token)
    assert (reply.status, json.loads(reply.body)["status"]) == (status, status), reply.body
    assert dict(reply.headers)["Content-Type"] == "application/problem+json"


def test_a_slash_at_the_end_leads_to_the_same(steady: Steady) -> None:
    token = steady.join()
    assert steady.json("GET", "/v1/me/", token=token) == steady.json("GET", "/v1/me", token=token)


def test_head_answers_as_get_without_a_body(steady: Steady) -> None:
    token = steady.join()
    assert steady.ask("HEAD", "/v1/me", token=token).status == 200
    assert steady.ask("HEAD", "/v1/me").status == 401
