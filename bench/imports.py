"""Processor time of a cold start in fresh interpreters, all compiled before, the interpreter's own start left out."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.line import Line, paired
from bench.stage import SETTINGS

ROOT: Final = Path(__file__).resolve().parents[1]
ROUNDS: Final = 12
FLOOR: Final = "import chalice, boto3, jinja2; boto3.client('dynamodb')"
OURS: Final = {
    "import": "import app, boto3; boto3.client('dynamodb')",
    "import.wired": "import app; from chalicelib.bootstrap import services; services()",
}
_TIMED: Final = "from time import process_time; began = process_time()\n{}\nprint(process_time() - began)"


def lines() -> Iterator[Line]:
    """The package and one client; then with all that the first request needs: three clients, wired."""
    with TemporaryDirectory() as bytecode:
        for name, code in OURS.items():
            # the first pair compiles
            pairs = [(_cost(code, bytecode), _cost(FLOOR, bytecode)) for _ in range(ROUNDS + 1)][1:]
            yield paired(name, [mine for mine, _ in pairs], [least for _, least in pairs], "ms")


def _cost(code: str, bytecode: str) -> float:
    python = {"PYTHONPYCACHEPREFIX": bytecode, "PYTHONDONTWRITEBYTECODE": ""}
    keys = {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench", "AWS_DEFAULT_REGION": "us-east-1"}
    command = [sys.executable, "-c", _TIMED.format(code)]
    environ = {**os.environ, **SETTINGS, **keys, **python}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    return float(done.stdout) * 1000
