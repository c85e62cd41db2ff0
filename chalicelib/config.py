"""The settings: what each means, what it is where nobody sets it, and how it is read. Read once and lazily.

A setting's variable is its name in capitals. docs/configuration.md is made from this file by `make docs`: the text
under a setting is what that page says of it, and costs nothing at a start.
"""

import re
from collections.abc import Callable, Mapping
from email.utils import formataddr
from typing import Any, Final, Literal, get_args

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

SignUp = Literal["open", "invite", "closed"]


class SettingError(ValueError):
    """A setting is missing or wrong; the text names its variable."""


class Settings(Struct, frozen=True, kw_only=True):
    """Everything that the service is told from outside. What has no default is needed."""

    table_name: str
    """The DynamoDB table."""
    queue_url: str
    """The queue of every mail but safety."""
    safety_queue_url: str
    """The queue of safety mails."""
    sender: str
    """The From address, verified with SES. A name before it may hold any letters; what SES is told is ASCII."""
    base_url: str
    """Where people reach Steady, path prefix included, for every link. A slash at its end is dropped."""
    reply_to: str | None = None
    """The address that an answer to a mail goes to, the operator's. Without it answers go to the sender."""
    secret: str | None = None
    """The secret that signs links and cookies, itself; for one machine. This or `SECRET_PARAMETER` is needed."""
    secret_parameter: str | None = None
    """The name of the SSM parameter that holds that secret, so that no setting shows it."""
    configuration_set: str | None = None
    """The SES configuration set whose events settle what a crash left open."""
    feedback_topic: str | None = None
    """The ARN of the SNS topic that those events come by. No other is listened to."""
    metrics: str | None = None
    """The CloudWatch namespace that counts are written under. Without it nothing is counted."""
    mail_share: int = 0
    """Percent of the SES quota that all mail but safety may use. 0 keeps to no quota."""
    mail_workers: int = 5
    """How many workers share that."""
    sign_up: SignUp = "open"
    """Who may join: anybody, who has an invite, or nobody. Who joined before signs in all the same."""
    mails_per_address: int = 3
    """Mails with a link an hour to one address."""
    requests_per_source: int = 30
    """Sign-up and sign-in requests an hour from one source address."""
    takes_future: bool = False
    """`1` lets an import hold entries that are yet to be received. Only for playing histories on one machine."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Raises SettingError that names the variable which is missing or wrong. An empty one counts as not set."""
        given: dict[str, Any] = {}
        for one in fields(cls):
            variable = one.name.upper()
            if text := environ.get(variable):
                given[one.name] = _READ_AS.get(one.name, _text)(variable, text)
            elif one.default is NODEFAULT:
                raise SettingError(f"the setting {variable} is missing")
        return cls(**given)


_ADDRESS: Final = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+"
_MAIL_ADDRESS: Final = (
    r"""(?:"(?P<quoted>[^"\\<>@\x00-\x1f\x7f\ud800-\udfff]*)" *|"""
    r"""(?P<plain>[^"\\<>@,;:()\[\]\x00-\x1f\x7f\ud800-\udfff]*))"""
    rf"<(?P<boxed>{_ADDRESS})>|(?P<bare>{_ADDRESS})"
)
"""As the parameters of the stack have it, which ask a dot of the domain, too. Surrogates are bytes that are no text."""


def _text(variable: str, text: str) -> str:
    return text


def _web_address(variable: str, text: str) -> str:
    return text.rstrip("/")


def mail_address(variable: str, text: str) -> str:
    """The address as SES and a header take it: ASCII, a name in quotes or encoded words where it must be.

    Raises SettingError for any other.
    """
    found = re.fullmatch(_MAIL_ADDRESS, text)
    if not found:
        raise SettingError(
            f"{variable} must be a mail address in ASCII, or a name and such an address in angle brackets. "
            "A name with a comma or the like stands in quotes"
        )
    name = (found["quoted"] or found["plain"] or "").strip()
    return formataddr((name, found["boxed"] or found["bare"]), "utf-8")


def _number(variable: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise SettingError(f"{variable} must be a whole number")
    return int(text)


def _sign_up(variable: str, text: str) -> str:
    if text not in get_args(SignUp):
        raise SettingError(f"{variable} must be open, invite or closed")
    return text


def _switch(variable: str, text: str) -> bool:
    return text == "1"


_READ_AS: Final[Mapping[str, Callable[[str, str], object]]] = {
    "sender": mail_address,
    "base_url": _web_address,
    "reply_to": mail_address,
    "mail_share": _number,
    "mail_workers": _number,
    "sign_up": _sign_up,
    "mails_per_address": _number,
    "requests_per_source": _number,
    "takes_future": _switch,
}
"""How a setting is read that is not just its text."""
