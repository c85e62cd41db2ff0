"""The settings, read from the environment once and lazily. docs/configuration.md is made from this file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the operator sets."""

    table_name: str
    queue_url: str
    safety_queue_url: str
    sender: str
    base_url: str
    reply_to: str | None = None
    secret: str | None = None
    secret_parameter: str | None = None
    configuration_set: str | None = None
    feedback_topic: str | None = None
    metrics: str | None = None
    mail_share: int = 0
    mail_workers: int = 5
    sign_up: Literal["open", "invite", "closed"] = "open"
    mails_per_address: int = 3
    requests_per_source: int = 30
    takes_future: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Raises ValueError that names the variable which is missing or wrong."""
        sign_up = environ.get("SIGN_UP") or "open"
        if sign_up not in ("open", "invite", "closed"):
            raise ValueError("SIGN_UP must be open, invite or closed")
        return cls(
            table_name=_needed(environ, "TABLE_NAME"),
            queue_url=_needed(environ, "QUEUE_URL"),
            safety_queue_url=_needed(environ, "SAFETY_QUEUE_URL"),
            sender=_needed(environ, "SENDER"),
            base_url=_needed(environ, "BASE_URL").rstrip("/"),
            reply_to=_address(environ, "REPLY_TO"),
            secret=environ.get("SECRET") or None,
            secret_parameter=environ.get("SECRET_PARAMETER") or None,
            configuration_set=environ.get("CONFIGURATION_SET") or None,
            feedback_topic=environ.get("FEEDBACK_TOPIC") or None,
            metrics=environ.get("METRICS") or None,
            mail_share=_number(environ, "MAIL_SHARE", 0),
            mail_workers=_number(environ, "MAIL_WORKERS", 5),
            sign_up=cast(Literal["open", "invite", "closed"], sign_up),
            mails_per_address=_number(environ, "MAILS_PER_ADDRESS", 3),
            requests_per_source=_number(environ, "REQUESTS_PER_SOURCE", 30),
            takes_future=environ.get("TAKES_FUTURE") == "1",
        )


def _needed(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name)
    if not value:
        raise ValueError(f"the setting {name} is missing")
    return value


def _address(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name) or None
    if text is not None and (not text.isprintable() or "@" not in text):
        raise ValueError(f"{name} must be a mail address")
    return text


def _number(environ: Mapping[str, str], name: str, usual: int) -> int:
    text = environ.get(name) or str(usual)
    if not text.isdigit():
        raise ValueError(f"{name} must be a whole number")
    return int(text)
