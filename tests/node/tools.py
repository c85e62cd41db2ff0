"""Where the tests' Node tools lie, and a skip that says what is missing where they do not."""

import shutil
from pathlib import Path
from typing import Final

import pytest

MODULES: Final = Path(__file__).parent / "node_modules"


def tool(name: str) -> Path:
    """The folder of an installed Node package; skips the test where Node or the package is not there."""
    found = MODULES / name
    if shutil.which("node") is None or not found.is_dir():
        pytest.skip(f"{name} is not installed: `make test` installs it where npm is there")
    return found
