"""Sign-up and sign-in by mail. The answer is the same whether the address is known or not."""

from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.errors import Forbidden, TooMany
from chalicelib.domain.message import Kind, Message
from chalicelib.domain.person import Language
from chalicelib.ports import Services
from chalicelib.ports.access import Link
from chalicelib.ports.messages import ref_to
from chalicelib.usecases.queue_messages import queue_refs

LINK_LASTS: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)


def ask_to_join(services: Services, address: str, timezone: str, source: str, language: Language = "en") -> None:
    """Mail a link to confirm, or, where the address is known, one to sign in. Raises TooMany, Forbidden."""
    _count_source(services, source)
    if services.limits.sign_up != "open":
        raise Forbidden("sign-up is not open here")
    person_id = services.access.find_address(address)
    _mail_link(services, address, person_id, timezone, language)


def ask_to_sign_in(services: Services, address: str, source: str) -> None:
    """Mail a link to sign in where the address is known; nothing otherwise. Raises TooMany."""
    _count_source(services, source)
    person_id = services.access.find_address(address)
    if person_id is not None:
        _mail_link(services, address, person_id)


def _count_source(services: Services, source: str) -> None:
    now = services.clock()
    again_at = services.access.count(f"source#{source}", services.limits.requests_per_source, now, HOUR)
    if again_at is not None:
        raise TooMany(retry_after=max(1, round((again_at - now).total_seconds())))


def _mail_link(
    services: Services, address: str, person_id: str | None, timezone: str | None = None, language: Language = "en"
) -> None:
    now = services.clock()
    if services.access.count(f"address#{address}", services.limits.mails_per_address, now, HOUR) is not None:
        return
    link = Link(
        id=services.new_id(),
        purpose="sign_up" if person_id is None else "sign_in",
        address=address,
        expires_at=now + LINK_LASTS,
        timezone=timezone if person_id is None else None,
        language=language,
        person_id=person_id,
    )
    message = _message(link, now)
    services.access.add_link(link, message)
    queue_refs(services, [ref_to(link.owner, message.occasion)])


def _message(link: Link, now: datetime) -> Message:
    kind: Kind = "confirm" if link.purpose == "sign_up" else "sign_in"
    return Message(
        kind=kind,
        occasion=f"{kind}#{link.id}",
        decided_at=now,
        leaves_at=now,
        expires_at=link.expires_at,
        content={"link": f"{link.owner}/{link.id}", "language": link.language},
    )
