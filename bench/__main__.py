"""`python -m bench`: one JSON object a line, the counts first."""

import sys
from collections.abc import Iterator

from bench import assessment, calls, capacity, door, imports, mails, served, sweeps, tables, weekly
from bench.line import Line
from local.rehearsal.emulator import EmulatorError
from local.tools import RefusedError


def lines() -> Iterator[Line]:
    """Everything that is measured."""
    yield from calls.lines()
    yield from counted()
    for part in (tables, imports, door, sweeps, assessment, mails, weekly, served):
        yield from part.lines()


def counted() -> Iterator[Line]:
    """The capacity units; where the emulator cannot be installed or started, the others go on without them."""
    try:
        yield from capacity.lines()
    except (EmulatorError, RefusedError) as error:
        print(f"Capacity units were not counted: {error}", file=sys.stderr)


if __name__ == "__main__":
    for line in lines():
        print(line.text(), flush=True)
