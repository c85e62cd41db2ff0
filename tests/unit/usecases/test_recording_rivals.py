"""Recording entries while others write, with keys that were used long ago, and with repeats of every kind."""

from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.errors import Conflict, InvalidInput, NotFound, NotSignedIn, Stale
from chalicelib.domain.person import Profile
from chalicelib.doors.payloads import draft_of, fingerprint_of
from chalicelib.ports import Limits, Services
from chalicelib.ports.log import Save
from chalicelib.usecases.change_entry import delete_entry
from chalicelib.usecases.import_timeline import import_timeline
from chalicelib.usecases.record_entry import ATTEMPTS, Answered, record_entries
from chalicelib.usecases.sweep_due import sweep_due
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import MONDAY, Clock, RecordingQueue, services_on
from tests.fakes.samples import episode, join, kept, person

TWITCH = {"area": "eyelid", "side": "left", "minutes": 3}
DROOP = {"type": "symptom", "name": "face_droop", "onset": "sudden"}


class Rival(MemoryStore):
    """A store in which somebody else logs a twitch just before each of the first so many saves."""

    def __init__(self, times: int = 0) -> None:
        super().__init__()
        self.times = times

    def save(self, save: Save) -> None:
        if self.times and save.added:
            self.times -= 1
            other = kept(episode(f"rival{self.times}", area="calf"))
            super().save(Save(person_id=save.person_id, version=self.partitions["ann"].version, added=[other]))
        super().save(save)


def ann_on(store: MemoryStore, limits: Limits | None = None) -> tuple[Services, Clock]:
    clock = Clock()
    services = services_on(store, clock, limits)
    join(services, person("ann"))
    return services, clock


def record(services: Services, *documents: dict[str, Any], who: str = "ann") -> Answered:
    return record_entries(services, who, [draft_of(document) for document in documents])


def outcomes(done: Answered) -> list[str]:
    return [result.outcome for result in done.results]


def ids(store: MemoryStore) -> set[str]:
    return set(store.partitions["ann"].kept)


@pytest.mark.parametrize("times", [1, ATTEMPTS - 1])
def test_somebody_faster_makes_it_look_again_and_nothing_is_lost(times: int) -> None:
    store = Rival(times)
    services, _ = ann_on(store)
    done = record(services, TWITCH)
    assert outcomes(done) == ["created"]
    assert len(ids(store)) == times + 1


def test_somebody_always_faster_gives_up_and_writes_nothing_of_ours() -> None:
    store = Rival(ATTEMPTS)
    services, _ = ann_on(store)
    with pytest.raises(Stale):
        record(services, DROOP)
    assert ids(store) == {f"rival{number}" for number in range(ATTEMPTS)}
    assert isinstance(services.queue, RecordingQueue)
    assert services.queue.refs == []


def test_a_retry_after_losing_the_race_queues_its_mail_once() -> None:
    services, _ = ann_on(Rival(2))
    assert record(services, DROOP).assessment.level == "emergency"
    assert isinstance(services.queue, RecordingQueue)
    assert len(services.queue.refs) == 1


def live_on(services: Services, clock: Clock, days: int) -> None:
    """Some days with a log and a sweep now and then, so that a carry stands for what lies before the window."""
    for _ in range(days // 10):
        clock.tick(days=10)
        record(services, {**TWITCH, "area": "calf"})
        sweep_due(services, clock())


@pytest.mark.parametrize("days", [0, 20, 100, 300])
def test_a_key_is_known_however_long_ago_it_was_used(days: int) -> None:
    store = MemoryStore()
    services, clock = ann_on(store)
    keyed = {**TWITCH, "key": "k", "at": MONDAY.isoformat()}
    first = record(services, keyed).results[0]
    live_on(services, clock, days)
    again = record(services, keyed).results[0]
    assert (again.outcome, again.kept and again.kept.entry.id) == ("repeated", first.kept and first.kept.entry.id)
    assert outcomes(record(services, {**keyed, "minutes": 4})) == ["conflict"]
    assert len(ids(store)) == 1 + days // 10
    assert (store.partitions["ann"].carry.cutoff is not None) is (days >= 100)


@pytest.mark.parametrize("days", [0, 100])
def test_a_key_whose_entry_was_deleted_is_a_conflict(days: int) -> None:
    services, clock = ann_on(MemoryStore())
    keyed = {**TWITCH, "key": "k", "at": MONDAY.isoformat()}
    found = record(services, keyed).results[0].kept
    assert found is not None
    live_on(services, clock, days)
    delete_entry(services, "ann", found.entry.id)
    assert outcomes(record(services, keyed)) == ["conflict"]
    with pytest.raises(NotFound):
        delete_entry(services, "ann", found.entry.id)


def test_a_list_stands_item_by_item_and_sees_its_own_repeats() -> None:
    store = MemoryStore()
    services, _ = ann_on(store)
    keyed = {**TWITCH, "area": "thumb", "key": "k"}
    bad = {**TWITCH, "area": "elbow patch"}
    done = record(services, keyed, keyed, {**keyed, "minutes": 9}, bad, TWITCH, TWITCH, DROOP)
    assert outcomes(done) == ["created", "repeated", "conflict", "refused", "created", "repeated", "created"]
    assert done.assessment.level == "emergency"
    assert len(ids(store)) == 3


def test_a_list_of_nothing_good_writes_nothing() -> None:
    store = MemoryStore()
    services, _ = ann_on(store)
    before = store.partitions["ann"].version
    assert outcomes(record(services, {"minutes": 3}, {"area": 5})) == ["refused", "refused"]
    assert store.partitions["ann"].version == before


@pytest.mark.parametrize(("apart", "outcome"), [(0, "repeated"), (120, "repeated"), (121, "created")])
def test_a_twin_is_within_two_minutes(apart: int, outcome: str) -> None:
    services, clock = ann_on(MemoryStore())
    record(services, {**TWITCH, "at": MONDAY.isoformat()})
    clock.tick(seconds=apart)
    assert outcomes(record(services, TWITCH)) == [outcome]


def test_nobody_logs_for_somebody_who_is_gone() -> None:
    services, _ = ann_on(MemoryStore())
    with pytest.raises(NotSignedIn):
        record(services, TWITCH, who="nobody")


def take_in(services: Services, *names: str, minutes: float = 3.0, days: float = 0) -> tuple[int, int]:
    moment = MONDAY.replace(day=MONDAY.day + int(days))
    given = [kept(episode(name, at=moment, minutes=minutes)) for name in names]
    marked = [one.fingerprinted(fingerprint_of(one.document)) for one in given]
    done = import_timeline(services, "ann", Profile(timezone="Europe/London"), marked)
    return done.added, done.skipped


def test_an_import_skips_what_is_there_and_refuses_what_differs() -> None:
    store = MemoryStore()
    services, _ = ann_on(store)
    assert take_in(services, "a", "b") == (2, 0)
    assert take_in(services, "a", "b", "c") == (1, 2)
    version = store.partitions["ann"].version
    with pytest.raises(Conflict):
        take_in(services, "d", "a", minutes=4.0)
    assert (ids(store), store.partitions["ann"].version) == ({"a", "b", "c"}, version)


def test_an_import_from_the_future_is_for_playing_histories_only() -> None:
    store = MemoryStore()
    services, _ = ann_on(store)
    with pytest.raises(InvalidInput) as caught:
        take_in(services, "a", days=1)
    assert [fault.field for fault in caught.value.faults] == ["entries[0].received_at"]
    assert ids(store) == set()
    playing = replace(services, limits=Limits(takes_future=True))
    assert take_in(playing, "a", days=1) == (1, 0)
