"""A million people with a reminder at 08:00, second by second: `python -m bench.scale`, one JSON object a line.

What the code decides is imported: the schedule, the sweep's time, the batch, the lease, how long a reminder lasts. What
AWS decides is assumed, and named below [D]; what a reminder costs is the cost model's. Nothing was measured on AWS.
"""

import json
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from math import ceil, log
from pathlib import Path
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from bench.costs import dollars_of_a_reminder
from bench.counts import read_counts
from bench.lived import stack_of
from bench.population import MILLIONS
from chalicelib.domain.message import REMINDER_LASTS
from chalicelib.doors.events import RESERVE_MS
from chalicelib.usecases.sweep_due import EVERY
from local.resources import merged_resources

PEOPLE: Final = 1_000_000
RATES: Final = (14, 200, 1000)
ON: Final = date(2026, 11, 24)
SECONDS_A_PERSON: Final = 0.012
"""What a sweep needs for one reminder: a transaction, and its share of a query and of a queue's batch [D]."""
PICK_UP: Final = 1.5
"""Seconds from a queue to its worker and through it; one in a hundred starts cold and takes three more [D]."""
SAFETY_A_DAY: Final = PEOPLE / 90
"""One safety mail for each person in 90 days, all within 16 hours of the day [D]."""
A_WORKER: Final = 15
"""Mails a second of one worker of reminders [D], as the template says beside `MailWorkers`."""
WORKERS: Final = 100
"""How many workers of reminders run at once where nothing holds them back; each tries 10 mails in half a second [D]."""
VISIBILITY: Final = 150
"""Seconds after which a queue gives back what a worker did not take [template]."""


@dataclass
class Day:
    """One simulated day, with so many reminders a second at most."""

    rate: float
    backlog: deque[list[float]] = field(default_factory=deque)
    late: Counter[int] = field(default_factory=Counter)
    expired: int = 0
    last_sent: int = 0
    busy_seconds: int = 0

    def live(self) -> None:
        """Sweep every five minutes, send what the rate allows, second by second, until nothing is left."""
        due, waiting = due_seconds(), deque[list[float]]()
        now, end, credit = min(due), max(due), 0.0
        while now <= end or waiting or self.backlog:
            if now in due:
                waiting.append([now, due[now]])
            if now % EVERY.total_seconds() == 0:
                self._sweep(waiting)
            credit = min(credit + self.rate, max(1.0, self.rate))
            credit = self._send(now, credit)
            now += 1

    def _sweep(self, waiting: deque[list[float]]) -> None:
        left = sweep_seconds() // SECONDS_A_PERSON
        while waiting and left:
            taken = min(left, waiting[0][1])
            self.backlog.append([waiting[0][0], taken])
            left -= taken
            waiting[0][1] -= taken
            if not waiting[0][1]:
                waiting.popleft()

    def _send(self, now: int, credit: float) -> float:
        self.busy_seconds += bool(self.backlog)
        while self.backlog:
            due_at, count = self.backlog[0]
            if now - due_at >= REMINDER_LASTS.total_seconds():
                self.expired += int(count)
                self.backlog.popleft()
                continue
            sent = min(int(credit), count)
            credit -= sent
            self.late[int(now - due_at)] += int(sent)
            self.last_sent = now if sent else self.last_sent
            self.backlog[0][1] -= sent
            if self.backlog[0][1]:
                break
            self.backlog.popleft()
        return credit


ROOT = Path(__file__).resolve().parents[1]


def sweep_seconds() -> float:
    """How long one sweep may work: its function's time without what it keeps in reserve."""
    config = json.loads((ROOT / ".chalice/config.json").read_text())
    return float(config["lambda_functions"]["sweep"]["lambda_timeout"] - RESERVE_MS / 1000)


def mail_share() -> float:
    """The part of the rate that all mail but safety keeps to."""
    return float(merged_resources(ROOT)["Parameters"]["MailShare"]["Default"]) / 100


def usual_workers() -> int:
    """How many workers of reminders there are where nobody changed the stack's parameter."""
    return int(merged_resources(ROOT)["Parameters"]["MailWorkers"]["Default"])


def due_seconds() -> Counter[int]:
    """How many come due at each second of that local date."""
    people, whole = Counter[int](), sum(MILLIONS.values())
    for zone, millions in MILLIONS.items():
        at = datetime.combine(ON, time(8), ZoneInfo(zone)).astimezone(UTC)
        people[int(at.timestamp())] += round(PEOPLE * millions / whole)
    # what rounding left over
    people[max(people, key=people.__getitem__)] += PEOPLE - people.total()
    return people


def quantile(counts: Counter[int], share: float) -> int:
    """The value that this share lies at or below."""
    left = share * counts.total()
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0:
            return value
    return max(counts, default=0)


def safety_lateness(rate: float, rng: Random) -> Counter[int]:
    """Seconds until a safety mail is taken, raised while reminders wait: the queue of the share that is kept."""
    found, free_at = Counter[int](), 0.0
    per_second, serves = SAFETY_A_DAY / (16 * 3600), rate * (1 - mail_share())
    at = 0.0
    for _ in range(20_000):
        at += rng.expovariate(per_second)
        start = max(at + PICK_UP + (3 if rng.random() < 0.01 else 0), free_at)
        free_at = start + 1 / serves
        found[ceil(free_at - at)] += 1
    return found


def lateness_without_a_share(rate: float) -> float:
    """The 99th percentile where reminders try as often as they can: each try is a draw, each loss a visibility."""
    chance = min(1.0, rate / (WORKERS * 20))
    return PICK_UP if chance >= 0.99 else PICK_UP + VISIBILITY * ceil(log(0.01) / log(1 - chance) - 1)


def lines() -> Iterator[dict[str, Any]]:
    """One for each rate."""
    for rate, workers in ((14, usual_workers()), (200, usual_workers()), (200, 11), (1000, 54)):
        day = Day(min(rate * mail_share(), workers * A_WORKER))
        day.live()
        safety = safety_lateness(rate, Random(1))
        sent = day.late.total()
        yield {
            "rate_per_second": rate,
            "workers": workers,
            "people": due_seconds().total(),
            "sent": sent,
            "expired": day.expired,
            "hours_until_drained": round((day.last_sent - min(due_seconds())) / 3600, 1),
            "hours_with_a_backlog": round(day.busy_seconds / 3600, 1),
            "reminder_p50_minutes": round(quantile(day.late, 0.5) / 60),
            "reminder_p99_minutes": round(quantile(day.late, 0.99) / 60),
            "safety_p99_seconds": quantile(safety, 0.99),
            "safety_most_seconds": max(safety),
            "safety_p99_seconds_without_a_share": round(lateness_without_a_share(rate)),
            "dollars": round(dollars_of_a_reminder(read_counts(), stack_of()) * sent, 2),
        }


if __name__ == "__main__":
    for line in lines():
        print(json.dumps(line), flush=True)
