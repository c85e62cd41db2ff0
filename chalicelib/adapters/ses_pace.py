"""How fast mail may leave: the account's own quota, read once a minute, with room kept for mails of safety."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError
from msgspec import Struct, field

from chalicelib.domain.errors import SendFailed
from chalicelib.ports import Clock

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

LOG: Final = logging.getLogger("steady")
FRESH_FOR: Final = timedelta(minutes=1)
SLICE: Final = 0.25
"""Seconds of waiting between two looks at the time that is left."""
FIRST_BACK_OFF: Final = 0.5


class Quota(Struct):
    """What the account allows: mails a second, and mails left of the last 24 hours; None: without limit."""

    read_at: datetime
    rate: float
    left: float | None


class SesPace(Struct):
    """`Pace` of one worker among `workers` that share the account. `share` is what all but safety may use, 0 to 1.

    Without a shared counter each keeps to its own part of the rate: no call is spent on it, and the rest that is kept
    for safety covers what several workers may run over.
    """

    client: "SESV2Client"
    clock: Clock
    pause: Callable[[float], None]
    chance: Callable[[], float]
    share: float
    workers: int
    _quota: Quota | None = None
    _asked_at: datetime | None = None
    _free_at: datetime | None = field(default=None)

    def take(self, *, is_safety: bool, is_time_up: Callable[[], bool]) -> bool:
        """Wait for the next place. Safety never waits: SES itself is its only limit. So too while SES does not say.

        Raises SendFailed, `of_account`, where the account sends nothing, or the day's share is used up.
        """
        now = self.clock()
        quota = self._quota_at(now)
        if is_safety or quota is None:
            return True
        if quota.rate <= 0:
            raise SendFailed("the account may not send", permanent=False, of_account=True)
        if quota.left is not None and quota.left < 1:
            raise SendFailed("the day's share is used up", permanent=False, of_account=True)
        free_at = max(self._free_at or now, now)
        while (wait := (free_at - self.clock()).total_seconds()) > 0:
            if is_time_up():
                return False
            self.pause(min(wait, SLICE))
        self._free_at = free_at + timedelta(seconds=self.workers / (quota.rate * self.share))
        quota.left = None if quota.left is None else quota.left - 1
        return True

    def back_off(self, turn: int) -> None:
        """Wait twice as long at each turn, and by chance a little more or less, so that workers fall out of step."""
        self.pause(FIRST_BACK_OFF * 2**turn * (0.5 + self.chance()))

    def _quota_at(self, now: datetime) -> Quota | None:
        if self._asked_at is None or now - self._asked_at >= FRESH_FOR:
            self._asked_at = now
            try:
                self._quota = self._read(now)
            except (ClientError, BotoCoreError) as error:
                # the quota of a minute ago is better than none; SES turns down what is too much in any case
                LOG.warning("the quota could not be read", extra={"error": type(error).__name__})
        return self._quota

    def _read(self, now: datetime) -> Quota:
        account = self.client.get_account()
        quota = account.get("SendQuota", {})
        most, rate = quota.get("Max24HourSend", -1), quota.get("MaxSendRate", 0)
        left = None if most < 0 else most * self.share - quota.get("SentLast24Hours", 0)
        return Quota(now, rate if account.get("SendingEnabled", True) else 0, left)
