"""Taking everything out: the formats, their media types and file names, and who may."""

import gzip
from typing import Any

import pytest

from chalicelib.doors import api_export
from chalicelib.doors.api_export import FORMATS
from tests.fakes.steady import ADDRESS, Steady

TWITCH = {"area": "eyelid", "side": "left", "minutes": 3}


def headers_of(reply: Any) -> dict[str, str]:
    return dict(reply.headers)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_a_file_of_a_neutral_name(steady: Steady, name: str) -> None:
    token = steady.join()
    steady.json("POST", "/v1/entries", TWITCH, token=token, status=201)
    reply = steady.ask("GET", f"/v1/export?format={name}", token=token, accept=FORMATS[name].media_type)
    headers = headers_of(reply)
    assert reply.status == 200
    assert headers["Content-Type"] == FORMATS[name].media_type
    assert headers["Content-Disposition"] == f'attachment; filename="steady-2026-11-23.{FORMATS[name].ending}"'
    assert headers["Cache-Control"] == "no-store"
    assert (ADDRESS.encode() in reply.body) == (name == "account")


@pytest.mark.parametrize(
    ("query", "field"),
    [("format=xml", "format"), ("format=", "format"), ("format=CSV", "format"), ("form=csv", "form")],
)
def test_what_cannot_be_asked_for(steady: Steady, query: str, field: str) -> None:
    problem = steady.json("GET", f"/v1/export?{query}", token=steady.join(), status=422)
    assert [error["field"] for error in problem["errors"]] == [field]


@pytest.mark.parametrize("name", FORMATS)
def test_a_token_that_may_only_log_takes_nothing_out(steady: Steady, name: str) -> None:
    full = steady.join()
    log = steady.json("POST", "/v1/tokens", {"name": "phone", "scope": "log"}, token=full, status=201)["token"]
    assert steady.ask("GET", f"/v1/export?format={name}", token=log).status == 403
    assert steady.ask("GET", f"/v1/export?format={name}").status == 401


def test_a_large_file_is_packed_for_whoever_takes_gzip(steady: Steady, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_export, "PACKED_ABOVE", 100)
    token = steady.join()
    steady.json("POST", "/v1/entries", TWITCH, token=token, status=201)
    plain = steady.ask("GET", "/v1/export?format=fhir", token=token)
    packed = steady.ask("GET", "/v1/export?format=fhir", token=token, accept_encoding="gzip, br")
    assert "Content-Encoding" not in headers_of(plain)
    assert headers_of(packed)["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
