"""What stands before the emulator: the address that people use, and a small SES.

The emulator finds an API by its host name, and knows no events of SES v2. So one loopback server hands each request on
under that name, keeps every mail as it was sent, and tells the configuration set's topic what became of it.
"""

import email
import http.client
import json
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

SES: Final = "/v2/email/"
DOMAIN: Final = "example.org"
"""The domain that is verified."""
QUOTA: Final = {"Max24HourSend": 50_000.0, "MaxSendRate": 14.0, "SentLast24Hours": 0.0}
DROPPED: Final = frozenset({"host", "connection", "transfer-encoding", "content-length", "keep-alive"})
Publish = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail as SES was given it."""

    to: str
    tags: Mapping[str, str]
    message: EmailMessage

    @property
    def text(self) -> str:
        """The text part."""
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""


@dataclass(slots=True)
class Front:
    """The server's state: where the API is, what was mailed, and whose mail comes back."""

    port: int
    emulator_port: int
    api_host: str = ""
    publish: Publish | None = None
    bouncing: set[str] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def take(self, asked: Mapping[str, Any]) -> str:
        """Keep one mail, tell what became of it, and answer its id."""
        raw = b64decode(asked["Content"]["Raw"]["Data"])
        message = email.message_from_bytes(raw, policy=policy.default)
        to = asked["Destination"]["ToAddresses"][0]
        tags = {tag["Name"]: tag["Value"] for tag in asked.get("EmailTags", [])}
        with self.arrived:
            self.sent.append(Sent(to, tags, message))
            number = len(self.sent)
            self.arrived.notify_all()
        for kind in ("Send", "Bounce") if to in self.bouncing else ("Send",):
            if self.publish is not None and asked.get("ConfigurationSetName"):
                self.publish(_event(kind, to, tags, number))
        return f"rehearsed-{number}"


def _event(kind: str, to: str, tags: Mapping[str, str], number: int) -> dict[str, Any]:
    mail = {
        "messageId": f"rehearsed-{number}",
        "destination": [to],
        "tags": {name: [value] for name, value in tags.items()},
    }
    bounce = {"bounceType": "Permanent", "bounceSubType": "General", "bouncedRecipients": [{"emailAddress": to}]}
    return {"eventType": kind, "mail": mail, kind.lower(): bounce if kind == "Bounce" else {}}


@contextmanager
def standing(port: int, emulator_port: int) -> Iterator[Front]:
    """The front on this loopback port, ended with the block."""
    front = Front(port, emulator_port)
    server = ThreadingHTTPServer(("127.0.0.1", port), _doors_of(front))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield front
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _doors_of(front: Front) -> type[BaseHTTPRequestHandler]:
    class Doors(BaseHTTPRequestHandler):
        """Every method goes the same way."""

        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            is_mail = self.path.startswith(SES)
            status, headers, answer = _as_ses(front, self.path, body) if is_mail else _passed_on(front, self, body)
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer)

        do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: addresses hold tokens."""

    return Doors


def _as_ses(front: Front, path: str, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    asked = path.removeprefix(SES)
    if asked == "outbound-emails":
        document: dict[str, Any] = {"MessageId": front.take(json.loads(body))}
    elif asked == "account":
        document = {"SendQuota": QUOTA, "SendingEnabled": True, "ProductionAccessEnabled": True}
    elif asked == f"identities/{DOMAIN}":
        document = {"IdentityType": "DOMAIN", "VerifiedForSendingStatus": True}
    else:
        return 404, [("x-amzn-errortype", "NotFoundException")], b"{}"
    return 200, [("Content-Type", "application/json")], json.dumps(document).encode()


def _passed_on(front: Front, asked: BaseHTTPRequestHandler, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    headers = {name: value for name, value in asked.headers.items() if name.lower() not in DROPPED}
    way = http.client.HTTPConnection("127.0.0.1", front.emulator_port, timeout=60)
    try:
        way.request(asked.command, asked.path, body=body, headers={**headers, "Host": front.api_host})
        answer = way.getresponse()
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in DROPPED]
        return answer.status, kept, answer.read()
    finally:
        way.close()
