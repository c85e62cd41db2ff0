"""Invites: signed, so that nothing need be kept until one is used; each lets one person in."""

from datetime import UTC, datetime

from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.ports import Services
from chalicelib.ports.access import Invite, Signer


def write_invite(signer: Signer, invite: Invite) -> str:
    """The token of an invite."""
    return signer.sign("invite", f"{invite.id}.{int(invite.expires_at.timestamp())}")


def read_invite(services: Services, token: str) -> Invite:
    """The invite of a token. Raises InvalidInput naming `invite` where it is no good."""
    name, _, epoch = (services.signer.read("invite", token) or "").rpartition(".")
    invite = Invite(id=name, expires_at=datetime.fromtimestamp(int(epoch), UTC)) if name else None
    if invite is None or invite.expires_at <= services.clock() or services.access.is_invite_used(invite):
        raise InvalidInput(Fault("invite", "was used, has expired, or is not one of ours; ask for a new one"))
    return invite
