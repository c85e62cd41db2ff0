"""What the API says of an experiment that is over."""

from typing import Any

from chalicelib.domain.experiment import Experiment
from chalicelib.domain.experiments.result import Pair, Result, Tally
from chalicelib.domain.experiments.words import missing_words, result_words


def result_document(experiment: Experiment, result: Result) -> dict[str, Any]:
    """A result: the verdict, the sentences, and the numbers behind them."""
    return {
        "verdict": result.verdict,
        "less_twitching_on": result.less_on,
        "pairs_compared": result.compared,
        "words": result_words(experiment, result),
        "missing": missing_words(experiment, result),
        "with": _tally_document(result.with_),
        "without": _tally_document(result.without),
        "pairs": [_pair_document(pair) for pair in result.pairs],
    }


def _pair_document(pair: Pair) -> dict[str, Any]:
    with_, without = _tally_document(pair.with_), _tally_document(pair.without)
    return {"number": pair.number, "with": with_, "without": without, "less_twitching_on": pair.less_on}


def _tally_document(tally: Tally) -> dict[str, Any]:
    return {
        "days": tally.days,
        "twitching_days": tally.twitching_days,
        "burden_per_day": tally.burden_per_day,
        "answered": tally.answered,
        "followed": tally.followed,
    }
