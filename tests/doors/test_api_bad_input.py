"""Bad input: a clear problem that names the field, never a 5xx, and nothing half stored."""

import json
from typing import Any

import pytest

from tests.fakes.steady import FORM, JSON, Steady

POST, PATCH, GET = "POST", "PATCH", "GET"
GOOD = {"area": "eyelid", "side": "left", "minutes": 3}
DEEP = b"[" * 100_000
LONG = "x" * 1_000_000


def body(**values: Any) -> bytes:
    return json.dumps({**GOOD, **values}).encode()


ENTRIES = [
    pytest.param(body(area="elbow patch"), JSON, 422, "area", id="unknown area"),
    pytest.param(body(area=5), JSON, 422, "area", id="area of the wrong type"),
    pytest.param(b'{"side": "left"}', JSON, 422, "area", id="missing area"),
    pytest.param(body(side="middle"), JSON, 422, "side", id="unknown side"),
    pytest.param(body(minutes="three"), JSON, 422, "minutes", id="minutes in words"),
    pytest.param(body(minutes=True), JSON, 422, "minutes", id="minutes true"),
    pytest.param(body(minutes=-1), JSON, 422, "minutes", id="minutes below zero"),
    pytest.param(body(minutes=1441), JSON, 422, "minutes", id="minutes over a day"),
    pytest.param(body(intensity=6), JSON, 422, "intensity", id="intensity over 5"),
    pytest.param(body(intensity=2.5), JSON, 422, "intensity", id="intensity and a half"),
    pytest.param(body(context=["moon"]), JSON, 422, "context", id="unknown context"),
    pytest.param(body(context="rest"), JSON, 422, "context", id="context no list"),
    pytest.param(body(at="2026-11-23T13:00:00Z"), JSON, 422, "at", id="an hour ahead"),
    pytest.param(body(at="2020-11-23T13:00:00Z"), JSON, 422, "at", id="six years back"),
    pytest.param(body(at="9999-12-31T23:59:59Z"), JSON, 422, "at", id="far future"),
    pytest.param(body(at="0001-01-01T00:00:00+14:00"), JSON, 422, "at", id="before time began"),
    pytest.param(body(at="2026-11-23T11:00:00"), JSON, 422, "at", id="no offset"),
    pytest.param(body(at="yesterday"), JSON, 422, "at", id="at in words"),
    pytest.param(body(at=1_700_000_000), JSON, 422, "at", id="at as a number"),
    pytest.param(body(note="x" * 1001), JSON, 422, "note", id="note too long"),
    pytest.param(body(note=LONG), JSON, 413, None, id="note of 1 MB"),
    pytest.param(body(key=""), JSON, 422, "key", id="empty key"),
    pytest.param(body(key="x" * 201), JSON, 422, "key", id="key too long"),
    pytest.param(body(id="mine"), JSON, 422, "id", id="id is the server's"),
    pytest.param(body(received_at="2026-11-23T11:00:00Z"), JSON, 422, "received_at", id="receipt is the server's"),
    pytest.param(body(colour="red"), JSON, 422, "colour", id="unknown field"),
    pytest.param(body(type="dream"), JSON, 422, "type", id="unknown type"),
    pytest.param(body(type=["episode"]), JSON, 422, "type", id="type a list"),
    pytest.param(body(type={}), JSON, 422, "type", id="type an object"),
    pytest.param(b'{"type": "delete", "target": "x"}', JSON, 422, "type", id="a deletion is not posted"),
    pytest.param(b'{"type": "symptom"}', JSON, 422, "name", id="symptom without a name"),
    pytest.param(b'{"type": "symptom", "name": "weakness", "area": "hand"}', JSON, 422, "onset", id="onset needed"),
    pytest.param(b'{"type": "screening", "score": 7}', JSON, 422, "score", id="score over 6"),
    pytest.param(b'{"type": "visit", "exam": "fine"}', JSON, 422, "exam", id="unknown exam"),
    pytest.param(b'{"type": "check_in", "date": "2026-02-30"}', JSON, 422, "date", id="no such date"),
    pytest.param(b'{"type": "check_in", "last_caffeine": "25:00"}', JSON, 422, "last_caffeine", id="no such time"),
    pytest.param(b'{"type": "check_in", "sleep_hours": 1e400}', JSON, None, None, id="a number past all bounds"),
    pytest.param(b'{"type": "medicine", "name": "X"}', JSON, 422, "class", id="medicine without class"),
    pytest.param(DEEP, JSON, 400, None, id="[ a hundred thousand times"),
    pytest.param(b'{"a":' * 50_000, JSON, 400, None, id="{ fifty thousand times"),
    pytest.param(b"", JSON, 400, None, id="nothing"),
    pytest.param(b"{", JSON, 400, None, id="half"),
    pytest.param(b'{"area": "eyelid", "minutes": NaN}', JSON, 400, None, id="NaN"),
    pytest.param(b'{"area": "eyelid", "minutes": -Infinity}', JSON, 400, None, id="minus infinity"),
    pytest.param(b'{"area": "eyelid", "area": "thumb"}', JSON, 400, None, id="a key twice"),
    pytest.param(b'{"area": "eyelid", "note": "\\ud800"}', JSON, 400, None, id="half a character"),
    pytest.param(b"\xff\xfe", JSON, 400, None, id="no UTF-8"),
    pytest.param(b"null", JSON, 422, "", id="null"),
    pytest.param(b'"eyelid"', JSON, 422, "", id="a text"),
    pytest.param(body(), "text/plain", 415, None, id="plain text"),
    pytest.param(body(), "application/xml", 415, None, id="xml"),
    pytest.param(body(), "multipart/form-data; boundary=x", 415, None, id="multipart"),
    pytest.param(body(), "", 415, None, id="empty content type"),
    pytest.param(body(), "json", 415, None, id="no real content type"),
    pytest.param(body(), None, 415, None, id="no content type"),
    pytest.param(b"area=eyelid&colour=red", FORM, 422, "colour", id="form with an extra field"),
    pytest.param(b"area=eyelid&minutes=many", FORM, 422, "minutes", id="form with words for a number"),
    pytest.param(b"area=eyelid&area=thumb", FORM, 422, "area", id="form with an area twice"),
    pytest.param(b"area=%ff", FORM, 400, None, id="form that is no UTF-8"),
    pytest.param(b"&".join([b"a=1"] * 300), FORM, 400, None, id="form with 300 fields"),
    pytest.param(b"minutes=3", FORM, 422, "area", id="form without its area"),
]


