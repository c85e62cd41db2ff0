"""`replay` on files that are odd: one document a line whatever they hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from local.replay import main

EMPTY: dict[str, Any] = {"format": "steady.timeline/1", "person": {"timezone": "Asia/Tokyo"}, "entries": []}
ONE = {
    "id": "a", "type": "episode", "at": "2026-01-01T00:00:00Z", "received_at": "2026-01-01T00:00:00Z", "area": "hand",
}  # fmt: skip


def replayed(tmp_path: Path, capsys: pytest.CaptureFixture[str], *texts: str) -> tuple[int, list[dict[str, Any]]]:
    names = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.json"
        path.write_text(text)
        names.append(str(path))
    code = main(names)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_history_without_an_entry_raises_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (document,) = replayed(tmp_path, capsys, json.dumps(EMPTY))
    assert code == 0
    assert (document["findings"], document["messages"], document["episodes"]) == ([], [], 0)


def test_what_is_not_said_or_not_known_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tablet = {"name": "omeprazole", "class": "ppi", "since": None, "dose": "20 mg"}
    person = {
        "timezone": "Asia/Tokyo", "mode": None, "quiet_hours": None, "country": None, "conditions": None,
        "medicines": [tablet], "nickname": "A",
    }  # fmt: skip
    entry = {**ONE, "side": None, "context": None, "note": None, "mood": "well"}
    code, (document,) = replayed(tmp_path, capsys, json.dumps({**EMPTY, "person": person, "entries": [entry]}))
    assert (code, document["episodes"]) == (0, 1)


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("no json", id="no-json"),
        pytest.param("[]", id="no-object"),
        pytest.param("[" * 100_000, id="bottomless"),
        pytest.param(json.dumps({**EMPTY, "person": {}}), id="no-zone"),
        pytest.param(json.dumps({**EMPTY, "entries": [{**ONE, "area": "footer"}]}), id="an-unknown-area"),
        pytest.param(json.dumps({**EMPTY, "entries": [{**ONE, "at": "9999-12-31T23:00:00Z"}]}), id="the-last-moment"),
        pytest.param(json.dumps({**EMPTY, "entries": [ONE], "until": "2100-01-01T00:00:00Z"}), id="a-far-end"),
    ],
)
def test_a_bad_file_costs_no_other_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: str) -> None:
    good = json.dumps({**EMPTY, "entries": [ONE]})
    code, documents = replayed(tmp_path, capsys, good, bad, good)
    assert code == 1
    assert ["error" in document for document in documents] == [False, True, False]
    assert documents[0]["episodes"] == documents[2]["episodes"] == 1
