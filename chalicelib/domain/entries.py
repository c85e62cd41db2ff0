"""The nine types of entry, each a frozen record: what a person says, when, and when Steady got it.

`Annotated` bounds are the contract's; `doors/payloads.py` makes the validating types from these very
records, so a field is written down once. A trailing underscore stands for a name that Python keeps.
"""

from collections.abc import Mapping
from datetime import date as local_date
from datetime import datetime
from typing import Annotated, Any, ClassVar, Final, Literal, get_args

from msgspec import Struct

from chalicelib.domain.body import Area, Side

LONGEST_NOTE: Final = 1000


class Between(Struct, frozen=True):
    """Both bounds included; for text and lists the bounds are of the length."""

    low: float
    high: float


Context = Literal[
    "rest", "after_exercise", "caffeine", "stress", "tired", "screen", "alcohol", "cold", "after_medicine",
    "no_clear_trigger",
]  # fmt: skip
SymptomName = Literal[
    "weakness", "wasting", "stiffness", "speech", "swallowing", "choking", "breath_exertion", "breath_lying",
    "breath_rest", "breath_severe", "face_droop", "eyes_forced_shut", "numbness", "tingling", "tingling_mouth",
    "hand_spasm", "throat_spasm", "seizure", "cramp", "muscle_pain", "fatigue", "tremor", "coarse_tremor",
    "palpitations", "heat_intolerance", "vomiting_diarrhoea", "diarrhoea", "unsteady", "confusion", "drowsy",
    "agitation", "sweating", "fever", "bladder_bowel_saddle", "severe_back_pain", "severe_leg_pain",
    "sleep_problem", "hallucination", "eye_closes", "eyelid_droop", "eye_red", "shaking",
    "reliever_not_helping", "organophosphate_exposure", "drooling", "watery_eyes", "pinpoint_pupils", "wheeze",
]  # fmt: skip
SYMPTOM_NAMES: Final = frozenset(get_args(SymptomName))
Onset = Literal["sudden", "hours_days", "weeks", "months"]
MedicineClass = Literal[
    "saba", "laba", "corticosteroid", "thiazide_diuretic", "loop_diuretic", "potassium_sparing_diuretic", "ppi",
    "ssri", "snri", "maoi", "tricyclic", "serotonergic_opioid", "lithium", "statin", "nsaid", "beta_blocker",
    "stimulant", "antipsychotic", "thyroid", "other",
]  # fmt: skip
MedicineAction = Literal["start", "dose_up", "dose_down", "stop", "as_needed_use"]
Result = Literal["normal", "abnormal", "not_done"]
Grade = Annotated[int, Between(1, 5)]
Label = Annotated[str, Between(1, 200)]
# ids and keys are the client's own words; 200 characters carry any UUID, URL or date that people use
Name = Annotated[str, Between(1, 200)]

ONSET_NEEDED: Final[Mapping[str, Onset]] = {"weakness": "weeks", "speech": "weeks", "face_droop": "sudden"}
"""Symptoms whose onset decides the level: asked for at the door, read so where an import lacks it."""


class Entry(Struct, frozen=True, kw_only=True):
    """`at` is when it happened, `received_at` when Steady got it; both aware."""

    type: ClassVar[str] = "entry"
    id: Name
    at: datetime
    received_at: datetime
    key: Name | None = None
    note: Annotated[str, Between(0, LONGEST_NOTE)] | None = None


class Episode(Entry, frozen=True, kw_only=True):
    """One spell of twitching. `minutes` may be fractional."""

    type: ClassVar[str] = "episode"
    area: Area
    side: Side | None = None
    minutes: Annotated[float, Between(0, 1440)] | None = None
    intensity: Grade | None = None
    context: tuple[Context, ...] = ()


class CheckIn(Entry, frozen=True, kw_only=True):
    """The day in one screen. `date` is a local date; None in a field says nothing about it."""

    type: ClassVar[str] = "check_in"
    date: local_date | None = None
    sleep_hours: Annotated[float, Between(0, 24)] | None = None
    caffeine_servings: Annotated[float, Between(0, 50)] | None = None
    last_caffeine: Annotated[str, "HH:MM"] | None = None
    water_litres: Annotated[float, Between(0, 20)] | None = None
    stress: Grade | None = None
    exertion: Annotated[int, Between(0, 3)] | None = None
    alcohol_units: Annotated[float, Between(0, 100)] | None = None
    stretch_minutes: Annotated[float, Between(0, 1440)] | None = None
    relax_minutes: Annotated[float, Between(0, 1440)] | None = None
    magnesium_food: bool | None = None
    twitched: bool | None = None
    weight_kg: Annotated[float, Between(20, 400)] | None = None
    absent: tuple[SymptomName, ...] = ()


class Symptom(Entry, frozen=True, kw_only=True):
    """Something beside the twitching. `present` false says that it is no longer there."""

    type: ClassVar[str] = "symptom"
    name: SymptomName
    area: Area | None = None
    side: Side | None = None
    onset: Onset | None = None
    severity: Grade | None = None
    present: bool = True


class Medicine(Entry, frozen=True, kw_only=True):
    """A medicine started, changed, stopped, or used as needed."""

    type: ClassVar[str] = "medicine"
    name: Label
    class_: MedicineClass
    action: MedicineAction
    dose: Label | None = None


class Visit(Entry, frozen=True, kw_only=True):
    """A visit to a clinician and what was found."""

    type: ClassVar[str] = "visit"
    who: Label | None = None
    exam: Result = "not_done"
    emg: Result = "not_done"


class Screening(Entry, frozen=True, kw_only=True):
    """A short questionnaire's total."""

    type: ClassVar[str] = "screening"
    tool: Literal["GAD-2"] = "GAD-2"
    score: Annotated[int, Between(0, 6)]


class Answer(Entry, frozen=True, kw_only=True):
    """An answer to a question that Steady asked: about a gap, or about entries that disagree."""

    type: ClassVar[str] = "answer"
    question: Literal["gap", "conflict"]
    continued: bool
    area: Area | None = None
    from_: local_date | None = None
    to: local_date | None = None
    targets: tuple[str, ...] = ()


class Edit(Entry, frozen=True, kw_only=True):
    """New values for the fields of another entry, from its receipt on."""

    type: ClassVar[str] = "edit"
    target: Name
    set: dict[str, Any]


class Delete(Entry, frozen=True, kw_only=True):
    """Takes another entry out, from its receipt on."""

    type: ClassVar[str] = "delete"
    target: Name


TYPES: Final[Mapping[str, type[Entry]]] = {
    record.type: record for record in (Episode, CheckIn, Symptom, Medicine, Visit, Screening, Answer, Edit, Delete)
}
UNEDITABLE: Final = frozenset({"id", "type", "key", "received_at"})
DAILY: Final = frozenset({"episode", "check_in"})
"""The types that pile up. All others are facts: few, and each may matter for months."""
