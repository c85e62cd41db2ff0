"""A small log for every rule, written by how many days ago something happened: what `docs/rules.md` runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from chalicelib.domain.entries import CheckIn, Entry, Episode, Medicine, MedicineClass, Screening, Symptom
from chalicelib.domain.person import Profile
from chalicelib.domain.timeline import Timeline, as_of

NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONDON: Final = "Europe/London"


@dataclass(frozen=True, slots=True)
class Example:
    """A log at `NOW`, and what its person's profile says beside the zone."""

    entries: tuple[Entry, ...]
    profile: Mapping[str, Any]

    @property
    def timeline(self) -> Timeline:
        """The log as the rules read it."""
        return as_of(Profile(timezone=LONDON, **self.profile), self.entries, NOW)


def _log(*parts: Entry | list[Entry], **profile: Any) -> Example:
    entries = [entry for part in parts for entry in (part if isinstance(part, list) else [part])]
    return Example(tuple(entries), profile)


def _when(kind: str, days: float, name: object = "") -> dict[str, Any]:
    at = NOW - timedelta(days=days)
    return {"id": f"{kind}-{name}-{days}", "at": at, "received_at": at}


def _twitches(area: Any, *days: float, **values: Any) -> list[Entry]:
    return [Episode(**_when("episode", day, area), area=area, **values) for day in days]


def _said(days: float, name: Any, onset: Any = None, **values: Any) -> Entry:
    return Symptom(**_when("symptom", days, name), name=name, onset=onset, **values)


def _taken(days: float, name: str, class_: MedicineClass, action: Any = "start") -> Entry:
    return Medicine(**_when("medicine", days, name), name=name, class_=class_, action=action)


def _days(first: int, last: int, **values: Any) -> list[Entry]:
    return [CheckIn(**_when("check_in", day), **values) for day in range(first, last - 1, -1)]


def _day(days: int, on: date | None = None, **values: Any) -> Entry:
    return CheckIn(**_when("check_in", days), date=on, **values)


def _inhaler(*days: float) -> list[Entry]:
    return [_taken(day, "salbutamol", "saba", "as_needed_use") for day in days]


THUMB: Final = _twitches("thumb", *range(20, 0, -2), side="right")
CALF: Final = _twitches("calf", 10, 6, 1)
WEAK_HAND: Final = _said(3, "weakness", "weeks", area="hand", side="right")
WATER_TABLET: Final = (_taken(200, "hydrochlorothiazide", "thiazide_diuretic"), _said(4, "cramp"), CALF)
LITHIUM: Final = (_taken(400, "lithium", "lithium"), CALF)
LESS: Final = (_days(10, 3, alcohol_units=8), _days(2, 1, alcohol_units=2))
STEADY_THEN_FEWER: Final = _twitches("calf", *range(20, 7, -1), minutes=10) + _twitches("calf", 5, 3, 1, minutes=1)

