"""One row of cases for every row of the rules: what raises it, what lies just below, what takes it away again.

A row's name is its family and the name of its function. `tests/unit/domain/test_rules_row_by_row.py` tries them all,
and fails where a rule of the registry has no row here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from chalicelib.domain.entries import Entry, Screening
from chalicelib.domain.person import Profile
from chalicelib.domain.signs.rule import Rule
from tests.unit.domain.logs import (
    MINUTE,
    NOW,
    PROFILE,
    ago,
    check_in,
    conflict_answer,
    delete,
    denials,
    edit,
    episode,
    every,
    gap_answer,
    medicine,
    on_days,
    symptom,
    visit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """`holds` raises the row; `below` just does not; with `against` beside them the entries of `holds` no longer do."""

    holds: Sequence[Entry]
    below: Sequence[Entry]
    against: Sequence[Entry]
    profile: Profile = PROFILE


def row_name(rule: Rule) -> str:
    """The name of a rule's row, such as `twitching.spread`."""
    return f"{rule.holds.__module__.rsplit('.', 1)[1]}.{rule.holds.__name__.lstrip('_')}"


def said(name: str, days: float = 1, onset: str | None = None, **values: Any) -> Entry:
    return symptom(ago(days), name, onset, **values)


def gone(name: str, days: float = 0.5, **values: Any) -> Entry:
    return said(name, days, present=False, **values)


def drank(*units: float) -> list[Entry]:
    """A check-in a day, the last one today."""
    return [check_in(ago(len(units) - 1 - day), alcohol_units=each) for day, each in enumerate(units)]


def checks(field: str, *values: Any) -> list[Entry]:
    """A check-in a day with these values, the last one today."""
    return [check_in(ago(0.1 + back), **{field: value}) for back, value in enumerate(reversed(values))]


def gad(score: int, days: float = 1) -> Screening:
    return Screening(id=f"g{days}", at=ago(days), received_at=ago(days), score=score)


def withdrawn(entries: Iterable[Entry]) -> list[Entry]:
    """Each of the entries taken out again, now."""
    return [delete(NOW, entry.id) for entry in entries]


PERSISTENT: Final = [episode(ago(14) - MINUTE), *on_days(10, 7, 3, 0)]
EASING: Final = [*every(1, ago(15), ago(7), minutes=30), *every(1, ago(6), ago(), minutes=5)]
SITES: Final = [*on_days(7, 5, 2), *on_days(7, 5, 2, area="calf")]
SPREAD: Final = [*every(3, ago(20), ago()), *on_days(10, 7, 4, area="forearm")]
WEAK: Final = said("weakness", 3, "weeks", area="hand", side="right")
AGAIN: Final = [said("weakness", 10, "weeks", area="hand", side="right"), WEAK, episode(ago(20), side="right")]
RAPID: Final = said("weakness", 1, "hours_days", area="hand", side="right")
SLUR: Final = said("speech", 1, "weeks")
TWITCH: Final = episode(ago(1))
WATER: Final = [medicine(ago(200), "loop_diuretic"), said("cramp", 2), TWITCH]
PUFFS: Final = [medicine(ago(days), "saba", "as_needed_use") for days in (0, 1, 6)]
LITHIUM: Final = [medicine(ago(200), "lithium"), TWITCH]
SSRI: Final = [medicine(ago(14), "ssri"), TWITCH, said("agitation"), said("sweating")]
SPRAYED: Final = [said("organophosphate_exposure"), TWITCH]
LESS: Final = drank(6, 6, 6, 3, 3)
STIFF: Final = said("stiffness", 2, area="forearm", side="left")
LID: Final = [*on_days(1, area="eyelid"), *on_days(14, 6, 1, area="cheek")]
GAP: Final = on_days(15, 5, 0)
DENIED: Final = [WEAK, check_in(ago(2), absent=("weakness",))]

