"""Bytes as an answer, whatever the request accepts."""

import base64
from collections.abc import Mapping
from typing import Any

from chalice.app import Response


class BinaryResponse(Response):
    """An answer of bytes, which Lambda hands over in base64.

    Chalice's own binary answers are refused with 400 where the request's Accept does not name their type, and a
    browser that follows a link names none. The gateway takes every type for one that may be binary
    (`.chalice/resources/gateway.json`), so it undoes the base64 for every Accept.
    """

    def __init__(self, body: bytes, headers: Mapping[str, Any], status_code: int = 200) -> None:
        super().__init__(base64.b64encode(body).decode(), dict(headers), status_code)

    def to_dict(self, binary_types: list[str] | None = None) -> dict[str, Any]:
        """What Lambda returns."""
        return {**super().to_dict(None), "isBase64Encoded": True}
