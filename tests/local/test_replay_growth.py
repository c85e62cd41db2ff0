"""What a year costs at once, beside reading its file; and a replay costs about twice as much for twice the length."""

from collections.abc import Callable

import pytest

from bench.assessment import Document, as_is, assessed_once, cost_of_replay, edited, late
from bench.years import timeline_of

AT_MOST = 2.9
"""Twice the weeks: 2 where the cost is linear, 4 where it is quadratic."""


def test_a_year_of_20_logs_a_day_is_assessed_in_at_most_three_readings_of_its_file() -> None:
    line = assessed_once(rounds=7)
    assert line.ratio is not None
    assert line.ratio <= 3


@pytest.mark.parametrize("alter", [as_is, late, edited])
def test_twice_the_weeks_cost_about_twice_as_much(alter: Callable[[Document], Document]) -> None:
    documents = {weeks: alter(timeline_of(weeks * 7, logs_a_day=2)) for weeks in (20, 40)}
    # a busy machine slows one of a pair now and then; a quadratic cost shows in every pair
    ratios = (cost_of_replay(documents[40]) / cost_of_replay(documents[20]) for _ in range(4))
    assert any(ratio < AT_MOST for ratio in ratios)
