"""What a stack costs with nobody in it, a month."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bench import prices
from bench.costs import CALL_MS, PLATFORM_LOG, VCPU_AT
from bench.counts import Counts
from bench.lived import DAYS, Stack

QUEUES: Final = 2
"""Those that Lambda looks at; dead letters wait for an operator."""
POLLS: Final = 5 * 24 * 3600 / 20 * DAYS
"""Requests by which Lambda looks at one empty queue: five pollers, 20 seconds each."""
SWEEPS: Final = 12 * 24 * DAYS
ROLES: Final = 5
KEY_ASKED: Final = ROLES * 12 * 24 * DAYS
"""DynamoDB asks for the table's key for each role anew after five minutes: never more often than this [D]."""
PACKAGES: Final = 10 * 6e6
"""Bytes in the bucket of packages: ten releases [D]."""
OUR_DASHBOARD: Final = "dashboard, free: one of the account's first three, the only case in which it is made"
ASKED_FOR: Final = "beside that, `DASHBOARD=on` where the account has three others"


@dataclass(frozen=True, slots=True)
class FixedRow:
    """One line: how many, dollars a month by the list, and what is left of them where the free tier is not used up."""

    name: str
    units: float
    dollars: float
    with_free_tier: float


def fixed_rows(counts: Counts, stack: Stack) -> list[FixedRow]:
    """Every line of a stack by itself in its account."""
    return [_row(name, units, price) for name, units, price in _priced(counts, stack)]


def asked_for_row(stack: Stack) -> FixedRow:
    """What is added where an operator asks for a dashboard that is not free; part of no stack that nobody asked for."""
    return _row(ASKED_FOR, stack.dashboards, prices.DASHBOARD)


def _row(name: str, units: float, price: float) -> FixedRow:
    dollars = units * price
    return FixedRow(name, units, dollars, max(0.0, dollars - prices.FREE.get(name, 0.0)))


def _priced(counts: Counts, stack: Stack) -> Iterator[tuple[str, float, float]]:
    sweep = counts.operations["sweep.empty"]
    took = sweep.cpu_ms * VCPU_AT / stack.memory + CALL_MS * sum(sweep.calls.values())
    yield "alarms", stack.alarms, prices.ALARM
    yield "metrics of our own", stack.metrics, prices.METRIC
    yield OUR_DASHBOARD, stack.dashboards, 0.0
    yield "SQS requests", QUEUES * POLLS, prices.SQS
    yield "key requests", KEY_ASKED, prices.KMS
    yield "sweeps: Lambda requests", SWEEPS, prices.LAMBDA_REQUEST
    yield "sweeps: GB-seconds", SWEEPS * took / 1000 * stack.memory / 1024, prices.LAMBDA_GB_SECOND[stack.architecture]
    yield "sweeps: read units", SWEEPS * sweep.read, prices.READ
    yield "sweeps: write units", SWEEPS * sweep.write, prices.WRITE
    yield "sweeps: logs, bytes", SWEEPS * (PLATFORM_LOG + sweep.log), prices.LOGGED
    yield "packages, bytes", PACKAGES, prices.S3_STORED
