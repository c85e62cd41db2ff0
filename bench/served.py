"""What a person with `make run` waits for: the first answer, eight days lived, and each page."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final
from urllib.parse import unquote

from bench.events import EPISODE
from bench.line import Line

ROOT: Final = Path(__file__).resolve().parents[1]
START, END = "2026-11-23T15:00:00Z", "2026-12-01T15:00:00Z"
PAGES: Final = ("/", "/sign-in", "/log", "/today")
ASKED: Final = 60
JSON: Final = {"Content-Type": "application/json"}


def lines() -> Iterator[Line]:
    """Seconds until the first answer and for eight days; then how fast each page is, beside the style sheet."""
    with TemporaryDirectory() as folder:
        began = perf_counter()
        with _served(Path(folder)) as port:
            visitor = Visitor(port)
            visitor.ask("GET", "/v1/health")
            yield Line(name="run.first_answer", ours=perf_counter() - began, floor=None, unit="s")
            visitor.sign_up()
            yield from _lived(visitor)
            yield from _pages(visitor)


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "local", "serve", "--port", "0", "--data", str(folder / "data")]
    environ = {name: value for name, value in os.environ.items() if name not in ("BASE_URL", "DEMO")}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline().rstrip().rpartition(":")[2])
        finally:
            process.terminate()


def _lived(visitor: "Visitor") -> Iterator[Line]:
    for minutes in range(3, 8):
        visitor.ask("POST", "/v1/entries", {**EPISODE, "minutes": minutes})
    began = perf_counter()
    advanced = visitor.ask("POST", "/_local/advance", {"to": END})
    yield Line(name="run.eight_days", ours=perf_counter() - began, floor=None, unit="s")
    yield Line(name="run.eight_days.mails", ours=json.loads(advanced)["sent"], floor=None, unit="mails")


def _pages(visitor: "Visitor") -> Iterator[Line]:
    least = _per_second(visitor, "/style.css")
    for page in PAGES:
        yield Line(name=f"page.{page}", ours=_per_second(visitor, page), floor=least, unit="requests/s")


def _per_second(visitor: "Visitor", path: str) -> float:
    visitor.ask("GET", path)
    began = perf_counter()
    for _ in range(ASKED):
        visitor.ask("GET", path)
    return ASKED / (perf_counter() - began)


class Visitor:
    """Somebody at the served instance, over one connection."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers: dict[str, str] = {}

    def ask(self, method: str, path: str, document: Any = None) -> bytes:
        """The body of the answer. Raises RuntimeError where it is refused."""
        body = json.dumps(document) if document is not None else None
        self._connection.request(method, path, body, {**self._headers, **JSON})
        reply = self._connection.getresponse()
        answer = reply.read()
        if reply.status >= 400:
            raise RuntimeError(f"{method} {path} was answered {reply.status}: {answer[:300]!r}")
        return answer

    def sign_up(self) -> None:
        """Join, confirm, and carry the token and a page's session from now on."""
        self.ask("POST", "/_local/clock", {"now": START})
        self.ask("POST", "/v1/people", {"email": "ann@steady.example", "timezone": "Europe/London"})
        confirmed = json.loads(self.ask("POST", "/v1/confirm", {"token": self._mailed_token()}))
        token = confirmed["token"]
        self._headers |= {"Authorization": f"Bearer {token}", "Cookie": f"steady={token}"}

    def _mailed_token(self) -> str:
        mails = json.loads(self.ask("GET", "/_local/mailbox"))
        found = re.search(r"confirm\?token=(\S+)", mails[-1]["text"])
        assert found is not None, "no link was mailed"
        return unquote(found[1])
