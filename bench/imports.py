"""Processor time of a cold start in fresh interpreters, laid out as on Lambda, the interpreter's own start left out.

One folder holds what is packed and another what Lambda's runtime lends, and nothing else can be imported. Neither
can be written to: what has no bytecode is compiled at each start.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.line import Line, paired
from bench.stage import SETTINGS
from local.bytecode import compile_all
from local.wheels import LENT

ROOT: Final = Path(__file__).resolve().parents[1]
LIBRARIES: Final = Path(sysconfig.get_path("purelib"))
ROUNDS: Final = 24
FLOOR: Final = "import chalice, boto3, jinja2; boto3.client('dynamodb')"
OURS: Final = "import app, boto3; boto3.client('dynamodb')"
WIRED: Final = "import app; from chalicelib.bootstrap import services; services()"
_TIMED: Final = (
    "import sys; sys.path[:0] = sys.argv[1:]; from time import process_time; began = process_time()\n"
    "{}\nprint(process_time() - began)"
)


def lines() -> Iterator[Line]:
    """The package and one client; all that the first request needs, three clients; and what bytecode spares."""
    with TemporaryDirectory() as folder:
        bare, compiled, runtime = (Path(folder, name) for name in ("bare", "compiled", "runtime"))
        _lay_out(bare, runtime)
        shutil.copytree(bare, compiled)
        compile_all(compiled)
        pairs = {
            "import": ((OURS, compiled), (FLOOR, compiled)),
            "import.wired": ((WIRED, compiled), (FLOOR, compiled)),
            "import.bytecode": ((OURS, compiled), (OURS, bare)),
        }
        for name, (ours, floor) in pairs.items():
            costs = [(_cost(*ours, runtime), _cost(*floor, runtime)) for _ in range(ROUNDS)]
            yield paired(name, [mine for mine, _ in costs], [least for _, least in costs], "ms")


def _lay_out(code: Path, runtime: Path) -> None:
    code.mkdir()
    runtime.mkdir()
    without = shutil.ignore_patterns("__pycache__")
    shutil.copy(ROOT / "app.py", code)
    for name in ("chalicelib", "templates"):
        shutil.copytree(ROOT / name, code / name, ignore=without)
    for name in ("chalice", "itsdangerous", "jinja2", "markupsafe", "msgspec", "tzdata"):
        shutil.copytree(LIBRARIES / name, code / name, ignore=without)
    for name in LENT:
        (runtime / name).symlink_to(LIBRARIES / name)


def _cost(code: str, folder: Path, runtime: Path) -> float:
    keys = {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench", "AWS_DEFAULT_REGION": "us-east-1"}
    command = [sys.executable, "-I", "-S", "-B", "-c", _TIMED.format(code), str(folder), str(runtime)]
    done = subprocess.run(command, env={**os.environ, **SETTINGS, **keys}, capture_output=True, text=True, check=True)
    return float(done.stdout) * 1000
