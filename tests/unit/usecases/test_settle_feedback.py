"""What SES tells settles a message once, and stops mail to an address that refused it once."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.adapters.feedback import read_feedback
from chalicelib.domain.message import Kind
from chalicelib.domain.person import Person
from chalicelib.ports import Services
from chalicelib.ports.messages import MessageRef, ref_to
from chalicelib.usecases.change_person import erase_person, read_person
from chalicelib.usecases.deliver_message import LEASED_FOR, deliver_message
from chalicelib.usecases.settle_feedback import settle_feedback
from tests.fakes.samples import message, saved
from tests.fakes.ses_events import ses_event


def record(services: Services, kind: Kind = "reminder", name: str = "1") -> MessageRef:
    made = message(kind, f"{kind}#{name}")
    services.log.save(saved("ann", None, messages=[made]))
    return ref_to("ann", made.occasion, made.is_safety)


def tell(services: Services, kind: str, ref: MessageRef, *more: Any, **details: Any) -> bool:
    told = read_feedback(ses_event(kind, ref, *more, **details))
    assert told is not None
    return settle_feedback(services, told)


def status(services: Services, ref: MessageRef) -> str:
    store: Any = services.messages
    return str(store.waiting[ref.owner, ref.id].status)


def lease(services: Services, ref: MessageRef) -> None:
    now = services.clock()
    assert services.messages.lease(ref, now, now + LEASED_FOR)


def mails(services: Services) -> int:
    mailer: Any = services.mailer
    return len(mailer.mails)


def stopped(services: Services) -> str | None:
    found = read_person(services, "ann").mail_stopped
    return found.reason if found else None


@pytest.mark.parametrize("kind", ["reminder", "finding"])
@pytest.mark.parametrize("event", ["Send", "Delivery"])
def test_a_worker_that_died_after_it_sent_is_settled_by_the_event(services: Services, kind: Kind, event: str) -> None:
    ref = record(services, kind)
    lease(services, ref)
    assert tell(services, event, ref)
    clock: Any = services.clock
    clock.now += LEASED_FOR
    assert deliver_message(services, ref) is None
    assert (status(services, ref), mails(services)) == ("sent", 0)


def test_an_event_that_comes_too_late_still_says_how_it_ended(services: Services) -> None:
    ref = record(services)
    lease(services, ref)
    clock: Any = services.clock
    clock.now += LEASED_FOR
    assert deliver_message(services, ref) == "unknown"
    assert tell(services, "Send", ref)
    assert status(services, ref) == "sent"


def test_a_mail_that_ses_took_and_then_refused_has_failed(services: Services) -> None:
    ref = record(services, "finding")
    assert deliver_message(services, ref) == "sent"
    assert tell(services, "Reject", ref)
    assert status(services, ref) == "failed"
    assert not tell(services, "Send", ref)
    assert status(services, ref) == "failed"


@pytest.mark.parametrize("order", list(permutations(("Send", "Bounce", "Complaint", "Send"))))
def test_events_come_twice_and_in_any_order(services: Services, order: tuple[str, ...]) -> None:
    ref = record(services)
    deliver_message(services, ref)
    for event in order:
        tell(services, event, ref)
    first = read_person(services, "ann")
    for event in order:
        tell(services, event, ref)
    assert read_person(services, "ann") == first
    assert first.mail_stopped is not None
    assert first.mail_stopped.reason == next(event for event in order if event != "Send").lower()
    assert status(services, ref) == "sent"


@pytest.mark.parametrize(("kind", "reason"), [("Bounce", "bounce"), ("Complaint", "complaint")])
def test_an_address_that_refused_gets_nothing_more_but_a_link_that_it_asks_for(
    services: Services, kind: str, reason: str
) -> None:
    ref = record(services)
    deliver_message(services, ref)
    assert tell(services, kind, ref)
    assert stopped(services) == reason
    later: list[Kind] = ["emergency", "finding", "weekly", "reminder", "notice", "sign_in"]
    outcomes = {one: deliver_message(services, record(services, one, "2")) for one in later}
    assert outcomes == {**dict.fromkeys(later, "dropped"), "sign_in": "sent"}


def test_a_bounce_that_may_pass_stops_nothing(services: Services) -> None:
    ref = record(services)
    assert tell(services, "Bounce", ref, bounce={"bounceType": "Transient"})
    assert stopped(services) is None


def test_a_bounce_of_an_address_that_was_left_behind_stops_nothing(services: Services) -> None:
    ref = record(services)
    assert tell(services, "Bounce", ref, "old@example.org")
    assert stopped(services) is None


def test_a_new_address_takes_mail_again(services: Services) -> None:
    ref = record(services)
    tell(services, "Bounce", ref)
    moved: Person = replace(read_person(services, "ann"), address="new@example.org")
    assert moved.takes_mail


def test_a_forged_name_changes_nothing(services: Services) -> None:
    store: Any = services.messages
    record(services)
    before = repr(store.waiting)
    for forged in (
        ref_to("ann", "finding#none"),
        ref_to("bob", "reminder#1"),
        MessageRef("", ""),
        MessageRef("x#", "~"),
    ):
        assert not tell(services, "Bounce", forged)
    assert (repr(store.waiting), stopped(services)) == (before, None)


def test_an_event_about_somebody_who_was_erased_brings_nothing_back(services: Services) -> None:
    ref = record(services)
    deliver_message(services, ref)
    erase_person(services, "ann")
    assert not tell(services, "Complaint", ref)
    store: Any = services.messages
    assert (store.waiting, store.partitions) == ({}, {})


def test_a_lease_lasts_longer_than_an_event_usually_takes_and_than_a_worker_may() -> None:
    assert timedelta(seconds=60) < LEASED_FOR <= timedelta(minutes=2)
