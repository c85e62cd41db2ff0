"""One table maps every error to its answer: RFC 9457 `application/problem+json`."""

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

import msgspec
from chalice.app import Response

from chalicelib.adapters.log_lines import fault
from chalicelib.domain.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    KeyTaken,
    NotFound,
    NotSignedIn,
    Stale,
    SteadyError,
    TooLarge,
    TooMany,
    Unreadable,
    UnsupportedMediaType,
)

LOG: Final = logging.getLogger("steady")
STATUS: Final[Mapping[type[SteadyError], int]] = {
    Unreadable: 400,
    NotSignedIn: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    KeyTaken: 409,
    Stale: 409,
    TooLarge: 413,
    UnsupportedMediaType: 415,
    InvalidInput: 422,
    TooMany: 429,
}
DETAIL: Final[Mapping[int, str]] = {
    401: "Send a token that is good: Authorization: Bearer …",
    404: "There is no such thing here.",
    409: "It cannot be done as things stand.",
    500: "Something went wrong here. Nothing was half stored; try again.",
}
JSON: Final = {"Content-Type": "application/json", "Cache-Control": "no-store"}


def answer(status: int, value: Any, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(body=msgspec.json.encode(value).decode(), status_code=status, headers={**JSON, **(headers or {})})


def problem(status: int, detail: str | None = None, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """A problem document."""
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    detail = detail or DETAIL.get(status)
    document |= {"detail": detail} if detail else {}
    kind = {"Content-Type": "application/problem+json"}
    return answer(status, {**document, **more}, {**kind, **(headers or {})})


def problem_of(error: SteadyError) -> Response:
    """The answer to an error that was raised on purpose."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    if isinstance(error, InvalidInput):
        return invalid(error)
    if isinstance(error, TooMany):
        return problem(429, str(error), {"Retry-After": str(error.retry_after)})
    if isinstance(error, NotSignedIn):
        return problem(401, None, {"WWW-Authenticate": "Bearer"})
    detail = str(error) if status in (400, 403, 409, 413, 415) and not isinstance(error, Stale) else None
    return problem(status, detail or None)


def invalid(error: InvalidInput) -> Response:
    """422 with each field and what is wrong with it."""
    errors = [{"field": fault.field, "message": fault.message} for fault in error.faults]
    return problem(422, "Some of what was sent cannot be accepted.", errors=errors)


def answered(view: Callable[[], Response]) -> Response:
    """The view's answer, or the problem that stands for its error. What was not foreseen is logged by its type."""
    try:
        return view()
    except SteadyError as error:
        return problem_of(error)
    except Exception as error:
        LOG.error("an error that was not foreseen", extra=fault(error))
        return problem(500)


def dress_errors(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """A middleware: chalice's own errors under /v1 (415, 405, 500) become problems."""
    response = get_response(event)
    kind = str(response.headers.get("Content-Type", ""))
    if not event.path.startswith("/v1") or response.status_code < 400 or "problem" in kind:
        return response
    allow = {"Allow": str(response.headers["Allow"])} if "Allow" in response.headers else {}
    return problem(response.status_code, None, allow)
