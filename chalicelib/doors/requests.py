"""What every door of the API shares: who is asking, where from, and how an answer is made of a view."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, Final

from chalice.app import Blueprint, CORSConfig, Response
from msgspec import Struct

from chalicelib.bootstrap import services
from chalicelib.doors.payloads import FORM, JSON_TYPES, MULTIPART
from chalicelib.doors.problems import answered
from chalicelib.ports import Services
from chalicelib.ports.access import Access, Scope
from chalicelib.usecases.authenticate import authenticate

READ_TYPES: Final = [*JSON_TYPES, FORM, MULTIPART, "application/problem+json", "text/plain", "application/octet-stream"]
"""Chalice refuses every other type itself; of these the payloads refuse, with a reason, what they cannot read."""


CORS: Final = CORSConfig(
    allow_origin="*",
    allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
    expose_headers=["Allow", "Content-Disposition", "Retry-After", "WWW-Authenticate"],
    max_age=3600,
)
"""Every `/v1` route has these; on AWS chalice makes each its own OPTIONS from them."""


class Call(Struct, frozen=True):
    """One request: its headers, query, body, source, and whose token came with it."""

    services: Services
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    source: str
    access: Access | None

    @property
    def person_id(self) -> str:
        """The person whose token it is."""
        assert self.access is not None, "the route asks for no token"
        return self.access.person_id

    @property
    def content_type(self) -> str | None:
        """The Content-Type header."""
        return self.headers.get("content-type")


class Registered(Struct, frozen=True):
    """One route of `/v1`, for the document that describes them all."""

    method: str
    path: str
    scope: Scope | None
    name: str
    summary: str


View = Callable[..., Response]
ROUTES: Final[list[Registered]] = []
"""Every route of `/v1`, in the order of registering."""


def call_of(request: Any, access: Access | None, wired: Services) -> Call:
    """The call behind a chalice request. The source is the gateway's word, never a header's."""
    identity = request.context.get("identity") or {}
    query = {name: str(value) for name, value in (request.query_params or {}).items()}
    return Call(wired, request.headers, query, request.raw_body, str(identity.get("sourceIp", "")), access)


def bearer(header: str | None) -> str | None:
    """The token of an Authorization header, None where there is none."""
    scheme, _, token = (header or "").strip().partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def route(
    blueprint: Blueprint, path: str, methods: Sequence[str], scope: Scope | None = "full"
) -> Callable[[View], View]:
    """Register a view of `/v1`: it gets a `Call` and the path's parts; `scope` None asks for no token."""

    def register(view: View) -> View:
        @wraps(view)
        def door(**parts: str) -> Response:
            def run() -> Response:
                wired, request = services(), blueprint.current_request
                token = bearer(request.headers.get("authorization"))
                access = authenticate(wired, token, scope) if scope else None
                return view(call_of(request, access, wired), **parts)

            return answered(run)

        said = (view.__doc__ or "").strip()
        ROUTES.extend(Registered(method, path, scope, view.__name__, said) for method in methods)
        register_at: Any = blueprint.route
        options = {"content_types": READ_TYPES, "cors": CORS, "name": view.__name__}
        registered: View = register_at(path, methods=list(methods), **options)(door)
        return registered

    return register
