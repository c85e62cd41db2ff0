"""What the packager runs beside its own lines: pip and chalice, in a folder, to their end."""

import os
import subprocess
from pathlib import Path
from typing import Final

# Compiled files would land in the stage, and chalice cannot package without some region.
SETTINGS: Final = {
    "PYTHONDONTWRITEBYTECODE": "1",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


class RefusedError(Exception):
    """The package cannot be made, or would not run on Lambda; the text says why."""


def run(command: list[str], folder: Path) -> None:
    """Run to the end in the folder; what it said is told only if it failed. Raises RefusedError then."""
    environment = {name: value for name, value in os.environ.items() if name != "AWS_PROFILE"} | SETTINGS
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        said = (result.stderr or result.stdout).strip()
        raise RefusedError(f"{Path(command[0]).name} failed.\n{said}")
