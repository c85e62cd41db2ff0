"""Histories of our own, from the guidelines: what each must raise, what it must never raise, and how often it mails."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from local.replay import replay_file
from tests.timelines.expectations import broken

FILES: Final = sorted(Path(__file__).parent.glob("*.json"))


def read(path: Path) -> dict[str, Any]:
    history: dict[str, Any] = json.loads(path.read_text())
    return history


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_the_history_raises_and_tells_what_it_must(path: Path) -> None:
    document = replay_file(path)
    assert "error" not in document
    assert list(broken(read(path), document)) == []


def test_there_are_histories_and_each_expects_something() -> None:
    assert len(FILES) >= 12
    assert all(read(path)["expected"] or read(path)["never"] for path in FILES)


NOTHING: Final[dict[str, Any]] = {"findings": [], "messages": []}
FOUND: Final = {
    "sign": "weakness", "level": "gp_soon", "raised_at": "2026-01-05T12:00:00Z", "cleared_at": "2026-01-09T12:00:00Z",
}  # fmt: skip
TOLD: Final = {"kind": "finding", "level": "gp_soon", "signs": ["weakness"], "advice": ["gp_within_days"]}
SHOWN: Final = {"findings": [FOUND], "messages": [TOLD]}


@pytest.mark.parametrize(
    ("wish", "document", "count"),
    [
        pytest.param({"expected": [["2026-01-05", "2026-01-05"]]}, SHOWN, 0, id="raised-in-time"),
        pytest.param({"expected": [["2026-01-06", "2026-01-09"]]}, SHOWN, 1, id="raised-too-early"),
        pytest.param({"expected": [["2026-01-05", "2026-01-05"]]}, NOTHING, 2, id="neither-raised-nor-told"),
        pytest.param({"never": [{"sign": "weakness"}]}, SHOWN, 1, id="never"),
        pytest.param({"never": [{"sign": "weakness", "between": ["2026-01-10", "2026-02-01"]}]}, SHOWN, 0, id="over"),
        pytest.param(
            {"never": [{"sign": "weakness", "between": ["2026-01-09", "2026-02-01"]}]}, SHOWN, 1, id="not-over"
        ),
        pytest.param({"never": [{"level_at_or_above": "urgent"}]}, SHOWN, 0, id="below-the-level"),
        pytest.param({"never": [{"level_at_or_above": "gp_soon"}]}, SHOWN, 1, id="at-the-level"),
        pytest.param({"never": [{"advice": "gp_within_days"}]}, SHOWN, 1, id="advice"),
        pytest.param({"messages_at_gp_routine_or_above_at_most": 0}, SHOWN, 1, id="too-many-mails"),
        pytest.param({"corrected": ["weakness"]}, SHOWN, 1, id="not-corrected"),
    ],
)
def test_the_check_itself(wish: dict[str, Any], document: dict[str, Any], count: int) -> None:
    spans = wish.get("expected", [])
    wanted = [{"sign": "weakness", "level": "gp_soon", "raised_between": span} for span in spans]
    history = {"person": {"timezone": "Europe/London"}, **wish, "expected": wanted}
    assert len(list(broken(history, document))) == count
