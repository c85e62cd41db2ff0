"""What `LogStore` promises, held against the fake and against DynamoDB."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.agenda import Agenda
from chalicelib.domain.carry import Carry
from chalicelib.domain.entries import Delete, Edit, Entry
from chalicelib.domain.errors import AlreadyRecorded, KeyTaken, Stale
from chalicelib.domain.standing import Standing
from chalicelib.ports import Services
from chalicelib.ports.log import Kept, Loaded
from chalicelib.ports.messages import ref_to
from tests.fakes.outside import MONDAY
from tests.fakes.samples import (
    NO_AGENDA,
    check_in,
    episode,
    join,
    kept,
    message,
    person,
    saved,
    symptom,
    visit,
)

DAY = timedelta(days=1)


@pytest.fixture
def ann(services: Services) -> Services:
    """The services, with a person `ann` and a person `bob`."""
    join(services, person("ann"))
    join(services, person("bob"))
    return services


def load(services: Services, who: str = "ann", **back: float) -> Loaded:
    loaded = services.log.load(who, MONDAY - timedelta(**back) if back else None)
    assert loaded is not None
    return loaded


def ids(loaded: Loaded) -> set[str]:
    return {kept.entry.id for kept in loaded.kept}


def test_nobody_is_none(services: Services) -> None:
    assert services.log.load("nobody", None) is None
    assert services.log.load_person("nobody") is None


@pytest.mark.parametrize("since", [None, MONDAY - timedelta(hours=1)], ids=["all", "a window"])
def test_a_glance_sees_what_a_load_does(ann: Services, since: datetime | None) -> None:
    ann.log.save(saved("ann", added=[kept(episode("e1")), kept(episode("e2", MONDAY - DAY))]))
    assert ann.log.load("ann", since, is_glance=True) == ann.log.load("ann", since)
    assert ann.log.load("nobody", None, is_glance=True) is None


def test_a_new_person_has_an_empty_log(ann: Services) -> None:
    loaded = load(ann)
    assert (loaded.person.id, loaded.version, loaded.kept) == ("ann", 0, ())
    assert (loaded.standing, loaded.carry) == (Standing(), Carry())
    assert loaded.person == ann.log.load_person("ann") == person("ann")
    assert loaded.agenda.day_end_at is not None


def test_an_entry_comes_back_as_it_was_given(ann: Services) -> None:
    given = kept(episode("e1", minutes=2.50, note="[1mé\n<b>"), fingerprint="f1")
    ann.log.save(saved("ann", added=[given], assessed_at=MONDAY))
    loaded = load(ann)
    (found,) = loaded.kept
    assert found.entry == given.entry
    assert dict(found.document) == dict(given.document)
    assert (found.fingerprint, loaded.version, loaded.standing.assessed_at) == ("f1", 1, MONDAY)


def test_one_person_never_sees_anothers(ann: Services) -> None:
    ann.log.save(saved("ann", added=[kept(episode("e1", key="k"))]))
    assert load(ann, "bob").kept == ()
    assert ann.log.find_key("bob", "k") is None


def test_a_window_holds_its_episodes_and_every_fact(ann: Services) -> None:
    old = MONDAY - 300 * DAY
    entries: list[Entry] = [
        episode("new"),
        episode("old", at=old),
        check_in("old-day", at=old),
        symptom("old-fact", "weakness", at=old),
        visit("old-visit", at=old),
    ]
    ann.log.save(saved("ann", added=[kept(entry) for entry in entries]))
    assert ids(load(ann, days=30)) == {"new", "old-fact", "old-visit"}
    assert ids(load(ann)) == {entry.id for entry in entries}


def test_a_window_begins_at_its_very_moment(ann: Services) -> None:
    moments = {"on": MONDAY - 2 * DAY, "before": MONDAY - 2 * DAY - timedelta(microseconds=1)}
    ann.log.save(saved("ann", added=[kept(episode(name, at=at)) for name, at in moments.items()]))
    assert ids(load(ann, days=2)) == {"on"}


def test_what_came_long_after_it_happened_is_in_every_window(ann: Services) -> None:
    late = episode("late", at=MONDAY - 90 * DAY, received_at=MONDAY)
    ann.log.save(saved("ann", added=[kept(late)]))
    assert ids(load(ann, days=30)) == {"late"}


def test_numbers_follow_the_order_of_writing(ann: Services) -> None:
    ann.log.save(saved("ann", added=[kept(episode("b")), kept(episode("a"))]))
    ann.log.save(saved("ann", 1, added=[kept(episode("c", at=MONDAY - DAY))]))
    assert [entry.id for entry in load(ann).log.entries] == ["b", "a", "c"]


def test_a_stale_version_writes_nothing(ann: Services) -> None:
    ann.log.save(saved("ann", added=[kept(episode("e1"))]))
    late = saved("ann", added=[kept(episode("e2"))], messages=[message("finding", "finding#x")])
    with pytest.raises(Stale):
        ann.log.save(late)
    assert ids(load(ann)) == {"e1"}


def test_an_id_that_is_there_is_not_written_over(ann: Services) -> None:
    ann.log.save(saved("ann", added=[kept(episode("e1"))]))
    with pytest.raises(Stale):
        ann.log.save(saved("ann", 1, added=[kept(episode("e1"))]))
    assert load(ann).version == 1


def test_a_key_is_kept_once(ann: Services) -> None:
    ann.log.save(saved("ann", added=[kept(episode("e1", key="k"), fingerprint="f")]))
    assert ann.log.find_key("ann", "k") == ("e1", "f")
    assert ann.log.find_key("ann", "other") is None
    with pytest.raises(KeyTaken):
        ann.log.save(saved("ann", 1, added=[kept(episode("e2", key="k"))]))
    unkeyed = replace(kept(episode("e3", key="k")), is_keyed=False)
    ann.log.save(saved("ann", 1, added=[unkeyed]))
    assert ann.log.find_key("ann", "k") == ("e1", "f")


def test_a_change_stays_beside_its_entry(ann: Services) -> None:
    first = kept(episode("e1"))
    ann.log.save(saved("ann", added=[first]))
    (before,) = load(ann).kept
    moved = Edit(id="c1", at=MONDAY, received_at=MONDAY, target="e1", set={"at": MONDAY - DAY, "minutes": 5.0})
    change = Kept(entry=moved, document=_change_document(moved, {"at": "2026-11-22T12:00:00Z", "minutes": 5.0}))
    after = replace(before, changes=(change,))
    ann.log.save(saved("ann", 1, changed=[(before, after)]))
    (found,) = load(ann).kept
    assert [(one.entry, dict(one.document)) for one in found.changes] == [(moved, dict(change.document))]
    assert found.happened_at == MONDAY - DAY
    assert found.changes[0].number > found.number > 0
    assert ids(load(ann, hours=1)) == set()


def test_a_deletion_is_kept_too(ann: Services) -> None:
    ann.log.save(saved("ann", added=[kept(episode("e1"))]))
    (before,) = load(ann).kept
    gone = Delete(id="c1", at=MONDAY, received_at=MONDAY, target="e1")
    after = replace(before, changes=(Kept(entry=gone, document=_change_document(gone, None)),))
    ann.log.save(saved("ann", 1, changed=[(before, after)]))
    assert [entry.type for entry in load(ann).log.entries] == ["episode", "delete"]


def _change_document(change: Edit | Delete, values: object) -> dict[str, object]:
    at = "2026-11-23T12:00:00Z"
    found: dict[str, object] = {"id": change.id, "type": change.type, "at": at, "received_at": at, "target": "e1"}
    return found if values is None else {**found, "set": values}


def test_what_stands_and_the_carry_are_replaced_whole(ann: Services) -> None:
    standing, carry = Standing(raised=3), Carry(cutoff=MONDAY - 35 * DAY)
    ann.log.save(saved("ann", standing=standing, carry=carry, assessed_at=MONDAY))
    ann.log.save(saved("ann", 1, assessed_at=MONDAY + DAY))
    loaded = load(ann)
    assert loaded.standing == replace(standing, assessed_at=MONDAY + DAY)
    assert loaded.carry == carry


def test_a_person_is_held_against_their_own_version(ann: Services) -> None:
    loaded = load(ann)
    weekly = replace(loaded.person, summary="monthly")
    ann.log.save(saved("ann", None, person=weekly, agenda=loaded.agenda))
    again = load(ann)
    assert (again.person.summary, again.person.version, again.version) == ("monthly", 1, 0)
    with pytest.raises(Stale):
        ann.log.save(saved("ann", None, person=weekly, agenda=NO_AGENDA))
    assert load(ann).agenda == loaded.agenda


def test_a_look_that_changed_nothing_is_kept_with_the_next(ann: Services) -> None:
    ann.log.save(saved("ann", added=[kept(episode("e1"))]))
    loaded, next_look = load(ann), Agenda(day_end_at=MONDAY + 2 * DAY)
    look = saved("ann", 1, person=loaded.person, agenda=next_look, assessed_at=MONDAY + DAY)
    ann.log.save(look)
    again = load(ann)
    assert (again.version, again.agenda, again.standing.assessed_at) == (2, next_look, MONDAY + DAY)
    with pytest.raises(Stale):
        ann.log.save(look)
    with pytest.raises(Stale):
        ann.log.save(replace(look, version=2, agenda=NO_AGENDA))
    assert load(ann).agenda == next_look


def test_a_look_at_a_log_that_grew_meanwhile_leaves_the_person(ann: Services) -> None:
    ann.log.save(saved("ann", added=[kept(episode("e1"))]))
    loaded = load(ann)
    ann.log.save(saved("ann", 1, added=[kept(episode("e2"))]))
    with pytest.raises(Stale):
        ann.log.save(saved("ann", 1, person=loaded.person, agenda=Agenda(day_end_at=MONDAY), assessed_at=MONDAY + DAY))
    again = load(ann)
    assert (again.person, again.agenda, again.standing.assessed_at) == (loaded.person, loaded.agenda, None)


def test_a_look_brings_nobody_back_who_was_erased(services: Services) -> None:
    join(services, person("ann"))
    services.log.save(saved("ann", added=[kept(episode("e1"))]))
    loaded = load(services)
    services.log.erase(loaded.person)
    with pytest.raises(Stale):
        services.log.save(saved("ann", 1, person=loaded.person, agenda=NO_AGENDA, assessed_at=MONDAY))
    assert (services.log.load("ann", None), services.log.load_erased("ann")) == (None, None)


def test_a_message_is_recorded_once_with_all_or_nothing(ann: Services) -> None:
    first = message("finding", "finding#a")
    ann.log.save(saved("ann", messages=[first]))
    with pytest.raises(AlreadyRecorded) as caught:
        ann.log.save(saved("ann", 1, added=[kept(episode("e1"))], messages=[message("weekly", "weekly#b"), first]))
    assert caught.value.occasion == "finding#a"
    assert ids(load(ann)) == set()
    ann.log.save(saved("ann", 1, messages=[message("weekly", "weekly#b")]))
    ann.log.save(saved("bob", messages=[first]))


def test_a_long_list_is_saved_whole(ann: Services) -> None:
    many = [kept(episode(f"e{number:03}", key=f"k{number}")) for number in range(100)]
    ann.log.save(saved("ann", added=many, assessed_at=MONDAY))
    assert [entry.id for entry in load(ann).log.entries] == [one.entry.id for one in many]


def test_an_erased_person_leaves_nothing(ann: Services) -> None:
    ann.log.save(saved("ann", added=[kept(episode("e1", key="k"))], messages=[message("finding", "f")]))
    (access,) = ann.access.list_access("ann")
    ann.log.erase(load(ann).person)
    assert ann.log.load("ann", None) is None
    assert ann.log.find_key("ann", "k") is None
    assert ann.access.find_access(access.digest) is None
    assert ann.access.find_address("ann@example.org") is None
    assert ann.access.list_access("ann") == []
    assert load(ann, "bob").person.id == "bob"
    with pytest.raises(Stale):
        ann.log.save(saved("ann", None, person=person("ann"), agenda=NO_AGENDA))
    with pytest.raises(Stale):
        ann.log.save(saved("ann", added=[kept(episode("e2"))]))
    ann.log.erase(person("ann"))
    assert ann.log.load_erased("ann") is None


def test_many_messages_are_recorded_whole(ann: Services) -> None:
    reminders = [message("reminder", f"reminder#{number}", MONDAY + number * DAY) for number in range(200)]
    told = message("finding", "finding#a", MONDAY)
    ann.log.save(saved("ann", messages=[*reminders, told]))
    names = [ref_to("ann", one.occasion).id for one in (*reminders, told)]
    until = MONDAY + 300 * DAY
    found = [ref.id for shard in range(8) for ref in ann.messages.due(shard, until).messages if ref.owner == "ann"]
    assert sorted(found) == sorted(names)


def newest(ann: Services, **asked: Any) -> list[str]:
    where = {"low": None, "high": None, "after": None, "is_daily": True, **asked}
    return [kept.entry.id for kept in ann.log.newest("ann", **where)]


def test_the_newest_come_first_from_wherever_they_lie(ann: Services) -> None:
    hours = {f"e{hour:03}": MONDAY - hour * DAY / 24 for hour in range(120)}
    late = kept(episode("late", MONDAY - 60 * DAY, received_at=MONDAY))
    facts = [kept(symptom(f"s{hour}", "fever", MONDAY - hour * DAY / 24)) for hour in (0, 3)]
    twitches = [kept(episode(name, at)) for name, at in hours.items()]
    ann.log.save(saved("ann", added=[*twitches, late, *facts], assessed_at=MONDAY))
    assert newest(ann)[:6] == ["s0", "e000", "e001", "e002", "s3", "e003"]
    assert newest(ann)[-1] == "late"
    assert len(newest(ann)) == 123
    assert newest(ann, is_daily=False)[0] == "s0"
    assert newest(ann, low=hours["e004"], high=hours["e001"]) == ["e002", "s3", "e003", "e004"]
    assert newest(ann, after=(hours["e003"], "e003"), low=hours["e005"]) == ["e004", "e005"]
    assert newest(ann, after=(hours["e003"], "s3"), low=hours["e003"]) == ["e003"]
    assert newest(ann, low=MONDAY, high=MONDAY) == []


def test_a_log_is_marked_once_and_stays_so(ann: Services) -> None:
    assert not ann.log.is_tangled("ann")
    ann.log.save(saved("ann", added=[kept(episode("e1"))], is_tangled=True))
    ann.log.save(saved("ann", 1, added=[kept(episode("e2"))]))
    assert ann.log.is_tangled("ann")
    assert not ann.log.is_tangled("bob")
