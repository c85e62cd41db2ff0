"""Sign-up and sign-in by mail. The answer is the same whether the address is known or not."""

from datetime import datetime, timedelta
from typing import Any, Final

from msgspec.structs import replace

from chalicelib.domain.errors import Forbidden, Stale, TooMany
from chalicelib.domain.message import Kind, Message
from chalicelib.domain.person import Language
from chalicelib.ports import Services
from chalicelib.ports.access import Invite, Link, Purpose
from chalicelib.ports.messages import ref_to
from chalicelib.usecases.invites import read_invite
from chalicelib.usecases.queue_messages import queue_refs

LINK_LASTS: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)


def ask_to_join(
    services: Services,
    address: str,
    timezone: str,
    source: str,
    language: Language = "en",
    invite: str | None = None,
) -> None:
    """Mail a link to confirm, or, where the address is known, one to sign in.

    Raises TooMany; Forbidden where sign-up is closed or asks for an invite; InvalidInput where that is no good.
    """
    count_source(services, source)
    let_in = check_open(services, invite)
    person_id = services.access.find_address(address)
    purpose: Purpose = "sign_up" if person_id is None else "sign_in"
    _mail_link(services, purpose, address, person_id, timezone=timezone, language=language, invite=let_in)


def ask_to_sign_in(services: Services, address: str, source: str) -> None:
    """Mail a link to sign in where the address is known. Raises TooMany.

    Where it is not, the same is done but for the sending: how long it takes tells nobody who is here. The link then
    belongs to nobody, and the worker drops its mail.
    """
    count_source(services, source)
    _mail_link(services, "sign_in", address, services.access.find_address(address))


def count_source(services: Services, source: str) -> None:
    """Count one request of a source address. Raises TooMany."""
    now = services.clock()
    again_at = services.access.count(f"source#{source}", services.limits.requests_per_source, now, HOUR)
    if again_at is not None:
        raise TooMany(retry_after=max(1, round((again_at - now).total_seconds())))


def new_link(services: Services, purpose: Purpose, address: str, person_id: str | None) -> Link:
    """A link that lasts for a day."""
    return Link(
        id=services.new_id(),
        purpose=purpose,
        address=address,
        expires_at=services.clock() + LINK_LASTS,
        person_id=person_id,
    )


def send_link(services: Services, link: Link) -> None:
    """Record a link and its mail, and queue that; nothing where the address has had its mails of this hour."""
    now = services.clock()
    if services.access.count(f"address#{link.address}", services.limits.mails_per_address, now, HOUR) is not None:
        return
    message = _message(link, now)
    try:
        services.access.add_link(link, message)
    except Stale:
        # the person is being erased at this very moment
        return
    queue_refs(services, [ref_to(link.owner, message.occasion)])


def check_open(services: Services, invite: str | None) -> Invite | None:
    """The invite that lets somebody in, None where none is needed. Raises Forbidden, InvalidInput."""
    if services.limits.sign_up == "open":
        return None
    if services.limits.sign_up == "closed":
        raise Forbidden("sign-up is closed here; whoever has an account can still sign in")
    if not invite:
        raise Forbidden("sign-up is by invite here; ask whoever runs this Steady for one")
    return read_invite(services, invite)


def _mail_link(services: Services, purpose: Purpose, address: str, person_id: str | None, **more: Any) -> None:
    link = new_link(services, purpose, address, person_id)
    send_link(services, replace(link, **more) if person_id is None else link)


def _message(link: Link, now: datetime) -> Message:
    kind: Kind = "sign_in" if link.purpose == "sign_in" else "confirm"
    return Message(
        kind=kind,
        occasion=f"{kind}#{link.id}",
        decided_at=now,
        leaves_at=now,
        expires_at=link.expires_at,
        content={"link": f"{link.owner}/{link.id}", "language": link.language},
    )
