"""The calendar's own ends, and names that no key could hold: refused by their field, and nothing is kept."""

from typing import Any

import pytest

from tests.fakes.steady import Steady


@pytest.fixture
def token(steady: Steady) -> str:
    """Ann's token."""
    return steady.join("ann@example.org", "Europe/Berlin")


def history(**entry: Any) -> dict[str, Any]:
    usual = {"type": "episode", "id": "e1", "at": "2026-01-01T00:00:00Z", "received_at": "2026-01-01T00:00:00Z"}
    person = {"timezone": "Europe/Berlin"}
    return {"format": "steady.timeline/1", "person": person, "entries": [{**usual, "area": "hand", **entry}]}


@pytest.mark.parametrize(
    ("path", "field"),
    [
        pytest.param("/v1/entries?from=0001-01-01", "from", id="the-first-date"),
        pytest.param("/v1/entries?to=9999-12-31", "to", id="the-last-date"),
        pytest.param("/v1/entries?from=0001-01-01T00:00:00%2B14:00", "from", id="the-first-moment"),
        pytest.param("/v1/summary?week=0001-W01", "week", id="the-first-week"),
        pytest.param("/v1/summary?week=9999-W52", "week", id="the-last-week"),
    ],
)
def test_a_question_about_the_ends_of_the_calendar(steady: Steady, token: str, path: str, field: str) -> None:
    problem = steady.json("GET", path, token=token, status=422)
    assert [error["field"] for error in problem["errors"]] == [field]


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        pytest.param({"at": "0001-01-01T00:00:00Z"}, "entries[0].at", id="the-first-moment"),
        pytest.param({"received_at": "0001-01-01T00:00:00+14:00"}, "entries[0].received_at", id="before-the-first"),
        pytest.param({"at": "9999-12-31T23:00:00-12:00"}, "entries[0].at", id="after-the-last"),
        pytest.param({"id": "i" * 5000}, "entries[0].id", id="an-endless-name"),
        pytest.param({"id": ""}, "entries[0].id", id="an-empty-name"),
    ],
)
def test_a_history_beyond_them_is_refused(steady: Steady, token: str, entry: dict[str, Any], field: str) -> None:
    problem = steady.json("POST", "/v1/import", history(**entry), token=token, status=422)
    assert [error["field"] for error in problem["errors"]] == [field]
    assert steady.json("GET", "/v1/entries", token=token)["entries"] == []
