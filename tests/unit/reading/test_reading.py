"""Whatever a person can be shown is short, plain and calm, and read at 11; at 14 where it needs a medical word."""

import re
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.adapters.email_words import MARKS
from chalicelib.adapters.emails import TEMPLATES
from chalicelib.domain.care import EMERGENCY_NUMBERS, say
from chalicelib.domain.entries import Entry
from chalicelib.domain.features import five_features
from chalicelib.domain.message import Kind
from chalicelib.domain.person import Profile
from chalicelib.domain.signs import RULES
from chalicelib.domain.symptom_words import SYMPTOM_WORDS
from chalicelib.domain.timeline import as_of
from local.mails.samples import BASE_URL, SAMPLES, write
from tests.unit.domain.histories import SPAN, at, histories
from tests.unit.domain.logs import QUICK
from tests.unit.reading import texts
from tests.unit.reading.plain import FAIR_LENGTH, GRADE, MEDICAL, MEDICAL_GRADE, bound_of, faults_of, grade
from tests.unit.reading.visible import links_in, said_by

FOR_PROGRAMS = tuple(
    f"chalicelib/{part}"
    for part in (
        "adapters",
        "ports",
        "usecases",
        "config",
        *(f"doors/{door}" for door in ("api", "answers", "payloads")),
    )
)
"""What is said to whoever writes a program against Steady may be read at 14; pages have their own words."""
of_each_group = pytest.mark.parametrize("group", texts.GROUPS)


def lines_of(group: str) -> list[texts.Text]:
    """The texts of a group, each once; what is laid out as a page or a mail is measured by its paragraphs."""
    found = texts.GROUPS[group]()
    if group in ("mails", "pages", "templates", "words", "faults"):
        found = ((where, line) for where, text in found for line in text.splitlines())
    return list({said.strip(): (where, said.strip()) for where, said in found}.values())


@of_each_group
def test_no_text_says_what_is_never_said(group: str) -> None:
    assert [(where, found) for where, said in lines_of(group) if (found := faults_of(said))] == []


@of_each_group
def test_every_text_is_read_at_11_or_at_14_with_a_medical_word(group: str) -> None:
    measured = [(where, said) for where, said in lines_of(group) if len(said.split()) >= FAIR_LENGTH]
    hard = [(where, round(grade(said), 1), said) for where, said in measured if grade(said) > bound(where, said)]
    assert hard == []


@of_each_group
def test_the_short_texts_together_are_read_at_11(group: str) -> None:
    assert grade("\n".join(said for _, said in lines_of(group) if len(said.split()) < FAIR_LENGTH)) <= GRADE


def test_no_medical_word_is_allowed_that_no_text_needs() -> None:
    hard = [said for group in texts.GROUPS for _, said in lines_of(group) if grade(said) > GRADE]
    assert {word for word in MEDICAL if not any(re.search(rf"\b{word}\b", said.lower()) for said in hard)} == set()


def bound(where: str, said: str) -> float:
    # the titles of sources are as their authors wrote them
    is_source = said.endswith(tuple(MARKS)) or said.startswith("Source:")
    return MEDICAL_GRADE if is_source or where.startswith(FOR_PROGRAMS) else bound_of(said)


@QUICK
@given(histories(), st.integers(0, SPAN * 24))
def test_whatever_was_logged_is_told_plainly(entries: list[Entry], hour: int) -> None:
    timeline = as_of(Profile(timezone="Europe/London"), entries, at(hour) + timedelta(minutes=1))
    for where, said in texts.timeline_texts(timeline):
        assert faults_of(said) == [], where


def test_every_rule_template_and_kind_of_mail_is_measured() -> None:
    reasons = {where for where, _ in texts.because_texts()}
    assert {f"{rule.sign}, {rule.level}" for rule in RULES} <= reasons
    templates = {where for where, _ in texts.template_texts()}
    assert {f"templates/{path.relative_to(TEMPLATES)}" for path in TEMPLATES.rglob("*.html")} <= templates
    kinds = set(get_args(Kind))
    assert {sample.kind for sample in SAMPLES.values()} == kinds


