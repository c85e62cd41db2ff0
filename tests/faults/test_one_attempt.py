"""SES takes a repeated send for a second mail: over a real socket, one send is one HTTP request, whatever comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from chalicelib.adapters.ses import SesMailer
from chalicelib.bootstrap import make_clients
from chalicelib.domain.errors import SendFailed
from tests.faults.outside_world import a_mail


@contextmanager
def answering(status: int | None) -> Iterator[tuple[str, list[str]]]:
    """An SES on this machine: it answers with this status, or, None, hangs up when it has read the mail."""
    asked: list[str] = []

    class Ses(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers["content-length"]))
            if status is None:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """A test says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Ses) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "may_have_left"),
    [pytest.param(None, True, id="hangs up"), pytest.param(500, None, id="500"), pytest.param(429, False, id="429")],
)
def test_a_send_is_one_request(status: int | None, may_have_left: bool | None, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(status) as (url, asked):
        for name, value in {
            "AWS_ENDPOINT_URL_SESV2": url,
            "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        mailer = SesMailer(make_clients().ses, "steady@steady.example")
        with pytest.raises(SendFailed) as failed:
            mailer.send(a_mail())
    assert len(asked) == 1
    assert may_have_left in (None, failed.value.may_have_left)
    assert not failed.value.permanent
