"""What every answer carries, and what a browser page of another origin may ask.

`/v1` knows its caller by the token that they send and never by a cookie, so any page may call it: it can do no more
than whoever holds the token. Pages know their caller by a cookie, so they say nothing to other origins.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from chalice.app import Chalice, Response

from chalicelib.adapters.log_lines import following
from chalicelib.bootstrap import services
from chalicelib.doors.problems import problem
from chalicelib.doors.requests import CORS, READ_TYPES

METHODS: Final = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
EVERYWHERE: Final[Mapping[str, str]] = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
HTTPS_ONLY: Final = "max-age=31536000"


def guard(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """A middleware: the headers that guard every answer, errors too. What it causes is followed by the request's id."""
    with following(event.lambda_context, str(event.context.get("requestId", ""))):
        response = get_response(event)
    for name, value in EVERYWHERE.items():
        response.headers.setdefault(name, value)
    if urlsplit(services().base_url).scheme == "https":
        response.headers.setdefault("Strict-Transport-Security", HTTPS_ONLY)
    return response


def refuse_other_methods(app: Chalice) -> None:
    """Give every address of `/v1` an answer to each method: API Gateway itself would say 403 to those it has not."""
    for path, known in list(app.routes.items()):
        if not path.startswith("/v1/"):
            continue
        allowed = sorted({*known, "HEAD", "OPTIONS"} if "GET" in known else {*known, "OPTIONS"})
        others = [method for method in METHODS if method not in allowed]
        app.route(path, methods=others, content_types=READ_TYPES, cors=CORS, name="not_allowed")(_refusal(allowed))


def _refusal(allowed: list[str]) -> Callable[..., Response]:
    def not_allowed(**parts: str) -> Response:
        return problem(405, f"This address takes {', '.join(allowed)}.", {"Allow": ", ".join(allowed)})

    return not_allowed
