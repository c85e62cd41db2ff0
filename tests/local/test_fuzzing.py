"""A short, seeded slice of the fuzzing; `make fuzz` is the whole of it."""

from pathlib import Path

import pytest

from tests.local.fuzzing import UNLIMITED, fuzz
from tests.local.serving import Served


def test_no_answer_is_outside_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in UNLIMITED.items():
        monkeypatch.setenv(name, value)
    served = Served(tmp_path)
    served.start()
    try:
        served.join("fuzz@example.org", "Europe/London")
        tally = fuzz(served, 150, 7)
    finally:
        served.kill()
    assert tally.outside == []
    assert tally.sent.total() >= 100
    assert {200, 201, 202, 204, 401, 404, 422} <= set(tally.statuses)
