"""A sample of mixed runs on DynamoDB, SQS and SES: kills and throttles by a seed at any call, then the recovery."""

from collections import Counter
from collections.abc import Callable
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.doors.events import DoorFailed
from tests.fakes.steady import Steady, steady_running, text_of
from tests.faults.killing import Killed, forget
from tests.faults.test_kills import DROOP, recover
from tests.faults.turning_down import NOT_OURS, THROTTLED

OFTEN = 0.06


def striking(rng: Random, struck: list[str]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """What happens before a call and after it: now and then a throttle, or the end of the process."""

    def before(model: Any, **_: Any) -> Any:
        if rng.random() >= OFTEN or model.name in NOT_OURS:
            return None
        struck.append(f"before {model.name}")
        if rng.random() < 0.5:
            raise Killed(model.name)
        return SimpleNamespace(status_code=400), THROTTLED

    def after(model: Any, **_: Any) -> None:
        if rng.random() < OFTEN and model.name not in NOT_OURS:
            struck.append(f"after {model.name}")
            raise Killed(model.name)

    return before, after


def invoke(steady: Steady, handler: Callable[[], Any]) -> bool:
    """One invocation; whether it came to its end."""
    try:
        return handler() is not None
    except (Killed, ClientError, DoorFailed):
        forget(steady)
        return False


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_mixed_run(seed: int) -> None:
    rng, struck = Random(seed), list[str]()
    before, after = striking(rng, struck)
    with steady_running(visibility=0) as steady:
        token = steady.join()
        for client in steady.every_client():
            client.meta.events.register_first("before-call", before, unique_id="mixed-before")
            client.meta.events.register_last("after-call", after, unique_id="mixed-after")
        try:
            while not invoke(steady, lambda: answered(steady, token)):
                pass
            for _ in range(20):
                steady.clock.tick(minutes=rng.choice((5, 30, 120, 240)))
                invoke(steady, steady.sweep_only)
                invoke(steady, lambda: steady.drain_one(steady.aws.safety_queue_url, "deliver_safety"))
                invoke(steady, lambda: steady.drain_one(steady.aws.queue_url, "deliver"))
        finally:
            for client in steady.every_client():
                client.meta.events.unregister("before-call", before, unique_id="mixed-before")
                client.meta.events.unregister("after-call", after, unique_id="mixed-after")
        recover(steady, is_queue_lost=False)
        assert struck
        assert steady.mails("emergency"), struck
        reminded = Counter(text_of(mail) for mail in steady.mails("reminder"))
        assert set(reminded.values()) <= {1}, struck
        assert len([item for item in steady.aws.items() if item["sk"]["S"].startswith(("2#", "3#"))]) == 1


def answered(steady: Steady, token: str) -> bool | None:
    """Whether the log was answered; asked again with its key until it is."""
    return steady.ask("POST", "/v1/entries", DROOP, token=token).status in (200, 201) or None
