"""SES refuses every mail for a while: no warning is lost, reminders expire, and the log says so and names nobody."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from tests.fakes.steady import ADDRESS, Steady, steady_running

SEIZURE = {"type": "symptom", "name": "seizure"}
UNVERIFIED = f"Email address is not verified. The following identities failed the check: {ADDRESS}"
REFUSALS = {
    "the sender's identity lapsed": ("MessageRejected", UNVERIFIED),
    "its MAIL FROM domain lapsed": ("MailFromDomainNotVerifiedException", ""),
    "the configuration set is gone": ("NotFoundException", ""),
    "the account is suspended": ("AccountSuspendedException", ""),
    "sending is paused": ("SendingPausedException", ""),
    "the day's quota is used up": ("ThrottlingException", "Daily message quota exceeded."),
}
"""What is wrong with the account, and how SES says so."""


@contextmanager
def refusing(steady: Steady, code: str, words: str) -> Iterator[None]:
    """SES answers each mail with this."""

    def refuse(**_: Any) -> Any:
        return SimpleNamespace(status_code=400, headers={}), {"Error": {"Code": code, "Message": words}}

    events = steady.aws.clients.ses.meta.events
    events.register("before-call.sesv2.SendEmail", refuse, unique_id="refuse")
    try:
        yield
    finally:
        events.unregister("before-call.sesv2.SendEmail", refuse, unique_id="refuse")


@pytest.mark.parametrize(("code", "words"), REFUSALS.values(), ids=REFUSALS)
def test_a_warning_waits_until_the_account_is_mended(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], code: str, words: str
) -> None:
    with steady_running(metrics="steady-test") as steady:
        token = steady.join()
        with refusing(steady, code, words):
            steady.json("POST", "/v1/entries", SEIZURE, status=201, token=token)
            steady.drain()
            steady.clock.tick(hours=20)
            steady.sweep()
        assert steady.mails("emergency") == []
        told = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert {str(record.msg) for record in told} == {"no mail can be sent until the account is mended"}
        assert '"MailsRefused": 5' in capsys.readouterr().out
        assert ADDRESS not in caplog.text
        steady.clock.tick(hours=5)
        steady.sweep()
        assert len(steady.mails("emergency")) == 1
        assert steady.mails("reminder") == []
