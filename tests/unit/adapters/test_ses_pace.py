"""Mail leaves as fast as the account allows, with room kept for safety; the quota is asked for once a minute."""

from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters.ses_pace import SesPace
from chalicelib.domain.errors import SendFailed
from tests.fakes.outside import MONDAY, Clock

NEVER = lambda: False  # noqa: E731


class Account:
    """SES's word on the account, and how often it was asked."""

    def __init__(self, rate: float = 10, most: float = 50_000, sent: float = 0, *, enabled: bool = True) -> None:
        self.quota = {"MaxSendRate": rate, "Max24HourSend": most, "SentLast24Hours": sent}
        self.enabled, self.asked, self.is_down = enabled, 0, False

    def get_account(self) -> dict[str, Any]:
        self.asked += 1
        if self.is_down:
            raise ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, "GetAccount")
        return {"SendQuota": self.quota, "SendingEnabled": self.enabled}


class Worker:
    """One worker whose clock goes on only while it waits."""

    def __init__(self, account: Account, share: float = 0.8, workers: int = 1) -> None:
        self.clock, self.account, client = Clock(), account, account
        any_client: Any = client
        self.pace = SesPace(any_client, self.clock, self.wait, lambda: 0.5, share, workers)

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.clock.tick(seconds=seconds)

    def take(self, *, is_safety: bool = False, seconds: float | None = None) -> bool:
        ends_at = self.clock() + timedelta(seconds=seconds) if seconds is not None else None
        return self.pace.take(is_safety=is_safety, is_time_up=lambda: ends_at is not None and self.clock() >= ends_at)

    def seconds_for(self, mails: int) -> float:
        assert all(self.take() for _ in range(mails))
        return (self.clock() - MONDAY).total_seconds()


@pytest.mark.parametrize(("rate", "share", "workers"), [(14, 0.8, 1), (14, 0.8, 5), (1, 0.5, 2), (200, 1, 4)])
def test_all_workers_together_keep_to_their_share_of_the_rate(rate: float, share: float, workers: int) -> None:
    mails = 60
    took = Worker(Account(rate), share, workers).seconds_for(mails)
    assert (mails - 1) * workers / took == pytest.approx(rate * share, rel=0.01)


def test_after_a_rest_nothing_is_made_up_for() -> None:
    worker = Worker(Account(10), 1)
    worker.take()
    worker.clock.tick(seconds=30)
    before = worker.clock()
    assert all(worker.take() for _ in range(11))
    assert (worker.clock() - before).total_seconds() == pytest.approx(1)


def test_safety_never_waits() -> None:
    worker = Worker(Account(0.1))
    worker.take()
    assert all(worker.take(is_safety=True) for _ in range(100))
    assert worker.clock() == MONDAY


def test_where_time_is_short_there_is_no_place_and_nothing_is_used_up() -> None:
    worker = Worker(Account(0.1, most=10), 1)
    assert worker.take()
    assert not worker.take(seconds=2)
    assert (worker.clock() - MONDAY).total_seconds() <= 2.5
    assert worker.take()
    assert (worker.clock() - MONDAY).total_seconds() == pytest.approx(10)


def test_the_last_fifth_of_a_day_is_for_safety() -> None:
    worker = Worker(Account(1000, most=100, sent=70))
    assert all(worker.take() for _ in range(10))
    with pytest.raises(SendFailed) as caught:
        worker.take()
    assert caught.value.of_account
    assert worker.take(is_safety=True)
    worker.account.quota["SentLast24Hours"] = 0
    worker.clock.tick(minutes=1)
    assert worker.take()


def test_an_account_without_a_daily_limit_has_none() -> None:
    worker = Worker(Account(1000, most=-1, sent=10**9))
    assert all(worker.take() for _ in range(50))


@pytest.mark.parametrize("account", [Account(rate=0), Account(enabled=False)], ids=["no rate", "paused"])
def test_an_account_that_may_not_send_has_no_place(account: Account) -> None:
    worker = Worker(account)
    with pytest.raises(SendFailed) as caught:
        worker.take()
    assert caught.value.of_account
    assert worker.take(is_safety=True)


def test_the_quota_is_asked_for_once_a_minute() -> None:
    worker = Worker(Account(1), 1)
    for _ in range(151):
        worker.take()
    assert (worker.clock() - MONDAY).total_seconds() == pytest.approx(150)
    assert worker.account.asked == 3


def test_a_quota_that_cannot_be_read_holds_nobody_up() -> None:
    worker = Worker(Account(0.1))
    worker.account.is_down = True
    assert all(worker.take() for _ in range(20))
    assert (worker.clock(), worker.account.asked) == (MONDAY, 1)


def test_the_quota_of_a_minute_ago_is_kept_to_when_no_newer_one_comes() -> None:
    worker = Worker(Account(1), 1)
    worker.take()
    worker.account.is_down = True
    worker.clock.tick(minutes=2)
    before = worker.clock()
    assert all(worker.take() for _ in range(3))
    assert (worker.clock() - before).total_seconds() == pytest.approx(2)


def test_each_back_off_is_about_twice_as_long_as_the_one_before() -> None:
    worker = Worker(Account())
    waits = []
    for turn in range(4):
        before = worker.clock()
        worker.pace.back_off(turn)
        waits.append((worker.clock() - before).total_seconds())
    assert waits == [0.5, 1, 2, 4]
