"""What is stored of a person beside the log: how they come in, what they asked for, and what was mailed."""

from msgspec import Struct

from chalicelib.domain.person import Person
from chalicelib.ports import Services
from chalicelib.ports.access import Access
from chalicelib.ports.messages import Told
from chalicelib.usecases.authenticate import list_tokens
from chalicelib.usecases.change_person import read_person


class Account(Struct, frozen=True, kw_only=True):
    """The person, the tokens that are good, and the messages that are still kept."""

    person: Person
    tokens: tuple[Access, ...]
    told: tuple[Told, ...]


def read_account(services: Services, person_id: str) -> Account:
    """Everything but the log. Raises NotSignedIn where they are gone."""
    return Account(
        person=read_person(services, person_id),
        tokens=tuple(list_tokens(services, person_id)),
        told=tuple(services.messages.list_messages(person_id)),
    )
