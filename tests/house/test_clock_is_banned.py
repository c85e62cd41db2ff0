"""The clock and the id maker are named in bootstrap and local only; this tries that ruff says so."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CALLS = {
    "now": "from datetime import UTC, datetime\n\nx = datetime.now(UTC)\n",
    "now by module": "import datetime as dt\n\nx = dt.datetime.now(dt.UTC)\n",
    "utcnow": "from datetime import datetime\n\nx = datetime.utcnow()\n",
    "today": "from datetime import date\n\nx = date.today()\n",
    "datetime.today": "from datetime import datetime\n\nx = datetime.today()\n",
    "time.time": "import time\n\nx = time.time()\n",
    "time imported by name": "from time import time\n\nx = time()\n",
    "time_ns": "import time\n\nx = time.time_ns()\n",
    "uuid4": "from uuid import uuid4\n\nx = uuid4()\n",
    "uuid1": "import uuid\n\nx = uuid.uuid1()\n",
}


def lint(code: str, as_file: str) -> subprocess.CompletedProcess[str]:
    command = [
        str(Path(sys.executable).parent / "ruff"),
        "check",
        "--no-cache",
        "--stdin-filename",
        as_file,
        "-",
    ]
    return subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("code", CALLS.values(), ids=CALLS.keys())
@pytest.mark.parametrize("file", ["app.py", "chalicelib/usecases/sweep_due.py", "tests/unit/test_sweep.py"])
def test_the_call_is_refused(code: str, file: str) -> None:
    result = lint(code, file)
    assert result.returncode == 1
    assert "TID251" in result.stdout


@pytest.mark.parametrize("file", ["chalicelib/bootstrap.py", "local/clock.py"])
def test_the_aware_clock_and_the_id_maker_are_free_where_they_are_made(file: str) -> None:
    code = "from datetime import UTC, datetime\nfrom uuid import uuid4\n\nx = datetime.now(UTC)\ny = uuid4()\n"
    assert lint(code, file).returncode == 0


@pytest.mark.parametrize("file", ["chalicelib/bootstrap.py", "local/clock.py"])
def test_a_naive_time_is_refused_even_there(file: str) -> None:
    result = lint("from datetime import datetime\n\nx = datetime.now()\n", file)
    assert "DTZ005" in result.stdout
