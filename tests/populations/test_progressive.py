"""100 courses that go on: every criterion is found at the moment at which it is met, and told on that day."""

import pytest

from tests.populations.agreement import disagreements

PEOPLE, CHUNK = 100, 10


@pytest.mark.parametrize("first", range(0, PEOPLE, CHUNK))
def test_every_criterion_is_told_on_the_day_that_it_is_met(first: int) -> None:
    found = [line for seed in range(first, first + CHUNK) for line in disagreements(seed)]
    assert found == []
