"""What last came with a token."""

from msgspec.structs import replace

from chalicelib.domain.carry import window_start
from chalicelib.domain.errors import NotSignedIn
from chalicelib.ports import Services
from chalicelib.ports.access import Access
from chalicelib.ports.log import Kept
from chalicelib.usecases.authenticate import read_token


def read_last_call(services: Services, person_id: str, token_id: str) -> tuple[Access, Kept | None]:
    """The token, and the entry of the last weeks that came with it last. Raises NotFound.

    A use is noted once a day. Whatever came with the token tells of a later one, also where it was deleted since.
    """
    access = read_token(services, person_id, token_id)
    loaded = services.log.load(person_id, window_start(services.clock()))
    if loaded is None:
        raise NotSignedIn
    came = [kept for kept in loaded.kept if kept.via == token_id]
    uses = [kept.entry.received_at for kept in came] + ([access.used_at] if access.used_at else [])
    left = [kept for kept in came if not kept.is_deleted]
    last = max(left, key=lambda kept: (kept.entry.received_at, kept.number), default=None)
    return replace(access, used_at=max(uses, default=None)), last
