"""A history that is lived through day by day mails what a replay of the same file says."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from local.replay import replay_file
from tests.local.serving import ROOT, Served

Mailed = tuple[str, str, str, str]
"""The kind, the subject, the words but for their links, and the moment."""
DAY = timedelta(days=1)
FIRST = datetime(2025, 1, 6, 21, tzinfo=UTC)
TOLD = ("finding", "emergency", "correction", "weekly")
SHARED = ROOT.parent / "shared" / "timelines"


def course() -> dict[str, Any]:
    """The course of the article's case: thumb, forearm, shoulder; then the hand weakens, then speech."""
    twitches = [("thumb", day) for day in (*range(18), *range(19, 100, 2))]
    twitches += [("forearm", day) for day in range(34, 100, 3)] + [("shoulder", day) for day in range(62, 100, 3)]
    entries = [_entry(day, "episode", area=area, side="right", minutes=20, intensity=2) for area, day in twitches]
    for day, severity in ((58, 2), (74, 3)):
        weak = {"name": "weakness", "area": "hand", "side": "right", "onset": "weeks", "severity": severity}
        entries.append(_entry(day, "symptom", **weak))
    entries.append(_entry(91, "symptom", name="speech", onset="weeks", severity=2))
    for number, entry in enumerate(sorted(entries, key=lambda entry: str(entry["received_at"]))):
        entry["id"] = f"e{number:03}"
    until = (FIRST + 100 * DAY).isoformat()
    profile = {"timezone": "Europe/London", "birth_year": 1973, "sex": "male"}
    return {"format": "steady.timeline/1", "person": profile, "entries": entries, "until": until}


def _entry(day: int, kind: str, **values: Any) -> dict[str, Any]:
    at = FIRST + day * DAY
    return {"type": kind, "at": at.isoformat(), "received_at": (at + timedelta(minutes=1)).isoformat(), **values}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A Steady that has just been started."""
    one = Served(tmp_path / "data")
    one.start()
    yield one
    one.kill()


def live(served: Served, document: dict[str, Any], end: datetime) -> list[Mailed]:
    """Import it before its first entry and live on day by day; what was mailed."""
    start = min(datetime.fromisoformat(entry["received_at"]) for entry in document["entries"]) - timedelta(minutes=30)
    served.good("POST", "/_local/clock", {"now": start.isoformat()})
    served.join("ann@example.org", document["person"]["timezone"])
    known = {name: document[name] for name in ("format", "person", "entries")}
    assert served.good("POST", "/v1/import", known)["imported"] == len(document["entries"])
    now = start
    while now < end:
        now = min(now + DAY, end)
        served.advance(now.isoformat())
    return [mailed(mail) for mail in served.mails() if mail["kind"] in TOLD]


def mailed(mail: Any) -> Mailed:
    """What a mail, or a replay's message, tells."""
    return mail["kind"], mail["subject"], re.sub(r"https?://\S+", "LINK", mail["text"]), _next_sweep(mail["at"])


def _next_sweep(at: str) -> str:
    """Mails leave on the grid of five minutes, as the sweeps do."""
    seconds = datetime.fromisoformat(at).timestamp()
    return datetime.fromtimestamp(-(-seconds // 300) * 300, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def replayed(path: Path) -> list[Any]:
    """The messages of a replay."""
    document = replay_file(path)
    assert "error" not in document, document
    return [message for message in document["messages"] if message["kind"] in TOLD]


def compare(served: Served, path: Path) -> list[Any]:
    document = json.loads(path.read_text())
    messages = replayed(path)
    last = max(datetime.fromisoformat(entry["received_at"]) for entry in document["entries"])
    until = document.get("until") or (last + 3 * DAY).isoformat()
    end = datetime.fromisoformat(until)
    lived = live(served, document, end)
    due = [mailed(message) for message in messages if datetime.fromisoformat(_next_sweep(message["at"])) <= end]
    assert sorted(lived) == sorted(due)
    return messages


def test_the_course_of_the_article(served: Served, tmp_path: Path) -> None:
    path = tmp_path / "course.json"
    path.write_text(json.dumps(course()))
    messages = compare(served, path)
    signs = [sign for message in messages for sign in message["signs"]]
    assert {"persistent", "spread", "weakness", "weakness_progressing"} <= set(signs)
    urgent = [message for message in messages if message["level"] in ("urgent", "emergency")]
    assert urgent
    findings = served.good("GET", "/v1/assessment")["findings"]
    assert {finding["sign"] for finding in findings} & set(signs)
    # what waited for a sweep was decided, and is stamped, as of its own moment
    decided = {message["decided_at"] for message in messages}
    assert any(at.endswith(":01:00Z") for at in decided)


@pytest.mark.parametrize("name", ["eyelid-five-days", "article-case"])
def test_a_shared_timeline(served: Served, name: str) -> None:
    path = SHARED / f"{name}.json"
    if not path.exists():
        pytest.skip("the shared timelines are not beside this folder")
    compare(served, path)
