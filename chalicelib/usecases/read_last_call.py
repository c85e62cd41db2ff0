"""What last came with a token."""

from chalicelib.domain.carry import window_start
from chalicelib.domain.errors import NotSignedIn
from chalicelib.ports import Services
from chalicelib.ports.access import Access
from chalicelib.ports.log import Kept
from chalicelib.usecases.authenticate import read_token


def read_last_call(services: Services, person_id: str, token_id: str) -> tuple[Access, Kept | None]:
    """The token with its last use, and the entry of the last weeks that came with it last. Raises NotFound."""
    access = read_token(services, person_id, token_id)
    loaded = services.log.load(person_id, window_start(services.clock()))
    if loaded is None:
        raise NotSignedIn
    came = [kept for kept in loaded.kept if kept.via == token_id and not kept.is_deleted]
    return access, max(came, key=lambda kept: (kept.entry.received_at, kept.number), default=None)
