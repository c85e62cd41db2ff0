"""The warning signs, tips and questions: every rule, family by family. A newcomer can read it top to bottom.

To add a rule, write one row in its family's table, one test row, and one sentence in `because`.
"""

from typing import Final

from chalicelib.domain.finding import RANK, Holding
from chalicelib.domain.signs import (
    breathing,
    bulbar,
    exposures,
    face,
    medicines,
    nerves,
    questions,
    selfcare,
    strength,
    stroke,
    twitching,
    weight,
)
from chalicelib.domain.signs.rule import Rule
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.visits import is_muted

RULES: Final[tuple[Rule, ...]] = (
    *twitching.RULES,
    *strength.RULES,
    *bulbar.RULES,
    *breathing.RULES,
    *stroke.RULES,
    *face.RULES,
    *nerves.RULES,
    *weight.RULES,
    *medicines.RULES,
    *exposures.RULES,
    *selfcare.RULES,
    *questions.RULES,
)
SIGNS: Final[tuple[str, ...]] = tuple(dict.fromkeys(rule.sign for rule in RULES))
WARNINGS: Final[tuple[str, ...]] = tuple(dict.fromkeys(rule.sign for rule in RULES if rule.level != "self_care"))
"""The signs that ask for a doctor; the others are tips, notes and questions."""


def look(timeline: Timeline) -> dict[str, Holding]:
    """Every sign that holds, at its highest level, with nothing that a visit has muted."""
    muted = is_muted(timeline.visits, timeline.now)
    held: dict[str, Holding] = {}
    for rule in RULES:
        holding = None if muted and rule.is_muted_by_visits else rule.look(timeline)
        known = held.get(rule.sign)
        if holding and (known is None or RANK[holding.level] > RANK[known.level]):
            held[rule.sign] = holding
    return held
