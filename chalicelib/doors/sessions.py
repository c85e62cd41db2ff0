"""Who sits at the browser: the session cookie, the CSRF field, and where a form may come from."""

import hmac
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from chalicelib.domain.errors import Forbidden, NotSignedIn
from chalicelib.doors.requests import Call
from chalicelib.ports.access import Access
from chalicelib.usecases.authenticate import authenticate

MAX_AGE = 90 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Browser:
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
        headers = self.call.headers
        origin = headers.get("origin")
        is_foreign = headers.get("sec-fetch-site") == "cross-site" or (
            origin not in (None, "null") and urlsplit(origin or "").netloc not in self._own_hosts()
        )
        if is_foreign or not isinstance(field, str) or not hmac.compare_digest(field.encode(), self.csrf.encode()):
            raise Forbidden("this form is out of date; go back, load the page again and send it once more")

    def cookies(self, token: str | None = None, *, is_over: bool = False) -> list[str]:
        """The Set-Cookie headers: a new session, the end of one, or the mark of a browser that had none."""
        made = [self._cookie("steady_csrf", self.mark)] if self.is_new else []
        if token is not None or is_over:
            made.append(self._cookie(session_name(self.call), token or "", 0 if is_over else MAX_AGE))
        return made

    def _cookie(self, name: str, value: str, max_age: int = MAX_AGE) -> str:
        base = urlsplit(self.call.services.base_url)
        secure = "; Secure" if base.scheme == "https" else ""
        return f"{name}={value}; Path={base.path or '/'}; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}"

    def _subject(self) -> str:
        return self.call.services.signer.digest(f"{self.token or ''}|{self.mark}")

    def _own_hosts(self) -> tuple[str, ...]:
        return urlsplit(self.call.services.base_url).netloc, str(self.call.headers.get("host", ""))


def session_name(call: Call) -> str:
    """The cookie's name: prefixed where the browser then holds it to https, and to the whole host where it can."""
    base = urlsplit(call.services.base_url)
    if base.scheme != "https":
        return "steady"
    return "__Secure-steady" if base.path else "__Host-steady"


def browser_of(call: Call) -> Browser:
    """The browser behind a request. Cookies that cannot be read are none."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(call.headers.get("cookie", ""))
    except CookieError:
        jar = SimpleCookie()
    token = jar[session_name(call)].value if session_name(call) in jar else None
    known = jar["steady_csrf"].value if "steady_csrf" in jar else ""
    is_known = len(known) >= 16 and known.isalnum()
    return Browser(call, token or None, known if is_known else call.services.new_id(), not is_known)
