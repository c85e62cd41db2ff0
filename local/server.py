"""HTTP on 127.0.0.1: reads requests with care, writes each reply in one piece."""

import socket
import sys
import threading
import traceback
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import urlsplit

from local.chunks import TooLargeError, read_chunks
from local.exchange import Ask, Reply, problem
from local.instance import Instance

LIMIT = 6 * 1024 * 1024
_SWALLOW = 64 * 1024 * 1024
HOST = "127.0.0.1"
TOO_LARGE = problem(413, f"The body is larger than {LIMIT // 1024 // 1024} MB.")


class LocalServer(ThreadingHTTPServer):
    """Listens on the loopback address only. Raises OSError where the port is taken."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), Conversation)
        self.instance: Instance | None = None

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.server_address[1]}"

    def server_bind(self) -> None:
        """Bind without the name lookup of the standard library, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is nobody's fault; anything else is worth a trace."""
        if not isinstance(sys.exception(), OSError):
            traceback.print_exc(file=sys.stderr)


class Conversation(BaseHTTPRequestHandler):
    """One connection, many requests."""

    server: LocalServer
    protocol_version = "HTTP/1.1"
    # Where the first line cannot be read, the answer still carries a status line.
    default_request_version = "HTTP/1.1"
    server_version = "Steady"
    sys_version = ""
    # Without these two each reply waits 40 ms for the client's acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout: ClassVar[float] = 60

    def __getattr__(self, name: str) -> Callable[[], None]:
        # The standard library asks for `do_<METHOD>`; every method is answered in one place.
        if name.startswith("do_"):
            return self._converse
        raise AttributeError(name)

    def _converse(self) -> None:
        fault = self._fault()
        if fault is not None:
            self._refuse(fault)
            return
        body = self._body()
        if body is None:
            return
        try:
            target = urlsplit(self.path)
        except ValueError:
            self._refuse(problem(400, "The address could not be read."))
            return
        headers = tuple((name, str(value)) for name, value in self.headers.items())
        ask = Ask(self.command, target.path, target.query, headers, body, self.client_address[0])
        assert self.server.instance is not None
        reply = self.server.instance.answer(ask)
        try:
            self._write(reply)
        finally:
            self.server.instance.settle()

    def _body(self) -> bytes | None:
        """The body; None where it is cut short or was refused."""
        try:
            if self.headers.get("Transfer-Encoding"):
                return read_chunks(self.rfile, LIMIT)
        except TooLargeError:
            self._refuse(TOO_LARGE)
            return None
        except ValueError:
            self._refuse(problem(400, "The body could not be read."))
            return None
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        self.close_connection = self.close_connection or len(body) < length
        return body if len(body) == length else None

    def _fault(self) -> Reply | None:
        """What is wrong with the request's frame, if anything."""
        coding = self.headers.get("Transfer-Encoding", "").strip().lower()
        if coding not in ("", "chunked") or (coding and "Content-Length" in self.headers):
            return problem(400, "The framing of the body could not be read.")
        lengths = set(self.headers.get_all("Content-Length", []))
        if len(lengths) > 1 or not all(one.isascii() and one.isdigit() and len(one) < 16 for one in lengths):
            return problem(400, "The Content-Length could not be read.")
        if lengths and int(min(lengths)) > LIMIT:
            return TOO_LARGE
        return None

    def _refuse(self, reply: Reply) -> None:
        """Answer, then hang up: what follows on this connection cannot be told apart any more."""
        self.close_connection = True
        self._write(reply)
        self._swallow()

    def _swallow(self) -> None:
        # Closing with unread input resets the connection, and the client never sees the answer.
        self.connection.settimeout(2)
        left = _SWALLOW
        try:
            self.connection.shutdown(socket.SHUT_WR)
            while left > 0 and (chunk := self.rfile.read1(65536)):
                left -= len(chunk)
        except OSError:
            return

    def handle_expect_100(self) -> bool:
        """Refuse before the body is sent; otherwise ask for it."""
        fault = self._fault()
        if fault is not None:
            self._refuse(fault)
            return False
        super().handle_expect_100()
        self.wfile.flush()
        return True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Faults that the standard library finds are problems like any other."""
        self._refuse(problem(code, message or "The request could not be read."))

    def _write(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.status >= 200 and reply.status not in (204, 304):
            self.send_header("Content-Length", str(len(reply.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if getattr(self, "command", None) != "HEAD" and reply.status not in (204, 304):
            self.wfile.write(reply.body)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Addresses may carry tokens; requests are not logged."""


def serve(server: LocalServer, stopped: threading.Event) -> None:
    """Answer until `stopped` is set. Lets time pass beside it."""
    instance = server.instance
    assert instance is not None
    listener = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    listener.start()
    while not stopped.wait(1.0):
        instance.pass_time()
    server.shutdown()
    server.server_close()
    instance.close()
