"""Faults of every kind, mixed by a seed: `python -m tests.faults.soak --runs 10000 --seed 1`.

A run is some 50 steps of five minutes to seven hours in the lives of three people. Processes die, AWS turns calls
down, connections break, queues repeat and lose, sweeps overlap, events of SES are late, doubled or missing. Then the
faults stop, the clock goes on for an hour, and the ledger is held against the inputs.
"""

import argparse
import logging
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import partial
from random import Random
from time import perf_counter
from typing import Final, get_args

from chalicelib.domain.habit import HabitPlan, usual_plans
from chalicelib.domain.message import REMINDER_LASTS
from chalicelib.usecases.deliver_message import SENT_AGAIN
from tests.faults.checker import Owed, Report, Sent, Wish, about_slot, check, not_before, reminders_owed
from tests.faults.outside_world import Event
from tests.faults.world import DOORS, FAULTS, NAMED_POINT, World, can_strike, world_running

ZONES: Final = ("Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Africa/Cairo", "Asia/Tokyo")
STEPS: Final = 50
HOW_OFTEN: Final = (0.0, 0.01, 0.03, 0.1)
"""How often a point is struck; one of these for a run."""
AGES: Final = timedelta(days=30)
"""Later than this nothing that the run owed is late any more: the mix has outages in it."""


@dataclass
class Run:
    """One run of one seed."""

    world: World
    rng: Random
    often: float
    owed: list[Owed] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    is_nested: bool = False
    to_log: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)

    def strike(self, point: str) -> None:
        """Now and then, whatever can go wrong here; or a second passes, or another invocation runs to its end."""
        self.world.clock.tick(seconds=self.rng.random() < self.often)
        if self.rng.random() < self.often and not self.is_nested:
            self.is_nested = True
            others: list[Callable[[], None]] = [self.world.sweep, *(partial(self.world.deliver, one) for one in DOORS)]
            self.world.invoke(self.rng.choice(others))
            self.is_nested = False
        if self.rng.random() >= self.often:
            return
        fault = self.rng.choice([one for one in FAULTS if can_strike(one, point)])
        self.struck.append(f"{fault.__name__} {point}")
        fault(point)

    def live(self) -> None:
        """Every step, then the recovery."""
        began = self.world.clock()
        wishes = [self._join(name) for name in ("ann", "bob", "cat")]
        self.world.strikes.append(self.strike)
        for _ in range(STEPS):
            self._step()
        self.world.strikes.clear()
        self._log_what_is_due()
        self.world.queues.redrive()
        self.world.recover(sweeps=12)
        for wish in wishes:
            self.owed += reminders_owed(wish, began, self.world.clock(), REMINDER_LASTS)

    def next_event(self) -> Event:
        """What SES does about the next mail that it takes."""
        return self.rng.choices(get_args(Event), (70, 10, 10, 10))[0]

    def ended(self) -> dict[tuple[str, str], set[str]]:
        """How the service says that each reminder ended: read to see that none ended in silence, and for no more."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (owner, _), one in self.world.store.waiting.items():
            if one.message.kind == "reminder":
                content = one.message.content
                found[f"{owner}@example.org", about_slot(content["on"], content["habits"])].add(one.status)
        return found

    def report(self) -> Report:
        """The checker's word."""
        return check(self.owed, self.world.ses.sent(), AGES, self.world.clock() + AGES)

    def _join(self, name: str) -> Wish:
        plans = {**usual_plans(), "water": HabitPlan(on=True, times=(time(8), time(12, 30), time(20)))}
        wish = self.world.join(name, self.rng.choice(ZONES), habits=plans)
        at = self.world.clock() + timedelta(minutes=self.rng.randrange(3000))
        kind, about, values = self.rng.choice(
            (
                ("emergency", "stroke_signs", {"name": "face_droop", "onset": "sudden"}),
                ("finding", "weakness", {"name": "weakness", "area": "hand", "onset": "weeks", "severity": 2}),
            )
        )

        def log() -> None:
            now = self.world.clock()
            due_at = now if kind == "emergency" else not_before(wish, now)
            self.owed.append(Owed(due_at, wish.address, kind, about))
            self.world.ask(lambda: self.world.log(name, about, **values))

        self.to_log.append((at, log))
        return wish

    def _step(self) -> None:
        world, rng = self.world, self.rng
        minutes = rng.choices((5, 30, 120, 420), (60, 25, 12, 3))[0]
        world.clock.tick(minutes=minutes)
        self._log_what_is_due()
        if rng.random() < 0.9:
            world.invoke(world.sweep)
        if rng.random() < 0.1:
            world.queues.repeat()
        if rng.random() < 0.03:
            world.queues.lose()
        if rng.random() < 0.1:
            world.queues.redrive()
        if rng.random() < 0.9:
            world.drain()
        if rng.random() < 0.9:
            world.tell_events()

    def _log_what_is_due(self) -> None:
        due = [one for one in self.to_log if one[0] <= self.world.clock()]
        for one in due:
            self.to_log.remove(one)
            one[1]()


def problems(seed: int) -> list[str]:
    """Play one seed; what is wrong, in words. Empty where all is well."""
    return play(seed)[1]


def play(seed: int) -> tuple[list[Sent], list[str]]:
    """Play one seed: the ledger, and what is wrong."""
    rng = Random(seed)
    began = datetime(2026, 11, 20, 6, tzinfo=UTC) + timedelta(minutes=5 * rng.randrange(2000))
    with world_running(began) as world:
        run = Run(world, rng, rng.choice(HOW_OFTEN))
        world.ses.next_event = run.next_event
        run.live()
        return world.ses.sent(), [*_told_wrong(run), *_left_open(run)]


def _told_wrong(run: Run) -> Iterator[str]:
    report = run.report()
    doubts = sum(any(place in one for place in NAMED_POINT) for one in run.struck)
    for mail in report.doubled:
        if mail.kind not in SENT_AGAIN or len(report.doubled) > doubts:
            yield f"doubled: {mail}"
    yield from (f"untold: {one}" for one in report.untold)
    yield from (f"stray: {one}" for one in report.stray)
    ended = run.ended()
    yield from (f"lost without a word: {one}" for one in report.lost if not ended[one.to, one.about] - {"sent"})


def _left_open(run: Run) -> Iterator[str]:
    for (owner, _), one in run.world.store.waiting.items():
        if one.status in ("pending", "leased") and one.message.leaves_at <= run.world.clock():
            yield f"left open: {owner} {one.message.occasion} {one.status}"


def main(arguments: Sequence[str]) -> int:
    """Play so many seeds; the number of those in which something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.soak", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="the first seed; the others follow it")
    given = parser.parse_args(arguments)
    started, failed = perf_counter(), 0
    for seed in range(given.seed, given.seed + given.runs):
        found = problems(seed)
        failed += bool(found)
        for problem in found:
            print(f"seed {seed}: {problem}")
    print(f"{given.runs} runs from seed {given.seed}, {failed} failed, {perf_counter() - started:.0f} s")
    return failed


if __name__ == "__main__":
    logging.disable(logging.ERROR)  # the faults are made on purpose
    sys.exit(min(main(sys.argv[1:]), 1))
