"""Tests that share something dear, such as a package or a browser, run in one worker and make it once."""

import pytest

pytestmark = pytest.mark.xdist_group("groups")


def test_a_group_is_told_to_the_scheduler(request: pytest.FixtureRequest, worker_id: str) -> None:
    # without workers there is nothing to share
    expected = "" if worker_id == "master" else "@groups"
    assert request.node.nodeid.partition("scheduler")[2] == expected
