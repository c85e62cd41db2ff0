"""A person in memory."""

import pytest

from chalicelib.ports import Services
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import services_on
from tests.fakes.samples import join, person


@pytest.fixture
def services() -> Services:
    """Services in memory, with a person `ann` who joined on Monday at noon."""
    made = services_on(MemoryStore())
    join(made, person("ann"))
    return made