EXAMPLES: Final[Mapping[str, tuple[Example, ...]]] = {
    "persistent": (_log(_twitches("calf", 14.4, 13, 12, 11, 9, 8, 6, 5, 3, 2, 0.1)),),
    "note_two_weeks": (_log(STEADY_THEN_FEWER),),
    "eyelid_persistent": (_log(_twitches("eyelid", *range(94, 0, -2))), _log(_said(2, "eyes_forced_shut", "weeks"))),
    "multi_site": (_log(CALF, _twitches("forearm", 12, 9, 8, 5, 2)),),
    "spread": (_log(THUMB, _twitches("forearm", 9, 7, 4, 1)),),
    "weakness": (_log(WEAK_HAND),),
    "weakness_progressing": (_log(THUMB, _said(17, "weakness", "weeks", area="hand", side="right"), WEAK_HAND),),
    "rapid_weakness": (
        _log(_said(1, "weakness", "hours_days", area="leg", side="both")),
        _log(_said(1, "weakness", "hours_days", area="foot", side="left")),
    ),
    "wasting": (
        _log(_said(3, "wasting", area="hand", side="right")),
        _log(_said(3, "wasting", area="hand", side="right"), WEAK_HAND),
    ),
    "speech": (
        _log(_said(2, "speech", "weeks")),
        _log(_said(1, "speech", "hours_days")),
        _log(_said(2, "speech", "weeks"), WEAK_HAND),
    ),
    "swallowing": (_log(_said(2, "choking")),),
    "breathing": (
        _log(_said(2, "breath_exertion")),
        _log(_said(2, "breath_lying")),
        _log(_said(2, "breath_lying"), WEAK_HAND),
        _log(_said(0, "breath_severe")),
    ),
    "stroke_signs": (_log(_said(0, "face_droop", "sudden")),),
    "face": (
        _log(_said(2, "eye_closes")),
        _log(_twitches("eyelid", 8, 5, 1), _twitches("cheek", 9, 6, 2)),
        _log(_said(1, "face_droop", "hours_days")),
    ),
    "stiffness": (_log(CALF, _said(2, "stiffness", area="calf", side="left")),),
    "sensory": (_log(_said(2, "tingling", "weeks", area="foot")),),
    "tetany": (
        _log(_said(2, "tingling_mouth")),
        _log(_said(2, "tingling_mouth"), _said(1, "hand_spasm")),
        _log(_said(0, "throat_spasm")),
    ),
    "seizure_confusion": (_log(_said(0, "seizure")),),
    "cauda_equina": (_log(_said(1, "bladder_bowel_saddle"), _said(1, "severe_back_pain")),),
    "weight_loss": (_log(_day(120, weight_kg=80), _day(1, weight_kg=75)),),
    "medicine_new": (_log(_taken(12, "prednisolone", "corticosteroid"), _twitches("calf", 5, 2)),),
    "medicine_diuretic": (
        _log(*WATER_TABLET),
        _log(*WATER_TABLET, _said(1, "palpitations")),
        _log(*WATER_TABLET, _said(1, "weakness", "hours_days", area="leg", side="both")),
    ),
    "medicine_ppi": (_log(_taken(120, "omeprazole", "ppi"), CALF, _said(3, "cramp")),),
    "medicine_reliever": (
        _log(_inhaler(6, 3, 1)),
        _log(_inhaler(6, 3, 1), _said(1, "muscle_pain")),
        _log(_said(0, "reliever_not_helping")),
    ),
    "medicine_steroid": (
        _log(_taken(90, "prednisolone", "corticosteroid"), _said(3, "weakness", "weeks", area="hip")),
    ),
    "medicine_lithium": (_log(*LITHIUM, _said(1, "coarse_tremor")), _log(*LITHIUM, _said(1, "unsteady"))),
    "medicine_serotonin": (_log(_taken(5, "sertraline", "ssri"), CALF, _said(1, "agitation"), _said(1, "sweating")),),
    "medicine_statin": (_log(_taken(300, "simvastatin", "statin"), _said(2, "muscle_pain")),),
    "organophosphate": (_log(_said(1, "organophosphate_exposure"), CALF, _said(1, "drooling")),),
    "alcohol_withdrawal": (_log(*LESS, _said(0, "shaking")), _log(*LESS, _said(0, "hallucination"))),
    "tip_caffeine": (_log(_days(3, 1, caffeine_servings=5)),),
    "tip_sleep": (_log(_days(3, 1, sleep_hours=5.5)),),
    "tip_stress": (_log(_days(3, 1, stress=4)),),
    "tip_exertion": (_log(_day(3, exertion=3), _twitches("calf", 2)),),
    "tip_water": (_log(_days(3, 1, water_litres=1)),),
    "over_logging": (_log(_twitches("eyelid", *(hours / 24 for hours in range(6, 0, -1)))),),
    "anxiety_support": (_log(Screening(**_when("screening", 3), score=4)),),
    "question_gap": (_log(_twitches("calf", 24, 20, 16, 4, 1)),),
    "question_conflict": (_log(_said(4, "weakness", "weeks", area="hand"), _day(3, absent=("weakness",))),),
}
"""By sign, in the order of its rows in the registry."""
