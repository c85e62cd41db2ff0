"""A summary reads a year of the log, once, and only where a summary is due."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from chalicelib.domain.carry import Carry, window_start
from chalicelib.domain.course import Log
from chalicelib.ports import Services
from chalicelib.usecases.read_year import tell_year
from chalicelib.usecases.sweep_due import sweep_due
from tests.fakes.samples import message, person
from tests.unit.domain.test_triggers import planted

NEXT_MONDAY: Final = datetime(2026, 11, 30, 8, tzinfo=UTC)
TUESDAY: Final = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def reads(services: Services, monkeypatch: pytest.MonkeyPatch) -> list[datetime | None]:
    """From when each load of a log read on."""
    found: list[datetime | None] = []
    load = services.log.load

    def noted(person_id: str, since: datetime | None, **more: bool) -> Any:
        found.append(since)
        return load(person_id, since, **more)

    monkeypatch.setattr(services.log, "load", noted)
    return found


def swept(services: Services, now: datetime) -> list[Any]:
    clock: Any = services.clock
    clock.now = now
    sweep_due(services, now)
    store: Any = services.messages
    return [waiting.message for waiting in store.waiting.values() if waiting.message.kind == "weekly"]


def test_a_day_without_a_summary_reads_no_year(services: Services, reads: list[datetime | None]) -> None:
    assert swept(services, TUESDAY) == []
    assert [since for since in reads if since is None or since < TUESDAY - timedelta(days=60)] == []


def test_a_summary_reads_a_year_once(services: Services, reads: list[datetime | None]) -> None:
    (summary,) = swept(services, NEXT_MONDAY)
    assert [since for since in reads if since is None or since < NEXT_MONDAY - timedelta(days=60)] == [
        NEXT_MONDAY - timedelta(days=366)
    ]
    assert summary.content["links"] == {"text": "Not enough data yet to look for links."}


def test_what_an_assessment_carries_hides_nothing_from_a_summary() -> None:
    entries = tuple(planted("stress", days=60))
    now = max(entry.at for entry in entries) + timedelta(days=1)
    log = Log(entries, Carry(cutoff=window_start(now) + timedelta(days=30)))
    ann = person("ann", joined_at=now - timedelta(days=90), timezone="UTC")
    weekly = message("weekly", "weekly#x", now)
    (told, other) = tell_year(ann, log, [weekly, message("reminder", "reminder#x", now)])
    assert told.content["links"]["words"] == {"trigger": {"text": "Stress"}}
    assert other.content == message("reminder", "reminder#x", now).content
