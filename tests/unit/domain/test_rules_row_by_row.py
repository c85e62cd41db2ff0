"""Every row of the rules by itself: it holds, it does not just below, it ends when contradicted, and what mutes it."""

import pytest

from chalicelib.domain.finding import RANK
from chalicelib.domain.signs import RULES, look
from chalicelib.domain.signs.rule import Rule
from tests.unit.domain.logs import NOW, delete, timeline
from tests.unit.domain.rule_cases import CASES, MUTED, SEEN, Cases, row_name

each_row = pytest.mark.parametrize("rule", RULES, ids=row_name)


def cases_of(rule: Rule) -> Cases:
    return CASES[row_name(rule)]


def test_every_row_has_its_cases_and_no_cases_are_without_a_row() -> None:
    assert sorted(CASES) == sorted(row_name(rule) for rule in RULES)


@each_row
def test_it_holds(rule: Rule) -> None:
    cases = cases_of(rule)
    read = timeline(cases.holds, profile=cases.profile)
    holding = rule.look(read)
    assert holding is not None
    assert RANK[look(read)[rule.sign].level] >= RANK[rule.level]
    assert set(holding.entries) <= {entry.id for entry in cases.holds}
    assert "{" not in holding.because


@each_row
def test_just_below_it_does_not(rule: Rule) -> None:
    cases = cases_of(rule)
    assert rule.look(timeline(cases.below, profile=cases.profile)) is None


@each_row
def test_what_speaks_against_it_ends_it(rule: Rule) -> None:
    cases = cases_of(rule)
    assert rule.look(timeline([*cases.holds, *cases.against], profile=cases.profile)) is None


@each_row
def test_a_normal_visit_mutes_the_rows_of_twitching_alone_and_no_other(rule: Rule) -> None:
    cases = cases_of(rule)
    found = look(timeline([*cases.holds, SEEN], profile=cases.profile)).get(rule.sign)
    ends_with_any_visit = rule.sign == "stroke_signs"
    assert (found is None) is (row_name(rule) in MUTED or ends_with_any_visit)


@each_row
def test_without_the_entries_that_it_names_it_does_not_hold(rule: Rule) -> None:
    cases = cases_of(rule)
    holding = rule.look(timeline(cases.holds, profile=cases.profile))
    assert holding is not None
    taken_out = [delete(NOW, name) for name in holding.entries]
    assert rule.look(timeline([*cases.holds, *taken_out], profile=cases.profile)) is None
