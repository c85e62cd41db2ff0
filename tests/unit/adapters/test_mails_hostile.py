"""500 hostile texts in every field that a person fills: a mail shows them as words, and is otherwise the same mail.

A name of a medicine is the one thing of a person's own that a mail repeats. So each payload is lived through as such a
name, and stands in every other free field of the same log besides. The mail is then held, piece by piece, against one
that was made of harmless names: its tags and attributes, its comments, each piece of text, each line, each header.
"""

from collections.abc import Iterator, Mapping, Sequence
from email import message_from_bytes
from email.policy import SMTP
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import pytest
from msgspec.structs import replace

from chalicelib.adapters.plain_text import one_line
from chalicelib.adapters.ses import mime
from chalicelib.domain.care import say, say_document
from chalicelib.domain.entries import Entry, Medicine, Visit
from chalicelib.domain.finding import Finding, Level, raise_finding, reason_document
from chalicelib.domain.person import LANGUAGES, Language, PersonMedicine, Profile
from chalicelib.domain.signs.rule import Rule
from chalicelib.domain.timeline import as_of
from local.mails.samples import PERSON, SAMPLES, WEEK, message, weekly, write
from local.rule_examples import NOW, Example
from tests import hostile
from tests.unit.reading.texts import rules_and_examples

LONGEST_NAME = 200
CARE: Final[tuple[tuple[str, Level], ...]] = (
    ("finding", "gp_soon"), ("finding", "urgent"), ("emergency", "emergency"), ("correction", "self_care"),
)  # fmt: skip
HARMLESS = tuple(f"tablet{place}" for place in range(hostile.NUMBER))
PAYLOADS = hostile.fitting(LONGEST_NAME)


class Pieces(HTMLParser):
    """HTML as a browser takes it apart: tags with their attributes, comments, and the text between."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags, self.texts = [], []
        self.feed(html)
        self.close()

    tags: list[object]
    texts: list[str]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.tags.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.tags.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.tags.append(("instruction", data))

    def handle_data(self, data: str) -> None:
        self.texts.append(" ".join(data.split()))


@cache
def of_medicines() -> tuple[tuple[Rule, Example], ...]:
    """The rules that name a medicine, each with its log."""
    return tuple((rule, example) for rule, example in rules_and_examples() if "{medicine}" in rule.because)


@cache
def findings_of(names: Sequence[str]) -> tuple[Finding, ...]:
    """What a log of each name raises; the rules take turns."""
    found = []
    for place, name in enumerate(names):
        rule, example = of_medicines()[place % len(of_medicines())]
        profile = Profile(timezone="Europe/London", **{**example.profile, "conditions": (name,), "sex": name[:40]})
        entries = [*(filled(entry, name) for entry in example.entries), visit(name)]
        holding = rule.look(as_of(profile, entries, NOW))
        assert holding is not None
        found.append(raise_finding(holding, NOW, place))
    return tuple(found)


def filled(entry: Entry, name: str) -> Entry:
    """The entry with that text in every field that is free."""
    values: dict[str, Any] = {"note": name, "name": name, "dose": name}
    free = ("note", "name", "dose") if isinstance(entry, Medicine) else ("note",)
    return replace(entry, **{field: values[field] for field in free})


def visit(name: str) -> Entry:
    return Visit(id="seen", at=NOW, received_at=NOW, who=name, exam="not_done", emg="not_done", note=name)


def kept(finding: Finding, level: Level) -> dict[str, Any]:
    return {
        "sign": finding.sign,
        "level": level,
        "about": list(finding.about),
        "source": "NHS [V2]",
        **reason_document(finding),
    }


def mails_of(names: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """A message of each kind that shows findings, with all of them in it."""
    findings = findings_of(names)
    for kind, level in CARE:
        told = {"findings": [kept(one, level) for one in findings], "say": say_document(say(level, "GB"))}
        yield f"{kind}-{level}", message(kind, told, level=level)
    for kind in ("question", "support"):
        yield kind, message(kind, {"findings": [kept(one, "self_care") for one in findings]})
    yield "weekly-notes", weekly(WEEK, *(kept(one, "self_care") for one in findings))
    ended = weekly(WEEK, *(kept(one, "urgent") for one in findings))
    yield "weekly-ended", replace(ended, content={**ended.content, "ended": ended.content["findings"]})


KINDS = tuple(name for name, _ in mails_of(HARMLESS[:1]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_name_is_words_and_nothing_else(kind: str, language: Language) -> None:
    reader = replace(PERSON, language=language)
    plain, attacked = (write(dict(mails_of(names))[kind], reader) for names in (HARMLESS, PAYLOADS))
    shown = dict(zip(HARMLESS, map(one_line, PAYLOADS), strict=True))
    usual, hit = Pieces(plain.html), Pieces(attacked.html)
    assert hit.tags == usual.tags
    assert hit.texts == [" ".join(renamed(text, shown).split()) for text in usual.texts]
    assert attacked.text.split("\n") == [renamed(line, shown) for line in plain.text.split("\n")]
    assert sum("tablet" in text for text in usual.texts) >= hostile.NUMBER
    assert (attacked.subject, attacked.headers) == (plain.subject, plain.headers)


@pytest.mark.parametrize("kind", KINDS)
def test_the_mail_that_leaves_has_the_same_headers_and_parts(kind: str) -> None:
    plain, attacked = (write(dict(mails_of(names))[kind]) for names in (HARMLESS, PAYLOADS))
    usual, hit = (
        message_from_bytes(mime(mail, "steady@example.org", mail.to), policy=SMTP) for mail in (plain, attacked)
    )
    without_boundary = [(name, value) for name, value in hit.items() if name != "Content-Type"]
    assert without_boundary == [(name, value) for name, value in usual.items() if name != "Content-Type"]
    assert [part.get_content_type() for part in hit.walk()] == [part.get_content_type() for part in usual.walk()]
    text, html = (part.get_content() for part in hit.iter_parts())
    assert (text.replace("\r\n", "\n"), html.replace("\r\n", "\n")) == (attacked.text, attacked.html)


def renamed(text: str, shown: Mapping[str, str]) -> str:
    """The text with the hostile name in place of the harmless one."""
    found = next((word.rstrip(".") for word in text.split() if word.startswith("tablet")), None)
    return text if found is None else text.replace(found, shown[found])


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_that_a_profile_says_freely_is_in_any_mail(name: str) -> None:
    taken = tuple(PersonMedicine(name=payload, class_="other") for payload in PAYLOADS)
    profile = replace(PERSON.profile, conditions=PAYLOADS, medicines=taken, sex=PAYLOADS[0])
    assert write(SAMPLES[name], replace(PERSON, profile=profile)) == write(SAMPLES[name])


def test_no_mark_of_direction_and_no_control_is_left_in_a_line() -> None:
    left = "".join(map(one_line, hostile.PAYLOADS))
    assert not set(left) & {*hostile.BIDI, *(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)))}
    assert one_line("בית 12 \N{WOMAN}\u200d\N{MICROSCOPE}") == "בית 12 \N{WOMAN}\u200d\N{MICROSCOPE}"
