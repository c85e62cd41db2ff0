"""Advice codes, and who gets which. Codes to stop a medicine, to stop drinking at once, or to take a supplement
do not exist.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from chalicelib.domain.drinking import has_own_fluid, is_heavy_drinker, is_on_diuretic
from chalicelib.domain.finding import Finding, Level
from chalicelib.domain.timeline import Timeline

BY_LEVEL: Final[Mapping[Level, str]] = {
    "gp_routine": "book_gp",
    "gp_soon": "gp_within_days",
    "urgent": "urgent_today",
    "emergency": "call_emergency",
}
BY_SIGN: Final[Mapping[str, tuple[str, ...]]] = {
    "persistent": ("blood_test_ask",),
    "sensory": ("blood_test_ask",),
    "tip_caffeine": ("caffeine_limit_400", "caffeine_morning"),
    "tip_sleep": ("sleep_7h",),
    "tip_stress": ("relax",),
    "tip_exertion": ("stretch",),
    "tip_water": ("drink_water",),
    "over_logging": ("log_less",),
    "anxiety_support": ("support_anxiety",),
}
MEDICINE: Final = ("keep_medicine", "ask_pharmacist")
"""Beside every medicine_* sign."""
BY_HABIT: Final[Mapping[str, str]] = {
    "water": "drink_2_litres",
    "magnesium": "magnesium_food",
    "caffeine": "caffeine_morning",
    "sleep": "sleep_7h",
    "stretch": "stretch",
    "relax": "relax",
    "alcohol": "alcohol_moderate",
}
"""What the habit plan says of a habit that was seldom kept."""
WORDS: Final[Mapping[str, str]] = {
    "book_gp": "Book a routine appointment with your GP. Take your log with you.",
    "gp_within_days": "Contact your GP in the next few days. Take your log with you.",
    "urgent_today": "Ask for an urgent appointment today.",
    "call_emergency": "Call the emergency number now.",
    "keep_medicine": "Keep taking your medicine as it was prescribed until you have asked.",
    "ask_pharmacist": "Ask your pharmacist or GP about your medicine.",
    "blood_test_ask": "You can ask the GP if a blood test makes sense.",
    "caffeine_limit_400": "Try to stay at or under 4 cups of coffee a day. That is about 400 mg of caffeine.",
    "caffeine_limit_200": "In pregnancy, stay at or under 2 cups of coffee a day. That is about 200 mg of caffeine.",
    "caffeine_morning": "Have your last caffeine before noon, if you can.",
    "sleep_7h": "Try to get 7 hours of sleep or more.",
    "relax": "Take 5 minutes a day for calm breathing, or for something else that relaxes you.",
    "stretch": "Stretch gently for 5 to 10 minutes. It is harmless, and not proven to help.",
    "drink_water": "Try to drink a little more over the day.",
    "drink_2_litres": "Aim for about 2 litres of drinks over the day.",
    "fluid_own_limit": "Drink as much as your doctor has advised, and no more.",
    "log_less": "Once a day is enough. Logging more often can keep worry going.",
    "support_anxiety": "Talk to your GP, or look for a talking therapy near you. You can do that at any time.",
    "magnesium_food": "Eat nuts, seeds, beans or leafy greens. They hold magnesium. It is not proven to help.",
    "alcohol_moderate": "Try for days without alcohol, and for 14 units a week at most.",
    "alcohol_ask_gp": "Talk to your GP before you change how much you drink.",
}


class Cautions(Struct, frozen=True, kw_only=True):
    """What changes advice for one person."""

    pregnant: bool = False
    kidney: bool = False
    own_fluid: bool = False
    heavy_drinker: bool = False


def cautions_of(timeline: Timeline) -> Cautions:
    """The cautions of a person's profile and log.

    How much to drink is for them and their doctor to say with a fluid limit, heart failure, kidney disease, or a
    water tablet [D].
    """
    return Cautions(
        pregnant=bool(timeline.profile.pregnant),
        kidney="kidney_disease" in timeline.profile.conditions,
        own_fluid=has_own_fluid(timeline) or is_on_diuretic(timeline),
        heavy_drinker=is_heavy_drinker(timeline),
    )


def advise(findings: Iterable[Finding], cautions: Cautions) -> tuple[str, ...]:
    """The codes for findings told together: the one action of the highest level first, then what goes beside it."""
    ordered = sorted(findings, key=lambda finding: -finding.rank)
    codes = [BY_LEVEL[finding.level] for finding in ordered[:1] if finding.level in BY_LEVEL]
    codes += [code for finding in ordered for code in _beside(finding)]
    return _fitting(codes, cautions)


def advise_habits(missed: Iterable[str], cautions: Cautions) -> tuple[str, ...]:
    """The codes of the habit plan for habits that were seldom kept."""
    return _fitting([BY_HABIT[habit] for habit in missed if habit in BY_HABIT], cautions)


def _beside(finding: Finding) -> tuple[str, ...]:
    return MEDICINE if finding.sign.startswith("medicine_") else BY_SIGN.get(finding.sign, ())


def _fitting(codes: Iterable[str], cautions: Cautions) -> tuple[str, ...]:
    fitting = (_fit(code, cautions) for code in codes)
    return tuple(dict.fromkeys(code for code in fitting if code is not None))


def _fit(code: str, cautions: Cautions) -> str | None:
    """The code as it fits the person, None where nothing does."""
    match code:
        case "caffeine_limit_400" if cautions.pregnant:
            return "caffeine_limit_200"
        case "magnesium_food" if cautions.kidney:
            return None
        case "drink_water" | "drink_2_litres" if cautions.own_fluid:
            return "fluid_own_limit"
        case "alcohol_moderate" if cautions.heavy_drinker:
            return "alcohol_ask_gp"
        case _:
            return code
