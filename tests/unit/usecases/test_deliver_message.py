"""Lease, look again, send once, mark: what each kind gets when something goes wrong on the way."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.errors import SendFailed
from chalicelib.domain.message import Kind
from chalicelib.ports import Services
from chalicelib.ports.messages import MessageRef, ref_to
from chalicelib.usecases.change_person import erase_person, set_stream
from chalicelib.usecases.deliver_message import LEASED_FOR, SENT_AGAIN, TURNS, deliver_message
from tests.fakes.samples import message, saved

KINDS: tuple[Kind, ...] = ("reminder", "finding", "emergency", "correction", "weekly", "notice")


def record(services: Services, kind: Kind, **more: Any) -> MessageRef:
    made = replace(message(kind, f"{kind}#1"), **more)
    services.log.save(saved("ann", None, messages=[made]))
    return ref_to("ann", made.occasion, made.is_safety)


def sent(services: Services) -> list[str]:
    mailer: Any = services.mailer
    return [mail.kind for mail in mailer.mails]


def fail(services: Services, **how: bool) -> None:
    mailer: Any = services.mailer
    mailer.failures.append(SendFailed("no", **{"permanent": False, **how}))


def wait(services: Services, by: timedelta) -> None:
    clock: Any = services.clock
    clock.now += by


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_sent_once_however_often_it_is_queued(services: Services, kind: Kind) -> None:
    ref = record(services, kind)
    assert [deliver_message(services, ref) for _ in range(3)] == ["sent", None, None]
    assert sent(services) == [kind]


def test_what_was_never_recorded_is_not_sent(services: Services) -> None:
    assert deliver_message(services, ref_to("ann", "none")) is None
    assert deliver_message(services, ref_to("nobody", "none")) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_that_may_pass_gives_it_back(services: Services, kind: Kind) -> None:
    ref = record(services, kind)
    fail(services)
    with pytest.raises(SendFailed):
        deliver_message(services, ref)
    assert deliver_message(services, ref) == "sent"
    assert sent(services) == [kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_for_good_ends_it(services: Services, kind: Kind) -> None:
    ref = record(services, kind)
    fail(services, permanent=True)
    assert deliver_message(services, ref) == "failed"
    wait(services, timedelta(days=1))
    assert deliver_message(services, ref) is None
    assert sent(services) == []


@pytest.mark.parametrize("kind", KINDS)
def test_without_an_answer_the_kind_decides(services: Services, kind: Kind) -> None:
    ref = record(services, kind)
    fail(services, may_have_left=True)
    with pytest.raises(SendFailed):
        deliver_message(services, ref)
    assert deliver_message(services, ref) is None
    wait(services, LEASED_FOR)
    assert deliver_message(services, ref) == ("sent" if kind in SENT_AGAIN else "unknown")


def test_a_late_reminder_is_recorded_as_expired(services: Services) -> None:
    ref = record(services, "reminder", expires_at=services.clock() + timedelta(hours=4))
    wait(services, timedelta(hours=4))
    assert deliver_message(services, ref) == "expired"
    assert sent(services) == []


def test_a_stream_that_was_stopped_meanwhile_drops_it(services: Services) -> None:
    refs = [record(services, kind) for kind in ("reminder", "finding", "weekly", "notice")]
    set_stream(services, "ann", "habits", on=False)
    set_stream(services, "ann", "weekly", on=False)
    assert [deliver_message(services, ref) for ref in refs] == ["dropped", "sent", "dropped", "sent"]


def test_somebody_erased_meanwhile_gets_nothing(services: Services) -> None:
    ref = record(services, "emergency")
    mailer: Any = services.mailer
    mailer.before = lambda: pytest.fail("a mail to somebody who is gone")
    erase_person(services, "ann")
    assert deliver_message(services, ref) is None


def test_erased_while_it_is_being_sent_leaves_nothing_behind(services: Services) -> None:
    ref = record(services, "finding")
    mailer: Any = services.mailer
    mailer.before = lambda: erase_person(services, "ann")
    deliver_message(services, ref)
    store: Any = services.messages
    assert (store.waiting, store.partitions, store.tokens) == ({}, {}, {})


TOO_MUCH = {"permanent": False, "too_much": True}


def fail_often(services: Services, times: int) -> None:
    for _ in range(times):
        fail(services, **TOO_MUCH)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_too_much_is_tried_again_at_once_after_a_wait(services: Services, kind: Kind) -> None:
    ref = record(services, kind)
    fail_often(services, TURNS - 1)
    assert deliver_message(services, ref) == "sent"
    assert sent(services) == [kind]


@pytest.mark.parametrize("kind", KINDS)
def test_what_stays_too_much_stays_pending(services: Services, kind: Kind) -> None:
    ref = record(services, kind)
    fail_often(services, TURNS)
    # the queue counts the tries of a safety mail, so that somebody is told; a busy hour makes no dead letters
    with pytest.raises(SendFailed) if ref.is_safety else nullcontext():
        assert deliver_message(services, ref) is None
    store: Any = services.messages
    assert store.waiting[ref.owner, ref.id].status == "pending"
    assert deliver_message(services, ref) == "sent"


def test_with_little_time_left_nothing_is_tried_twice(services: Services) -> None:
    ref = record(services, "reminder")
    fail(services, **TOO_MUCH)
    assert deliver_message(services, ref, lambda: True) is None
    assert sent(services) == []


class Full:
    """A pace that has a place for safety only."""

    def take(self, *, is_safety: bool, is_time_up: Callable[[], bool]) -> bool:
        return is_safety

    def back_off(self, turn: int) -> None:
        pytest.fail("nothing was sent")


def test_without_a_place_a_mail_waits_as_it_is_and_safety_goes(services: Services) -> None:
    full = replace(services, pace=Full())
    reminder, finding = record(services, "reminder"), record(services, "finding")
    store: Any = services.messages
    before = repr(store.waiting[reminder.owner, reminder.id])
    assert [deliver_message(full, ref) for ref in (reminder, finding)] == [None, "sent"]
    assert repr(store.waiting[reminder.owner, reminder.id]) == before
    assert deliver_message(services, reminder) == "sent"
