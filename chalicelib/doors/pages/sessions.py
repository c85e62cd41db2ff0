"""Who sits at the browser: the session cookie, the CSRF field, and where a form may come from."""

import hmac
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from chalicelib.domain.errors import Forbidden, NotSignedIn
from chalicelib.doors.requests import Call
from chalicelib.ports.access import Access
from chalicelib.usecases.authenticate import authenticate
from chalicelib.usecases.confirm_link import SESSION_LASTS

MAX_AGE: Final = int(SESSION_LASTS.total_seconds())
SESSION: Final = "steady"
MARK: Final = "steady_csrf"


class Browser(Struct, frozen=True):
    """What one request shows of the browser: its session token, and the random mark that ties a form to it."""

    call: Call
    token: str | None
    mark: str
    is_new: bool

    @property
    def csrf(self) -> str:
        """The value of the hidden field: good for this browser and this session only."""
        return self.call.services.signer.sign("csrf", self._subject())

    def sign_in(self) -> Access:
        """Whose session it is. Raises NotSignedIn."""
        return authenticate(self.call.services, self.token, "full")

    @property
    def access(self) -> Access | None:
        """Whose session it is, None where there is none."""
        try:
            return self.sign_in()
        except NotSignedIn:
            return None

    def check_form(self, field: object) -> None:
        """Raises Forbidden for a form that did not come from one of our pages in this browser."""
        is_ours = isinstance(field, str) and hmac.compare_digest(field.encode(), self.csrf.encode())
        if self._is_foreign() or not is_ours:
            raise Forbidden("this form is out of date; go back, load the page again and send it once more")

    def cookies(self, token: str | None = None, *, is_over: bool = False) -> list[str]:
        """The Set-Cookie headers: a new session, the end of one, or the mark of a browser that had none."""
        made = [self.cookie(MARK, self.mark)] if self.is_new else []
        if token is not None or is_over:
            made.append(self.cookie(SESSION, token or "", 0 if is_over else MAX_AGE))
        return made

    def cookie(self, name: str, value: str, max_age: int = MAX_AGE) -> str:
        """A Set-Cookie header for one of ours; an age of 0 ends it."""
        base = urlsplit(self.call.services.base_url)
        secure = "; Secure" if base.scheme == "https" else ""
        # a browser takes a __Host- cookie only for the whole host; the prefix of the path guards nothing
        path, name = "/" if secure else base.path or "/", cookie_name(self.call, name)
        return f"{name}={value}; Path={path}; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}"

    def kept(self, name: str) -> str | None:
        """The value of one of our cookies."""
        return _jar(self.call).get(cookie_name(self.call, name)) or None

    def _subject(self) -> str:
        return self.call.services.signer.digest(f"{self.token or ''}|{self.mark}")

    def _is_foreign(self) -> bool:
        headers = self.call.headers
        origin = headers.get("origin", "null")
        # our own pages send no referrer, so browsers post their forms with the origin "null"
        own = (urlsplit(self.call.services.base_url).netloc, headers.get("host", ""))
        return headers.get("sec-fetch-site") == "cross-site" or (
            origin != "null" and origin.partition("://")[2] not in own
        )


def cookie_name(call: Call, name: str) -> str:
    """The cookie's full name: over https with the prefix by which a browser holds it to https and to this very host."""
    return f"__Host-{name}" if urlsplit(call.services.base_url).scheme == "https" else name


def browser_of(call: Call) -> Browser:
    """The browser behind a request."""
    jar = _jar(call)
    known = jar.get(cookie_name(call, MARK), "")
    is_known = 16 <= len(known) <= 64 and known.isascii() and known.isalnum()
    mark = known if is_known else call.services.new_id()
    return Browser(call, jar.get(cookie_name(call, SESSION)) or None, mark, not is_known)


def _jar(call: Call) -> dict[str, str]:
    # not SimpleCookie: it drops every cookie behind one that it cannot read, whoever set that
    pairs = (pair.strip().partition("=") for pair in call.headers.get("cookie", "").split(";"))
    return {name: value for name, _, value in pairs}
