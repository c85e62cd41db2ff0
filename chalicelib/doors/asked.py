"""What the small requests carry. These records validate them, and the OpenAPI document is made from them."""

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Struct

from chalicelib.adapters.documents import read_record, wire_fields
from chalicelib.domain.entries import Between
from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.domain.person import Language
from chalicelib.doors.payloads import from_form, read_body
from chalicelib.ports.access import Scope


class SignIn(Struct, frozen=True, kw_only=True):
    """Who asks for a link. The address is taken in lower case."""

    email: Annotated[str, "address"]


class SignUp(SignIn, frozen=True, kw_only=True):
    """Who asks to join. `timezone` is an IANA zone; `language` is else the first of the browser's that there is."""

    timezone: Annotated[str, Between(1, 100)]
    language: Language = "en"
    invite: Annotated[str, Between(1, 1000)] | None = None


class Confirm(Struct, frozen=True, kw_only=True):
    """The token of a mailed link."""

    token: Annotated[str, Between(1, 1000)]


class NewToken(Struct, frozen=True, kw_only=True):
    """A token that is wanted: what it is called, and how far it reaches."""

    name: Annotated[str, Between(1, 100)]
    scope: Scope = "log"


class Snooze(Struct, frozen=True, kw_only=True):
    """For how many minutes a reminder is put off: a day at most."""

    minutes: Annotated[int, Between(1, 24 * 60)]


class Nothing(Struct, frozen=True, kw_only=True):
    """No field at all."""


def read_asked(record: type, content_type: str | None, body: bytes) -> dict[str, Any]:
    """The attributes of a record from JSON or a form. Raises InvalidInput that names each field."""
    value, is_form = read_body(content_type, body)
    if not isinstance(value, dict):
        raise InvalidInput(Fault("", "must be an object"))
    given: Mapping[str, Any] = from_form(value, wire_fields(record)) if is_form else value
    return checked(record, given)


def checked(record: type, given: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a record from a document. Raises InvalidInput that names each field."""
    values, faults = read_record(record, given)
    if faults:
        raise InvalidInput(*faults)
    return values
