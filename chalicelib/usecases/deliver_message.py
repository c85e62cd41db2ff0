"""Deliver one recorded message: lease it, look again whether it is still wanted, send it once, mark it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.errors import SendFailed
from chalicelib.domain.message import STREAM_OF, Message
from chalicelib.domain.person import Person
from chalicelib.domain.reminder import is_put_off
from chalicelib.domain.switches import is_still_wanted
from chalicelib.ports import Services
from chalicelib.ports.messages import Mail, MessageRef, Outcome

LOG: Final = logging.getLogger("steady")
LEASED_FOR: Final = timedelta(minutes=2)
TURNS: Final = 4
SENT_AGAIN: Final = frozenset({"finding", "emergency", "correction", "confirm", "sign_in", "notice"})
"""Kinds that are sent again when nobody knows whether they left: a double is better than a loss."""
ALARM_AT: Final = 5
"""So many refusals of single mails within a quarter of an hour ring the alarm. One of the account's, or of a warning,
counts as many, so that it rings at once."""


def deliver_message(
    services: Services, ref: MessageRef, is_time_up: Callable[[], bool] = lambda: False
) -> Outcome | None:
    """Deliver it if it is ours to deliver; None where it is not. Raises SendFailed where it is worth another try.

    None, too, where the account has no place for it now: it stays as it is, and the sweep comes by again. What is
    refused, for good or for the account's sake, is told to the operator.
    """
    if not _has_place(services, ref, is_time_up):
        return None
    now = services.clock()
    leased = services.messages.lease(ref, now, now + LEASED_FOR)
    if leased is None:
        return None
    message = leased.message
    if leased.was_leased and message.kind not in SENT_AGAIN:
        return _settle(services, ref, "unknown", now)
    try:
        to, person = _addressee(services, ref, message)
    except Exception:
        # nothing has left yet, so the message goes back whole and the queue tries again
        _settle(services, ref, "pending", now)
        raise
    outcome = _outcome_without_sending(message, to, person, now)
    if outcome:
        return _settle(services, ref, outcome, now)
    return _send(services, ref, message, services.writer.write(ref, message, to or "", person), is_time_up)


def _has_place(services: Services, ref: MessageRef, is_time_up: Callable[[], bool]) -> bool:
    try:
        return services.pace.take(is_safety=ref.is_safety, is_time_up=is_time_up)
    except SendFailed as error:
        _tell(services, ref, error, ALARM_AT)
        return False


def _tell(services: Services, ref: MessageRef, error: SendFailed, weight: int) -> None:
    if error.of_account:
        LOG.error("no mail can be sent until the account is mended", extra={"person": ref.owner, "error": str(error)})
    else:
        LOG.error("a mail was refused for good", extra={"person": ref.owner, "error": str(error)})
    services.meter.count(MailsRefused=weight)


def _send(
    services: Services, ref: MessageRef, message: Message, mail: Mail, is_time_up: Callable[[], bool]
) -> Outcome | None:
    now = services.clock()
    try:
        _try(services, mail, is_time_up)
    except SendFailed as error:
        # without an answer the lease stays: when it runs out, the kind decides whether to send again
        if not error.may_have_left:
            _settle(services, ref, "failed" if error.permanent else "pending", now)
        if error.permanent or error.of_account:
            _tell(services, ref, error, ALARM_AT if error.of_account or message.is_safety else 1)
        if error.permanent:
            return "failed"
        if (error.too_much or error.of_account) and not message.is_safety:
            # no fault of the message: its tries are not counted, or a busy hour would end among the dead letters
            return None
        raise
    return _settle(services, ref, "sent", now)


def _try(services: Services, mail: Mail, is_time_up: Callable[[], bool]) -> None:
    """One attempt; another only where SES said that it took nothing because it was too much. Raises SendFailed."""
    for turn in range(TURNS):
        try:
            return services.mailer.send(mail)
        except SendFailed as error:
            if not error.too_much or turn == TURNS - 1 or is_time_up():
                raise
        services.pace.back_off(turn)


def _addressee(services: Services, ref: MessageRef, message: Message) -> tuple[str | None, Person | None]:
    if message.kind == "confirm":
        # what is opened by it is the link's, also where it stands under a person who moves
        link = services.access.load_link(ref.owner, message.occasion.removeprefix("confirm#"))
        return (link.address if link else None), None
    person = services.log.load_person(ref.owner)
    if person is not None and message.kind == "notice":
        # that of a change of address goes to the one that is left, also when it is late
        return message.content.get("to", person.address), person
    return (person.address if person else None), person


def _outcome_without_sending(message: Message, to: str | None, person: Person | None, now: datetime) -> Outcome | None:
    if message.expires_at is not None and message.expires_at <= now:
        return "expired"
    stream = STREAM_OF.get(message.kind)
    is_stopped = person is not None and stream is not None and not person.streams[stream]
    is_over = person is not None and (is_put_off(person, message, now) or not is_still_wanted(message, person))
    # a link to sign in was asked for just now, and is the way back for whom nothing else reaches
    is_refused = person is not None and not person.takes_mail and message.kind != "sign_in"
    return "dropped" if to is None or is_stopped or is_over or is_refused else None


def _settle(services: Services, ref: MessageRef, outcome: Outcome, now: datetime) -> Outcome:
    services.messages.settle(ref, outcome, now)
    return outcome
