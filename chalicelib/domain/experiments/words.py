"""The result of an experiment in plain sentences: what was seen, what is missing, how the plan was kept."""

from typing import Final

from chalicelib.domain.experiment import LEAST_PAIRS, Experiment
from chalicelib.domain.experiments.plans import TRIALS, Trial
from chalicelib.domain.experiments.result import Result, Tally

ALIKE_BELOW: Final = 0.6
"""Where the plan was kept on fewer of the answered days, with and without were much alike [D]."""


def result_words(experiment: Experiment, result: Result) -> tuple[str, ...]:
    """What to read, one sentence each, the verdict first."""
    trial = TRIALS[experiment.trigger]
    return (*_verdict(result, trial.name), *_kept(result, trial))


def missing_words(experiment: Experiment, result: Result) -> tuple[str, ...]:
    """What a result would have needed; empty where there is one."""
    if result.verdict != "not_enough_data":
        return ()
    name = TRIALS[experiment.trigger].name
    needed = f"A result needs {LEAST_PAIRS} pairs that can be compared. There are {result.compared}."
    if experiment.stopped_at is not None:
        return needed, "The experiment was stopped before its end. Only one that runs to its end gets a result."
    sides = (("with", [pair.with_ for pair in result.pairs]), ("without", [pair.without for pair in result.pairs]))
    empty = [(side, sum(not tally.days for tally in tallies)) for side, tallies in sides]
    return needed, *(
        f"In {count} of {len(result.pairs)} pairs no day {side} {name} says whether you twitched."
        for side, count in empty
        if count
    )


def _verdict(result: Result, name: str) -> tuple[str, ...]:
    less = sum(pair.less_on == result.less_on for pair in result.pairs if pair.less_on is not None)
    seen = (
        f"Days with and without {name} were alike."
        if result.less_on is None
        else f"In {less} of {result.compared} pairs there was less twitching on days {result.less_on} {name}."
    )
    if result.verdict == "not_enough_data":
        return ("There is not enough data for a result.", *([seen] if result.compared else []))
    if result.verdict == "difference_seen":
        return (
            f"A difference was seen: less twitching on days {result.less_on} {name}.",
            seen,
            "This is how it went for you in these weeks. It does not show what causes your twitching.",
        )
    return "No clear difference was seen.", seen, "A small difference can still be there."


def _kept(result: Result, trial: Trial) -> tuple[str, ...]:
    sides = (("with", result.with_), ("without", result.without))
    lines = [line for side, tally in sides if (line := _kept_on(side, tally, trial))]
    answered, followed = (sum(getattr(tally, field) for _, tally in sides) for field in ("answered", "followed"))
    if not answered:
        return ("Your check-ins do not say how the plan was kept.",)
    if followed < ALIKE_BELOW * answered:
        lines.append(f"Days with and without {trial.name} were much alike, so a difference could hardly show.")
    return tuple(lines)


def _kept_on(side: str, tally: Tally, trial: Trial) -> str | None:
    if not tally.answered:
        return None
    shown = tally.followed if side == "with" else tally.answered - tally.followed
    return f"On days {side} {trial.name}, check-ins show {trial.shown} on {shown} of {tally.answered}."
