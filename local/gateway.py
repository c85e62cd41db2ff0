"""API Gateway on one machine: an HTTP request becomes a proxy event, the app's answer a reply."""

import base64
import binascii
import gzip
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, unquote
from uuid import uuid4

from chalice.app import Chalice
from chalice.local import LambdaContext

from local.clock import LocalClock
from local.exchange import Ask, Headers, Reply, problem

Event = dict[str, Any]
WORTH_PACKING = 1024
"""As `minimum_compression_size` in .chalice/config.json has it."""
_HOP_BY_HOP = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding", "upgrade"}
_ONLY_WITH_CARE = str.maketrans("", "", "\r\n\0")


class Gateway:
    """Answers as the deployed API would, but for unknown routes, which get a plain 404."""

    def __init__(self, app: Chalice, clock: LocalClock) -> None:
        self._app, self._clock = app, clock
        # A fixed part is preferred to a captured one, as the deployed gateway does.
        self._routes = sorted(app.routes, key=lambda url: [part[:1] == "{" for part in url.split("/")])

    def answer(self, ask: Ask) -> Reply:
        """One call of the app. Whatever cannot reach it is answered here."""
        try:
            event = self._event(ask)
        except ValueError:
            return problem(400, "The address could not be read.", ask)
        if event is None:
            return problem(404, "There is nothing at this address.", ask)
        methods = self._app.routes[event["resource"]]
        if event["httpMethod"] == "OPTIONS" and (said := _preflight(methods)):
            return Reply(200, said, b"")
        if event["httpMethod"] not in methods:
            allowed = sorted({*methods, "HEAD"} if "GET" in methods else methods)
            extra = (("Allow", ", ".join(allowed)),)
            return problem(405, f"{ask.method} is not possible here.", ask, extra)
        return _packed(_reply(self._app(event, function_context("api_handler"))), ask)

    def _event(self, ask: Ask) -> Event | None:
        found = self._match(ask.path)
        if found is None:
            return None
        route, captured = found
        method = "GET" if ask.method == "HEAD" and "HEAD" not in self._app.routes[route] else ask.method
        query = parse_qs(ask.query, keep_blank_values=True, max_num_fields=300)
        body, is_encoded = self._body(ask)
        return {
            "resource": route,
            "path": ask.path,
            "httpMethod": method,
            "headers": dict(ask.headers),
            "multiValueHeaders": _gathered(ask.headers),
            "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
            "multiValueQueryStringParameters": query or None,
            "pathParameters": captured or None,
            "stageVariables": None,
            "requestContext": self._context(ask, route, method),
            "body": body,
            "isBase64Encoded": is_encoded,
        }

    def _context(self, ask: Ask, route: str, method: str) -> Event:
        return {
            "requestId": str(uuid4()),
            "resourcePath": route,
            "httpMethod": method,
            "path": ask.path,
            "protocol": "HTTP/1.1",
            "stage": "local",
            "requestTimeEpoch": int(self._clock().timestamp() * 1000),
            "identity": {"sourceIp": ask.source, "userAgent": ask.header("user-agent")},
        }

    def _match(self, path: str) -> tuple[str, dict[str, str]] | None:
        wanted = path if path == "/" else path.removesuffix("/")
        parts = [unquote(part, errors="strict") for part in wanted.split("/")]
        for route in self._routes:
            captured = _captured(route.split("/"), parts)
            if captured is not None:
                return route, captured
        return None

    def _body(self, ask: Ask) -> tuple[str | None, bool]:
        # the deployed gateway takes every type for one that may be binary, so it hands over base64
        return (base64.b64encode(ask.body).decode(), True) if ask.body else (None, False)


def _preflight(methods: dict[str, Any]) -> Headers:
    """What the deployed gateway answers to OPTIONS by itself, empty where a route says nothing to other origins."""
    cors = next((entry.cors for entry in methods.values() if entry.cors), None)
    if cors is None:
        return ()
    allowed = ",".join(["OPTIONS", *sorted(methods)])
    return (("Access-Control-Allow-Methods", allowed), *cors.get_access_control_headers().items())


def function_context(name: str) -> LambdaContext:
    """What Lambda hands a function beside its event."""
    return LambdaContext(name, memory_size=512, max_runtime_ms=300_000)


def _captured(route: list[str], parts: list[str]) -> dict[str, str] | None:
    if len(route) != len(parts):
        return None
    captured = {}
    for name, part in zip(route, parts, strict=True):
        if name.startswith("{") and part:
            captured[name[1:-1]] = part
        elif name != part:
            return None
    return captured


def _gathered(headers: Headers) -> dict[str, list[str]]:
    gathered: dict[str, list[str]] = {}
    for name, value in headers:
        gathered.setdefault(name, []).append(value)
    return gathered


def _packed(reply: Reply, ask: Ask) -> Reply:
    """The reply as the deployed gateway sends it to whoever takes gzip: packed, once it is worth it."""
    is_packed = any(name.lower() == "content-encoding" for name, _ in reply.headers)
    if is_packed or len(reply.body) < WORTH_PACKING or "gzip" not in ask.header("accept-encoding"):
        return reply
    headers = (*reply.headers, ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
    return replace(reply, headers=headers, body=gzip.compress(reply.body, 6, mtime=0))


def _reply(answer: Event) -> Reply:
    many = answer.get("multiValueHeaders") or {}
    named = [(name, str(value)) for name, value in (answer.get("headers") or {}).items() if name not in many]
    named += [(name, str(value)) for name, values in many.items() for value in values]
    headers = tuple(
        (name.translate(_ONLY_WITH_CARE), value.translate(_ONLY_WITH_CARE))
        for name, value in named
        if name.lower() not in _HOP_BY_HOP
    )
    body = answer.get("body") or ""
    try:
        raw = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    except binascii.Error:
        return problem(502, "The answer could not be read.")
    if raw and not any(name.lower() == "content-type" for name, _ in headers):
        headers += (("Content-Type", "application/json"),)
    return Reply(int(answer["statusCode"]), headers, raw)
