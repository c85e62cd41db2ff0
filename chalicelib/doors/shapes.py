"""What `/v1` answers, shape by shape. The OpenAPI document is made from these, and the suite holds answers to it."""

from datetime import date, datetime
from typing import Annotated, Final, Literal, NotRequired, TypedDict

from msgspec import Meta

from chalicelib.domain.assessment import NotFound
from chalicelib.domain.features import Feature
from chalicelib.domain.finding import Level
from chalicelib.domain.habit import HabitCode, Weekday
from chalicelib.domain.person import Cadence, Language, MailStop, Mode
from chalicelib.domain.week_numbers import Summary
from chalicelib.doors.result_shapes import Experiment, Experiments, TriggerLinks
from chalicelib.ports.access import Scope


class FieldFault(TypedDict):
    field: str
    message: str


class Problem(TypedDict):
    type: str
    title: str
    status: int
    detail: NotRequired[str]
    errors: NotRequired[list[FieldFault]]


class Sent(TypedDict):
    status: Literal["sent"]
    detail: str


class Say(TypedDict):
    title: str
    body: str
    call: NotRequired[str]


class ShortFinding(TypedDict):
    sign: str
    level: Level
    because: str
    source: str


class StandingFinding(TypedDict):
    id: str
    sign: str
    level: Level
    because: str
    source: str
    about: list[str]
    raised_at: datetime
    entries: list[str]  # fmt: skip


class Assessment(TypedDict):
    level: Level
    findings: list[ShortFinding]
    say: Say


OpenQuestion = TypedDict(
    "OpenQuestion",
    {
        "question": Literal["gap", "conflict"], "text": str, "why": str, "entries": list[str], "area": str | None,
        "from": date | None, "to": date | None, "targets": list[str],
    },
)  # fmt: skip


class FiveFeatures(TypedDict):
    duration: Feature
    place: Feature
    accompanying: Feature
    triggers: Feature
    response: Feature


class FullAssessment(TypedDict):
    level: Level
    findings: list[StandingFinding]
    say: Say
    not_found: list[NotFound]
    five_features: FiveFeatures
    questions: list[OpenQuestion]
    next_look_at: datetime  # fmt: skip


class Imported(TypedDict):
    imported: int
    skipped: int
    assessment: Assessment


TakenMedicine = TypedDict("TakenMedicine", {"name": str, "class": str, "since": NotRequired[date]})
Quiet = TypedDict("Quiet", {"from": str, "to": str})


class Plan(TypedDict):
    on: bool
    times: list[str]
    days: list[Weekday]
    only_if_not_done: bool


class Streams(TypedDict):
    safety: bool
    habits: bool
    weekly: bool


class MailStopped(TypedDict):
    reason: MailStop
    at: datetime


class Consent(TypedDict):
    at: datetime
    wording: str


class Person(TypedDict):
    id: str
    email: str
    pending_email: str | None
    pending_email_until: datetime | None
    timezone: str
    birth_year: NotRequired[int]
    sex: NotRequired[str]
    pregnant: NotRequired[bool]
    fluid_limit_litres: NotRequired[float]
    intended_weight_loss: NotRequired[bool]
    conditions: list[str]
    medicines: list[TakenMedicine]
    country: NotRequired[str]
    mode: Mode
    quiet_hours: Quiet
    habits: dict[HabitCode, Plan]
    snoozed: dict[HabitCode, datetime]
    skipped: dict[HabitCode, date]
    streams: Streams
    summary: Cadence
    language: Language
    mail_stopped: MailStopped | None
    joined_at: datetime
    consent: Consent  # fmt: skip


class Confirmed(TypedDict):
    token: str
    person: Person


UsedAt = Annotated[
    datetime | None,
    Meta(description="To the day: the moment of the first use on the day of the last one, by UTC."),
]


class Token(TypedDict):
    id: str
    name: str
    scope: Scope
    created_at: datetime
    last_used_at: UsedAt


class ShownToken(Token):
    token: str


class Tokens(TypedDict):
    tokens: list[Token]


class Snoozed(TypedDict):
    habit: HabitCode
    snoozed_until: datetime


class Skipped(TypedDict):
    habit: HabitCode
    skipped_on: date


class Health(TypedDict):
    status: Literal["up"]
    last_sweep_at: datetime | None
    quarantined: int


SHAPES: Final = (
    Problem, Sent, Assessment, FullAssessment, Imported, Person, Confirmed, Token, ShownToken, Tokens, Snoozed, Skipped,
    Health, Experiment, Experiments, TriggerLinks, Summary,
)  # fmt: skip
