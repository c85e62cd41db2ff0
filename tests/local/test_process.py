"""The served process: starts, is killed, comes back, stops cleanly."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[[int], subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started = []

    def begin(port: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.local.tiny", str(port), str(tmp_path / "data")]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        started.append(subprocess.Popen(command, cwd=ROOT, text=True, **pipes))  # type: ignore[call-overload]
        return started[-1]

    yield begin
    for one in started:
        one.kill()
        one.communicate()


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Steady is at http://127.0.0.1:"), line
    return int(line.rsplit(":", 1)[1])


def _ask(port: int, method: str, path: str, body: bytes | None = None) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body, {"Content-Type": "text/plain"})
    reply = connection.getresponse()
    found = reply.read()
    connection.close()
    assert reply.status < 300, found
    return json.loads(found)


def test_what_was_answered_is_there_after_a_kill(start: Start) -> None:
    first = start(0)
    port = _port(first)
    _ask(port, "POST", "/_local/clock", json.dumps({"now": "2026-01-01T00:00:00Z"}).encode())
    for number in range(20):
        _ask(port, "POST", "/notes", f"n{number}".encode())
    first.send_signal(signal.SIGKILL)
    first.wait()
    port = _port(start(0))
    mails = _ask(port, "GET", "/_local/mailbox")
    # The last mail may have been under way when the process died; the app's due index is what brings it back.
    assert [mail["subject"] for mail in mails][:19] == [f"Ünote n{number}" for number in range(19)]
    assert {mail["at"] for mail in mails} == {"2026-01-01T00:00:00Z"}
    assert _ask(port, "POST", "/_local/advance", b'{"to": "2026-01-01T00:00:00Z"}')["sent"] == 0


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly(start: Start, way: int) -> None:
    process = start(0)
    _port(process)
    process.send_signal(way)
    _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")


def test_a_taken_port_or_folder_is_said_plainly(start: Start) -> None:
    port = _port(start(0))
    for second, word in ((start(port), "Port"), (start(0), "in use by another Steady")):
        _, errors = second.communicate(timeout=20)
        assert second.returncode == 1
        assert word in errors
        assert "Traceback" not in errors


def test_a_setting_that_is_wrong_is_said_plainly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "local", "serve", "--port", "0", "--data", str(tmp_path / "data")]
    environ = {**os.environ, "SIGN_UP": "Open"}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60)
    said = "SIGN_UP must be open, invite or closed: docs/configuration.md has every setting.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def test_the_replay_never_loads_the_embedded_aws() -> None:
    code = "import sys, local.__main__; sys.exit('moto' in sys.modules or 'boto3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ, check=False).returncode == 0
