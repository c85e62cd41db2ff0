"""Who may come in: links that were mailed, tokens, and how often an address or a source has asked."""

from datetime import datetime, timedelta
from typing import Literal, Protocol

from msgspec import Struct

from chalicelib.domain.agenda import Agenda
from chalicelib.domain.message import Message
from chalicelib.domain.person import Language, Person

Scope = Literal["log", "full"]
Purpose = Literal["sign_up", "sign_in", "address"]


class Invite(Struct, frozen=True, kw_only=True):
    """Lets one person in where sign-up is by invite, until it expires."""

    id: str
    expires_at: datetime


class Link(Struct, frozen=True, kw_only=True):
    """A link that was mailed: to confirm a sign-up or an address, or to sign in. Used once, for a short while."""

    id: str
    purpose: Purpose
    address: str
    expires_at: datetime
    timezone: str | None = None
    language: Language = "en"
    person_id: str | None = None
    invite: Invite | None = None

    @property
    def owner(self) -> str:
        """Under whose name the link and its mail are recorded: the person's, or its own where there is none yet."""
        return self.person_id or f"link-{self.id}"


class Access(Struct, frozen=True, kw_only=True):
    """What a token opens. The token itself is kept only as its digest.

    `used_at` is its first use on the UTC date of its last use; all else stays as it was made.
    """

    id: str
    person_id: str
    digest: str
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime | None = None
    used_at: datetime | None = None


class AccessStore(Protocol):
    """Addresses, links and tokens. Every read but a glance is strongly consistent."""

    def find_address(self, address: str) -> str | None:
        """The id of the person at that address."""

    def add_link(self, link: Link, message: Message) -> None:
        """Record a link and the mail that carries it. Raises Stale where its person is gone."""

    def load_link(self, owner: str, link_id: str) -> Link | None:
        """The link, unless it was used."""

    def use_link(self, link: Link, person: Person | None, agenda: Agenda | None, access: Access) -> None:
        """Use a link up and open an access; `person` is the new one that it confirms. Raises Stale where it is used,
        the address is taken, or its invite was used."""

    def is_invite_used(self, invite: Invite) -> bool:
        """Whether somebody joined by it."""

    def move_address(self, link: Link, before: Person, after: Person, agenda: Agenda, access: Access) -> None:
        """Use a link up, give the person the address that it confirms, and open an access: all or nothing.

        Raises Stale where the link is used, the address is taken, or the person was changed meanwhile.
        """

    def find_access(self, digest: str, *, is_glance: bool = False) -> Access | None:
        """What a token opens. A glance is cheaper and may be a moment old."""

    def use_access(self, digest: str, at: datetime) -> Access | None:
        """Note when a token was used, and say what it opens; None where it is gone.

        Where it is being revoked at this very moment, nothing is noted.
        """

    def list_access(self, person_id: str) -> list[Access]:
        """Every token of a person, without its last use."""

    def add_access(self, access: Access) -> None:
        """Record one more token. Raises Stale where its person is gone."""

    def remove_access(self, access: Access) -> None:
        """Revoke a token."""

    def count(self, name: str, limit: int, now: datetime, lasts: timedelta) -> datetime | None:
        """Count one use under that name. Once `limit` is reached: the moment from which it counts anew, else None."""


class Signer(Protocol):
    """Signs what goes out in links, so that nothing secret need be kept."""

    def sign(self, purpose: str, value: str) -> str:
        """A token for a link."""

    def read(self, purpose: str, token: str) -> str | None:
        """The value of a token that we signed for that purpose, else None."""

    def digest(self, secret: str) -> str:
        """The digest under which a token is kept."""
