"""Every mail in every state: its size, its subject, and that each kind and level is among them."""

import re
from typing import get_args

import pytest

from chalicelib.domain.message import Kind
from chalicelib.domain.symptom_words import SYMPTOM_WORDS
from local.mails.states import STATES

of_each_state = pytest.mark.parametrize("name", STATES)
LARGEST = 60_000
"""Bytes of HTML without pictures: Gmail cuts a mail at 102 KB."""
OF_HEALTH = frozenset(
    {
        "twitch", "twitches", "twitching", "muscle", "muscles", "symptom", "symptoms", "sign", "signs", "warning",
        "weakness", "weak", "doctor", "gp", "health", "medical", "medicine", "emergency", "urgent", "hospital",
        "clinic", "disease", "illness", "ill", "sick", "pain", "anxiety", "worry", "sleep", "caffeine", "alcohol",
        "stress", "appointment", "neurology", "zucken", "zuckung", "zuckungen", "muskel", "muskeln", "arzt", "ärztin",
        "arztpraxis", "gesundheit", "notfall", "dringend", "krank", "symptome", "schwäche", "warnung", "medikament",
    }
)  # fmt: skip
"""No subject has one of these words, in either language; “sign-in” is none of them."""


@of_each_state
def test_no_subject_speaks_of_health(name: str) -> None:
    said = set(re.findall(r"\w+", STATES[name].mail.subject.lower().replace("sign-in", "")))
    named = {word for words in SYMPTOM_WORDS.values() for word in re.findall(r"\w{5,}", words)}
    assert said & (OF_HEALTH | named) == set()


@of_each_state
def test_a_mail_is_far_smaller_than_gmail_cuts(name: str) -> None:
    assert len(STATES[name].mail.html.encode()) <= LARGEST


def test_every_kind_and_level_is_among_the_states() -> None:
    messages = [state.message for state in STATES.values()]
    assert {message.kind for message in messages} == set(get_args(Kind))
    levels = {message.level for message in messages if message.kind in ("finding", "emergency")}
    assert levels == {"gp_routine", "gp_soon", "urgent", "emergency"}
    calls = {message.content["say"]["call"] for message in messages if message.kind == "emergency"}
    assert calls == {"999", "911", "112"}


@of_each_state
def test_an_emergency_has_nothing_to_read_beside_the_number(name: str) -> None:
    mail = STATES[name].mail
    calls = re.findall(r'href="(tel:\d+)"', mail.html)
    links = [link for link in re.findall(r'href="([^"]*)"', mail.html) if "/unsubscribe?" not in link]
    if mail.kind == "emergency":
        assert links == calls
    assert len(calls) == (mail.kind == "emergency")
