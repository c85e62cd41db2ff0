"""Both stores behind one name."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.bootstrap import build
from chalicelib.config import Settings
from chalicelib.ports import Services
from tests.fakes.memory import MemoryStore
from tests.fakes.moto_aws import SENDER, TABLE, aws_running
from tests.fakes.outside import Clock, Ids, services_on


@pytest.fixture(params=["memory", "dynamodb"])
def services(request: Any) -> Iterator[Services]:
    """Services on the store that the test runs against."""
    if request.param == "memory":
        yield services_on(MemoryStore())
        return
    with aws_running() as aws:
        settings = Settings(
            table_name=TABLE,
            queue_url=aws.queue_url,
            safety_queue_url=aws.safety_queue_url,
            sender=SENDER,
            base_url="https://steady.example",
            secret="a secret for tests",
        )
        yield build(settings, clock=Clock(), new_id=Ids(), clients=aws.clients)