TWITCHING: Final[Mapping[str, Cases]] = {
    "twitching.persistent": Cases(holds=PERSISTENT, below=on_days(14, 10, 7, 3, 0), against=withdrawn(PERSISTENT[1:2])),
    "twitching.two_weeks_easing": Cases(
        holds=EASING,
        below=[*every(1, ago(13), ago(7), minutes=30), *every(1, ago(6), ago(), minutes=5)],
        against=[episode(ago(0.1), minutes=300)],
    ),
    "twitching.eyelid_persistent": Cases(
        holds=every(7, ago(90) - MINUTE, ago(), "eyelid"),
        below=every(7, ago(90), ago(), "eyelid"),
        against=denials(6, 1),
    ),
    "twitching.eyes_forced_shut": Cases(
        holds=[said("eyes_forced_shut")], below=[said("eyes_forced_shut", 180.01)], against=[gone("eyes_forced_shut")]
    ),
    "twitching.multi_site": Cases(
        holds=SITES,
        below=[*on_days(7, 5, 2), *on_days(7, 5, 2.01, area="calf")],
        against=[edit(NOW, SITES[-1].id, area="thumb")],
    ),
    "twitching.spread": Cases(
        holds=SPREAD,
        below=[*every(3, ago(20), ago()), *on_days(10.01, 7, 4, area="forearm")],
        against=[episode(ago(99), "forearm")],
    ),
}

BODY: Final[Mapping[str, Cases]] = {
    "strength.gradual": Cases(
        holds=[WEAK], below=[said("fatigue", 3, "weeks", area="hand")], against=[gone("weakness", area="thumb")]
    ),
    "strength.progressing": Cases(
        holds=AGAIN, below=[said("weakness", 9.99, "weeks", area="hand"), *AGAIN[1:]], against=[gone("weakness")]
    ),
    "strength.rapid_general": Cases(
        holds=[said("weakness", 1, "hours_days", area="leg", side="both")],
        below=[said("weakness", 1, "hours_days", area="leg", side="left")],
        against=[gone("weakness", area="leg", side="both")],
    ),
    "strength.rapid_limb": Cases(
        holds=[RAPID],
        below=[said("weakness", 1, "weeks", area="hand", side="right")],
        against=[gone("weakness", area="arm", side="right")],
    ),
    "strength.wasting": Cases(
        holds=[said("wasting", area="hand")], below=[said("wasting", 180.01)], against=[gone("wasting", area="hand")]
    ),
    "strength.wasting_and_weakness": Cases(
        holds=[said("wasting"), WEAK], below=[said("wasting")], against=[gone("weakness", area="hand")]
    ),
    "bulbar.speech": Cases(holds=[SLUR], below=[said("speech", 1, "sudden")], against=[gone("speech")]),
    "bulbar.speech_rapid": Cases(holds=[said("speech", 1, "hours_days")], below=[SLUR], against=[gone("speech")]),
    "bulbar.speech_with_others": Cases(holds=[SLUR, WEAK], below=[SLUR, RAPID], against=[gone("weakness")]),
    "bulbar.swallowing": Cases(holds=[said("choking")], below=[said("throat_spasm")], against=[gone("choking")]),
    "breathing.on_exertion": Cases(
        holds=[said("breath_exertion")], below=[said("fatigue")], against=[gone("breath_exertion")]
    ),
    "breathing.at_rest": Cases(
        holds=[said("breath_lying")], below=[said("breath_exertion")], against=[gone("breath_lying")]
    ),
    "breathing.at_rest_with_others": Cases(
        holds=[said("breath_rest"), WEAK], below=[said("breath_rest"), said("fatigue")], against=[gone("weakness")]
    ),
    "breathing.severe": Cases(
        holds=[said("breath_severe")], below=[said("breath_severe", 14.01)], against=[gone("breath_severe")]
    ),
    "stroke.sudden": Cases(
        holds=[said("face_droop", 3, "sudden")],
        below=[said("face_droop", 3, "hours_days")],
        against=[conflict_answer(ago(2), said("face_droop", 3, "sudden").id)],
    ),
    "face.eye": Cases(
        holds=[said("face_droop", 1, "weeks")],
        below=[said("face_droop", 1, "hours_days")],
        against=[gone("face_droop")],
    ),
    "face.eyelid_and_face": Cases(
        holds=LID, below=[LID[0], *on_days(14.01, 6, 1, area="cheek")], against=withdrawn(LID[-1:])
    ),
    "face.droop_rapid": Cases(
        holds=[said("face_droop", 1, "hours_days")],
        below=[said("face_droop", 1, "weeks")],
        against=[gone("face_droop")],
    ),
    "nerves.stiffness": Cases(
        holds=[STIFF, *on_days(30, area="hand", side="left")],
        below=[STIFF, *on_days(30.01, area="hand", side="left")],
        against=[gone("stiffness", area="arm", side="left")],
    ),
    "nerves.sensory": Cases(
        holds=[said("tingling", 8), said("tingling", 1)],
        below=[said("tingling", 7.9), said("tingling", 1)],
        against=[gone("tingling", 4)],
    ),
    "nerves.mouth": Cases(holds=[said("tingling_mouth")], below=[said("tingling")], against=[gone("tingling_mouth")]),
    "nerves.mouth_and_hand": Cases(
        holds=[said("tingling_mouth"), said("hand_spasm")],
        below=[said("hand_spasm")],
        against=[gone("tingling_mouth")],
    ),
    "nerves.throat": Cases(
        holds=[said("tingling_mouth"), said("seizure")],
        below=[said("tingling_mouth"), said("hand_spasm")],
        against=[gone("seizure")],
    ),
    "nerves.brain": Cases(
        holds=[said("confusion", 1, "hours_days")],
        below=[said("confusion", 1, "weeks")],
        against=[edit(NOW, said("confusion", 1, "hours_days").id, onset="months")],
    ),
    "nerves.spine": Cases(
        holds=[said("severe_leg_pain"), said("bladder_bowel_saddle")],
        below=[said("severe_leg_pain"), said("severe_back_pain")],
        against=[gone("bladder_bowel_saddle")],
    ),
    "weight.unintended_loss": Cases(
        holds=[check_in(ago(100), weight_kg=80), check_in(ago(0.1), weight_kg=76)],
        below=[check_in(ago(100), weight_kg=80), check_in(ago(0.1), weight_kg=76.1)],
        against=[check_in(ago(), weight_kg=78)],
    ),
}