def check(reply: Any, status: int | None, field: str | None) -> Any:
    problem = json.loads(reply.body)
    assert reply.status == status or (status is None and 400 <= reply.status < 500), reply.body[:300]
    assert dict(reply.headers)["Content-Type"] == "application/problem+json"
    assert problem["status"] == reply.status
    assert problem["title"]
    assert len(reply.body) < 5000
    if status == 422:
        fields = {error["field"].partition("[")[0].partition(".")[0] for error in problem["errors"]}
        assert field in fields, problem
        assert all(error["message"] for error in problem["errors"])
    return problem


@pytest.mark.parametrize(("sent", "kind", "status", "field"), ENTRIES)
def test_a_bad_entry(steady: Steady, sent: bytes, kind: str | None, status: int | None, field: str | None) -> None:
    token, before = steady.join(), steady.aws.items()
    headers = {} if kind is None else {"content_type": kind}
    check(steady.ask(POST, "/v1/entries", sent, token=token, **headers), status, field)
    assert steady.aws.items() == before


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        pytest.param({"email": "ann@example.org", "timezone": "Europe/Atlantis"}, "timezone", id="no such zone"),
        pytest.param({"email": "ann@example.org", "timezone": "../../etc/passwd"}, "timezone", id="a path"),
        pytest.param({"email": "ann@example.org", "timezone": ["Europe/London"]}, "timezone", id="zone a list"),
        pytest.param({"email": "ann@example.org", "timezone": "Europe\u0000"}, "timezone", id="zone with a nul"),
        pytest.param({"email": "ann@example.org", "timezone": "x" * 100_000}, "timezone", id="zone without end"),
        pytest.param({"email": "ann@example.org"}, "timezone", id="no zone"),
        pytest.param({"email": "ann", "timezone": "Europe/London"}, "email", id="no address"),
        pytest.param({"email": "a@b.org\r\nBcc: c@d.org", "timezone": "UTC"}, "email", id="CRLF in the address"),
        pytest.param({"email": 5, "timezone": "UTC"}, "email", id="address a number"),
        pytest.param({"timezone": "UTC"}, "email", id="address missing"),
        pytest.param({"email": "a@b.org", "timezone": "UTC", "admin": True}, "admin", id="unknown field"),
        pytest.param([], "", id="a list"),
    ],
)
def test_a_bad_sign_up(steady: Steady, sent: Any, field: str) -> None:
    before = steady.aws.items()
    check(steady.ask(POST, "/v1/people", sent), 422, field)
    assert steady.aws.items() == before


@pytest.mark.parametrize("link", ["x", "", "..", "a.b.c", "é" * 50, "x" * 10_000])
def test_a_bad_link_token(steady: Steady, link: str) -> None:
    check(steady.ask(POST, "/v1/confirm", {"token": link}), 422, "token")
    assert steady.aws.items() == []


