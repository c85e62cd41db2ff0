"""Paging reads backwards from the newest entry. Whatever the log holds, its pages are those of the whole log."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.timelines import read_timeline
from chalicelib.domain.person import Profile
from chalicelib.ports import Services
from chalicelib.ports.log import Kept
from chalicelib.usecases.change_entry import delete_entry, edit_entry
from chalicelib.usecases.import_timeline import import_timeline
from chalicelib.usecases.read_log import list_entries
from chalicelib.usecases.record_entry import Draft, record_entries
from tests.exports.histories import made_histories
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import MONDAY, Clock, services_on
from tests.fakes.samples import join, person
from tests.unit.domain.logs import QUICK

MINUTE = timedelta(minutes=1)


def ann() -> tuple[Services, MemoryStore]:
    store = MemoryStore()
    services = services_on(store, Clock())
    join(services, person("ann"))
    return services, store


def pages(services: Services, limit: int, **asked: Any) -> list[Kept]:
    """All the pages, one after the other."""
    found: list[Kept] = []
    after = None
    while True:
        page = list_entries(services, "ann", limit=limit, after=after, **asked)
        assert len(page.kept) <= limit
        found += page.kept
        after = page.next
        if after is None:
            return found


def assert_same_as_whole(services: Services, store: MemoryStore, limit: int = 3, **asked: Any) -> None:
    """The pages are what the fold of the whole log gives, changes included."""
    quick = pages(services, limit, **asked)
    was, store.partitions["ann"].is_tangled = store.partitions["ann"].is_tangled, True
    whole = pages(services, limit, **asked)
    store.partitions["ann"].is_tangled = was
    assert [(kept.entry.id, [c.entry.id for c in kept.changes]) for kept in quick] == [
        (kept.entry.id, [c.entry.id for c in kept.changes]) for kept in whole
    ]


@QUICK
@given(made_histories(12), st.integers(1, 4))
def test_the_pages_of_any_import(history: dict[str, Any], limit: int) -> None:
    services, store = ann()
    read = read_timeline(history, Profile(timezone="UTC"))
    import_timeline(services, "ann", read.profile, read.kept)
    assert_same_as_whole(services, store, limit)
    assert_same_as_whole(services, store, limit, types=frozenset({"episode", "symptom"}))
    assert_same_as_whole(services, store, limit, start=MONDAY - timedelta(days=9000), end=MONDAY - timedelta(days=90))


STEPS = st.tuples(
    st.sampled_from(["log", "log with a key", "move", "edit", "delete", "take back", "wait"]),
    st.integers(0, 5),
    st.integers(0, 6),
)


@QUICK
@given(st.lists(STEPS, min_size=1, max_size=14))
def test_the_pages_of_any_log_that_was_lived(steps: list[tuple[str, int, int]]) -> None:
    services, store = ann()
    for number, (step, place, minutes) in enumerate(steps):
        play(services, store, number, step, place, minutes)
    assert_same_as_whole(services, store, 2)


def play(services: Services, store: MemoryStore, number: int, step: str, place: int, minutes: int) -> None:
    at = services.clock() - minutes * MINUTE
    ids = list(store.partitions["ann"].kept)
    target = ids[place % len(ids)] if ids else ""
    if step.startswith("log"):
        values: dict[str, Any] = {"area": "calf", "at": at}
        values |= {"key": f"k{number}"} if "key" in step else {}
        record(services, "episode", values)
    elif step == "take back":
        record(services, "answer", {"question": "conflict", "targets": (target,), "continued": bool(place % 2)})
    elif step == "wait":
        services.clock.tick(minutes=place * 1000)  # type: ignore[attr-defined]
    elif target and step == "delete":
        if any(kept.entry.id == target for kept in list_entries(services, "ann", limit=200).kept):
            delete_entry(services, "ann", target)
    elif target and any(kept.entry.id == target for kept in list_entries(services, "ann", limit=200).kept):
        new: dict[str, Any] = {"at": at - place * 1000 * MINUTE} if step == "move" else {"note": "x"}
        told = {name: value if isinstance(value, str) else value.isoformat() for name, value in new.items()}
        edit_entry(services, "ann", target, lambda _: (new, told))


def record(services: Services, kind: str, values: dict[str, Any]) -> None:
    document = {name: value.isoformat() if name == "at" else value for name, value in values.items()}
    record_entries(services, "ann", [Draft(type=kind, values=values, document=document, fingerprint=repr(document))])


@pytest.mark.parametrize(
    ("first", "then", "is_marked"),
    [
        ({"area": "calf"}, {"area": "calf"}, False),
        ({"area": "calf", "key": "a"}, {"area": "calf", "key": "b"}, True),
        ({"area": "calf", "key": "a"}, {"area": "thumb", "key": "b"}, False),
    ],
    ids=["a twin that is not kept", "a twin with a key of its own", "another area"],
)
def test_only_a_log_that_needs_it_is_marked(first: dict[str, Any], then: dict[str, Any], is_marked: bool) -> None:
    services, store = ann()
    record(services, "episode", first)
    record(services, "episode", then)
    assert store.partitions["ann"].is_tangled == is_marked
