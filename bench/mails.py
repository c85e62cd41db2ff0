"""What a reminder costs, from its message to its bytes, against the same templates and parts by the bare tools."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from bench.line import Line, in_turns
from chalicelib.adapters import emails
from chalicelib.adapters.ses import LONGEST_LINE, mime
from chalicelib.ports.messages import ref_to
from local.mails.samples import BASE_URL, PERSON, SAMPLES, SIGNER

REMINDER: Final = SAMPLES["check_in"]
WRITER: Final = emails.JinjaWriter(signer=SIGNER, base_url=BASE_URL)
SENDER: Final = "Steady <steady@example.org>"
TO: Final = "ada@example.org"


def lines() -> Iterator[Line]:
    """One line: milliseconds of one reminder."""
    yield in_turns("mail_reminder", ours, floor(), rounds=30, calls=10)


def ours() -> bytes:
    """A reminder, from its message to the bytes that SES gets."""
    mail = WRITER.write(ref_to(PERSON.id, REMINDER.occasion), REMINDER, TO, PERSON)
    return mime(mail, SENDER, TO)


def floor() -> Callable[[], bytes]:
    """The same two templates with their values given, and the same headers and parts by Python's `email`."""
    mail = WRITER.write(ref_to(PERSON.id, REMINDER.occasion), REMINDER, TO, PERSON)
    text, html, values = emails.rendered_by(WRITER.about(REMINDER, PERSON))

    def bare() -> bytes:
        message = EmailMessage(policy=SMTP.clone(max_line_length=LONGEST_LINE))
        for name, value in {"From": SENDER, "To": TO, "Subject": mail.subject, **mail.headers}.items():
            message[name] = value
        message.set_content(text.render(values))
        message.add_alternative(html.render(values), subtype="html")
        return message.as_bytes()

    return bare
