"""Reads the mails that were sent: for programs as JSON, for people as pages."""

import email
import email.policy
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from local.exchange import Reply, page_reply
from local.journal import SentMail

_PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
# Nothing in a mail may call out: no scripts, no remote pictures.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src data:; base-uri 'none'"


def describe(mail: SentMail) -> dict[str, Any]:
    """One mail as the mailbox lists it."""
    message = email.message_from_bytes(mail.raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return {
        "id": mail.id,
        "to": ", ".join(mail.recipients) or str(message.get("To", "")),
        "from": str(message.get("From", mail.sender)),
        "subject": str(message.get("Subject", "")),
        "text": _part(message, "plain"),
        "html": _part(message, "html"),
        "headers": _headers(message),
        "kind": mail.tags.get("kind") or str(message.get("X-Steady-Kind", "")),
        "at": mail.at,
    }


def _pictures(mail: SentMail) -> Iterator[tuple[str, bytes]]:
    message = email.message_from_bytes(mail.raw, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "image/png" and part["Content-ID"]:
            yield str(part["Content-ID"]).strip("<>"), bytes(part.get_payload(decode=True) or b"")


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, UnicodeError):
        return "(This part is in an unknown encoding.)"


def _headers(message: EmailMessage) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in message.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else str(value)
    return headers


def list_page(mails: list[SentMail], now: str) -> Reply:
    """Every mail, newest first."""
    shown = [describe(mail) for mail in reversed(mails)]
    return _page("mailbox.html", mails=shown, now=now)


def mail_page(mail: SentMail) -> Reply:
    """One mail as its reader sees it, its pictures in their places."""
    shown = describe(mail)
    shown["html"] = with_pictures(shown["html"], _pictures(mail))
    return _page("mail.html", mail=shown, text=_linked(shown["text"]), headers=shown["headers"])


def with_pictures(html: str, pictures: Iterable[tuple[str, bytes]]) -> str:
    """A mail's HTML with its pictures, each a content id and a PNG, in their places."""
    for cid, picture in pictures:
        html = html.replace(f"cid:{cid}", f"data:image/png;base64,{b64encode(picture).decode()}")
    return html


def _page(name: str, **values: Any) -> Reply:
    extra = (
        ("Content-Security-Policy", _POLICY),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "no-referrer"),
    )
    return page_reply(_PAGES.get_template(name).render(**values), extra=extra)


def _linked(text: str) -> Markup:
    """The text, escaped, its addresses made into links."""
    pieces, end = [], 0
    for match in _LINK.finditer(text):
        pieces.append(escape(text[end : match.start()]))
        pieces.append(Markup('<a href="{0}" target="_blank" rel="noopener">{0}</a>').format(match.group()))
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])
