"""Runs the steps of a rehearsal one after the other and prints each with its time."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

Found = TypeVar("Found")


class NotHeldError(Exception):
    """Something did not come out as it must; the text says what was seen instead."""


@dataclass(slots=True)
class Steps:
    """What was run so far. The first step that does not hold ends the rehearsal: the later ones lean on it."""

    write: Callable[[str], Any] = print
    seconds: float = 0.0
    count: int = 0
    began: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, says: str) -> Iterator[None]:
        """One step; its line is printed at its end. What goes wrong goes on upwards."""
        since = time.monotonic()
        try:
            yield
        except BaseException:
            self.write(f"FAILED  {time.monotonic() - since:6.1f} s  {says}")
            sys.stdout.flush()
            raise
        self.count += 1
        self.write(f"held    {time.monotonic() - since:6.1f} s  {says}")
        sys.stdout.flush()

    def total(self) -> str:
        """The last line."""
        return f"{self.count} steps held in {time.monotonic() - self.began:.0f} s"


def hold(is_so: object, seen: object) -> None:
    """Raise NotHeldError with what was seen, unless it is so."""
    if not is_so:
        raise NotHeldError(str(seen))


def wait_for(look: Callable[[], Found | None], within: float, what: str) -> Found:
    """The first thing found, looked for until so many seconds have passed. Raises NotHeldError."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        found = look()
        if found is not None:
            return found
        time.sleep(0.2)
    raise NotHeldError(f"{what} did not come within {within:.0f} s")
