"""A served Steady in a process of its own, asked over real HTTP."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

ROOT = Path(__file__).resolve().parents[2]
FORM = "application/x-www-form-urlencoded"


@dataclass
class Served:
    """One `python -m local serve` on a free port; `kill` and `start` it as often as you like."""

    data: Path
    port: int = 0
    token: str | None = None
    _process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Serve; the address is the first line on stdout."""
        command = [sys.executable, "-m", "local", "serve", "--port", str(self.port), "--data", str(self.data)]
        environ = {name: value for name, value in os.environ.items() if name not in ("DEMO", "BASE_URL")}
        self._process = subprocess.Popen(
            command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith("Steady is at http://127.0.0.1:"), line
        self.port = int(line.rsplit(":", 1)[1])

    def kill(self) -> None:
        """No warning, no clean-up."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.communicate()
            self._process = None

    def ask(self, method: str, path: str, body: Any = None, kind: str | None = None) -> tuple[int, Any]:
        """The status and the document; a body that is not bytes goes as JSON."""
        raw = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": kind or "application/json"} if raw is not None else {}
        if self.token and path.startswith("/v1"):
            headers["Authorization"] = f"Bearer {self.token}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, raw, headers)
            reply = connection.getresponse()
            found = reply.read()
        finally:
            connection.close()
        is_json = "json" in (reply.headers["Content-Type"] or "")
        return reply.status, json.loads(found) if is_json and found else found.decode()

    def good(self, method: str, path: str, body: Any = None, kind: str | None = None) -> Any:
        """The document of an answer that must be a success."""
        status, found = self.ask(method, path, body, kind)
        assert 200 <= status < 300, (status, found)
        return found

    def form(self, path: str, fields: Any) -> tuple[int, Any]:
        """A posted form."""
        return self.ask("POST", path, urlencode(fields, doseq=True).encode(), FORM)

    def mails(self, kind: str | None = None) -> list[Any]:
        """The mailbox, oldest first."""
        found: list[Any] = self.good("GET", "/_local/mailbox")
        return [mail for mail in found if kind is None or mail["kind"] == kind]

    def join(self, address: str, timezone: str) -> None:
        """Sign up, confirm by the mailed link, keep the token."""
        self.good("POST", "/v1/people", {"email": address, "timezone": timezone})
        (link,) = re.findall(r"/confirm\?token=(\S+)", self.mails("confirm")[-1]["text"])
        self.token = self.good("POST", "/v1/confirm", {"token": unquote(link)})["token"]

    def advance(self, to: str) -> Any:
        """Live on to a later moment."""
        return self.good("POST", "/_local/advance", {"to": to})
