"""`GET /v1/openapi.json`: made when it is first asked for, so that no other request pays for it."""

from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from chalice.app import Blueprint, Response

from chalicelib.doors.requests import Call, route

openapi = Blueprint(__name__)
HEADERS: Final[dict[str, Any]] = {"Content-Type": "application/json", "Cache-Control": "public, max-age=3600"}


@route(openapi, "/v1/openapi.json", ["GET"], scope=None)
def get_openapi(call: Call) -> Response:
    """This document."""
    return Response(body=written(urlsplit(call.services.base_url).path), headers=dict(HEADERS))


@cache
def written(server: str) -> str:
    """The document as text; `server` is the path that every route is below."""
    from chalicelib.doors.openapi import document

    return msgspec.json.encode(document(server)).decode()
