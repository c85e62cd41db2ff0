"""Trigger links as JSON values, for the API and for a replay."""

from datetime import timedelta
from typing import Any

from chalicelib.domain.triggers.links import Link, Links, Pair
from chalicelib.domain.triggers.words import NO_CAUSE, exposed, say_link, say_links, what_is_needed


def links_document(found: Links) -> dict[str, Any]:
    """All eight triggers with the days that they come from. docs/triggers.md names every field."""
    days = found.days
    last = days.first + timedelta(days=len(days.twitching) - 1)
    return {
        "from": days.first.isoformat() if days.twitching else None,
        "to": last.isoformat() if days.twitching else None,
        "days_observed": days.observed,
        "days_twitching": days.twitched,
        "measure": days.measure,
        "pairs_tested": found.pairs_tested,
        "text": say_links(found),
        "note": NO_CAUSE,
        "triggers": [_link_document(link) for link in found.links],
    }


def _link_document(link: Link) -> dict[str, Any]:
    best = link.best
    return {
        "trigger": link.trigger.code,
        "verdict": link.verdict,
        "text": say_link(link),
        "days_with_means": exposed(link) if link.cut is not None else None,
        "cut": link.cut,
        "unit": link.trigger.unit or None,
        "lag": best.lag if best else None,
        "counts": _counts(best or link.pairs[0]),
        "effect": _effect(link),
        "interval": _interval(best) if best else None,
        "lags": [_pair_document(pair) for pair in link.pairs],
        "reverse": {**_pair_document(link.reverse), "lag": -link.reverse.lag} if link.reverse else None,
        "may_run_both_ways": link.runs_both_ways,
        "missing": what_is_needed(link),
        "evidence": {"strength": link.trigger.strength, "source": link.trigger.source},
    }


def _counts(pair: Pair) -> dict[str, int]:
    return {"with": pair.days_with, "without": pair.days_without}


def _effect(link: Link) -> dict[str, Any] | None:
    if link.best is None:
        return None
    return {
        "kind": "rate_ratio",
        "value": _rounded(link.best.ratio),
        "mean_with": _rounded(link.mean_with),
        "mean_without": _rounded(link.mean_without),
    }


def _interval(pair: Pair) -> dict[str, Any]:
    return {"low": _rounded(pair.low), "high": _rounded(pair.high), "percent": 95}


def _pair_document(pair: Pair) -> dict[str, Any]:
    tested = {"ratio": _rounded(pair.ratio), "low": _rounded(pair.low), "high": _rounded(pair.high)}
    return {"lag": pair.lag, **_counts(pair), **tested}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
