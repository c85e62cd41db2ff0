"""What must be told, and when it leaves: reckoned from the words on speaking to worried people, not from the code.

One mail for each new finding, again only when its level rises. Quiet hours hold it back until 08:00, unless an entry
just received raises something at `urgent` or above: then all that it raises leaves at once. What no longer stands at
08:00 is dropped. Two kinds of news wait for the weekly summary: a finding below one that stands and was told, and one
that comes back within 30 days no higher.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LEVELS: Final = ("self_care", "gp_routine", "gp_soon", "urgent", "emergency")


@dataclass(slots=True)
class Met:
    """A sign that began to hold at a level. `leaves_at` None: it waits for the summary, or was dropped."""

    sign: str
    level: str
    at: datetime
    ended_at: datetime | None = None
    leaves_at: datetime | None = None
    is_carried: bool = False

    @property
    def rank(self) -> int:
        return LEVELS.index(self.level)


@dataclass(slots=True)
class Telling:
    """Follows a course from look to look."""

    zone: ZoneInfo
    standing: dict[str, Met] = field(default_factory=dict)
    over: list[Met] = field(default_factory=list)

    def look(self, now: datetime, holds: dict[str, str], *, is_receipt: bool) -> None:
        """Take what holds at this moment."""
        for sign, known in list(self.standing.items()):
            if holds.get(sign) != known.level:
                known.ended_at = now
                if known.leaves_at is not None and known.leaves_at > now:
                    known.leaves_at = None
                self.over.append(self.standing.pop(sign))
        new = [Met(sign, level, now) for sign, level in holds.items() if sign not in self.standing]
        for found in new:
            found.is_carried = self._waits_for_summary(found, now)
        news = [found for found in new if not found.is_carried]
        at_once = is_receipt and any(found.rank >= LEVELS.index("urgent") for found in news)
        for found in news:
            found.leaves_at = now if at_once else self.end_of_quiet(now)
        self.standing |= {found.sign: found for found in new}

    def _waits_for_summary(self, found: Met, now: datetime) -> bool:
        told = [known for known in self.standing.values() if known.leaves_at is not None and known.leaves_at <= now]
        if found.level != "emergency" and any(known.rank > found.rank for known in told):
            return True
        earlier = [known for known in self.over if known.sign == found.sign and self._is_recent(known, now)]
        was_told = [known for known in self.over if known.sign == found.sign and known.leaves_at is not None]
        return bool(earlier) and any(known.rank >= found.rank for known in was_told[-1:])

    @staticmethod
    def _is_recent(known: Met, now: datetime) -> bool:
        return known.ended_at is not None and now - known.ended_at <= timedelta(days=30)

    def end_of_quiet(self, now: datetime) -> datetime:
        """`now`, or 08:00 local where it lies from 21:00 to 08:00."""
        local = now.astimezone(self.zone)
        if time(8) <= local.time() < time(21):
            return now
        on = local.date() + timedelta(days=1) if local.time() >= time(21) else local.date()
        return datetime.combine(on, time(8), tzinfo=self.zone).astimezone(UTC)
