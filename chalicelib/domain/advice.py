"""Advice codes, and who gets which. Codes to stop a medicine, to stop drinking at once, or to take a supplement
do not exist.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from chalicelib.domain.finding import Finding, Level

BY_LEVEL: Final[Mapping[Level, str]] = {
    "gp_routine": "book_gp",
    "gp_soon": "gp_within_days",
    "urgent": "urgent_today",
    "emergency": "call_emergency",
}
BY_SIGN: Final[Mapping[str, tuple[str, ...]]] = {
    "persistent": ("blood_test_ask",),
    "sensory": ("blood_test_ask",),
}
MEDICINE: Final = ("keep_medicine", "ask_pharmacist")
"""Beside every medicine_* sign."""
WORDS: Final[Mapping[str, str]] = {
    "book_gp": "Book a routine appointment with your GP. Take your log with you.",
    "gp_within_days": "Contact your GP in the next few days. Take your log with you.",
    "urgent_today": "Ask for an urgent appointment today.",
    "call_emergency": "Call the emergency number now.",
    "keep_medicine": "Keep taking your medicine as it was prescribed until you have asked.",
    "ask_pharmacist": "Ask your pharmacist or GP about your medicine.",
    "blood_test_ask": "You can ask the GP if a blood test makes sense.",
}


def advise(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The codes for findings told together: the one action of the highest level first, then what goes beside it."""
    ordered = sorted(findings, key=lambda finding: -finding.rank)
    codes = [BY_LEVEL[finding.level] for finding in ordered[:1] if finding.level in BY_LEVEL]
    codes += [code for finding in ordered for code in _beside(finding)]
    return tuple(dict.fromkeys(codes))


def _beside(finding: Finding) -> tuple[str, ...]:
    return MEDICINE if finding.sign.startswith("medicine_") else BY_SIGN.get(finding.sign, ())
