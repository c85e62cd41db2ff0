"""Signs what goes out in links, each purpose with a key of its own."""

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itsdangerous import Signer


class LinkSigner:
    """`Signer` by HMAC-SHA256. A token is the value and its signature; it hides nothing and keeps nothing."""

    def __init__(self, secret: str) -> None:
        """Sign with this secret. Raises ValueError where it is empty."""
        if not secret:
            raise ValueError("the secret that signs links is empty")
        self._secret = secret

    def sign(self, purpose: str, value: str) -> str:
        """A token for a link. It may need quoting in an address."""
        return self._signer(purpose).sign(value).decode()

    def read(self, purpose: str, token: str) -> str | None:
        """The value of a token that we signed for that purpose, else None. Never raises."""
        from itsdangerous import BadSignature

        try:
            return self._signer(purpose).unsign(token).decode()
        except (BadSignature, ValueError):
            return None

    def digest(self, secret: str) -> str:
        """The SHA-256 of a token, in hex: what is kept in its place. Tokens are long and random, so no salt."""
        return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

    def _signer(self, purpose: str) -> "Signer":
        # Most requests sign nothing, so its import waits until one does.
        from itsdangerous import Signer

        return Signer(self._secret, salt=purpose, key_derivation="hmac", digest_method=hashlib.sha256)
