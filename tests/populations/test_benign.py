"""300 years of benign twitchers: nobody is alarmed without cause, and nobody is mailed too often."""

import pytest

from tests.populations.people import KINDS, SHARES, population
from tests.populations.tally import tally

YEARS, CHUNK, SEED = 300, 10, 1
PEOPLE = population(YEARS, SEED)
CHUNKS = [PEOPLE[first : first + CHUNK] for first in range(0, YEARS, CHUNK)]
MOST_MAILS = {"ordinary": 6, "exercise": 16, "eyelid": 10, "widespread": 20, "anxious": 32}
"""Beside the weekly summary, in any one year: findings, questions, support and corrections together."""
MOST_WARNINGS = {"ordinary": 3, "exercise": 8, "eyelid": 7, "widespread": 12, "anxious": 14}
"""Of these, mails of `gp_routine` or above."""


@pytest.mark.parametrize("chunk", CHUNKS, ids=[f"{CHUNK * n}-{CHUNK * (n + 1) - 1}" for n in range(len(CHUNKS))])
def test_benign_years(chunk: list[tuple[str, int]]) -> None:
    for kind, found in tally(chunk).items():
        assert found.alarmed_without_symptom == 0, kind
        assert found.mails["emergency"] == 0, kind
        assert found.most_mails <= MOST_MAILS[kind], kind
        assert found.most_warnings <= MOST_WARNINGS[kind], kind
        assert found.mails["weekly"] <= 53 * found.years, kind
        assert found.mails["question"] <= 52 * found.years, kind
        assert found.mails["support"] <= 13 * found.years, kind
        if kind != "anxious":
            assert found.mails["support"] == 0, kind
        assert found.told["urgent"] == 0, kind


def test_the_population_has_every_kind_in_its_share() -> None:
    kinds = [kind for kind, _ in PEOPLE]
    assert {kind: kinds.count(kind) for kind in KINDS} == SHARES
    assert len(set(PEOPLE)) == YEARS


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_makes_the_same_person_again(kind: str) -> None:
    assert KINDS[kind](7) == KINDS[kind](7)
    assert KINDS[kind](7).entries != KINDS[kind](8).entries
