"""The simulation of a million people: nobody is forgotten in it, and a warning overtakes whatever backlog there is."""

from collections import Counter
from random import Random

import pytest

from bench.scale import PEOPLE, RATES, Day, due_seconds, mail_share, quantile, safety_lateness
from chalicelib.domain.message import REMINDER_LASTS


@pytest.mark.parametrize("rate", RATES)
def test_every_reminder_is_sent_or_expires(rate: int) -> None:
    day = Day(rate * mail_share())
    day.live()
    assert day.late.total() + day.expired == PEOPLE == due_seconds().total()
    assert max(day.late) < REMINDER_LASTS.total_seconds()
    assert day.late.total() <= rate * day.busy_seconds


@pytest.mark.parametrize("rate", RATES)
def test_a_warning_raised_at_the_worst_moment_leaves_within_a_minute(rate: int) -> None:
    assert quantile(safety_lateness(rate, Random(1)), 0.99) < 60


def test_a_quantile_is_a_value_that_was_seen() -> None:
    assert [quantile(Counter({1: 98, 60: 1, 90: 1}), share) for share in (0.5, 0.98, 0.99, 1.0)] == [1, 1, 60, 90]
