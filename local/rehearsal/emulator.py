"""MiniStack, an AWS emulator from the package index, in an environment of its own and on a loopback port."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

REQUIREMENTS: Final = Path(__file__).parent / "requirements.txt"
REGION: Final = "eu-central-1"
PYTHON: Final = (3, 11)
READY_WITHIN: Final = 30.0
STOPS_WITHIN: Final = 10.0


class EmulatorError(Exception):
    """The emulator cannot run here, or did not start."""


def hold_to_lambda(version: tuple[int, ...], system: str, machine: str) -> None:
    """Raise EmulatorError where the package's compiled libraries, which are Lambda's, could not be loaded here."""
    if version[:2] != PYTHON or (system, machine) != ("Linux", "x86_64"):
        here = f"Python {version[0]}.{version[1]} on {system} {machine}"
        raise EmulatorError(
            f"The emulator runs the very package, which is made for Python 3.11 on Linux x86_64. Here is {here}.\n"
            "Where Python 3.11 is at hand beside it: rm -rf .venv, then make PYTHON=python3.11 rehearse"
        )


def free_port() -> int:
    """A loopback port that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(python: Path, port: int, mail_address: str, folder: Path) -> Iterator[None]:
    """The emulator on this port, with roles that bite; ended with the block. Mail goes to `mail_address`.

    It starts with an empty environment, since its functions inherit that.
    """
    environment = {
        "PATH": f"{python.parent}:{os.defpath}",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "AUTH": "true",
        "AWS_ENDPOINT_URL_SESV2": mail_address,
    }
    with (folder / "emulator.log").open("w") as log:
        command = [str(python.parent / "ministack")]
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as emulator:
            try:
                _wait(emulator, port, folder)
                yield
            finally:
                _stop(emulator)


def _wait(emulator: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and emulator.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_ministack/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise EmulatorError(f"the emulator did not start:\n{(folder / 'emulator.log').read_text()[-2000:]}")


def _stop(emulator: "subprocess.Popen[bytes]") -> None:
    emulator.terminate()
    try:
        emulator.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        emulator.kill()
        emulator.wait()


def client(name: str, port: int, **credentials: str) -> Any:
    """A client of one service on the emulator, as the account's owner unless other credentials are given."""
    import boto3

    given = credentials or {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    make: Any = boto3.Session(region_name=REGION).client
    return make(name, endpoint_url=f"http://127.0.0.1:{port}", **given)
