"""What a cold start loads: nothing that only one route or one export needs. Each case in a fresh interpreter."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OF_ONE_ROUTE = (
    "PIL",
    "babel",
    "fhir",
    "fontTools",
    "fpdf",
    "resvg_py",
    "segno",
    "statistics",
    "chalicelib.adapters.account_documents",
    "chalicelib.adapters.csv_files",
    "chalicelib.adapters.drawing",
    "chalicelib.adapters.fhir",
    "chalicelib.adapters.pack",
    "chalicelib.adapters.timelines",
    "chalicelib.adapters.trigger_documents",
    "chalicelib.domain.experiments.result",
    "chalicelib.domain.pack",
    "chalicelib.domain.spoken",
    "chalicelib.domain.triggers",
    "chalicelib.domain.weekly",
    "chalicelib.doors.openapi",
)
START = "import app; from chalicelib.bootstrap import make_clients; make_clients()"
A_LOG_AND_A_REMINDER = """
from datetime import UTC, datetime
from tests.fakes.steady import steady_running
with steady_running() as steady:
    token = steady.join()
    steady.json("POST", "/v1/entries", {"area": "eyelid", "minutes": 3}, status=201, token=token)
    steady.clock.now = datetime(2026, 11, 24, 8, tzinfo=UTC)
    steady.sweep()
    assert steady.mails("reminder")
"""
CASES = {"the import and its clients": START, "a log and a reminder": A_LOG_AND_A_REMINDER}


def loaded_by(code: str) -> set[str]:
    told = f"import sys\n{code}\nprint(*sys.modules)"
    settings = {"PATH": "", "AWS_DEFAULT_REGION": "us-east-1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", told]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("code", CASES.values(), ids=CASES.keys())
def test_nothing_is_loaded_that_only_one_route_needs(code: str) -> None:
    loaded = loaded_by(code)
    assert "chalicelib.usecases.record_entry" in loaded
    assert [
        name for name in OF_ONE_ROUTE if any(module == name or module.startswith(f"{name}.") for module in loaded)
    ] == []
