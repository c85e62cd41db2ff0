"""Somebody who uses Steady from outside: over HTTP, and by the mails that reach them."""

import http.client
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from local.rehearsal.front import Front, Sent
from local.rehearsal.steps import hold, wait_for

FORM = "application/x-www-form-urlencoded"


@dataclass(slots=True)
class Visitor:
    """One person. `base` is the stack's address with its path prefix."""

    front: Front
    base: str
    address: str
    token: str = ""
    seen: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes]:
        """The status and body of one request. A body that is not text goes as JSON."""
        place = urlsplit(path if path.startswith("http") else self.base + path)
        sent = {"Content-Type": FORM if isinstance(body, str) else "application/json", **self.headers}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        raw = body.encode() if isinstance(body, str) else b"" if body is None else json.dumps(body).encode()
        way = http.client.HTTPConnection(place.netloc, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            way.request(method, place.path + (f"?{place.query}" if place.query else ""), raw, {**sent, **named})
            answer = way.getresponse()
            return answer.status, answer.read()
        finally:
            way.close()

    def json(self, method: str, path: str, body: Any = None, *, status: int = 200, **headers: str) -> Any:
        """The document of an answer that must have this status."""
        got, raw = self.ask(method, path, body, **headers)
        hold(got == status, f"{method} {path} answered {got}, not {status}: {raw[:300]!r}")
        return json.loads(raw) if raw else None

    def mail(self, kind: str, within: float) -> Sent:
        """The next mail of this kind to this person. Raises NotHeldError where none comes in time."""

        def look() -> Sent | None:
            for number, sent in enumerate(self.front.sent[self.seen :], start=self.seen + 1):
                if sent.to == self.address and sent.tags.get("kind") == kind:
                    self.seen = number
                    return sent
            return None

        return wait_for(look, within, f"a mail of kind {kind}")

    def join(self, timezone: str = "Europe/London") -> None:
        """Sign up, find that opening the link changes nothing, and confirm."""
        self.json("POST", "/v1/people", urlencode({"email": self.address, "timezone": timezone}), status=202)
        link = first_link(self.mail("confirm", 60).text, "/confirm?token=")
        for _ in range(2):
            hold(self.ask("GET", link)[0] == 200, "the page behind the link did not open twice")
        token = unquote(link.partition("token=")[2])
        self.token = self.json("POST", "/v1/confirm", {"token": token}, status=201)["token"]


def first_link(text: str, containing: str) -> str:
    """The first address in a text that contains this."""
    found = [link for link in re.findall(r"https?://\S+", text) if containing in link]
    hold(found, f"no link with {containing}")
    return str(found[0])


def soon(look: Callable[[], bool], within: float, what: str) -> None:
    """Wait until it is so. Raises NotHeldError."""
    wait_for(lambda: look() or None, within, what)
