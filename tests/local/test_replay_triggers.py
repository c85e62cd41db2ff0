"""`replay --triggers`: the same document, and the links as at the end of the history."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from local.__main__ import main
from tests.unit.domain.trigger_logs import coin

BAD = coin(1)
FIRST = datetime(2026, 3, 1, 20, tzinfo=UTC)


def history(days: int) -> dict[str, Any]:
    """Twitching on the days of much stress."""
    entries: list[dict[str, Any]] = []
    for number in range(days):
        at = (FIRST + timedelta(days=number)).isoformat()
        both = {"at": at, "received_at": at}
        said = {"stress": 5 if BAD(number) else 2, "twitched": BAD(number)}
        entries.append({"id": f"c{number}", "type": "check_in", **both, **said})
        if BAD(number):
            entries.append({"id": f"e{number}", "type": "episode", "area": "calf", **both})
    return {"format": "steady.timeline/1", "person": {"timezone": "Asia/Kathmandu"}, "entries": entries}


def replayed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    main(["replay", *arguments])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_links_come_beside_an_unchanged_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "history.json"
    path.write_text(json.dumps(history(60)))
    (plain,) = replayed(capsys, str(path))
    (with_links,) = replayed(capsys, "--triggers", str(path))
    links = with_links.pop("triggers")
    assert with_links == plain
    verdicts = {one["trigger"]: one["verdict"] for one in links["triggers"]}
    assert verdicts.pop("stress") == "often_together"
    assert set(verdicts.values()) == {"not_enough_data"}


def test_they_are_as_at_the_end_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "short.json"
    path.write_text(json.dumps({**history(60), "until": (FIRST + timedelta(days=12)).isoformat()}))
    ((links),) = [document["triggers"] for document in replayed(capsys, "--triggers", str(path))]
    # the last local date is not over, and a day more has begun in Kathmandu
    assert (links["days_observed"], links["to"]) == (12, "2026-03-13")


def test_an_unreadable_file_has_no_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.json"
    path.write_text("[]")
    (document,) = replayed(capsys, "--triggers", str(path))
    assert set(document) == {"format", "file", "error"}
