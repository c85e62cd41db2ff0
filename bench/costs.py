"""What Steady costs, from counted calls, units and bytes: `python -m bench.costs` prints the tables of docs/costs.md.

Counts come from `bench/counts.json`, which `python -m bench.capacity` keeps; memory, processor, alarms and events from
the files that are deployed; prices from `bench.prices`. Everything else is assumed, and named here [D].
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bench import prices
from bench.counts import Count, Counts
from bench.lived import DAYS, Life, Stack, done_in_a_month, mails_of, with_parts
from chalicelib.usecases.check_agendas import PARTS

PEOPLE: Final = 1000
VCPU_AT: Final = 1769
"""Megabytes at which a function has one whole processor; with less memory it has that much less of it."""
CALL_MS: Final = 8
"""How long an answer of DynamoDB or SQS is waited for [D]."""
SEND_MS: Final = 60
"""How long SES is waited for [D]."""
COLD_MS: Final = 1500
"""What a function that starts cold takes longer, and is billed for [D]."""
PLATFORM_LOG: Final = 350
"""Bytes of Lambda's own three lines of an invocation, START, END and REPORT (270 in AWS's documentation), with the 26
that CloudWatch adds to each line [D]."""
ITEM_EXTRA: Final = 100
"""Bytes that DynamoDB adds to each stored item."""
READ_BYTES: Final = 4096
REQUESTS: Final = {"page.log": 3, "page.check_in": 3}
"""Requests of an operation that is more than one: a form, its sending, and the page after it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the bill: its units for one person, and dollars for 1,000 people, in a month."""

    name: str
    units: float
    dollars: float


@dataclass(frozen=True, slots=True)
class Bill:
    """What SES alone would cost, and what Steady costs beside it. Nothing in it is fixed."""

    ses: tuple[Row, ...]
    beside: tuple[Row, ...]

    @property
    def ses_dollars(self) -> float:
        """SES for 1,000 people a month."""
        return sum(row.dollars for row in self.ses)

    @property
    def dollars(self) -> float:
        """Everything beside SES for 1,000 people a month."""
        return sum(row.dollars for row in self.beside)

    @property
    def share(self) -> float:
        """What is beside SES as a share of SES."""
        return self.dollars / self.ses_dollars


def bill_of(counts: Counts, stack: Stack, life: Life) -> Bill:
    """The bill of one way to live."""
    done = done_in_a_month(life, stack)
    each = with_parts(counts.operations)
    return Bill(tuple(_ses(each, done, life)), tuple(_beside(counts, each, done, stack, life)))


def dollars_of_a_reminder(counts: Counts, stack: Stack) -> float:
    """One reminder in a crowd, from due to the event that settles it, SES included."""
    one, none = (bill_of(counts, stack, Life(reminders=number, batch=10)) for number in (1, 0))
    return (one.ses_dollars + one.dollars - none.ses_dollars - none.dollars) / (PEOPLE * DAYS)


def _row(name: str, units: float, price: float) -> Row:
    return Row(name, units, units * price * PEOPLE)


def _sum(each: Mapping[str, Count], done: Mapping[str, float], what: str) -> float:
    return sum(float(getattr(each[name], what)) * times for name, times in done.items())


def _ses(each: Mapping[str, Count], done: Mapping[str, float], life: Life) -> Iterator[Row]:
    yield _row("mails", mails_of(life), prices.SES_MAIL)
    yield _row("pictures in mails, bytes", _sum(each, done, "pictures"), prices.SES_ATTACHED)
    yield _row("mails to the internet, bytes", _sum(each, done, "mail"), prices.OUT)


def _beside(
    counts: Counts, each: Mapping[str, Count], done: Mapping[str, float], stack: Stack, life: Life
) -> Iterator[Row]:
    requests = sum(times * REQUESTS.get(name, 1) for name, times in done.items() if name in REQUESTED)
    runs = {name: times * _runs(name, life) for name, times in done.items()}
    stored = _stored(counts, life)
    yield _row("API requests", requests, prices.API_REQUEST)
    yield _row("Lambda requests", sum(runs.values()), prices.LAMBDA_REQUEST)
    architecture = life.architecture or stack.architecture
    seconds = sum(_gb_seconds(each[name], times, runs[name], stack, life) for name, times in done.items())
    yield _row("Lambda GB-seconds", seconds, prices.LAMBDA_GB_SECOND[architecture])
    yield _row("DynamoDB write units", _sum(each, done, "write"), prices.WRITE)
    checked = stored / READ_BYTES / 2 * DAYS * 24 / PARTS
    yield _row("DynamoDB read units", _sum(each, done, "read") + checked, prices.READ)
    yield _row("DynamoDB storage, bytes", stored, prices.STORED)
    yield _row("its point-in-time recovery, bytes", stored, prices.RECOVERABLE)
    yield _row("SQS requests", _queue_requests(each, done, life), prices.SQS)
    yield _row("SNS publishes", done["event"], prices.SNS)
    logged = sum(runs.values()) * PLATFORM_LOG + _sum(each, done, "log")
    yield _row("logs, bytes", logged, prices.LOGGED + prices.LOG_KEPT * stack.log_days / DAYS)
    yield _row("answers to the internet, bytes", _sum(each, done, "out"), prices.OUT)


REQUESTED: Final = frozenset(
    {"log.lived", "page.log", "check_in.lived", "page.check_in", "page.today", "warning", "sign_in", "confirm.sign_in"}
)
"""Operations that come over the API."""


def _runs(name: str, life: Life) -> float:
    """Invocations of a function for one such operation. What a sweep decides is within the sweep, which is fixed, and
    what a use is noted by within the request."""
    if name.startswith(("decide.", "note.")):
        return 0
    return REQUESTS.get(name, 1) if not name.startswith("deliver.") else 1 / life.batch


def _gb_seconds(count: Count, times: float, runs: float, stack: Stack, life: Life) -> float:
    waited = sum(calls * (SEND_MS if name == "SendEmail" else CALL_MS) for name, calls in count.calls.items())
    worked = count.cpu_ms * life.cpu * VCPU_AT / min(stack.memory, VCPU_AT)
    return (times * (worked + waited) + runs * life.cold * COLD_MS) / 1000 * stack.memory / 1024


def _queue_requests(each: Mapping[str, Count], done: Mapping[str, float], life: Life) -> float:
    sent = sum(each[name].calls.get("SendMessageBatch", 0) * times for name, times in done.items())
    taken = sum(times for name, times in done.items() if name.startswith("deliver.")) * 2 / life.batch
    return sent + taken


def _stored(counts: Counts, life: Life) -> float:
    """Bytes of one person after so many years."""
    kept = {
        "entry": life.logs * 365.25 * life.years,
        "reminder": life.reminders * min(life.years * 365.25, counts.items["reminder_days"]),
        "weekly": min(life.years * 365.25, counts.items["weekly_days"]) / 7,
        "finding": life.warnings * 12 * min(life.years, 1),
        "person": 1, "standing": 1, "carry": 1,
    }  # fmt: skip
    return sum(number * (counts.items[kind] + ITEM_EXTRA) for kind, number in kept.items())
