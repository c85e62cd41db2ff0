"""A person: what Steady knows of them, and what they asked of it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Final, Literal, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from chalicelib.domain.entries import Between, Label, MedicineClass
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.habit import HabitCode, HabitPlan, Snooze, usual_plans
from chalicelib.domain.localtime import zone

Mode = Literal["daily", "weekly", "paused"]
Stream = Literal["safety", "habits", "weekly"]
Cadence = Literal["weekly", "monthly"]
Language = Literal["en", "de"]
MailStop = Literal["bounce", "complaint"]
CONSENT: Final = "2026-11"
"""The wording of the consent to keep health data, by its month; docs/api.md has the words."""
STREAMS: Final[tuple[Stream, ...]] = ("safety", "habits", "weekly")
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
"""What mails can be read in, by its BCP 47 tag."""


class QuietHours(Struct, frozen=True, kw_only=True):
    """The daily span of local clock times in which no mail leaves but the urgent. Equal ends: none."""

    from_: time = time(21)
    to: time = time(8)


class PersonMedicine(Struct, frozen=True, kw_only=True):
    """A medicine that the person takes; `since` is a local date."""

    name: Label
    class_: MedicineClass
    since: date | None = None


class Profile(Struct, frozen=True, kw_only=True):
    """What the rules may need to know of a person, and what they asked for. Conditions beyond the known are kept."""

    timezone: str
    birth_year: Annotated[int, Between(1900, 2100)] | None = None
    sex: Annotated[str, Between(1, 40)] | None = None
    pregnant: bool | None = None
    conditions: Annotated[tuple[Label, ...], Between(0, 50)] = ()
    fluid_limit_litres: Annotated[float, Between(0.1, 10)] | None = None
    intended_weight_loss: bool | None = None
    medicines: Annotated[tuple[PersonMedicine, ...], Between(0, 100)] = ()
    country: Annotated[str, "country"] | None = None
    mode: Mode = "daily"
    quiet_hours: QuietHours = field(default_factory=QuietHours)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of `timezone`. Raises ValueError where that is no zone."""
        return zone(self.timezone)


class MailStopped(Struct, frozen=True, kw_only=True):
    """An address that takes no mail any more: it bounced for good, or its reader called a mail unwanted."""

    address: str
    reason: MailStop
    at: datetime


class Moving(Struct, frozen=True, kw_only=True):
    """A new address that waits to be confirmed, by the link of that id."""

    address: str
    link: str
    expires_at: datetime


class Person(Struct, frozen=True, kw_only=True):
    """A confirmed person. `address` is where mail goes; `version` counts the writes of this record.

    `experiment` is the one that is planned or under way; those that are over are kept apart. `skipped` are local
    dates whose remaining reminders are not wanted; `reminded` the slots of the last days that were told.
    `asks_worry`: a page may lead to the two questions about worry.
    """

    id: str
    address: str
    profile: Profile
    joined_at: datetime
    consented_at: datetime
    habits: Mapping[HabitCode, HabitPlan] = field(default_factory=usual_plans)
    streams: Mapping[Stream, bool] = field(default_factory=lambda: dict.fromkeys(STREAMS, True))
    summary: Cadence = "weekly"
    language: Language = "en"
    experiment: Experiment | None = None
    mail_stopped: MailStopped | None = None
    asks_worry: bool = True
    moving: Moving | None = None
    consented_to: str = CONSENT
    snoozed: Mapping[HabitCode, Snooze] = field(default_factory=dict)
    skipped: Mapping[HabitCode, date] = field(default_factory=dict)
    reminded: Mapping[HabitCode, tuple[str, ...]] = field(default_factory=dict)
    version: int = 0

    @property
    def zone(self) -> ZoneInfo:
        """The person's zone."""
        return self.profile.zone

    @property
    def takes_mail(self) -> bool:
        """Whether mail may go to their address; a stop holds for the address that it was told of."""
        return self.mail_stopped is None or self.mail_stopped.address != self.address