MEDICINES: Final[Mapping[str, Cases]] = {
    "medicine_evidence.new": Cases(
        holds=[medicine(ago(28), "other"), episode(ago())],
        below=[medicine(ago(28.01), "other"), episode(ago())],
        against=[check_in(ago(3), twitched=True)],
    ),
    "medicine_evidence.diuretic": Cases(
        holds=WATER, below=[*WATER[:2], episode(ago(14.01))], against=[medicine(ago(0.5), "loop_diuretic", "stop")]
    ),
    "medicine_evidence.diuretic_palpitations": Cases(
        holds=[*WATER, said("palpitations", 7)],
        below=[*WATER, said("palpitations", 7.01)],
        against=[gone("palpitations")],
    ),
    "medicine_evidence.diuretic_weakness": Cases(
        holds=[*WATER, RAPID], below=[*WATER, WEAK], against=[gone("weakness")]
    ),
    "medicine_evidence.ppi": Cases(
        holds=[medicine(ago(90), "ppi"), TWITCH],
        below=[medicine(ago(89.9), "ppi"), TWITCH],
        against=[medicine(ago(0.5), "ppi", "stop")],
    ),
    "medicine_evidence.reliever": Cases(holds=PUFFS, below=PUFFS[:2], against=withdrawn(PUFFS[:1])),
    "medicine_evidence.reliever_symptoms": Cases(
        holds=[*PUFFS, said("palpitations", 7)],
        below=[*PUFFS, said("palpitations", 7.01)],
        against=[gone("palpitations")],
    ),
    "medicine_evidence.reliever_fails": Cases(
        holds=[said("reliever_not_helping")],
        below=[said("reliever_not_helping", 14.01)],
        against=[gone("reliever_not_helping")],
    ),
    "medicine_evidence.steroid": Cases(
        holds=[medicine(ago(30), "corticosteroid"), said("weakness", 1, "weeks", area="hip")],
        below=[medicine(ago(30), "corticosteroid"), WEAK],
        against=[gone("weakness", area="leg")],
    ),
    "medicine_evidence.lithium": Cases(
        holds=[*LITHIUM, said("coarse_tremor")],
        below=[*LITHIUM, said("tremor")],
        against=[medicine(ago(0.5), "lithium", "stop")],
    ),
    "medicine_evidence.lithium_severe": Cases(
        holds=[*LITHIUM, said("unsteady")], below=[*LITHIUM, said("drowsy")], against=[gone("unsteady")]
    ),
    "medicine_evidence.serotonin": Cases(
        holds=SSRI, below=[medicine(ago(14.01), "ssri"), *SSRI[1:]], against=[gone("sweating")]
    ),
    "medicine_evidence.statin": Cases(
        holds=[medicine(ago(90), "statin"), said("muscle_pain", 14)],
        below=[medicine(ago(90), "statin"), said("muscle_pain", 14.01)],
        against=[medicine(ago(0.5), "statin", "stop")],
    ),
    "exposures.organophosphate": Cases(
        holds=[*SPRAYED, said("drooling")], below=[*SPRAYED, said("sweating")], against=[gone("drooling")]
    ),
    "exposures.shaking": Cases(
        holds=[*LESS, said("shaking")],
        below=[*drank(6, 6, 6, 3.1, 3), said("shaking")],
        against=[check_in(NOW, id="later", alcohol_units=6)],
    ),
    "exposures.seeing": Cases(
        holds=[*LESS, said("hallucination")],
        below=[*drank(6, 6, 5.9, 0, 0), said("hallucination")],
        against=[gone("hallucination")],
    ),
}

