"""Puts messages into words: one pair of Jinja templates for each kind, in text and HTML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.adapters import email_words as words
from chalicelib.adapters.weekly_words import times, weekly
from chalicelib.adapters.zones import country_of
from chalicelib.domain.message import STREAM_OF, Message
from chalicelib.domain.person import Person
from chalicelib.ports.access import Signer
from chalicelib.ports.messages import Mail, MessageRef

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates"
"""Beside `chalicelib`, in the repository and in the package alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JinjaWriter:
    """`Writer` on the templates under `templates/email`. `base_url` may carry a path prefix."""

    signer: Signer
    base_url: str
    country_of: Callable[[str], str | None] = country_of

    def write(self, ref: MessageRef, message: Message, to: str, person: Person | None) -> Mail:
        """The mail of a message, the same each time. Raises where its content does not fit its template."""
        stream = STREAM_OF.get(message.kind)
        stop_link = self._stream_link(person, stream) if stream else None
        values = {
            **self._content(message, person),
            "subject": words.subject(message),
            "question_link": self._link("questions"),
            "log_link": self._link("check-in" if message.kind in ("reminder", "experiment") else "log"),
            "stop_link": stop_link,
            "stop_words": words.STOPS[stream] if stream else None,
            "stream": stream,
        }
        text, html = (
            _environment().get_template(f"email/{message.kind}.{ending}").render(values) for ending in ("txt", "html")
        )
        return Mail(
            owner=ref.owner,
            id=ref.id,
            kind=message.kind,
            to=to,
            subject=values["subject"],
            text=text,
            html=html,
            headers=_headers(message, stop_link),
        )

    def _content(self, message: Message, person: Person | None) -> Mapping[str, Any]:
        content = message.content
        match message.kind:
            case "confirm" | "sign_in":
                return {"link": self._link("confirm", self.signer.sign("link", content["link"]))}
            case "reminder":
                return words.reminder(content, person)
            case "experiment":
                return {**words.experiment(content), "plan_link": self._link(f"experiments/{content['experiment']}")}
            case "finding" | "emergency" | "correction":
                return words.care(message)
            case "weekly":
                return weekly(message, self._country(person))
            case "question" | "support":
                return words.asked(message, self._country(person))
            case _:
                return {"about": content["about"], "start_link": self._stream_link(person, "safety")}

    def _country(self, person: Person | None) -> str | None:
        if person is None:
            return None
        return person.profile.country or self.country_of(person.profile.timezone)

    def _stream_link(self, person: Person | None, stream: str) -> str | None:
        if person is None:
            return None
        return self._link("unsubscribe", self.signer.sign("unsubscribe", f"{person.id}.{stream}"))

    def _link(self, page: str, token: str = "") -> str:
        address = f"{self.base_url.rstrip('/')}/{page}"
        return f"{address}?token={quote(token, safe='')}" if token else address


def _headers(message: Message, stop_link: str | None) -> dict[str, str]:
    headers = {"X-Steady-Kind": message.kind, "Auto-Submitted": "auto-generated"}
    if stop_link:
        headers |= {
            "List-Unsubscribe": f"<{stop_link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["times"] = times
    return environment
