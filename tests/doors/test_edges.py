"""What every answer carries; what a page of another origin may ask; methods that an address does not take."""

import pytest

from tests.fakes.steady import Steady, steady_running

ORIGIN = {"origin": "https://elsewhere.example"}


def headers(reply: object) -> dict[str, str]:
    return {name.lower(): value for name, value in reply.headers}  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/", "/sign-up", "/style.css", "/v1/health", "/v1/me", "/v1/openapi.json"])
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_every_answer_is_guarded(path: str, scheme: str) -> None:
    with steady_running(base_url=f"{scheme}://steady.example") as steady:
        found = headers(steady.ask("GET", path))
        assert found["x-content-type-options"] == "nosniff"
        assert found["referrer-policy"] == "no-referrer"
        assert ("strict-transport-security" in found) == (scheme == "https")


def test_a_page_of_another_origin_may_call_the_api_with_a_token(steady: Steady) -> None:
    for path, method in (("/v1/entries", "POST"), ("/v1/me", "PATCH"), ("/v1/entries/x", "DELETE")):
        asked = {"access_control_request_method": method, **ORIGIN}
        reply = steady.ask("OPTIONS", path, **asked)
        found = headers(reply)
        assert (reply.status, found["access-control-allow-origin"]) == (200, "*")
        assert method in found["access-control-allow-methods"].split(",")
        allowed = found["access-control-allow-headers"].split(",")
        assert {"Authorization", "Content-Type", "Idempotency-Key"} <= set(allowed)
        assert "access-control-allow-credentials" not in found
    refused = headers(steady.ask("GET", "/v1/me", **ORIGIN))
    assert refused["access-control-allow-origin"] == "*"
    assert "Retry-After" in refused["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/", "/log", "/confirm", "/unsubscribe"])
def test_no_page_speaks_to_another_origin(steady: Steady, path: str) -> None:
    for method in ("OPTIONS", "GET"):
        assert not [name for name in headers(steady.ask(method, path, **ORIGIN)) if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "/v1/entries", "GET, HEAD, OPTIONS, POST"),
        ("DELETE", "/v1/entries", "GET, HEAD, OPTIONS, POST"),
        ("POST", "/v1/entries/x", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        ("GET", "/v1/people", "OPTIONS, POST"),
        ("HEAD", "/v1/import", "OPTIONS, POST"),
    ],
)
def test_another_method_is_a_405_that_says_which(steady: Steady, method: str, path: str, allow: str) -> None:
    reply = steady.ask(method, path)
    assert (reply.status, headers(reply)["allow"]) == (405, allow)
    assert headers(reply)["content-type"] == "application/problem+json"
