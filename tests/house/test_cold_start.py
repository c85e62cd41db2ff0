"""What a cold start loads: nothing that only one route, one export or a mail needs. Each in a fresh interpreter."""

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
    "chalicelib.adapters.feedback",
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
    "chalicelib.usecases.settle_feedback",
)
OF_A_MAIL = (
    "gettext",
    "chalicelib.adapters.email_words",
    "chalicelib.adapters.emails",
    "chalicelib.adapters.languages",
    "chalicelib.adapters.mail_links",
    "chalicelib.adapters.plain_text",
    "chalicelib.adapters.weekly_words",
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
WITHOUT_A_LOOK_FOR_GARBAGE = """
import gc
import sys
looks = []
gc.callbacks.append(lambda phase, told: looks.append("chalice" in sys.modules))
import app
assert not any(looks), "the collector ran while the doors were loaded"
assert gc.isenabled(), "the collector stands still for good"
assert gc.get_freeze_count() > 10_000, "what was loaded is looked through again and again"
"""
CASES = {
    "the import and its clients": (START, (*OF_ONE_ROUTE, *OF_A_MAIL)),
    "a log and a reminder": (A_LOG_AND_A_REMINDER, OF_ONE_ROUTE),
}


def loaded_by(code: str) -> set[str]:
    told = f"import sys\n{code}\nprint(*sys.modules)"
    settings = {"PATH": "", "AWS_DEFAULT_REGION": "us-east-1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", told]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(("code", "unneeded"), CASES.values(), ids=CASES.keys())
def test_nothing_is_loaded_that_only_one_route_or_a_mail_needs(code: str, unneeded: tuple[str, ...]) -> None:
    loaded = loaded_by(code)
    assert "chalicelib.usecases.record_entry" in loaded
    assert [
        name for name in unneeded if any(module == name or module.startswith(f"{name}.") for module in loaded)
    ] == []


def test_no_garbage_is_looked_for_while_the_doors_are_loaded() -> None:
    assert "chalicelib.usecases.record_entry" in loaded_by(WITHOUT_A_LOOK_FOR_GARBAGE)
