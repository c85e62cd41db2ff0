"""What `MessageStore` promises, held against the fake and against DynamoDB."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from chalicelib.domain.agenda import Agenda
from chalicelib.ports import Services
from chalicelib.ports.messages import QUARANTINE, SHARDS, Faulty, MessageRef, Outcome, ref_to
from tests.fakes.outside import MONDAY
from tests.fakes.samples import NO_AGENDA, join, message, person, saved

MINUTE = timedelta(minutes=1)
REF = ref_to("ann", "finding#a", True)


@pytest.fixture
def ann(services: Services) -> Services:
    """The services, with a person `ann` for whom nothing is due, and one message that may leave at once."""
    join(services, person("ann"))
    services.log.save(saved("ann", None, person=person("ann"), agenda=NO_AGENDA))
    services.log.save(saved("ann", messages=[message("finding", "finding#a")]))
    return services


def due_messages(services: Services, at: datetime) -> list[MessageRef]:
    return [ref for shard in range(8) for ref in services.messages.due(shard, at).messages if ref.owner == "ann"]


def due_people(services: Services, at: datetime) -> list[str]:
    return [due.person.id for shard in range(8) for due in services.messages.due(shard, at).people]


def test_a_message_just_recorded_comes_due_only_when_its_queue_must_have_lost_it(ann: Services) -> None:
    assert due_messages(ann, MONDAY + 4 * MINUTE) == []
    assert due_messages(ann, MONDAY + 5 * MINUTE) == [REF]


def test_the_grace_of_a_message_that_is_caught_up_counts_from_its_writing(ann: Services) -> None:
    late = MONDAY + timedelta(hours=3)
    ann.log.save(replace(saved("ann", 1, messages=[message("weekly", "weekly#a")]), at=late))
    assert ref_to("ann", "weekly#a") not in due_messages(ann, late + 4 * MINUTE)
    assert ref_to("ann", "weekly#a") in due_messages(ann, late + 5 * MINUTE)


def test_a_message_that_leaves_later_comes_due_then(ann: Services) -> None:
    at = MONDAY + timedelta(hours=20)
    later = message("weekly", "weekly#a", leaves_at=at)
    ann.log.save(saved("ann", 1, messages=[later]))
    assert ref_to("ann", "weekly#a") not in due_messages(ann, at - MINUTE)
    assert ref_to("ann", "weekly#a") in due_messages(ann, at)


def test_a_person_comes_due_at_the_earliest_of_their_moments(ann: Services) -> None:
    seen = ann.log.load_person("ann")
    assert seen is not None
    agenda = Agenda(day_end_at=MONDAY + 9 * MINUTE, remind_at=MONDAY + 2 * MINUTE)
    ann.log.save(saved("ann", None, person=seen, agenda=agenda))
    assert due_people(ann, MONDAY + MINUTE) == []
    assert due_people(ann, MONDAY + 2 * MINUTE) == ["ann"]
    found = [due for shard in range(8) for due in ann.messages.due(shard, MONDAY + 2 * MINUTE).people]
    assert (found[0].agenda, found[0].person) == (agenda, replace(seen, version=seen.version + 1))


def test_a_part_of_a_second_is_never_swept_too_early(ann: Services) -> None:
    at = MONDAY + timedelta(microseconds=1)
    ann.log.save(saved("ann", 1, messages=[message("weekly", "weekly#a", leaves_at=at)]))
    assert due_messages(ann, MONDAY) == []
    assert due_messages(ann, MONDAY + timedelta(seconds=1)) == [ref_to("ann", "weekly#a")]


def test_a_requeue_is_won_once(ann: Services) -> None:
    now = MONDAY + 5 * MINUTE
    assert ann.messages.requeue(REF, now + 5 * MINUTE, now)
    assert not ann.messages.requeue(REF, now + 5 * MINUTE, now)
    assert due_messages(ann, now) == []
    assert due_messages(ann, now + 5 * MINUTE) == [REF]
    assert not ann.messages.requeue(ref_to("ann", "none"), now, now)


def test_a_lease_is_held_by_one(ann: Services) -> None:
    leased = ann.messages.lease(REF, MONDAY, MONDAY + 2 * MINUTE)
    assert leased is not None
    assert (leased.was_leased, leased.message) == (False, message("finding", "finding#a"))
    assert ann.messages.lease(REF, MONDAY + MINUTE, MONDAY + 3 * MINUTE) is None
    assert due_messages(ann, MONDAY + MINUTE) == []


def test_a_leased_message_stays_due_when_it_was(ann: Services) -> None:
    ann.messages.lease(REF, MONDAY, MONDAY + 7 * MINUTE)
    assert due_messages(ann, MONDAY + 4 * MINUTE) == []
    assert due_messages(ann, MONDAY + 5 * MINUTE) == [REF]
    assert ann.messages.requeue(REF, MONDAY + 10 * MINUTE, MONDAY + 5 * MINUTE)
    assert ann.messages.lease(REF, MONDAY + 5 * MINUTE, MONDAY + 7 * MINUTE) is None
    assert due_messages(ann, MONDAY + 10 * MINUTE) == [REF]


def test_a_lease_that_ran_out_says_so(ann: Services) -> None:
    ann.messages.lease(REF, MONDAY, MONDAY + 2 * MINUTE)
    again = ann.messages.lease(REF, MONDAY + 2 * MINUTE, MONDAY + 4 * MINUTE)
    assert again is not None
    assert again.was_leased


def test_no_lease_on_what_is_not_there(ann: Services) -> None:
    assert ann.messages.lease(ref_to("ann", "none"), MONDAY, MONDAY + MINUTE) is None
    assert ann.messages.lease(ref_to("nobody", "finding#a"), MONDAY, MONDAY + MINUTE) is None


@pytest.mark.parametrize("outcome", ["sent", "expired", "dropped", "failed", "unknown"])
def test_what_ended_is_never_due_or_leased_again(ann: Services, outcome: Outcome) -> None:
    ann.messages.lease(REF, MONDAY, MONDAY + 2 * MINUTE)
    ann.messages.settle(REF, outcome, MONDAY)
    assert due_messages(ann, MONDAY + timedelta(days=9)) == []
    assert ann.messages.lease(REF, MONDAY + timedelta(days=9), MONDAY + timedelta(days=10)) is None


@pytest.mark.parametrize("outcome", ["sent", "expired", "dropped", "failed", "unknown"])
def test_what_ended_is_not_given_back(ann: Services, outcome: Outcome) -> None:
    ann.messages.lease(REF, MONDAY, MONDAY + 2 * MINUTE)
    assert ann.messages.settle(REF, outcome, MONDAY)
    assert not ann.messages.settle(REF, "pending", MONDAY)
    assert due_messages(ann, MONDAY + timedelta(days=9)) == []


def test_what_was_given_back_is_as_if_it_had_never_been_taken(ann: Services) -> None:
    ann.messages.lease(REF, MONDAY, MONDAY + 2 * MINUTE)
    ann.messages.settle(REF, "pending", MONDAY)
    assert due_messages(ann, MONDAY) == [REF]
    again = ann.messages.lease(REF, MONDAY, MONDAY + 2 * MINUTE)
    assert again is not None
    assert not again.was_leased


def test_settling_what_is_gone_brings_nothing_back(ann: Services) -> None:
    ann.messages.settle(ref_to("ann", "none"), "sent", MONDAY)
    ann.messages.settle(ref_to("ann", "none"), "pending", MONDAY)
    assert due_messages(ann, MONDAY + 5 * MINUTE) == [REF]


def test_what_ended_is_known(ann: Services) -> None:
    assert not ann.messages.is_settled(REF, "sent")
    ann.messages.lease(REF, MONDAY, MONDAY + 2 * MINUTE)
    assert not ann.messages.is_settled(REF, "sent")
    ann.messages.settle(REF, "sent", MONDAY)
    assert ann.messages.is_settled(REF, "sent")
    assert not ann.messages.is_settled(REF, "failed")
    assert not ann.messages.is_settled(ref_to("ann", "none"), "sent")


def test_everything_recorded_is_listed_with_how_it_stands(ann: Services) -> None:
    ann.log.save(saved("ann", 1, messages=[message("weekly", "weekly#a", MONDAY + MINUTE)]))
    ann.messages.lease(REF, MONDAY, MONDAY + 2 * MINUTE)
    ann.messages.settle(REF, "sent", MONDAY + MINUTE)
    told = [(one.message.occasion, one.status, one.settled_at) for one in ann.messages.list_messages("ann")]
    assert told == [("finding#a", "sent", MONDAY + MINUTE), ("weekly#a", "pending", None)]
    assert ann.messages.list_messages("nobody") == []


def test_the_last_sweep_is_remembered(services: Services) -> None:
    assert services.messages.last_sweep() is None
    services.messages.note_sweep(MONDAY)
    services.messages.note_sweep(MONDAY + MINUTE)
    assert services.messages.last_sweep() == MONDAY + MINUTE


def everything_due(services: Services, shard: int, at: datetime) -> tuple[list[str], int]:
    """The people due in a shard, page by page, and how many pages that took."""
    due, pages = services.messages.due(shard, at), 1
    people = [one.person.id for one in due.people]
    while due.next is not None:
        due, pages = services.messages.due(shard, at, due.next), pages + 1
        people += [one.person.id for one in due.people]
    return people, pages


def test_pages_bring_everybody_once(services: Services) -> None:
    names = {f"p{number:03}" for number in range(130)}
    for name in names:
        join(services, person(name))
    tomorrow = MONDAY + timedelta(days=1)
    found = [name for shard in range(SHARDS) for name in everything_due(services, shard, tomorrow)[0]]
    assert sorted(found) == sorted(names)


def test_whoever_is_put_off_is_tried_again_then(ann: Services) -> None:
    join(ann, person("bob"))
    at = MONDAY + timedelta(days=1)
    later = at + 15 * MINUTE
    for tries in range(1, 4):
        ann.messages.put_off(Faulty(owner="bob", fault="ValueError"), at, at, aside=False)
        found = [due for shard in range(SHARDS) for due in ann.messages.due(shard, at).people if due.person.id == "bob"]
        assert [due.tries for due in found] == [tries]
    assert ann.messages.quarantined() == []
    ann.messages.put_off(Faulty(owner="bob", fault="ValueError"), later, at, aside=True)
    assert "bob" not in due_people(ann, later)
    assert ann.messages.quarantined() == [Faulty(owner="bob", tries=4, fault="ValueError")]
    assert [due.person.id for due in ann.messages.due(QUARANTINE, later - MINUTE).people] == []
    assert [due.person.id for due in ann.messages.due(QUARANTINE, later).people] == ["bob"]


def test_whoever_was_mended_meanwhile_is_not_put_off(ann: Services) -> None:
    join(ann, person("bob"))
    ann.messages.put_off(Faulty(owner="bob"), MONDAY, MONDAY, aside=True)
    assert ann.messages.quarantined() == []


def test_a_write_of_the_person_ends_the_quarantine(ann: Services) -> None:
    join(ann, person("bob"))
    at = MONDAY + timedelta(days=1)
    ann.messages.put_off(Faulty(owner="bob"), at, at, aside=True)
    seen = ann.log.load_person("bob")
    assert seen is not None
    ann.log.save(saved("bob", None, person=seen, agenda=Agenda(remind_at=at + MINUTE)))
    assert ann.messages.quarantined() == []
    assert "bob" in due_people(ann, at + MINUTE)


def test_people_whom_nothing_would_reach_are_found(ann: Services) -> None:
    join(ann, person("bob"))
    join(ann, person("cem"))
    seen = ann.log.load_person("cem")
    assert seen is not None
    ann.log.save(saved("cem", None, person=seen, agenda=Agenda(day_end_at=MONDAY + timedelta(days=9))))
    before = MONDAY + timedelta(days=3)
    found = {name for part in range(4) for name in ann.messages.people_not_due(part, 4, before)}
    assert found == {"ann", "cem"}
