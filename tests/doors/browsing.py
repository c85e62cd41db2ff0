"""A browser without JavaScript: keeps cookies, reads the forms of a page, and sends them back."""

import re
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from typing import Any

from local.exchange import Reply
from tests.fakes.steady import Steady


@dataclass
class Browser:
    """One browser at one Steady."""

    steady: Steady
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, fields: Any = None, **headers: str) -> Reply:
        """One request with the cookies; what the answer sets is kept."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        more = {"cookie": jar, **headers} if jar else headers
        reply = self.steady.form(path, fields, **more) if method == "POST" else self.steady.ask(method, path, **more)
        for cookie in set_cookies(reply):
            for name, morsel in SimpleCookie(cookie).items():
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        return reply

    def get(self, path: str, **headers: str) -> Reply:
        """A page."""
        return self.ask("GET", path, **headers)

    def send(self, path: str, fields: Any, page: str | None = None, **headers: str) -> Reply:
        """Load the page of a form and send it, its hidden fields with it."""
        form = hidden(self.get(page or path))
        return self.ask("POST", path, {**form, **fields}, **headers)

    def join(self) -> None:
        """Sign up and confirm by the pages alone."""
        fields = {"email": "ann@example.org", "timezone": "Europe/London", "consent": "yes"}
        assert self.send("/sign-up", fields).status == 303
        page = f"/confirm?token={self.steady.link_token()}"
        assert location(self.send("/confirm", {}, page)) == "/log"


def set_cookies(reply: Reply) -> list[str]:
    """The Set-Cookie headers."""
    return [value for name, value in reply.headers if name.lower() == "set-cookie"]


def location(reply: Reply) -> str:
    """Where a 303 leads."""
    assert reply.status == 303, (reply.status, reply.body)
    return dict(reply.headers)["Location"]


def hidden(reply: Reply) -> dict[str, str]:
    """The hidden fields of a page's form."""
    page = reply.body.decode()
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}
