"""What SES refuses is told. What is wrong with a mail ends it; what is wrong with the account lets it wait."""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any, Final

import pytest
from msgspec.structs import replace

from chalicelib.domain.errors import SendFailed
from chalicelib.domain.message import Kind
from chalicelib.ports import Services
from chalicelib.ports.messages import MessageRef, ref_to
from chalicelib.usecases.deliver_message import ALARM_AT, deliver_message
from tests.fakes.samples import message, saved

KINDS: tuple[Kind, ...] = ("finding", "emergency", "correction", "reminder", "weekly", "notice", "sign_in")
REFUSED: Final = SendFailed("SES answered MessageRejected", permanent=True)
LAPSED: Final = SendFailed("SES answered NotFound", permanent=False, of_account=True)
TOLD: Final = "no mail can be sent until the account is mended"


class Counting:
    """A `Meter` that keeps what was counted."""

    def __init__(self) -> None:
        self.refused: list[int] = []

    def count(self, **counts: int) -> None:
        assert counts.keys() == {"MailsRefused"}
        self.refused.append(counts["MailsRefused"])


class Closed:
    """The pace of an account that may not send."""

    def take(self, *, is_safety: bool, is_time_up: Callable[[], bool]) -> bool:
        if not is_safety:
            raise SendFailed("the account may not send", permanent=False, of_account=True)
        return True

    def back_off(self, turn: int) -> None:
        pytest.fail("what no wait can mend was waited for")


@pytest.fixture
def meter() -> Counting:
    return Counting()


@pytest.fixture
def counted(services: Services, meter: Counting) -> Services:
    return replace(services, meter=meter)


def record(services: Services, kind: Kind, **more: Any) -> MessageRef:
    made = replace(message(kind, f"{kind}#1"), **more)
    services.log.save(saved("ann", None, messages=[made]))
    return ref_to("ann", made.occasion, made.is_safety)


def refuse(services: Services, *failures: SendFailed) -> None:
    mailer: Any = services.mailer
    mailer.failures += failures


def status(services: Services, ref: MessageRef) -> str:
    store: Any = services.messages
    return str(store.waiting[ref.owner, ref.id].status)


def errors(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str, str]]:
    """Each error line: its message and its two fields."""
    lines = [vars(record) for record in caplog.records if record.levelno >= logging.ERROR]
    return [(str(line["msg"]), line["person"], line["error"]) for line in lines]


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_that_is_refused_for_good_ends_and_is_told(
    counted: Services, meter: Counting, caplog: pytest.LogCaptureFixture, kind: Kind
) -> None:
    ref = record(counted, kind)
    refuse(counted, REFUSED)
    assert (deliver_message(counted, ref), status(counted, ref)) == ("failed", "failed")
    assert errors(caplog) == [("a mail was refused for good", "ann", "SES answered MessageRejected")]
    assert meter.refused == [ALARM_AT if ref.is_safety else 1]


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_account_does_not_send_waits_and_rings(
    counted: Services, meter: Counting, caplog: pytest.LogCaptureFixture, kind: Kind
) -> None:
    ref = record(counted, kind)
    refuse(counted, LAPSED)
    # the queue counts a warning's tries, so that it ends among the dead letters; all else waits for the sweep
    with pytest.raises(SendFailed) if ref.is_safety else nullcontext():
        assert deliver_message(counted, ref) is None
    assert status(counted, ref) == "pending"
    assert errors(caplog) == [(TOLD, "ann", "SES answered NotFound")]
    assert meter.refused == [ALARM_AT]
    assert deliver_message(counted, ref) == "sent"


def test_a_reminder_expires_while_the_account_does_not_send(counted: Services) -> None:
    ref = record(counted, "reminder", expires_at=counted.clock() + timedelta(hours=4))
    refuse(counted, LAPSED)
    assert deliver_message(counted, ref) is None
    clock: Any = counted.clock
    clock.tick(hours=4)
    assert deliver_message(counted, ref) == "expired"


@pytest.mark.parametrize("kind", KINDS)
def test_an_account_without_a_quota_is_told_before_anything_is_sent(
    counted: Services, meter: Counting, caplog: pytest.LogCaptureFixture, kind: Kind
) -> None:
    ref = record(counted, kind)
    outcome = deliver_message(replace(counted, pace=Closed()), ref)
    if ref.is_safety:
        assert (outcome, errors(caplog), meter.refused) == ("sent", [], [])
    else:
        assert (outcome, status(counted, ref)) == (None, "pending")
        assert errors(caplog) == [(TOLD, "ann", "the account may not send")]
        assert meter.refused == [ALARM_AT]


def test_a_rate_that_is_used_up_is_no_refusal(counted: Services, meter: Counting) -> None:
    ref = record(counted, "reminder")
    refuse(counted, *[SendFailed("SES answered Throttling", permanent=False, too_much=True)] * 4)
    assert (deliver_message(counted, ref), meter.refused) == (None, [])
