"""What people read about triggers: calm, short, never a cause."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from msgspec.structs import replace

from chalicelib.domain.triggers.links import Links
from chalicelib.domain.triggers.table import TRIGGERS
from chalicelib.domain.triggers.words import NO_CAUSE, say_in_summary, say_link, say_links
from tests.unit.domain.test_triggers import BAD, NOISE, VALUES, planted
from tests.unit.domain.trigger_logs import coin, look, write

OTHER = coin(21)


def quiet() -> Links:
    return look(write(60, lambda day: (2 * OTHER(day) + NOISE(day), {**VALUES["sleep"][not BAD(day)]})))


def _found(code: str, lag: int) -> Links:
    return look(planted(code, lag=lag))


HISTORIES: dict[str, Callable[[], Links]] = {
    "empty": lambda: look([]),
    "few": lambda: look(planted("sleep", days=12)),
    "no link": quiet,
    "both at once": lambda: look(
        write(90, lambda day: (2 * BAD(day - 1), {**VALUES["alcohol"][not BAD(day)], **VALUES["stress"][not BAD(day)]}))
    ),
    "less": lambda: look(write(60, lambda day: (2 * BAD(day) + NOISE(day), VALUES["caffeine"][BAD(day)]))),
    "wide": lambda: look(write(60, lambda day: (9 * BAD(day), VALUES["water"][not BAD(day)]))),
    **{f"{code} after {lag}": partial(_found, code, lag) for code in VALUES for lag in (0, 1, 2)},
}


@pytest.mark.parametrize("history", HISTORIES)
def test_every_sentence_is_short_and_names_no_cause(history: str) -> None:
    found = HISTORIES[history]()
    texts = [say_links(found), str(say_in_summary(found)), *(say_link(link) for link in found.links)]
    for text in texts:
        for sentence in re.split(r"(?<=[.!?]) ", text):
            assert len(sentence.split()) <= 20, sentence
        assert not re.search(r"should|cause of|because|probab|risk|\bALS\b|trigger", text, re.IGNORECASE), text


def test_a_link_is_told_with_its_arithmetic() -> None:
    (told,) = [say_link(link) for link in look(planted("sleep", lag=1, more=1)).links if link.best]
    assert re.fullmatch(
        r"Short sleep and more twitching were often together for you\. "
        r"After 5\.5 hours of sleep or less, twitching 1 day later was \d\.\d times as much \(\d\.\d to \d\.\d\)\. "
        r"That holds \d\d days with it against \d\d days without\. " + re.escape(NO_CAUSE),
        told,
    )


def test_on_one_day_nobody_knows_which_came_first() -> None:
    (told,) = [say_link(link) for link in look(planted("stress")).links if link.best]
    assert told.endswith("On one day the log cannot say which came first.")


def test_the_summary_has_one_sentence_for_the_clearest_and_none_for_none() -> None:
    said = str(say_in_summary(HISTORIES["both at once"]()))
    assert said.count(".") == 1
    assert "No link found in the" in str(say_in_summary(quiet()))
    assert str(say_in_summary(look([]))) == "Not enough data yet to look for links."
    assert "No link with more twitching found" in str(say_in_summary(HISTORIES["less"]()))


def test_a_link_that_is_not_plain_is_left_to_the_page() -> None:
    found = HISTORIES["both at once"]()
    assert any(link.is_plain and link.verdict == "often_together" for link in found.links)
    vague = replace(found, links=tuple(replace(link, is_plain=False) for link in found.links))
    assert str(say_in_summary(vague)).startswith("No link is clear enough to tell yet in the ")
    assert say_links(vague).startswith("Often together with your twitching: ")


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.code)
def test_each_names_its_evidence_with_a_mark(trigger: object) -> None:
    assert re.search(r"\[(V|V2|M|D)\]", trigger.source)  # type: ignore[attr-defined]
    assert trigger.strength  # type: ignore[attr-defined]
