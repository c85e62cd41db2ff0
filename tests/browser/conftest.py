"""One Chromium for all browser tests, and a service of its own for each module of them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local.rehearsal.emulator import free_port
from tests.browser.chromium import launched

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser: a test opens a context of its own in it."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where Steady answers, with nobody signed up."""
    port = free_port()
    data = tmp_path_factory.mktemp("steady")
    command = [sys.executable, "-m", "local", "serve", "--port", str(port), "--data", str(data)]
    plenty = {"MAILS_PER_ADDRESS": "1000", "REQUESTS_PER_SOURCE": "1000"}
    environ = {**os.environ, **plenty}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environ) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("Steady is at")
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(10)
