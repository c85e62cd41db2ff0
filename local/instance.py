"""One running Steady on one machine: everything that happens in it happens one thing at a time."""

import sys
import threading
import traceback
from collections.abc import Callable

from local.clock import LocalClock
from local.doors import LocalDoors
from local.embedded import EmbeddedAws
from local.exchange import Ask, Reply, problem
from local.gateway import Gateway
from local.journal import Journal
from local.schedules import Schedules


class Instance:
    """Answers requests and lets time pass. chalice keeps its request in one attribute for all threads,
    so one lock goes round every call of the app: HTTP, tick and queue."""

    def __init__(
        self,
        journal: Journal,
        clock: LocalClock,
        aws: EmbeddedAws,
        schedules: Schedules,
        gateway: Gateway,
        doors: LocalDoors,
    ) -> None:
        self.journal, self.clock, self.aws, self.schedules = journal, clock, aws, schedules
        self._gateway, self._doors = gateway, doors
        self._turn = threading.RLock()

    def answer(self, ask: Ask) -> Reply:
        """The reply to one request. What an earlier one queued has been delivered before this one starts."""
        with self._turn:
            self.settle()
            try:
                return self._doors.answer(ask) or self._gateway.answer(ask)
            except Exception:
                traceback.print_exc(file=sys.stderr)
                return problem(500, "Something went wrong here; it is in the log.", ask)

    def settle(self) -> None:
        """Deliver what has been queued. A failing worker is logged; its messages stay queued."""
        with self._turn:
            if self.aws.has_queued:
                self._guarded(self.schedules.drain)

    def recover(self) -> None:
        """One sweep at start: the queues died with the process, what waits stands in the due index."""
        with self._turn:
            self._guarded(lambda: self.schedules.sweep(self.clock()))

    def pass_time(self) -> None:
        """Called every second: what is due by now, and messages whose retry has come."""
        with self._turn:
            self._guarded(self.schedules.sweep_if_due)
            if self.aws.is_holding_messages:
                self._guarded(self.schedules.drain)

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception:
            traceback.print_exc(file=sys.stderr)

    def close(self) -> None:
        """Let the current call end, then let go of everything."""
        with self._turn:
            self.aws.stop()
            self.journal.close()
