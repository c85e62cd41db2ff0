"""The addresses that stand in a mail: pages, signed links, and the way out of a stream."""

from urllib.parse import quote

from msgspec import Struct

from chalicelib.domain.person import Person, Stream
from chalicelib.ports.access import Signer


class MailLinks(Struct, frozen=True, kw_only=True):
    """Links under `base_url`, which may carry a path prefix."""

    signer: Signer
    base_url: str

    def page(self, name: str) -> str:
        """A page, to be opened by whoever is signed in."""
        return f"{self.base_url.rstrip('/')}/{name}"

    def confirm(self, link: str) -> str:
        """The page that confirms or signs in, with its signed link."""
        return self._signed("confirm", self.signer.sign("link", link))

    def keep(self, link: str) -> str:
        """The page on which a person keeps the address that they have."""
        return self._signed("keep-address", self.signer.sign("keep", link))

    def stop(self, person: Person | None, stream: Stream) -> str | None:
        """The page on which a person stops a stream or takes it up again; None to nobody known."""
        if person is None:
            return None
        return self._signed("unsubscribe", self.signer.sign("unsubscribe", f"{person.id}.{stream}"))

    def _signed(self, page: str, token: str) -> str:
        return f"{self.page(page)}?token={quote(token, safe='')}"
