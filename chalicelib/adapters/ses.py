"""Mail through SES v2, as raw MIME."""

from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ParamValidationError,
)
from msgspec import Struct

from chalicelib.domain.errors import SendFailed
from chalicelib.ports.messages import Mail

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import EmailContentTypeDef

PERMANENT: Final = frozenset({"MessageRejected", "BadRequest"})
"""What SES says of a mail that it will refuse again, however often it is asked. All else is worth another try."""
OF_ACCOUNT: Final = frozenset({"AccountSuspended", "MailFromDomainNotVerified", "NotFound", "SendingPaused"})
"""What SES says of the account, its sender or its configuration set, to any mail until that is mended."""
WORDS_OF_ACCOUNT: Final = (
    "email address is not verified",
    "configuration set",
    "daily message quota exceeded",
    "sending suspended for this account",
    "sending paused for this account",
)
"""Where the code does not tell the account from the mail, these words of SES do. They are matched and never kept."""
TOO_MUCH: Final = frozenset({"TooManyRequests", "Throttling", "LimitExceeded"})
"""What SES answers when the rate is used up: it took nothing."""
LONGEST_LINE: Final = 998
"""RFC 5322's limit. At the usual 78 Python would break a long address in a header into encoded words."""


class SesMailer(Struct, frozen=True):
    """`Mailer` on a client that retries nothing, since SES takes a repeated send for a second mail.

    `sender` and `reply_to` are as `chalicelib.config.mail_address` reads them: SES refuses a sender outside ASCII.
    """

    client: "SESV2Client"
    sender: str
    configuration_set: str = ""
    reply_to: str = ""

    def send(self, mail: Mail) -> None:
        """One attempt. Raises SendFailed, with a reason that names no address."""
        to = _mailable(mail.to)
        extra: Any = {"ConfigurationSetName": self.configuration_set} if self.configuration_set else {}
        content: EmailContentTypeDef = {"Raw": {"Data": mime(mail, self.sender, to, self.reply_to)}}
        try:
            self.client.send_email(
                FromEmailAddress=self.sender,
                Destination={"ToAddresses": [to]},
                Content=content,
                EmailTags=[{"Name": name, "Value": value} for name, value in _tags(mail)],
                **extra,
            )
        except (ClientError, BotoCoreError) as error:
            # What SES says of a refusal may quote the address, so it goes no further than its code.
            raise _failure(error) from None


def _tags(mail: Mail) -> tuple[tuple[str, str], ...]:
    """What SES says of a mail in its events: names that tell nobody what it is about."""
    return ("message", mail.id), ("owner", mail.owner), ("kind", mail.kind)


def _failure(error: ClientError | BotoCoreError) -> SendFailed:
    if isinstance(error, ClientError):
        said = error.response.get("Error", {})
        code = str(said.get("Code", "unknown")).removesuffix("Exception")
        words = str(said.get("Message", "")).lower()
        if code in OF_ACCOUNT or any(part in words for part in WORDS_OF_ACCOUNT):
            return SendFailed(f"SES answered {code}", permanent=False, of_account=True)
        return SendFailed(f"SES answered {code}", permanent=code in PERMANENT, too_much=code in TOO_MUCH)
    reason = f"SES was not reached: {type(error).__name__}"
    has_asked = not isinstance(error, ParamValidationError | ConnectTimeoutError | EndpointConnectionError)
    return SendFailed(reason, permanent=isinstance(error, ParamValidationError), may_have_left=has_asked)


def _mailable(address: str) -> str:
    """The address as SES takes it: ASCII, its domain in IDNA. Raises SendFailed where it is not one address."""
    from email.errors import MessageError
    from email.headerregistry import Address

    local, _, domain = address.rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}"
        plain.encode("ascii")
        if Address(addr_spec=plain).addr_spec == plain:
            return plain
    except (ValueError, IndexError, MessageError):
        pass
    raise SendFailed("the address cannot be written in a header", permanent=True)


def mime(mail: Mail, sender: str, to: str, reply_to: str = "") -> bytes:
    """The mail as SES takes it. Raises SendFailed where a header cannot be written."""
    # A cold start that sends no mail need not pay for this import.
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP.clone(max_line_length=LONGEST_LINE))
    try:
        answers = {"Reply-To": reply_to} if reply_to else {}
        for name, value in {"From": sender, "To": to, "Subject": mail.subject, **answers, **mail.headers}.items():
            message[name] = value
    except ValueError:
        raise SendFailed("a header cannot be written", permanent=True) from None
    message.set_content(mail.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", charset="utf-8", cte="quoted-printable")
    html: Any = message.get_body(("html",))
    for picture in mail.pictures:
        shown = {"cid": f"<{picture.cid}>", "filename": f"{picture.name}.png", "disposition": "inline"}
        html.add_related(picture.png, "image", "png", **shown)
    # SES adds the date and the message id.
    return message.as_bytes()
