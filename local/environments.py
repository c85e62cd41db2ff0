"""Environments for tools that Steady does not run on: each in a folder of its own, made from a list of pins."""

import hashlib
import sys
from pathlib import Path

from local.tools import run


def set_up(folder: Path, requirements: Path) -> Path:
    """The Python of an environment with these tools in it; made again only where the list has changed.

    Raises RefusedError where it cannot be made.
    """
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    python, mark = folder / "bin/python", folder / "made-of"
    if python.exists() and mark.exists() and mark.read_text() == wanted:
        return python
    run([sys.executable, "-m", "venv", "--clear", str(folder)], requirements.parent)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "-r", str(requirements)], requirements.parent)
    mark.write_text(wanted)
    return python
