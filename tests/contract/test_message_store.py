"""What `MessageStore` promises, held against the fake and against DynamoDB."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.agenda import Agenda
from chalicelib.ports import Services
from chalicelib.ports.messages import MessageRef, Outcome, ref_to
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


def test_a_lease_that_ran_out_says_so(ann: Services) -> None:
    ann.messages.lease(REF, MONDAY, MONDAY + 2 * MINUTE)
    assert due_messages(ann, MONDAY + 2 * MINUTE) == [REF]
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


def test_the_last_sweep_is_remembered(services: Services) -> None:
    assert services.messages.last_sweep() is None
    services.messages.note_sweep(MONDAY)
    services.messages.note_sweep(MONDAY + MINUTE)
    assert services.messages.last_sweep() == MONDAY + MINUTE
