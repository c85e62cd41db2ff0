"""Unintended loss of weight, with twitching or without."""

from typing import Final

from chalicelib.domain.carry import WEIGHT_MEMORY
from chalicelib.domain.localtime import local_date
from chalicelib.domain.phrase import Word, day_phrase, year_phrase
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.timeline import Timeline

KEPT_AT_MOST: Final = 0.95


def _unintended_loss(timeline: Timeline) -> Evidence | None:
    today = local_date(timeline.now, timeline.zone)
    weights = [weight for weight in timeline.weights if today - weight.on <= WEIGHT_MEMORY]
    if timeline.profile.intended_weight_loss or not weights:
        return None
    latest = weights[-1]
    top = max(weights, key=lambda weight: weight.kg)
    # rounded to a milligram: 95 % of 72 kg is a hair under 68.4 in binary
    if round(latest.kg - KEPT_AT_MOST * top.kg, 6) > 0:
        return None
    words: dict[str, Word] = {
        "latest": float(latest.kg), "on": day_phrase(latest.on), "top": float(top.kg), "top_on": year_phrase(top.on),
        "share": f"{100 * (1 - latest.kg / top.kg):.0f}",
    }  # fmt: skip
    return Evidence(entries=(top.id, latest.id), words=words)


RULES: Final = (
    Rule(
        sign="weight_loss",
        level="gp_soon",
        criterion="Weight at least 5 % below the highest of the last 12 months, without meaning to.",
        because="You weighed {latest} kg on {on} and {top} kg on {top_on}: {share} % less. "
        "The NHS suggests a GP visit after an unplanned loss of 5 % or more.",
        source="NHS, unintentional weight loss [V2]",
        holds=_unintended_loss,
    ),
)
