"""People by HTTP: sign-up, confirm, sign-in, the profile, tokens, one-click unsubscribe."""

from typing import Any, Final

from chalice.app import Blueprint, Response

from chalicelib.adapters.documents import convert, read_record, wire_fields
from chalicelib.adapters.profiles import person_document, read_person_changes
from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.domain.localtime import zone
from chalicelib.domain.person import Language, Person
from chalicelib.doors.accept_language import preferred_language
from chalicelib.doors.asked import Confirm, NewToken, SignIn, SignUp, checked, read_asked
from chalicelib.doors.payloads import read_body, read_object
from chalicelib.doors.problems import answer
from chalicelib.doors.requests import Call, route
from chalicelib.ports.access import Access, Scope
from chalicelib.usecases.authenticate import list_tokens, open_token, revoke_token
from chalicelib.usecases.change_person import change_person, erase_person, read_person
from chalicelib.usecases.confirm_link import confirm_link
from chalicelib.usecases.move_address import change_with_address
from chalicelib.usecases.request_access import ask_to_join, ask_to_sign_in

people = Blueprint(__name__)
LONGEST_ADDRESS: Final = 254
SENT: Final = {"status": "sent", "detail": "If the address can be used here, a mail with a link is on its way."}


@route(people, "/v1/people", ["POST"], scope=None)
def post_people(call: Call) -> Response:
    """Ask to join: the same answer whether the address is known or not."""
    given = read_object(call.content_type, call.body, ("email", "timezone", "language", "invite"))
    address, timezone, language = read_sign_up(given, call.headers.get("accept-language"))
    ask_to_join(call.services, address, timezone, call.source, language, given.get("invite"))
    return answer(202, SENT)


@route(people, "/v1/sign-in", ["POST"], scope=None)
def post_sign_in(call: Call) -> Response:
    """Ask for a link to sign in: the same answer whether the address is known or not."""
    given = read_object(call.content_type, call.body, ("email",))
    ask_to_sign_in(call.services, read_address(given), call.source)
    return answer(202, SENT)


@route(people, "/v1/confirm", ["POST"], scope=None)
def post_confirm(call: Call) -> Response:
    """Use a mailed link up."""
    token: str = read_asked(Confirm, call.content_type, call.body)["token"]
    confirmed = confirm_link(call.services, token)
    return answer(201, {"token": confirmed.token, "person": person_document(confirmed.person)})


@route(people, "/v1/me", ["GET"])
def get_me(call: Call) -> Response:
    """The person."""
    return answer(200, person_document(read_person(call.services, call.person_id)))


@route(people, "/v1/me", ["PATCH"])
def patch_me(call: Call) -> Response:
    """Change the person."""
    value, _ = read_body(call.content_type, call.body)
    if not isinstance(value, dict):
        raise InvalidInput(Fault("", "must be an object"))
    given = dict(value)
    asked = read_address(given) if "email" in given else None
    given.pop("email", None)

    def change(person: Person) -> Person:
        after, faults = read_person_changes(given, person)
        if faults:
            raise InvalidInput(*faults)
        return after

    if asked is None:
        return answer(200, person_document(change_person(call.services, call.person_id, change)))
    moved = change_with_address(call.services, call.person_id, asked, call.source, change)
    return answer(200, person_document(moved))


@route(people, "/v1/me", ["DELETE"])
def delete_me(call: Call) -> Response:
    """Erase the person."""
    erase_person(call.services, call.person_id)
    return Response(body="", status_code=204, headers={"Cache-Control": "no-store"})


@route(people, "/v1/tokens", ["GET"])
def get_tokens(call: Call) -> Response:
    """Every token's name, scope and last use, never the token."""
    found = list_tokens(call.services, call.person_id)
    return answer(200, {"tokens": [_token_document(access) for access in found]})


@route(people, "/v1/tokens", ["POST"])
def post_tokens(call: Call) -> Response:
    """One more token, shown once."""
    name, scope = read_token_wish(read_object(call.content_type, call.body, ("name", "scope")))
    secret, access = open_token(call.services, call.person_id, name, scope)
    return answer(201, {**_token_document(access), "token": secret})


@route(people, "/v1/tokens/{token_id}", ["DELETE"])
def delete_token(call: Call, token_id: str) -> Response:
    """Revoke a token."""
    revoke_token(call.services, call.person_id, token_id)
    return Response(body="", status_code=204, headers={"Cache-Control": "no-store"})


def read_token_wish(given: dict[str, Any]) -> tuple[str, Scope]:
    """The name and the scope of a new token. Raises InvalidInput that names each wrong field."""
    wish = NewToken(**checked(NewToken, given))
    return wish.name, wish.scope


def read_sign_up(given: dict[str, Any], accept_language: str | None) -> tuple[str, str, Language]:
    """The address, the zone and the language of a sign-up. Raises InvalidInput that names each wrong field."""
    known = {name: value for name, value in given.items() if name in wire_fields(SignUp)}
    values, faults = read_record(SignUp, known)
    try:
        timezone = zone(str(values.get("timezone", ""))).key
    except ValueError:
        faults = [fault for fault in faults if fault.field != "timezone"]
        faults.append(Fault("timezone", "must be an IANA time zone, such as Europe/London"))
    if faults:
        raise InvalidInput(*faults)
    return read_address(given), timezone, values.get("language", preferred_language(accept_language))


def read_address(given: dict[str, Any]) -> str:
    """The mail address, in lower case. Raises InvalidInput."""
    wire = wire_fields(SignIn)["email"]
    address, wrong = convert(given.get("email"), wire)
    if wrong is not None or len(address) > LONGEST_ADDRESS:
        raise InvalidInput(Fault("email", wrong or str(wire.hint)))
    return str(address).strip().lower()


def _token_document(access: Access) -> dict[str, Any]:
    names = ("id", "name", "scope", "created_at")
    return {**{name: getattr(access, name) for name in names}, "last_used_at": access.used_at}
