"""What `/v1` answers about experiments and trigger links, shape by shape; the rest is in `shapes.py`."""

from datetime import date, datetime
from typing import Literal, TypedDict

from chalicelib.domain.experiment import ExperimentState, ExperimentTrigger
from chalicelib.domain.experiments.result import Side, Tally, Verdict
from chalicelib.domain.triggers.days import Measure
from chalicelib.domain.triggers.links import Verdict as LinkVerdict
from chalicelib.domain.triggers.table import TriggerCode

Block = TypedDict("Block", {"number": int, "days": Side, "from": date, "to": date, "plan": str})
BlockToday = TypedDict("BlockToday", {"number": int, "days": Side, "from": date, "to": date, "plan": str, "day": int})
PairResult = TypedDict("PairResult", {"number": int, "with": Tally, "without": Tally, "less_twitching_on": Side | None})
ExperimentResult = TypedDict(
    "ExperimentResult",
    {
        "verdict": Verdict, "less_twitching_on": Side | None, "pairs_compared": int, "words": list[str],
        "missing": list[str], "with": Tally, "without": Tally, "pairs": list[PairResult],
    },
)  # fmt: skip


class Experiment(TypedDict):
    id: str
    trigger: ExperimentTrigger
    state: ExperimentState
    block_days: int
    pairs: int
    starts_on: date
    ends_on: date
    created_at: datetime
    stopped_at: datetime | None
    stopped_because: str | None
    washout_days: int
    evidence: str
    care: str | None
    mails: bool
    today: BlockToday | None
    blocks: list[Block]
    result: ExperimentResult | None  # fmt: skip


class Experiments(TypedDict):
    experiments: list[Experiment]


Counts = TypedDict("Counts", {"with": int, "without": int})


class Effect(TypedDict):
    kind: Literal["rate_ratio"]
    value: float | None
    mean_with: float | None
    mean_without: float | None


class Interval(TypedDict):
    low: float | None
    high: float | None
    percent: int


Lag = TypedDict(
    "Lag", {"lag": int, "with": int, "without": int, "ratio": float | None, "low": float | None, "high": float | None}
)


class Evidence(TypedDict):
    strength: str
    source: str


class TriggerLink(TypedDict):
    trigger: TriggerCode
    verdict: LinkVerdict
    text: str
    days_with_means: str | None
    cut: float | None
    unit: str | None
    lag: int | None
    counts: Counts
    effect: Effect | None
    interval: Interval | None
    lags: list[Lag]
    reverse: Lag | None
    may_run_both_ways: bool
    missing: str | None
    evidence: Evidence  # fmt: skip


TriggerLinks = TypedDict(
    "TriggerLinks",
    {
        "from": date | None, "to": date | None, "days_observed": int, "days_twitching": int, "measure": Measure,
        "pairs_tested": int, "text": str, "note": str, "triggers": list[TriggerLink],
    },
)  # fmt: skip
