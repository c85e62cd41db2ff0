"""A sweep that runs out of time, people who cannot be seen to, and people whom nothing would reach."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.agenda import Agenda
from chalicelib.domain.person import Profile
from chalicelib.ports import Services
from chalicelib.ports.messages import QUARANTINE, SHARDS, Cursor, Due, Faulty
from chalicelib.usecases.change_person import change_person
from chalicelib.usecases.check_agendas import FROM_MINUTE, PARTS
from chalicelib.usecases.sweep_due import EVERY, LOOK_AGAIN, TRIES, Swept, sweep_due
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import MONDAY, Clock, RecordingQueue, services_on
from tests.fakes.samples import NO_AGENDA, join, message, person, saved

EIGHT = MONDAY + timedelta(hours=20)
PEOPLE = [f"p{number}" for number in range(12)]


@pytest.fixture
def crowd() -> Services:
    """Twelve people with a reminder at 08:00."""
    services = services_on(MemoryStore(), Clock(EIGHT))
    for name in PEOPLE:
        join(services, person(name))
    return services


def times_up_after(steps: int) -> Callable[[], bool]:
    """Time is up once it was asked for that often."""
    asked = count()
    return lambda: next(asked) >= steps


def queued(services: Services) -> list[str]:
    """Whose messages were queued, each once: what nobody delivers is queued again."""
    assert isinstance(services.queue, RecordingQueue)
    return sorted({ref.owner for ref in services.queue.take()})


def poison(services: Services, name: str) -> None:
    store: Any = services.log
    store.partitions[name].person = replace(store.partitions[name].person, profile=Profile(timezone="Nowhere/Land"))


@pytest.mark.parametrize("steps", range(0, 30, 3))
def test_what_time_does_not_allow_the_next_sweep_does(crowd: Services, steps: int) -> None:
    first = sweep_due(crowd, EIGHT, times_up_after(steps))
    assert first.unfinished > 0 or steps > len(PEOPLE)
    told = queued(crowd)
    assert len(told) == first.queued == first.people
    second = sweep_due(crowd, EIGHT + EVERY)
    assert second.unfinished == 0
    assert {*told, *queued(crowd)} == set(PEOPLE)


def test_an_unfinished_sweep_is_not_noted_as_one_that_finished(crowd: Services) -> None:
    sweep_due(crowd, EIGHT, times_up_after(3))
    assert crowd.messages.last_sweep() is None
    sweep_due(crowd, EIGHT + EVERY)
    assert crowd.messages.last_sweep() == EIGHT + EVERY


def test_however_short_the_time_no_shard_waits_for_ever(crowd: Services) -> None:
    told: set[str] = set()
    for number in range(3 * SHARDS):
        sweep_due(crowd, EIGHT + number * EVERY, times_up_after(4))
        told |= set(queued(crowd))
    assert told == set(PEOPLE)


def test_a_warning_that_was_lost_on_its_way_goes_before_reminders(crowd: Services) -> None:
    store: Any = crowd.log
    for kind in ("reminder", "finding"):
        for name in PEOPLE:
            crowd.log.save(saved(name, None, messages=[message(kind, f"{kind}#x", MONDAY)]))
    sweep_due(crowd, MONDAY + EVERY)
    assert isinstance(crowd.queue, RecordingQueue)
    found = [(store.shard_of(ref), ref.is_safety) for ref in crowd.queue.refs]
    assert len(found) == 2 * len(PEOPLE)
    assert found == sorted(found, key=lambda one: ([shard for shard, _ in found].index(one[0]), not one[1]))


def test_an_empty_page_with_a_cursor_is_not_the_last(crowd: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    store: Any = crowd.messages
    real = store.due

    def due(shard: int, until: datetime, after: Cursor | None = None) -> Due:
        return real(shard, until) if after else Due(next={"after": "nothing yet"})

    monkeypatch.setattr(store, "due", due)
    assert sweep_due(crowd, EIGHT).queued == len(PEOPLE)


@pytest.mark.parametrize("poisoned", PEOPLE)
def test_one_who_cannot_be_seen_to_is_set_aside_and_visible(crowd: Services, poisoned: str) -> None:
    poison(crowd, poisoned)
    for number in range(TRIES):
        assert crowd.messages.quarantined() == []
        assert sweep_due(crowd, EIGHT + number * EVERY).quarantined == 1
    assert queued(crowd) == sorted(set(PEOPLE) - {poisoned})
    (aside,) = crowd.messages.quarantined()
    assert (aside.owner, aside.tries, aside.fault) == (poisoned, TRIES, "ValueError")
    last = EIGHT + (TRIES - 1) * EVERY
    assert sweep_due(crowd, last + EVERY).quarantined == 0
    assert sweep_due(crowd, last + LOOK_AGAIN).quarantined == 1


def test_whoever_is_mended_gets_what_they_were_owed(crowd: Services) -> None:
    poison(crowd, "p3")
    for number in range(TRIES):
        sweep_due(crowd, EIGHT + number * EVERY)
    queued(crowd)
    store: Any = crowd.log
    store.partitions["p3"].person = replace(person("p3"), version=store.partitions["p3"].person.version)
    sweep_due(crowd, EIGHT + (TRIES - 1) * EVERY + LOOK_AGAIN)
    assert "p3" in queued(crowd)
    assert crowd.messages.quarantined() == []


def test_a_mark_that_cannot_be_written_stops_nobody(crowd: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    poison(crowd, "p0")

    def put_off(*_: Any, **__: Any) -> None:
        raise OSError

    monkeypatch.setattr(crowd.messages, "put_off", put_off)
    assert sweep_due(crowd, EIGHT).queued == len(PEOPLE) - 1


@pytest.mark.parametrize("agenda", [NO_AGENDA, Agenda(day_end_at=MONDAY + timedelta(days=30))], ids=["none", "far"])
def test_somebody_whom_nothing_would_reach_is_given_a_due_moment_within_a_week(agenda: Agenda) -> None:
    clock = Clock(MONDAY.replace(minute=FROM_MINUTE))
    services = services_on(MemoryStore(), clock)
    for name in ("ann", "bob"):
        join(services, person(name))
    services.log.save(saved("ann", None, person=person("ann"), agenda=agenda))
    repaired = [sweep_due(services, clock.tick(hours=1)).repaired for _ in range(PARTS)]
    assert sum(repaired) == 1
    store: Any = services.log
    assert store.partitions["ann"].agenda.due_at > clock()
    assert store.partitions["ann"].agenda.due_at < clock() + timedelta(days=1)


def test_who_writes_while_the_check_repairs_wins(crowd: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    store: Any = crowd.log
    monkeypatch.setattr(store, "people_not_due", lambda *_: ["p0", "gone"])
    stale = store.partitions["p0"].person
    change_person(crowd, "p0", lambda before: replace(before, summary="monthly"))
    monkeypatch.setattr(store, "load_person", lambda name: stale if name == "p0" else None)
    at_half = EIGHT.replace(minute=30) + timedelta(hours=1)
    assert sweep_due(crowd, at_half).repaired == 2
    assert store.partitions["p0"].person.summary == "monthly"


def test_nothing_left_is_nothing_done(crowd: Services) -> None:
    sweep_due(crowd, EIGHT)
    assert sweep_due(crowd, EIGHT) == Swept()
    assert crowd.messages.due(QUARANTINE, EIGHT) == Due()
    crowd.messages.put_off(Faulty(owner="nobody"), EIGHT, EIGHT, aside=True)
    assert crowd.messages.quarantined() == []
