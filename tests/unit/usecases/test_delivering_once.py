"""Delivering one recorded message: ours once, looked at again, sent once, marked."""

from datetime import timedelta
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from chalicelib.adapters.dynamo.writes import GRACE
from chalicelib.domain.errors import SendFailed
from chalicelib.domain.message import Kind
from chalicelib.ports import Services
from chalicelib.ports.messages import ref_to
from chalicelib.usecases.change_person import erase_person, set_stream
from chalicelib.usecases.deliver_message import LEASED_FOR, deliver_message
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import Clock, RecordingMailer, services_on
from tests.fakes.samples import join, message, person, saved

NOTHING_KNOWN = SendFailed("no answer came", permanent=False, may_have_left=True)
KINDS = [kind for kind in get_args(Kind) if kind != "confirm"]
SAFE_TO_DOUBLE = {"finding", "emergency", "correction", "sign_in", "notice"}


class Post:
    """Ann, one message to her, and the way out."""

    def __init__(self, kind: Kind = "finding", **more: Any) -> None:
        self.clock, self.store = Clock(), MemoryStore()
        self.services: Services = services_on(self.store, self.clock)
        self.ref = ref_to("ann", f"{kind}#1", kind in ("finding", "emergency", "correction"))
        join(self.services, person("ann"))
        self.services.log.save(saved("ann", messages=[message(kind, f"{kind}#1", **more)]))

    @property
    def mailer(self) -> RecordingMailer:
        assert isinstance(self.services.mailer, RecordingMailer)
        return self.services.mailer

    def deliver(self) -> str | None:
        return deliver_message(self.services, self.ref)

    @property
    def status(self) -> str:
        return self.store.waiting["ann", self.ref.id].status

    def is_due(self) -> bool:
        found = [ref for shard in range(8) for ref in self.store.due(shard, self.clock()).messages]
        return self.ref in found


def test_a_message_is_sent_once_to_its_person() -> None:
    post = Post()
    assert (post.deliver(), post.deliver()) == ("sent", None)
    assert [(mail.to, mail.kind) for mail in post.mailer.mails] == [("ann@example.org", "finding")]


def test_a_second_worker_at_the_same_moment_gets_nothing() -> None:
    post = Post()
    second: list[str | None] = []
    post.mailer.before = lambda: second.append(post.deliver()) if not second else None
    assert post.deliver() == "sent"
    assert second == [None]
    assert len(post.mailer.mails) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_after_a_worker_that_died_the_kind_decides(kind: Kind) -> None:
    post = Post(kind)
    now = post.clock()
    assert post.store.lease(post.ref, now, now + LEASED_FOR)
    post.clock.now = now + LEASED_FOR
    expected = "sent" if kind in SAFE_TO_DOUBLE else "unknown"
    assert (post.deliver(), len(post.mailer.mails)) == (expected, int(expected == "sent"))
    assert not post.is_due()


@pytest.mark.parametrize("kind", ["finding", "reminder"])
def test_without_an_answer_nobody_sends_again_before_the_lease_ran_out(kind: Kind) -> None:
    post = Post(kind)
    post.mailer.failures = [NOTHING_KNOWN]
    with pytest.raises(SendFailed):
        post.deliver()
    assert (post.deliver(), post.is_due()) == (None, False)
    post.clock.now += GRACE
    assert post.is_due()
    assert post.deliver() == ("sent" if kind == "finding" else "unknown")


@pytest.mark.parametrize("kind", ["finding", "reminder"])
def test_a_refusal_that_passes_is_tried_again(kind: Kind) -> None:
    post = Post(kind)
    post.mailer.failures = [SendFailed("throttled", permanent=False)]
    with pytest.raises(SendFailed):
        post.deliver()
    assert (post.status, post.is_due()) == ("pending", True)
    assert post.deliver() == "sent"


def test_a_refusal_for_good_ends_it() -> None:
    post = Post()
    post.mailer.failures = [SendFailed("rejected", permanent=True)]
    assert (post.deliver(), post.deliver()) == ("failed", None)
    post.clock.tick(days=30)
    assert not post.is_due()


def test_what_expired_is_recorded_so_and_not_sent() -> None:
    post = Post("reminder", expires_at=Clock()() + timedelta(hours=4))
    post.clock.tick(hours=4)
    assert (post.deliver(), post.mailer.mails) == ("expired", [])


@pytest.mark.parametrize(
    ("kind", "stream", "outcome"),
    [
        ("finding", "safety", "dropped"),
        ("finding", "habits", "sent"),
        ("emergency", "weekly", "sent"),
        ("reminder", "habits", "dropped"),
        ("reminder", "safety", "sent"),
        ("weekly", "weekly", "dropped"),
        ("notice", "safety", "sent"),
    ],
)
def test_a_stream_stopped_meanwhile_stops_its_own_mails_only(kind: Kind, stream: str, outcome: str) -> None:
    post = Post(kind)
    set_stream(post.services, "ann", stream, on=False)  # type: ignore[arg-type]
    assert post.deliver() == outcome


def test_nothing_leaves_for_somebody_who_was_erased() -> None:
    post = Post()
    erase_person(post.services, "ann")
    assert (post.deliver(), post.mailer.mails, post.store.waiting) == (None, [], {})


def test_an_erasure_during_the_sending_leaves_nothing_behind() -> None:
    post = Post()
    post.mailer.before = lambda: erase_person(post.services, "ann")
    assert post.deliver() == "sent"
    assert (post.store.waiting, post.store.partitions) == ({}, {})


def test_an_address_changed_meanwhile_gets_the_mail() -> None:
    post = Post()
    part = post.store.partitions["ann"]
    part.person = replace(part.person, address="new@example.org")
    post.deliver()
    assert post.mailer.mails[0].to == "new@example.org"
