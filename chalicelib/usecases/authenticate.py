"""Find out whose token it is. What was found is trusted for less than a minute.

A token is looked up on any replica, for half the price: all that changes of it is the day of its use, and that it goes.
One that was revoked a moment ago may still be found where a replica is behind, and is then trusted for as long as any.
One that was made a moment ago may be missing there, so what is not found is looked up strongly.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from chalicelib.domain.errors import Forbidden, NotFound, NotSignedIn, Stale
from chalicelib.ports import Services
from chalicelib.ports.access import Access, Scope
from chalicelib.usecases.confirm_link import TOKEN_PREFIX, new_access

TRUSTED_FOR: Final = timedelta(seconds=55)
MOST_TRUSTED: Final = 1000


def authenticate(services: Services, token: str | None, scope: Scope = "log") -> Access:
    """What a token opens. Raises NotSignedIn, or Forbidden where its scope does not reach."""
    if not token or not token.startswith(TOKEN_PREFIX):
        raise NotSignedIn
    access = _find(services, services.signer.digest(token))
    now = services.clock()
    if access is None or (access.expires_at is not None and access.expires_at <= now):
        raise NotSignedIn
    if scope == "full" and access.scope != "full":
        raise Forbidden("this token may log, and nothing else")
    return access


def open_token(services: Services, person_id: str, name: str, scope: Scope) -> tuple[str, Access]:
    """One more token; the secret is shown once. Raises NotSignedIn where the person is gone."""
    secret, access = new_access(services, person_id, name, scope)
    try:
        services.access.add_access(access)
    except Stale as error:
        raise NotSignedIn from error
    return secret, access


def list_tokens(services: Services, person_id: str) -> list[Access]:
    """Every token that is good, the newest first, with its last use to the day."""
    now = services.clock()
    listed = services.access.list_access(person_id)
    found = [services.access.find_access(access.digest) for access in listed]
    good = [access for access in found if access and (access.expires_at is None or access.expires_at > now)]
    return sorted(good, key=lambda access: (access.created_at, access.id), reverse=True)


def read_token(services: Services, person_id: str, token_id: str) -> Access:
    """One token with its last use. Raises NotFound."""
    for access in services.access.list_access(person_id):
        if access.id == token_id:
            return services.access.find_access(access.digest) or access
    raise NotFound(token_id)


def revoke_token(services: Services, person_id: str, token_id: str) -> None:
    """Take a token away. Raises NotFound."""
    for access in services.access.list_access(person_id):
        if access.id == token_id:
            services.access.remove_access(access)
            services.seen_access.pop(access.digest, None)
            return
    raise NotFound(token_id)


def _find(services: Services, digest: str) -> Access | None:
    now = services.clock()
    seen = services.seen_access.get(digest)
    if seen is not None and timedelta(0) <= now - seen[0] <= TRUSTED_FOR:
        return seen[1]
    access = _look_up(services, digest, now)
    if len(services.seen_access) >= MOST_TRUSTED:
        services.seen_access.clear()
    if access is not None:
        services.seen_access[digest] = (now, access)
    else:
        services.seen_access.pop(digest, None)
    return access


def _look_up(services: Services, digest: str, now: datetime) -> Access | None:
    """What the token opens. Its first use on a UTC date is noted, which also shows whether it is still there."""
    access = services.access.find_access(digest, is_glance=True) or services.access.find_access(digest)
    if access is None or _is_noted(access, now):
        return access
    return services.access.use_access(digest, now)


def _is_noted(access: Access, now: datetime) -> bool:
    return access.used_at is not None and access.used_at.astimezone(UTC).date() == now.astimezone(UTC).date()
