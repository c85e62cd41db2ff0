"""Puts messages into words: one pair of Jinja templates for each kind, in text and HTML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.adapters import email_words as words
from chalicelib.adapters.languages import Tongue, tongue_for
from chalicelib.adapters.weekly_words import weekly
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
        tongue = self._tongue(message, person)
        values = self._values(message, person, tongue)
        text, html = (
            _environment(tongue).get_template(f"email/{message.kind}.{ending}").render(values)
            for ending in ("txt", "html")
        )
        return Mail(
            owner=ref.owner,
            id=ref.id,
            kind=message.kind,
            to=to,
            subject=values["subject"],
            text=text,
            html=html,
            headers=_headers(message, values["stop_link"]),
        )

    def _values(self, message: Message, person: Person | None, tongue: Tongue) -> Mapping[str, Any]:
        stream = STREAM_OF.get(message.kind)
        return {
            **self._content(message, person, tongue),
            "lang": tongue.lang,
            "subject": words.subject(message, tongue),
            "question_link": self._link("questions"),
            "log_link": self._link("check-in" if message.kind in ("reminder", "experiment") else "log"),
            "stop_link": self._stream_link(person, stream) if stream else None,
            "stop_words": tongue.text(words.STOPS[stream]) if stream else None,
            "stream": stream,
        }

    def _content(self, message: Message, person: Person | None, tongue: Tongue) -> Mapping[str, Any]:
        content = message.content
        match message.kind:
            case "confirm" | "sign_in":
                return {"link": self._link("confirm", self.signer.sign("link", content["link"]))}
            case "reminder":
                return words.reminder(content, person, tongue)
            case "experiment":
                plan_link = self._link(f"experiments/{content['experiment']}")
                return {**words.experiment(content, tongue), "plan_link": plan_link}
            case "finding" | "emergency" | "correction":
                return words.care(message, self._country(person), tongue)
            case "weekly":
                return weekly(message, self._country(person), tongue)
            case "question" | "support":
                return words.asked(message, self._country(person), tongue)
            case _:
                return {"about": content["about"], "start_link": self._stream_link(person, "safety")}

    def _tongue(self, message: Message, person: Person | None) -> Tongue:
        # whoever asked to join is no person yet; their mail says in which language they asked
        language = person.language if person else message.content.get("language", "en")
        return tongue_for(language, self._country(person))

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
def _environment(tongue: Tongue) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    speaking: Any = environment
    catalog = tongue.catalog
    speaking.install_gettext_callables(catalog.gettext, catalog.ngettext, newstyle=True, pgettext=catalog.pgettext)
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters["times"] = tongue.times
    return environment
