"""How often each counted operation is done in a month, for one way to live with Steady, and what the stack is like."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.counts import Count
from local.resources import merged_resources
from local.wheels import X86_64

ROOT: Final = Path(__file__).resolve().parents[1]
DAYS: Final = 365.25 / 12
"""A month."""
EVENT_KINDS: Final = ("send", "delivery")
"""The events that every mail brings, where they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How somebody lives with Steady, and what is assumed of AWS.

    By the day: `reminders`, `logs`, of which so many are `check_ins` or come `by_page`, and other `pages` opened. By
    the month: `warnings` by mail and `sign_ins`. `batch` mails go to a worker at once, 1 or 10; `years` lie behind;
    `cpu` is how much longer a processor works than here; of all invocations the share `cold` starts cold.
    """

    reminders: float = 2
    logs: float = 5
    check_ins: float = 1
    by_page: float = 0
    pages: float = 0
    warnings: float = 1
    sign_ins: float = 1
    batch: int = 1
    years: float = 1
    cpu: float = 1
    cold: float = 0
    architecture: str | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """What the deployed files say."""

    memory: int
    architecture: str
    events: int
    alarms: int
    metrics: int
    dashboards: int
    log_days: int


def stack_of(root: Path = ROOT) -> Stack:
    """Read the stack's files."""
    config = json.loads((root / ".chalice/config.json").read_text())
    resources = merged_resources(root)["Resources"]
    kinds = [resource.get("Type") for resource in resources.values()]
    asked = resources["MailEventsToFeedback"]["Properties"]["EventDestination"]["MatchingEventTypes"]
    return Stack(
        memory=config["lambda_functions"]["api_handler"]["lambda_memory_size"],
        architecture=config.get("lambda_architecture", X86_64),
        events=sum(kind in asked for kind in EVENT_KINDS),
        alarms=kinds.count("AWS::CloudWatch::Alarm"),
        metrics=len(_own_metrics(resources.values())),
        dashboards=kinds.count("AWS::CloudWatch::Dashboard"),
        log_days=config["log_retention_in_days"],
    )


def _own_metrics(resources: Iterable[Mapping[str, Any]]) -> set[str]:
    """What the stack counts under its own name: an alarm looks at each."""
    alarms = [one["Properties"] for one in resources if one.get("Type") == "AWS::CloudWatch::Alarm"]
    return {one["MetricName"] for one in alarms if one["Namespace"] == {"Ref": "AWS::StackName"}}


def done_in_a_month(life: Life, stack: Stack) -> dict[str, float]:
    """How often each operation is done for one person. What a sweep does beside its queries is told apart, and so is
    the note that a token, or a browser's session, was used: one a day."""
    mails, used = mails_of(life), (life.logs > life.by_page) + (life.by_page + life.pages > 0)
    by_hand = life.logs - life.check_ins - life.by_page
    deliver = "deliver.ten" if life.batch > 1 else "deliver.alone"
    return {
        "log.lived": by_hand * DAYS, "page.log": life.by_page * DAYS, "check_in.lived": life.check_ins * DAYS,
        "page.today": life.pages * DAYS, "note.use": used * DAYS,
        "decide.reminder": life.reminders * DAYS, deliver: life.reminders * DAYS,
        "decide.summary": DAYS / 7, "deliver.summary": DAYS / 7, "decide.day_end": DAYS,
        "warning": life.warnings, "deliver.warning": life.warnings,
        "sign_in": life.sign_ins, "deliver.link": life.sign_ins, "confirm.sign_in": life.sign_ins,
        "event": mails * stack.events,
    }  # fmt: skip


def mails_of(life: Life) -> float:
    """Mails that a person gets in a month."""
    return life.reminders * DAYS + DAYS / 7 + life.warnings + life.sign_ins


def with_parts(counts: Mapping[str, Count]) -> dict[str, Count]:
    """The counts, and those of parts: what a sweep does for one who is due is the sweep with them, less one that finds
    nobody; the note of a use is the first log of a day, less another one."""
    idle = counts["sweep.empty"]
    noted = _less(counts["log.first_of_day"], counts["log"], 1)
    decided = {
        "decide.reminder": (counts["sweep.reminders"], counts["sweep.reminders"].calls["TransactWriteItems"]),
        "decide.summary": (counts["sweep.summary"], 1.0),
        "decide.day_end": (counts["sweep.day_end.lived"], 1.0),
    }
    parts = {name: _less(swept, idle, people) for name, (swept, people) in decided.items()}
    return {**counts, **parts, "note.use": noted}


def _less(whole: Count, rest: Count, people: float) -> Count:
    calls = {name: (number - rest.calls.get(name, 0)) / people for name, number in whole.calls.items()}
    return Count(
        calls={name: number for name, number in calls.items() if number},
        read=(whole.read - rest.read) / people,
        write=(whole.write - rest.write) / people,
        cpu_ms=max(0, whole.cpu_ms - rest.cpu_ms) / people,
    )