CARE: Final[Mapping[str, Cases]] = {
    "selfcare.caffeine": Cases(
        holds=checks("caffeine_servings", 3, 2),
        below=checks("caffeine_servings", 2, 2),
        against=[check_in(NOW, caffeine_servings=1)],
        profile=Profile(timezone="Europe/London", pregnant=True),
    ),
    "selfcare.sleep": Cases(
        holds=checks("sleep_hours", 6.4, 6.5),
        below=checks("sleep_hours", 6.5, 6.5),
        against=[check_in(NOW, sleep_hours=8)],
    ),
    "selfcare.stress": Cases(
        holds=checks("stress", 4, 4), below=checks("stress", 4, 4, 3), against=[check_in(NOW, stress=2)]
    ),
    "selfcare.exertion": Cases(
        holds=[check_in(ago(3), exertion=3), episode(ago(1))],
        below=[check_in(ago(3), exertion=3), episode(ago(1) + MINUTE)],
        against=[check_in(ago(), date=ago(3).date(), exertion=1)],
    ),
    "selfcare.water": Cases(
        holds=checks("water_litres", 1.1, 1.2),
        below=checks("water_litres", 1.2, 1.2),
        against=[check_in(NOW, water_litres=3)],
    ),
    "selfcare.over_logging": Cases(
        holds=[episode(ago(0, minutes=10 * number + 5)) for number in range(6)],
        below=[episode(ago(0, minutes=10 * number + 5)) for number in range(5)],
        against=withdrawn([episode(ago(0, minutes=5))]),
    ),
    "selfcare.anxiety": Cases(holds=[gad(3)], below=[gad(2)], against=[gad(1, 0.5)]),
    "questions.gap": Cases(
        holds=GAP,
        below=on_days(15, 8, 1),
        against=[gap_answer(NOW, "thumb", ago(15), ago(5), continued=False)],
    ),
    "questions.conflict": Cases(
        holds=DENIED,
        below=[WEAK, check_in(ago(3) - timedelta(minutes=1), absent=("weakness",))],
        against=[conflict_answer(NOW, WEAK.id, continued=True)],
    ),
}

CASES: Final[Mapping[str, Cases]] = {**TWITCHING, **BODY, **MEDICINES, **CARE}
MUTED: Final = frozenset(
    {
        "twitching.persistent", "twitching.two_weeks_easing", "twitching.eyelid_persistent", "twitching.multi_site",
        "twitching.spread",
    }
)  # fmt: skip
"""The rows of twitching alone: what a normal examination and EMG mute."""
SEEN: Final = visit(ago(0.2), exam="normal", emg="normal")
"""A normal examination and EMG: it mutes the rules of twitching alone, and nothing else."""
