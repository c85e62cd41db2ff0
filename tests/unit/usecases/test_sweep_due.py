"""The sweep: everything that is due, once, and one poisoned person never stops the others."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.errors import Stale
from chalicelib.domain.person import Profile
from chalicelib.ports import Services
from chalicelib.ports.log import Save
from chalicelib.usecases.sweep_due import Swept, sweep_due
from tests.fakes.outside import MONDAY
from tests.fakes.samples import join, message, person, saved

EIGHT = datetime(2026, 11, 24, 8, tzinfo=UTC)


def queued(services: Services) -> list[str]:
    queue: Any = services.queue
    store: Any = services.messages
    return [store.waiting[ref.owner, ref.id].message.occasion for ref in queue.take()]


def at(services: Services, now: datetime) -> Swept:
    clock: Any = services.clock
    clock.now = now
    return sweep_due(services, now)


def test_nothing_due_does_nothing(services: Services) -> None:
    assert at(services, MONDAY + timedelta(minutes=4)) == Swept(people=0, queued=0, quarantined=0)
    assert services.messages.last_sweep() == MONDAY + timedelta(minutes=4)


def test_a_reminder_is_told_once_however_often_it_is_swept(services: Services) -> None:
    for _ in range(3):
        at(services, EIGHT)
    assert queued(services) == ["reminder#check_in#2026-11-24#0800"]


def test_sweeps_that_were_missed_are_caught_up(services: Services) -> None:
    at(services, EIGHT + timedelta(days=3))
    # a name may be queued twice, its lease is taken once
    assert set(queued(services)) == {f"reminder#check_in#2026-11-{day}#0800" for day in (24, 25, 26, 27)}


def test_a_message_whose_queue_lost_it_is_queued_again_and_again(services: Services) -> None:
    services.log.save(saved("ann", None, messages=[message("finding", "finding#a")]))
    found = []
    for minutes in (4, 5, 6, 10, 15):
        at(services, MONDAY + timedelta(minutes=minutes))
        found.append(queued(services))
    assert found == [[], ["finding#a"], [], ["finding#a"], ["finding#a"]]


def test_a_queue_that_is_down_loses_nothing(services: Services) -> None:
    queue: Any = services.queue
    queue.is_down = True
    at(services, EIGHT)
    queue.is_down = False
    at(services, EIGHT + timedelta(minutes=5))
    assert queued(services) == ["reminder#check_in#2026-11-24#0800"]


def test_a_poisoned_person_is_counted_and_the_others_are_served(services: Services) -> None:
    store: Any = services.log
    for name in ("bob", "cem", "dan"):
        join(services, person(name))
    bad = replace(store.partitions["bob"].person, profile=Profile(timezone="Nowhere/Land"))
    store.partitions["bob"].person = bad
    swept = at(services, EIGHT)
    assert (swept.people, swept.queued, swept.quarantined) == (4, 3, 1)
    assert at(services, EIGHT + timedelta(minutes=5)).quarantined == 1


def test_somebody_who_wrote_first_is_read_again(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    store: Any = services.log
    fails = iter([True, True, False])
    real: Callable[[Save], None] = store.save

    def save(wanted: Save) -> None:
        if next(fails, False):
            raise Stale("ann")
        real(wanted)

    monkeypatch.setattr(store, "save", save)
    assert at(services, EIGHT) == Swept(people=1, queued=1, quarantined=0)


def test_a_person_erased_during_the_sweep_is_no_fault(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    store: Any = services.log

    def save(wanted: Save) -> None:
        store.erase(person("ann"))
        raise Stale("ann")

    monkeypatch.setattr(store, "save", save)
    assert at(services, EIGHT) == Swept(people=1, queued=0, quarantined=0)


def test_a_message_that_was_recorded_before_is_left_out(services: Services) -> None:
    told = message("reminder", "reminder#check_in#2026-11-24#0800")
    services.log.save(saved("ann", None, messages=[told]))
    at(services, EIGHT)
    store: Any = services.log
    assert store.partitions["ann"].agenda.remind_at == EIGHT + timedelta(days=1)


@pytest.mark.parametrize("days", [40, 100, 400, 1000])
def test_however_long_the_schedule_stood_still_it_catches_up(services: Services, days: int) -> None:
    now = MONDAY + timedelta(days=days)
    for minutes in range(0, 5 * 60, 5):
        at(services, now + timedelta(minutes=minutes))
    store: Any = services.log
    assert store.partitions["ann"].agenda.due_at > now
