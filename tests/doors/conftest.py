"""The whole app on moto's AWS."""

from collections.abc import Iterator

import pytest

from tests.fakes.steady import Steady, steady_running


@pytest.fixture
def steady() -> Iterator[Steady]:
    """A fresh Steady."""
    with steady_running() as running:
        yield running
