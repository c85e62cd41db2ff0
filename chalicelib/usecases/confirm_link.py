"""Use a mailed link: make the person, or sign them in, and hand out a token that is shown once."""

from datetime import timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.agenda import first_agenda
from chalicelib.domain.errors import Fault, InvalidInput, Stale
from chalicelib.domain.person import Person, Profile
from chalicelib.ports import Services
from chalicelib.ports.access import Access, Link, Scope
from chalicelib.usecases.change_person import change_person
from chalicelib.usecases.move_address import switch_address

TOKEN_PREFIX: Final = "steady_"
SESSION_LASTS: Final = timedelta(days=90)
NO_GOOD: Final = "this link was used, has expired, or is not one of ours; ask for a new one"


class Confirmed(Struct, frozen=True, kw_only=True):
    """The token, to be shown once, and the person it belongs to."""

    token: str
    person: Person


def confirm_link(services: Services, token: str, *, is_session: bool = False) -> Confirmed:
    """Use the link up; a browser's session ends after 90 days. Raises InvalidInput naming a `token` that is no good."""
    link = read_link(services, token)
    if link.purpose == "sign_up":
        return _join(services, link, is_session=is_session)
    if link.purpose == "address":
        secret, access = _first_access(services, link.person_id or "", is_session=is_session)
        return Confirmed(token=secret, person=switch_address(services, link, access))
    person = services.log.load_person(link.person_id or "")
    if person is None or person.address != link.address:
        raise InvalidInput(Fault("token", NO_GOOD))
    if not person.takes_mail:
        # the link came by mail, so the address works again
        person = change_person(services, person.id, lambda before: replace(before, mail_stopped=None))
    secret, access = _first_access(services, person.id, is_session=is_session)
    _use(services, link, None, access)
    return Confirmed(token=secret, person=person)


def read_link(services: Services, token: str) -> Link:
    """The link behind a mailed token, which reading does not use up. Raises InvalidInput naming `token`."""
    value = services.signer.read("link", token)
    owner, _, link_id = (value or "").partition("/")
    link = services.access.load_link(owner, link_id) if value else None
    if link is None or link.expires_at <= services.clock():
        raise InvalidInput(Fault("token", NO_GOOD))
    return link


def new_access(services: Services, person_id: str, name: str, scope: Scope) -> tuple[str, Access]:
    """A new token and what is kept of it."""
    secret = TOKEN_PREFIX + services.new_id() + services.new_id()
    now = services.clock()
    return secret, Access(
        id=services.new_id(),
        person_id=person_id,
        digest=services.signer.digest(secret),
        name=name,
        scope=scope,
        created_at=now,
    )


def _first_access(services: Services, person_id: str, *, is_session: bool) -> tuple[str, Access]:
    secret, access = new_access(services, person_id, "browser" if is_session else "confirmed by mail", "full")
    ends_at = services.clock() + SESSION_LASTS if is_session else None
    return secret, replace(access, expires_at=ends_at)


def _join(services: Services, link: Link, *, is_session: bool) -> Confirmed:
    known = services.access.find_address(link.address)
    now = services.clock()
    if known is not None:
        raise InvalidInput(Fault("token", "this address is confirmed already; sign in instead"))
    person = Person(
        id=services.new_id(),
        address=link.address,
        profile=Profile(timezone=link.timezone or "UTC"),
        language=link.language,
        joined_at=now,
        consented_at=now,
    )
    secret, access = _first_access(services, person.id, is_session=is_session)
    _use(services, link, person, access)
    return Confirmed(token=secret, person=person)


def _use(services: Services, link: Link, person: Person | None, access: Access) -> None:
    agenda = first_agenda(person, services.clock()) if person else None
    try:
        services.access.use_link(link, person, agenda, access)
    except Stale as error:
        raise InvalidInput(Fault("token", NO_GOOD)) from error
