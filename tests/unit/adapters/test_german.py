"""Every mail and every reason in every language but English: nothing is left in English, and nothing unfilled."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.adapters.email_words import reason
from chalicelib.adapters.languages import WORLD, tongue
from chalicelib.adapters.zones import country_of
from chalicelib.domain.care import say, say_document
from chalicelib.domain.finding import raise_finding, reason_document
from chalicelib.domain.person import LANGUAGES, Language, Person, Profile
from chalicelib.domain.signs import RULES
from chalicelib.domain.signs.rule import Rule
from chalicelib.domain.timeline import Timeline
from local.mails.samples import PERSON, PROFILE, SAMPLES, write
from local.rule_examples import NOW, Example
from tests.unit.adapters.listening import Listening, listening
from tests.unit.reading.plain import LONGEST_SENTENCE, sentences
from tests.unit.reading.texts import crowded, onsets, rules_and_examples
from tests.unit.reading.visible import seen_in

OTHERS = tuple(language for language in LANGUAGES if language != "en")
UNFILLED = re.compile(r"\{\w*\}|%\(\w*\)|%s")
ENGLISH = re.compile(r"\b(the|you|your|logged|this|that|with|without|days|of|if|is|are)\b", re.IGNORECASE)
"""Words that stand in almost every English sentence, and in no German one."""
PEOPLE = (
    PERSON,
    replace(PERSON, profile=replace(PROFILE, fluid_limit_litres=1.75, conditions=("kidney_disease", "alcohol_daily"))),
    replace(PERSON, profile=Profile(timezone="Europe/Berlin", conditions=("heart_failure",))),
    replace(PERSON, profile=Profile(timezone="America/New_York")),
    replace(PERSON, profile=Profile(timezone="UTC")),
)


@pytest.fixture(params=OTHERS)
def heard(request: pytest.FixtureRequest) -> Iterator[tuple[str, Listening]]:
    """A language, and what its catalog was asked for in vain."""
    with listening(request.param) as catalog:
        yield request.param, catalog


def known(language: str) -> Language:
    return next(one for one in LANGUAGES if one == language)


def faults(said: str) -> list[str]:
    """What is wrong with a text in another language."""
    plain = re.sub(r"https?://\S+", "", said)
    long = [sentence for sentence in sentences(plain) if len(sentence.split()) > LONGEST_SENTENCE]
    return [*UNFILLED.findall(plain), *ENGLISH.findall(plain), *long]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("person", [*PEOPLE, None], ids=["uk", "cautions", "de", "us", "nowhere", "nobody"])
def test_a_mail_is_all_in_the_language(name: str, person: Person | None, heard: tuple[str, Any]) -> None:
    language, catalog = heard
    reader = replace(person, language=known(language)) if person else None
    mail = write(replace(SAMPLES[name], content={**SAMPLES[name].content, "language": language}), reader)
    assert catalog.missing == set()
    assert [found for part in (mail.subject, mail.text, seen_in(mail.html)) for found in faults(part)] == []
    assert f'<html lang="{language}"' in mail.html


@pytest.mark.parametrize(
    ("rule", "example"), list(rules_and_examples()), ids=[f"{rule.sign}-{rule.level}" for rule in RULES]
)
def test_a_reason_is_all_in_the_language(rule: Rule, example: Example, heard: tuple[str, Any]) -> None:
    language, catalog = heard
    said = [said_of(rule, timeline, language) for timeline in logs_of(example)]
    assert catalog.missing == set()
    assert [(text, found) for text in said if text and (found := faults(text))] == []
    assert said[0]


def logs_of(example: Example) -> list[Timeline]:
    return [example.timeline, *(crowded(example, onset) for onset in onsets())]


def said_of(rule: Rule, timeline: Timeline, language: str) -> str | None:
    holding = rule.look(timeline)
    if holding is None:
        return None
    finding = raise_finding(holding, NOW, 1)
    said = reason({**reason_document(finding), "source": finding.source}, "", tongue(language))
    return f"{said['because']}\n{said['source'].replace('; ', '. ')}"


@pytest.mark.parametrize("language", OTHERS)
def test_a_mail_of_before_falls_back_to_english(language: str) -> None:
    old = SAMPLES["finding"].content
    plain = {name: value for name, value in old["findings"][0].items() if name != "phrase"}
    said = {name: value for name, value in old["say"].items() if name != "phrases"}
    mail = write(
        replace(SAMPLES["finding"], content={**old, "findings": [plain], "say": said}), replace(PERSON, language="de")
    )
    assert plain["because"] in mail.text
    assert said["title"] in mail.text


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Paris", "Etc/UTC"])
def test_a_mail_speaks_of_a_gp_only_where_there_are_gps(name: str, zone: str) -> None:
    sample, country = SAMPLES[name], country_of(zone)
    decided = {"say": say_document(say(sample.level, country))} if "say" in sample.content else {}
    mail = write(
        replace(sample, content={**sample.content, **decided}), replace(PERSON, profile=Profile(timezone=zone))
    )
    assert not re.search(r"\bGPs?\b|NHS 111", mail.text + seen_in(mail.html))


@pytest.mark.parametrize(
    ("rule", "example"), list(rules_and_examples()), ids=[f"{rule.sign}-{rule.level}" for rule in RULES]
)
def test_a_reason_speaks_of_a_gp_only_where_there_are_gps(rule: Rule, example: Example) -> None:
    said = said_of(rule, example.timeline, WORLD)
    assert said
    assert not re.search(r"\bGPs?\b|NHS 111", said)