def test_a_used_and_an_expired_link(steady: Steady) -> None:
    steady.json(POST, "/v1/people", {"email": "ann@example.org", "timezone": "UTC"}, status=202)
    link = steady.link_token()
    steady.json(POST, "/v1/confirm", {"token": link}, status=201)
    before = steady.aws.items()
    check(steady.ask(POST, "/v1/confirm", {"token": link}), 422, "token")
    assert steady.aws.items() == before
    steady.json(POST, "/v1/sign-in", {"email": "ann@example.org"}, status=202)
    link = steady.link_token()
    before = steady.aws.items()
    steady.clock.tick(days=1)
    check(steady.ask(POST, "/v1/confirm", {"token": link}), 422, "token")
    assert steady.aws.items() == before


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer x", "Bearer steady_x", "Basic c3RlYWR5", "Bearer steady_\u00e9\u00ff"]
)
def test_a_bad_token_opens_nothing(steady: Steady, header: str | None) -> None:
    steady.join()
    before = steady.aws.items()
    headers = {} if header is None else {"authorization": header}
    reply = steady.ask(POST, "/v1/entries", GOOD, **headers)
    check(reply, 401, None)
    assert "Bearer" in dict(reply.headers)["WWW-Authenticate"]
    assert steady.aws.items() == before


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"minutes": "many"}, "minutes"),
        ({"colour": "red"}, "colour"),
        ({"type": "visit"}, "type"),
        ({"id": "other"}, "id"),
        ({"key": "k"}, "key"),
        ({"received_at": "2026-11-23T11:00:00Z"}, "received_at"),
        ({"area": None}, "area"),
        ({"at": None}, "at"),
        ({"at": "2030-01-01T00:00:00Z"}, "at"),
        ({}, ""),
        ([], ""),
    ],
)
def test_a_bad_patch(steady: Steady, sent: Any, field: str) -> None:
    token = steady.join()
    made = steady.json(POST, "/v1/entries", GOOD, token=token, status=201)["entry"]
    before = steady.aws.items()
    check(steady.ask(PATCH, f"/v1/entries/{made['id']}", sent, token=token), 422, field)
    assert steady.aws.items() == before


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=yesterday", "from"),
        ("to=2026-13-01", "to"),
        ("from=2026-11-23T11:00:00", "from"),
        ("type=dream", "type"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=-1", "limit"),
        ("limit=ten", "limit"),
        ("cursor=%00%ff", "cursor"),
        ("cursor=abc", "cursor"),
        ("cursor=MjAyNi0xMS0yM1QxMTowMDowMHxh", "cursor"),
        ("form=2026-11-23", "form"),
    ],
)
def test_a_bad_query(steady: Steady, query: str, field: str) -> None:
    token = steady.join()
    steady.json(POST, "/v1/entries", GOOD, token=token, status=201)
    check(steady.ask(GET, f"/v1/entries?{query}", token=token), 422, field)


@pytest.mark.parametrize("week", ["2026-48", "2026-W54", "W48", "9999-W53", "0000-W01", "now"])
def test_a_bad_week(steady: Steady, week: str) -> None:
    check(steady.ask(GET, f"/v1/summary?week={week}", token=steady.join()), 422, "week")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": None}, "timezone"),
        ({"country": "XX1"}, "country"),
        ({"mode": "sometimes"}, "mode"),
        ({"streams": {"safety": "no"}}, "streams"),
        ({"streams": {"gossip": True}}, "streams"),
        ({"habits": {"dance": {"on": True}}}, "habits"),
        ({"habits": {"water": {"times": ["25:00"]}}}, "habits"),
        ({"quiet_hours": {"from": "9pm", "to": "08:00"}}, "quiet_hours"),
        ({"birth_year": 1800}, "birth_year"),
        ({"id": "other"}, "id"),
        ({"colour": "red"}, "colour"),
        ([], ""),
    ],
)
def test_a_bad_profile(steady: Steady, sent: Any, field: str) -> None:
    token, before = steady.join(), steady.aws.items()
    check(steady.ask(PATCH, "/v1/me", sent, token=token), 422, field)
    assert steady.aws.items() == before


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (DEEP, 400),
        (b"{", 400),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"format": "steady.timeline/9", "person": {"timezone": "UTC"}, "entries": []}', 422),
        (b'{"format": "steady.timeline/1", "person": {"timezone": "Nowhere"}, "entries": []}', 422),
        (b'{"format": "steady.timeline/1", "person": {"timezone": "UTC"}, "entries": {}}', 422),
        (b'{"format": "steady.timeline/1", "person": {"timezone": "UTC"}, "entries": [5]}', 422),
        (b'{"format": "steady.timeline/1", "person": {"timezone": "UTC"}, "entries": [{"type": "episode"}]}', 422),
        (b'{"format": "steady.timeline/1", "person": [], "entries": []}', 422),
    ],
)
def test_a_bad_import(steady: Steady, sent: bytes, status: int) -> None:
    token, before = steady.join(), steady.aws.items()
    reply = steady.ask(POST, "/v1/import", sent, token=token, content_type=JSON)
    problem = json.loads(reply.body)
    assert (reply.status, problem["status"]) == (status, status), problem
    assert steady.aws.items() == before
