"""The sweep: what is due is decided once, and one person's trouble is nobody else's."""

import pytest
from msgspec.structs import replace

from chalicelib.domain.errors import AlreadyRecorded, Stale
from chalicelib.domain.person import Profile
from chalicelib.ports import Services
from chalicelib.ports.log import Save
from chalicelib.ports.messages import MessageRef, ref_to
from chalicelib.usecases.change_person import erase_person
from chalicelib.usecases.deliver_message import deliver_message
from chalicelib.usecases.sweep_due import ATTEMPTS, Swept, sweep_due
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import Clock, RecordingMailer, RecordingQueue, services_on
from tests.fakes.samples import join, message, person, saved

PEOPLE = ("ann", "bob", "cat", "dan", "eve")


class Rival(MemoryStore):
    """A store in which somebody else is faster: the first so many saves of a person are refused."""

    def __init__(self, refusals: list[Exception]) -> None:
        super().__init__()
        self.refusals = refusals
        self.tried: list[Save] = []

    def save(self, save: Save) -> None:
        if save.messages or save.agenda:
            self.tried.append(save)
            if self.refusals:
                raise self.refusals.pop(0)
        super().save(save)


def next_morning(store: MemoryStore, *names: str, clock: Clock | None = None) -> Services:
    """These people, who joined on Monday at noon, on Tuesday at 08:00."""
    clock = clock or Clock()
    services = services_on(store, clock)
    for name in names:
        join(services, person(name))
    clock.tick(hours=20)
    return services


def sweep(services: Services) -> Swept:
    return sweep_due(services, services.clock())


def deliver_all(services: Services) -> list[str]:
    """Empty the queue; who got what so far."""
    assert isinstance(services.queue, RecordingQueue)
    assert isinstance(services.mailer, RecordingMailer)
    for ref in services.queue.take():
        deliver_message(services, ref)
    return sorted(f"{mail.kind} {mail.to.partition('@')[0]}" for mail in services.mailer.mails)


def poison(store: MemoryStore, name: str) -> None:
    part = store.partitions[name]
    part.person = replace(part.person, profile=Profile(timezone="Nowhere/Land"))


def test_everyone_is_reminded_once_however_often_it_is_swept() -> None:
    services = next_morning(MemoryStore(), *PEOPLE)
    assert sweep(services) == Swept(people=5, queued=5, quarantined=0)
    assert sweep(services) == Swept(people=0, queued=0, quarantined=0)
    assert deliver_all(services) == [f"reminder {name}" for name in PEOPLE]


def test_sweeps_that_were_missed_are_caught_up_without_a_stale_reminder() -> None:
    store, clock = MemoryStore(), Clock()
    services = next_morning(store, "ann", clock=clock)
    clock.tick(days=3)
    sweep(services)
    clock.tick(minutes=5)
    sweep(services)
    assert deliver_all(services) == ["reminder ann"]
    ended = [one.status for one in store.waiting.values() if one.message.kind == "reminder"]
    assert ended == ["expired", "expired", "expired", "sent"]


@pytest.mark.parametrize("poisoned", PEOPLE)
def test_one_poisoned_person_is_set_aside_and_the_rest_are_served(poisoned: str) -> None:
    store = MemoryStore()
    services = next_morning(store, *PEOPLE)
    poison(store, poisoned)
    assert sweep(services) == Swept(people=5, queued=4, quarantined=1)
    assert deliver_all(services) == [f"reminder {name}" for name in PEOPLE if name != poisoned]
    assert store.last_sweep() == services.clock()


@pytest.mark.parametrize("times", [1, ATTEMPTS - 1])
def test_somebody_faster_makes_it_look_again(times: int) -> None:
    services = next_morning(Rival([Stale("ann")] * times), "ann")
    assert sweep(services) == Swept(people=1, queued=1, quarantined=0)
    assert deliver_all(services) == ["reminder ann"]


def test_somebody_always_faster_leaves_it_to_the_next_sweep() -> None:
    services = next_morning(Rival([Stale("ann")] * ATTEMPTS), "ann")
    assert sweep(services) == Swept(people=1, queued=0, quarantined=1)
    assert sweep(services) == Swept(people=1, queued=1, quarantined=0)


def test_an_occasion_that_is_recorded_already_is_not_told_again() -> None:
    reminder = "reminder#check_in#2026-11-24#0800"
    store = Rival([])
    services = next_morning(store, "ann")
    store.partitions["ann"].version = 0
    MemoryStore.save(store, saved("ann", messages=[message("reminder", reminder)]))
    store.settle(_ref(reminder), "sent", services.clock())
    assert sweep(services) == Swept(people=1, queued=0, quarantined=0)
    assert [one.occasion for save in store.tried for one in save.messages] == [reminder]
    assert sweep(services).people == 0


def test_refusals_of_the_same_occasion_do_not_go_on_for_ever() -> None:
    services = next_morning(Rival([AlreadyRecorded("x")] * ATTEMPTS), "ann")
    assert sweep(services).quarantined == 1


def test_somebody_erased_meanwhile_is_passed_over() -> None:
    store = MemoryStore()
    services = next_morning(store, "ann", "bob")
    due = store.due

    def due_then_erased(shard: int, until: object) -> object:
        found = due(shard, until)  # type: ignore[arg-type]
        if any(one.person.id == "ann" for one in found.people):
            erase_person(services, "ann")
        return found

    store.due = due_then_erased  # type: ignore[method-assign, assignment]
    assert sweep(services) == Swept(people=2, queued=1, quarantined=0)
    assert deliver_all(services) == ["reminder bob"]


def test_a_queue_that_is_down_only_delays() -> None:
    clock = Clock()
    services = next_morning(MemoryStore(), "ann", clock=clock)
    assert isinstance(services.queue, RecordingQueue)
    services.queue.is_down = True
    assert sweep(services).queued == 1
    services.queue.is_down = False
    assert deliver_all(services) == []
    clock.tick(minutes=5)
    assert sweep(services).queued == 1
    assert deliver_all(services) == ["reminder ann"]


def _ref(occasion: str) -> MessageRef:
    return ref_to("ann", occasion)