def test_every_reason_quotes_the_log_or_asks() -> None:
    own = {rule.sign: rule.look(example.timeline) for rule, example in texts.rules_and_examples()}
    assert [sign for sign, holding in own.items() if holding and not re.search(r"\d", holding.because)] == []


def test_a_reason_that_rests_on_a_choice_of_ours_says_so() -> None:
    marked = [rule for rule in RULES if rule.source.endswith("[D]") and rule.level != "self_care"]
    silent = {rule.sign for rule in marked if "Steady’s own choice" not in rule.because}
    # `persistent` quotes the published 2 weeks; `sensory` says it where the report came again
    assert silent == {"persistent", "sensory"}


@pytest.mark.parametrize("name", SAMPLES)
def test_no_subject_speaks_of_health(name: str) -> None:
    subject = set(re.findall(r"\w+", write(SAMPLES[name]).subject.lower()))
    named = {word for words in SYMPTOM_WORDS.values() for word in re.findall(r"\w{5,}", words)}
    known = {"twitch", "twitching", "twitches", "symptom", "symptoms", "doctor", "gp", "health", "medical", "emergency"}
    assert subject & (named | known) == set()


def test_an_emergency_has_a_number_to_call_and_nothing_to_read() -> None:
    links = links_in(write(SAMPLES["emergency"]).html)
    assert [link for link in links if not link.startswith(("tel:", f"{BASE_URL}/unsubscribe"))] == []
    assert sum(link.startswith("tel:") for link in links) == 1


def test_the_card_of_a_page_leads_nowhere_but_to_the_call() -> None:
    parts = (TEMPLATES / "web" / "parts.html").read_text(encoding="utf-8")
    card = parts[parts.index("macro care(") :]
    assert re.findall(r'href="([^"]*)"', card) == ["tel:{{ found.say.call }}"]


@pytest.mark.parametrize("country", [*EMERGENCY_NUMBERS, None])
@pytest.mark.parametrize("signs", [(), ("over_logging",)])
def test_the_all_clear_speaks_of_the_log(country: str | None, signs: tuple[str, ...]) -> None:
    assert str(say("self_care", country, signs).body).startswith("Nothing you logged matches a warning sign.")


def test_an_empty_log_is_called_an_empty_log() -> None:
    timeline = as_of(Profile(timezone="Europe/London"), (), at(0))
    assert all("log" in feature.text for feature in five_features(timeline).values())


def test_a_quiet_week_speaks_of_the_log() -> None:
    said = write(SAMPLES["weekly_quiet"]).text
    assert "Nothing you logged matches a warning sign." in said
    assert "You logged nothing this week." in said


def test_a_new_sentence_in_the_source_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "chalicelib"
    folder.mkdir()
    (folder / "new.py").write_text('"""Read by nobody else."""\n\nX = 5\nSAID = f"You should rest for {X} days."\n')
    monkeypatch.setattr(texts, "ROOT", tmp_path)
    found = list(texts.source_texts())
    assert found == [("chalicelib/new.py:4", "You should rest for 5 days.")]


def test_every_branch_of_a_template_is_found() -> None:
    source = '{% if a %}<p>You should rest.</p>{% else %}<p>{{ "Stop it now" if b else "Or not" }}</p>{% endif %}'
    assert said_by(source, is_html=True).splitlines() == ["You should rest.", "Stop it now", "Or not"]


def test_a_sentence_with_a_word_of_unknown_length_is_not_passed_over() -> None:
    rule, example = next(texts.rules_and_examples())
    evidence = rule.holds(example.timeline)
    assert evidence is not None
    with pytest.raises(KeyError, match="elbow"):
        texts.longest(replace(rule, because="Twitching in {elbow}."), evidence.words)
