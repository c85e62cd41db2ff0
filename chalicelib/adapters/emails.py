"""Puts messages into words: one function and one pair of Jinja templates for each kind, in text and HTML.

The HTML templates are made from MJML, `templates/email/source`, when Steady is built; docs/mails.md says how.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from msgspec import Struct

from chalicelib.adapters import email_words as words
from chalicelib.adapters.languages import Tongue, tongue_for
from chalicelib.adapters.mail_links import MailLinks
from chalicelib.adapters.weekly_words import PICTURES, weekly_words
from chalicelib.adapters.zones import country_of
from chalicelib.domain.message import STREAM_OF, Kind, Message
from chalicelib.domain.person import Person
from chalicelib.ports.access import Signer
from chalicelib.ports.messages import Mail, MessageRef, Picture

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates"
"""Beside `chalicelib`, in the repository and in the package alike."""
Values = dict[str, Any]


class About(Struct, frozen=True, kw_only=True):
    """What the words of a mail are made from."""

    message: Message
    person: Person | None
    country: str | None
    tongue: Tongue
    links: MailLinks
    pictures: Sequence[Picture] = ()


class JinjaWriter(Struct, frozen=True, kw_only=True):
    """`Writer` on the templates under `templates/email`. `base_url` may carry a path prefix.

    Pictures take a while to draw: without `has_pictures` a mail is the same in words.
    """

    signer: Signer
    base_url: str
    country_of: Callable[[str], str | None] = country_of
    has_pictures: bool = False

    def write(self, ref: MessageRef, message: Message, to: str, person: Person | None) -> Mail:
        """The mail of a message, the same each time. Raises where its content does not fit its template."""
        about = self.about(message, person)
        text, html, values = rendered_by(about)
        return Mail(
            owner=ref.owner,
            id=ref.id,
            kind=message.kind,
            to=to,
            subject=values["subject"],
            text=text.render(values),
            html=html.render(values),
            headers=_headers(message, values["stop_link"]),
            pictures=about.pictures,
        )

    def about(self, message: Message, person: Person | None) -> About:
        """What that mail is made from."""
        country = (person.profile.country or self.country_of(person.profile.timezone)) if person else None
        # whoever asked to join is no person yet; their mail says in which language they asked
        language = person.language if person else message.content.get("language", "en")
        links = MailLinks(signer=self.signer, base_url=self.base_url)
        tongue = tongue_for(language, country)
        return About(
            message=message, person=person, country=country, tongue=tongue, links=links,
            pictures=self._pictures(message, tongue),
        )  # fmt: skip

    def _pictures(self, message: Message, tongue: Tongue) -> Sequence[Picture]:
        if message.kind != "weekly" or not self.has_pictures:
            return ()
        from chalicelib.adapters.drawing.pictures import mail_pictures

        return mail_pictures(message.content["summary"], tongue)


def rendered_by(about: About) -> tuple[Template, Template, Values]:
    """The template of the text and that of the HTML, and what fills them in."""
    values, environment = _values(about), _environment(about.tongue)
    text, html = (
        environment.get_template(f"email/{words.template(about.message)}.{ending}") for ending in ("txt", "html")
    )
    return text, html, values


def _values(about: About) -> Values:
    message, tongue = about.message, about.tongue
    stream = STREAM_OF.get(message.kind)
    return {
        **WRITTEN[message.kind](about),
        "lang": tongue.lang,
        "subject": words.subject(message, tongue),
        "preheader": words.preheader(message, tongue),
        "stop_link": about.links.stop(about.person, stream) if stream else None,
        "stop_words": tongue.text(words.STOPS[stream]) if stream else None,
        "stream": stream,
    }


def link(about: About) -> Values:
    """A link to confirm an address, or to sign in."""
    name = str(about.message.content["link"])
    # whoever confirms a new address is here already
    return {"link": about.links.confirm(name), "is_new": name.startswith("link-")}


def reminder(about: About) -> Values:
    """The habits of a moment. A link opens the check-in, and one for each habit opens it with that habit answered."""
    page = about.links.page("check-in")
    return {
        **words.reminder(about.message.content, about.person, about.tongue),
        "log_link": page,
        "habit_link": f"{page}?habit=",
    }


def care(about: About) -> Values:
    """What was found, what to do at once, or what is taken back."""
    return {**words.care(about.message, about.country, about.tongue), "log_link": about.links.page("log")}


def question(about: About) -> Values:
    """A question about the log."""
    return {**words.asked(about.message, about.country, about.tongue), "question_link": about.links.page("questions")}


def support(about: About) -> Values:
    """An offer of support, with whom to call."""
    return {**words.asked(about.message, about.country, about.tongue), "log_link": about.links.page("log")}


def weekly(about: About) -> Values:
    """The week, or the weeks of a month, with the pictures that could be drawn."""
    pages = {"question_link": about.links.page("questions"), "log_link": about.links.page("log")}
    pictures = dict.fromkeys(PICTURES) | {picture.name: picture for picture in about.pictures}
    return {**weekly_words(about.message, about.country, about.tongue), **pages, "pictures": pictures}


def experiment(about: About) -> Values:
    """A switch of a guided experiment, its end, or why it was stopped."""
    content = about.message.content
    plan_link = about.links.page(f"experiments/{content['experiment']}")
    return {**words.experiment(content, about.tongue), "plan_link": plan_link, "log_link": about.links.page("check-in")}


def notice(about: About) -> Values:
    """That safety mails were stopped, or an address is about to change, and the way back."""
    if about.message.content["about"] == "moving":
        return {"keep_link": about.links.keep(about.message.content["link"])}
    return {"start_link": about.links.stop(about.person, "safety"), "log_link": about.links.page("log")}


WRITTEN: Final[Mapping[Kind, Callable[[About], Values]]] = {
    "confirm": link, "sign_in": link, "reminder": reminder, "experiment": experiment, "weekly": weekly,
    "finding": care, "emergency": care, "correction": care, "question": question, "support": support, "notice": notice,
}  # fmt: skip
"""What each kind of mail is made from."""


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
        # a mail need not ask the disk whether its templates have changed
        auto_reload=False,
    )
    speaking: Any = environment
    catalog = tongue.catalog
    speaking.install_gettext_callables(catalog.gettext, catalog.ngettext, newstyle=True, pgettext=catalog.pgettext)
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters["times"] = tongue.times
    return environment
