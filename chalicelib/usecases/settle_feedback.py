"""Settle what SES tells of a mail: it left, it was refused, or its address takes no mail any more.

Events come at least once, in any order, and late. Each says the same however often it comes.
"""

from datetime import datetime

from msgspec.structs import replace

from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.person import MailStop, MailStopped, Person
from chalicelib.ports import Services
from chalicelib.ports.messages import Feedback
from chalicelib.usecases.change_person import change_person


def settle_feedback(services: Services, feedback: Feedback) -> bool:
    """Mark the message, and stop mail to an address that refused it. False where no message of ours is meant."""
    now = services.clock()
    # nearly always the worker was first: to look is a tenth of the price of writing the same again
    is_known = services.messages.is_settled(feedback.ref, feedback.outcome)
    if not is_known and not services.messages.settle(feedback.ref, feedback.outcome, now):
        return False
    if feedback.stopped is not None:
        _stop_mail(services, feedback, feedback.stopped, now)
    return True


def _stop_mail(services: Services, feedback: Feedback, reason: MailStop, now: datetime) -> None:
    def stop(person: Person) -> Person:
        # an event of an address that they have left behind says nothing about the present one
        if not person.takes_mail or person.address.lower() not in feedback.addresses:
            return person
        return replace(person, mail_stopped=MailStopped(address=person.address, reason=reason, at=now))

    try:
        change_person(services, feedback.ref.owner, stop)
    except NotSignedIn:
        # a mail to confirm an address, or to somebody who is gone: there is nobody to stop mail for
        return
