"""A whole experiment on the served Steady: seven weeks in one jump, with the mails in the box and the result read."""

import shutil
from pathlib import Path
from typing import Any

from tests.local.serving import Served

START = {"trigger": "sleep", "block_days": 4, "pairs": 6}


def plans(served: Served) -> list[tuple[Any, ...]]:
    """When each mail of the experiment left, and what it said but for the port."""
    box = served.mails("experiment")
    return [(one["at"], one["subject"], one["text"].replace(f":{served.port}", "")) for one in box]


def test_jumping_over_it_equals_ticking_through_it(tmp_path: Path) -> None:
    first = Served(tmp_path / "one")
    first.start()
    try:
        first.good("POST", "/_local/clock", {"now": "2026-10-20T12:00:00Z"})
        first.join("ann@example.org", "Europe/London")
        made = first.good("POST", "/v1/experiments", START)
        first.kill()
        shutil.copytree(tmp_path / "one", tmp_path / "two")
        second = Served(tmp_path / "two", token=first.token)
        first.start()
        try:
            second.start()
            first.advance("2026-12-10T12:00:00Z")
            for on in ("10-22", "10-25", "10-26", "11-03", "11-11", "11-12", "12-08", "12-10"):
                second.advance(f"2026-{on}T12:00:00Z")
            told = plans(first)
            assert told == plans(second)
            moments = [at for at, _, _ in told]
            assert len(moments) == 13
            # the clocks went back on 25 October
            assert moments[:3] == ["2026-10-21T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-29T08:00:00Z"]
            assert [one[1] for one in told[-2:]] == ["Your plan for the next days", "Your plan has ended"]
            for served in (first, second):
                found = served.good("GET", f"/v1/experiments/{made['id']}")
                assert found["blocks"] == made["blocks"]
                assert (found["state"], found["result"]["verdict"]) == ("finished", "not_enough_data")
        finally:
            second.kill()
    finally:
        first.kill()
