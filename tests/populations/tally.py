"""What became of simulated people: what was found, and how often they were told what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from chalicelib.domain.agenda import first_agenda
from chalicelib.domain.course import Course, Lived
from chalicelib.domain.entries import Symptom
from chalicelib.domain.finding import LEVELS, RANK
from chalicelib.domain.person import Person
from local.lived_history import live_history
from tests.populations.people import KINDS, Simulated

MOMENT: Final = timedelta(microseconds=1)
MAILED: Final = ("finding", "emergency", "correction", "question", "support", "weekly")


def lived(one: Simulated) -> Lived:
    """Everything that comes due for this person from the first entry on, as a replay has it."""
    start = one.entries[0].received_at if one.entries else one.until - timedelta(days=365)
    person = Person(
        id="p", address="p@steady.invalid", profile=one.profile, joined_at=start, consented_at=start,
    )  # fmt: skip
    agenda = replace(first_agenda(person, start - MOMENT), remind_at=None)
    return live_history(Course(person=person, agenda=agenda, country="GB"), one.entries, one.until)


@dataclass(slots=True)
class Tally:
    """Counts over the years of one kind. `told` counts mails by their level; `people_told` people, by the highest."""

    years: int = 0
    entries: int = 0
    mails: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    people_told: Counter[str] = field(default_factory=Counter)
    raised: Counter[str] = field(default_factory=Counter)
    most_mails: int = 0
    most_warnings: int = 0
    alarmed_without_symptom: int = 0

    def add(self, one: Simulated) -> None:
        """Live this person's year and count."""
        life = lived(one)
        told = [message for message in life.messages if message.kind in ("finding", "emergency")]
        self.years += 1
        self.entries += len(one.entries)
        self.mails.update(message.kind for message in life.messages if message.kind in MAILED)
        self.told.update(message.level for message in told)
        self.people_told[
            max((message.level for message in told), key=lambda level: RANK[level], default="nothing")
        ] += 1
        self.raised.update(f"{finding.sign} {finding.level}" for finding in life.raised)
        apart = sum(message.kind != "weekly" for message in life.messages)
        self.most_mails = max(self.most_mails, apart)
        self.most_warnings = max(self.most_warnings, len(told))
        has_symptom = any(isinstance(entry, Symptom) for entry in one.entries)
        alarmed = any(RANK[finding.level] >= RANK["urgent"] for finding in life.raised)
        self.alarmed_without_symptom += alarmed and not has_symptom

    def join(self, other: "Tally") -> None:
        """Count these too."""
        self.years, self.entries = self.years + other.years, self.entries + other.entries
        for name in ("mails", "told", "people_told", "raised"):
            getattr(self, name).update(getattr(other, name))
        self.most_mails = max(self.most_mails, other.most_mails)
        self.most_warnings = max(self.most_warnings, other.most_warnings)
        self.alarmed_without_symptom += other.alarmed_without_symptom


def tally(people: Iterable[tuple[str, int]]) -> dict[str, Tally]:
    """The counts by kind."""
    tallies: dict[str, Tally] = {}
    for kind, seed in people:
        tallies.setdefault(kind, Tally()).add(KINDS[kind](seed))
    return tallies


def share_told(found: Tally) -> float:
    """The share of people who were told anything of `gp_routine` or above within their year."""
    return 1 - (found.people_told["nothing"] + found.people_told["self_care"]) / found.years


def per_year(counts: Counter[str], years: int) -> dict[str, float]:
    """Counts as means a year."""
    return {name: round(count / years, 2) for name, count in counts.items()}


UPWARDS: Final = LEVELS[1:]
