"""A schedule that stood still for long, as on a machine that was off, harms nobody who comes back."""

import pytest

from tests.fakes.steady import Steady


@pytest.mark.parametrize("is_swept", [True, False], ids=["swept first", "logged first"])
def test_a_log_after_a_hundred_days_without_a_sweep(steady: Steady, is_swept: bool) -> None:
    token = steady.join()
    steady.clock.tick(days=100)
    if is_swept:
        assert steady.sweep()["quarantined"] == 0
    steady.json("POST", "/v1/entries", {"area": "thumb"}, token=token, status=201)
    steady.sweep()
    # stale reminders are recorded as expired: only one of today may still leave
    assert len(steady.mails("reminder")) <= 1
    steady.clock.tick(minutes=10)
    assert not any(steady.sweep().values())
