"""The warning signs, tips and questions: every rule, family by family. A newcomer can read it top to bottom.

To add a rule, write one row in its family's table, one test row, and one sentence in `because`; give it a small log
in `local/rule_examples.py` and run `make docs`.
"""

from collections.abc import Mapping
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

FAMILIES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "Twitching alone": twitching.RULES,
    "Strength and muscle": strength.RULES,
    "Speech and swallowing": bulbar.RULES,
    "Breathing": breathing.RULES,
    "Sudden changes": stroke.RULES,
    "Eye and face": face.RULES,
    "Nerves and brain": nerves.RULES,
    "Weight": weight.RULES,
    "Medicines": medicines.RULES,
    "Poisons and alcohol": exposures.RULES,
    "Tips and notes": selfcare.RULES,
    "Questions": questions.RULES,
}
RULES: Final[tuple[Rule, ...]] = tuple(rule for rules in FAMILIES.values() for rule in rules)
SIGNS: Final[tuple[str, ...]] = tuple(dict.fromkeys(rule.sign for rule in RULES))
WARNINGS: Final[tuple[str, ...]] = tuple(dict.fromkeys(rule.sign for rule in RULES if rule.level != "self_care"))
"""The signs that ask for a doctor; the others are tips, notes and questions."""
MUTED: Final = frozenset(rule.sign for rule in RULES if rule.is_muted_by_visits)
QUESTIONS: Final = frozenset(rule.sign for rule in questions.RULES)


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
