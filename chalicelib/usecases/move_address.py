"""Change a person's address: told to the old one, confirmed at the new one, switched in one write."""

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from chalicelib.domain.errors import Fault, InvalidInput, Stale
from chalicelib.domain.person import Moving, Person
from chalicelib.ports import Services
from chalicelib.ports.access import Access, Link
from chalicelib.usecases.change_person import change_person, read_person
from chalicelib.usecases.record_entry import ATTEMPTS
from chalicelib.usecases.request_access import count_source, new_link, send_link

TAKEN_BACK: Final = "this change was taken back or asked for anew; use the link of the last mail"
TAKEN: Final = "this address cannot be used here; choose another one"


def change_with_address(
    services: Services, person_id: str, address: str, source: str, change: Callable[[Person], Person]
) -> Person:
    """Make a change, and ask for a new address with it; their present one takes an earlier asking back.

    Whether somebody else has the address is found out only by who reads its mail: the answer is the same. Raises
    TooMany, and what `change` raises.
    """
    count_source(services, source)
    link = new_link(services, "address", address, person_id)

    def move(person: Person) -> Person:
        is_new = address != person.address
        moving = Moving(address=address, link=link.id, expires_at=link.expires_at) if is_new else None
        return replace(change(person), moving=moving)

    after = change_person(services, person_id, move)
    if after.moving is not None:
        send_link(services, link)
    return after


def switch_address(services: Services, link: Link, access: Access) -> Person:
    """Use the link of a new address up. Raises InvalidInput where it was taken back or replaced, or the address taken.

    From then on mail goes there; links to sign in that the old address got are no good any more.
    """
    for _ in range(ATTEMPTS):
        loaded = services.log.load(link.person_id or "", services.clock())
        person = loaded.person if loaded else None
        if loaded is None or person is None or person.moving is None or person.moving.link != link.id:
            raise InvalidInput(Fault("token", TAKEN_BACK))
        if services.access.find_address(link.address) is not None:
            raise InvalidInput(Fault("token", TAKEN))
        after = replace(person, address=link.address, moving=None, mail_stopped=None)
        try:
            services.access.move_address(link, person, after, loaded.agenda, access)
        except Stale:
            # the link was used, the address taken, or the person changed: the next look tells which
            continue
        return after
    raise Stale(link.id)


def keep_address(services: Services, token: str) -> bool:
    """Take back a change of address, by the link in the notice to the old one. False where none waits any more."""
    person_id, _, link_id = (services.signer.read("keep", token) or "").partition("/")

    def keep(person: Person) -> Person:
        is_meant = person.moving is not None and person.moving.link == link_id
        return replace(person, moving=None) if is_meant else person

    before = read_person(services, person_id)
    return change_person(services, person_id, keep) != before
