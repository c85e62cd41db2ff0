"""How often a link is told to people who have none; and that it is the two guards that keep it so.

The whole table is in docs/triggers.md, by `make calibrate`.
"""

from functools import cache

import pytest

from bench.calibration import HALF_A_YEAR, Tally, between, told_at_some_week
from bench.other_rules import by_correlation, by_means
from bench.trigger_people import Lived, World, people
from chalicelib.domain.triggers import links
from chalicelib.domain.triggers.days import lay_out
from chalicelib.domain.triggers.link_test import Series, Slope, autocorrelation, is_far

SEED = 7
ORDINARY = World(days=90)
LONG_SPELLS = World(days=90, spell=0.8)
WEEKENDS = World(days=90, weekend=1.0)
MOST = 0.05
CLEARLY_MORE = 0.1


@cache
def lived(world: World, number: int) -> list[Lived]:
    """The same people for each rule."""
    return list(people(world, number, SEED))


def share(world: World = ORDINARY, number: int = 120) -> float:
    """How many of them are told of a link: of any where there is none, else of the true one."""
    counted = Tally()
    for one in lived(world, number):
        counted.take(one, world.ratio)
    return counted.ours / number


def test_at_most_one_person_in_twenty_without_a_link_is_told_of_one() -> None:
    assert share() <= MOST


def test_short_logs_are_no_exception() -> None:
    assert share(World(days=30), 120) <= MOST


def test_without_the_control_over_all_pairs_many_more_are(monkeypatch: pytest.MonkeyPatch) -> None:
    def each_by_itself(found: Slope, pairs: int) -> bool:
        return is_far(found, 1)

    monkeypatch.setattr(links, "is_far", each_by_itself)
    assert share() > CLEARLY_MORE


def test_without_the_guard_against_autocorrelation_more_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "carried_over", lambda _: 0.0)
    monkeypatch.setattr(links, "spells", lambda *_: 1.0)
    assert share(LONG_SPELLS) > CLEARLY_MORE


def test_with_it_the_same_people_are_not() -> None:
    assert share(LONG_SPELLS) <= MOST


def test_without_levelling_a_common_weekend_becomes_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    assert share(WEEKENDS, 40) <= MOST
    monkeypatch.setattr(links, "level_out", _less_the_mean)
    assert share(WEEKENDS, 40) > CLEARLY_MORE


def _less_the_mean(values: Series) -> list[float | None]:
    known = [value for value in values if value is not None]
    mean = sum(known) / max(1, len(known))
    return [None if value is None else value - mean for value in values]


def test_a_threefold_link_is_found_in_most_people_within_half_a_year() -> None:
    assert share(World(days=180, ratio=3.0), 28) > 0.8


def test_rules_in_use_elsewhere_tell_most_of_them() -> None:
    days = [(one.timeline, lay_out(one.timeline)) for one in lived(ORDINARY, 120)]
    assert sum(bool(by_means(laid)) for _, laid in days) > 90
    assert sum(bool(by_correlation(timeline, laid)) for timeline, laid in days) > 12


def test_the_simulated_days_hang_together_by_half() -> None:
    number = [value for one in people(World(days=360), 3, SEED) for value in lay_out(one.timeline).twitching]
    known = [value for value in number if value is not None]
    mean = sum(known) / len(known)
    assert 0.4 < autocorrelation([None if value is None else value - mean for value in number], 1) < 0.6


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert between(50, 1000) == pytest.approx((3.81, 6.53), abs=0.01)
    assert between(0, 100)[0] == 0


@pytest.mark.long
def test_half_a_year_of_summaries_tells_few_people_of_a_link_that_is_none() -> None:
    number = 150
    told = sum(told_at_some_week(one) for one in people(World(days=HALF_A_YEAR), number, SEED))
    assert between(told, number)[0] <= 5
