"""Recording: repeats, refusals, races, and what is queued at once."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.errors import NotSignedIn, Stale
from chalicelib.doors.payloads import draft_of
from chalicelib.ports import Services
from chalicelib.ports.log import Save
from chalicelib.usecases.change_entry import delete_entry
from chalicelib.usecases.record_entry import ATTEMPTS, record_entries
from tests.fakes.samples import episode, kept, saved

TWITCH = {"area": "eyelid", "side": "left", "minutes": 3}
DROOP = {"type": "symptom", "name": "face_droop", "onset": "sudden"}


def record(services: Services, *given: Any, who: str = "ann") -> list[str]:
    done = record_entries(services, who, [draft_of(one) for one in given])
    return [result.outcome for result in done.results]


def kept_of(services: Services) -> list[Any]:
    store: Any = services.log
    return list(store.partitions["ann"].kept.values())


def test_nobody_can_log_for_somebody_who_is_gone(services: Services) -> None:
    with pytest.raises(NotSignedIn):
        record(services, TWITCH, who="nobody")


def test_each_of_a_list_stands_by_itself(services: Services) -> None:
    given = [TWITCH, TWITCH, {**TWITCH, "key": "k"}, {**TWITCH, "key": "k"}, {"area": "thumb", "key": "k"}, {}]
    assert record(services, *given) == ["created", "repeated", "created", "repeated", "conflict", "refused"]
    assert len(kept_of(services)) == 2


def test_a_key_from_before_the_window_is_found(services: Services) -> None:
    clock: Any = services.clock
    record(services, {**TWITCH, "key": "k"})
    clock.tick(days=60)
    assert record(services, {**TWITCH, "key": "k"}) == ["repeated"]
    assert record(services, {"area": "thumb", "key": "k"}) == ["conflict"]
    assert len(kept_of(services)) == 1


def test_the_key_of_a_deleted_entry_stays_used(services: Services) -> None:
    record(services, {**TWITCH, "key": "k"})
    delete_entry(services, "ann", kept_of(services)[0].entry.id)
    assert record(services, {**TWITCH, "key": "k"}) == ["conflict"]
    assert record(services, TWITCH) == ["created"]


def test_an_emergency_is_queued_at_once_by_night_too(services: Services) -> None:
    clock: Any = services.clock
    queue: Any = services.queue
    clock.tick(hours=11)
    record(services, DROOP)
    (ref,) = queue.take()
    assert ref.is_safety


def test_a_queue_that_is_down_does_not_harm_the_log(services: Services) -> None:
    queue: Any = services.queue
    queue.is_down = True
    assert record(services, DROOP) == ["created"]


def test_a_race_is_decided_again_on_what_the_other_wrote(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    store: Any = services.log
    real, rivals = store.save, [kept(episode("rival"))]

    def save(wanted: Save) -> None:
        if rivals:
            real(saved("ann", store.partitions["ann"].version, added=[rivals.pop()]))
        real(wanted)

    monkeypatch.setattr(store, "save", save)
    assert record(services, TWITCH) == ["repeated"]
    assert [one.entry.id for one in kept_of(services)] == ["rival"]


def test_it_gives_up_where_others_always_write_first(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[Save] = []

    def save(wanted: Save) -> None:
        tries.append(wanted)
        raise Stale("ann")

    monkeypatch.setattr(services.log, "save", save)
    with pytest.raises(Stale):
        record(services, TWITCH)
    assert len(tries) == ATTEMPTS


@pytest.mark.parametrize(
    ("kind", "ago", "outcome"),
    [
        ("episode", timedelta(minutes=-5), "created"),
        ("episode", timedelta(minutes=-5, seconds=-1), "refused"),
        ("episode", timedelta(days=5 * 365), "created"),
        ("episode", timedelta(days=5 * 366), "refused"),
        ("visit", timedelta(days=30 * 365), "created"),
        ("visit", timedelta(days=101 * 366), "refused"),
    ],
)
def test_how_far_a_moment_may_lie_away(services: Services, kind: str, ago: timedelta, outcome: str) -> None:
    given = {"type": kind, "at": (services.clock() - ago).isoformat()}
    assert record(services, given | ({"area": "thumb"} if kind == "episode" else {})) == [outcome]
