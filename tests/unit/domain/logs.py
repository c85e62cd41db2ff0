"""Logs for the domain's tests, written by how long ago something happened. Ids tell what and when."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from hypothesis import settings
from msgspec.structs import replace

from chalicelib.domain.agenda import Agenda, first_agenda
from chalicelib.domain.course import Course, Lived, Log, live_through
from chalicelib.domain.entries import (
    Answer,
    CheckIn,
    Delete,
    Edit,
    Entry,
    Episode,
    Medicine,
    MedicineAction,
    MedicineClass,
    Symptom,
    Visit,
)
from chalicelib.domain.finding import Level
from chalicelib.domain.person import Person, Profile
from chalicelib.domain.signs import look
from chalicelib.domain.timeline import Timeline, as_of

NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday, at noon in London."""
PROFILE: Final = Profile(timezone="Europe/London")
MINUTE: Final = timedelta(minutes=1)
QUICK: Final = settings(max_examples=60, deadline=None, derandomize=True, database=None)
"""Properties are tried on the same examples every time: a red build is red for everybody."""


def ago(days: float = 0, **more: float) -> datetime:
    """The moment so long before NOW."""
    return NOW - timedelta(days=days, **more)


def _name(kind: str, at: datetime, *more: object) -> str:
    return "-".join([kind, f"{at:%y%m%d%H%M%S}", *(str(part) for part in more if part is not None)])


def episode(at: datetime, area: str = "thumb", **values: Any) -> Episode:
    name = _name("e", at, area, values.get("side"))
    return Episode(**{"id": name, "at": at, "received_at": at, "area": area, **values})


def check_in(at: datetime, **values: Any) -> CheckIn:
    return CheckIn(**{"id": _name("c", at), "at": at, "received_at": at, **values})


def symptom(at: datetime, name: str, onset: str | None = None, **values: Any) -> Symptom:
    named = _name("s", at, name, values.get("area"), values.get("present"))
    return Symptom(**{"id": named, "at": at, "received_at": at, "name": name, "onset": onset, **values})


def medicine(at: datetime, class_: MedicineClass, action: MedicineAction = "start", name: str = "tablet") -> Medicine:
    return Medicine(id=_name("m", at, class_, action), at=at, received_at=at, name=name, class_=class_, action=action)


def visit(at: datetime, **values: Any) -> Visit:
    return Visit(**{"id": _name("v", at), "at": at, "received_at": at, **values})


def normal_visit(at: datetime) -> Visit:
    return visit(at, exam="normal", emg="normal")


def gap_answer(at: datetime, area: str, first: datetime, last: datetime, *, continued: bool = True) -> Answer:
    span = {"from_": first.date(), "to": last.date()}
    name = _name("a", at, area)
    return Answer(id=name, at=at, received_at=at, question="gap", area=area, continued=continued, **span)  # type: ignore[arg-type]


def conflict_answer(at: datetime, *targets: str, continued: bool = False) -> Answer:
    name = _name("a", at)
    return Answer(id=name, at=at, received_at=at, question="conflict", continued=continued, targets=targets)


def edit(at: datetime, target: str, /, **values: Any) -> Edit:
    return Edit(id=_name("edit", at, target), at=at, received_at=at, target=target, set=values)


def delete(at: datetime, target: str) -> Delete:
    return Delete(id=_name("del", at, target), at=at, received_at=at, target=target)


def every(days: float, first: datetime, last: datetime, area: str = "thumb", **values: Any) -> list[Episode]:
    """Episodes from `first` in steps of `days`, and one at `last`."""
    moments = [first]
    while moments[-1] + timedelta(days=days) < last:
        moments.append(moments[-1] + timedelta(days=days))
    return [episode(at, area, **values) for at in (*moments, last)]


def denials(first_days_ago: int, last_days_ago: int) -> list[CheckIn]:
    """A check-in a day that says "no twitching"."""
    return [check_in(ago(days, hours=-1), twitched=False) for days in range(first_days_ago, last_days_ago - 1, -1)]


def on_days(*days_ago: float, area: str = "thumb", **values: Any) -> list[Episode]:
    return [episode(ago(days), area, **values) for days in days_ago]


def timeline(entries: Iterable[Entry], now: datetime = NOW, profile: Profile = PROFILE) -> Timeline:
    return as_of(profile, entries, now)


def level_of(
    sign: str, entries: Iterable[Entry], *, now: datetime = NOW, profile: Profile = PROFILE
) -> Level | Literal["-"]:
    """The level at which the sign holds, "-" where it does not."""
    holding = look(timeline(entries, now, profile)).get(sign)
    return holding.level if holding else "-"


def levels(entries: Iterable[Entry], *, now: datetime = NOW, profile: Profile = PROFILE) -> dict[str, Level]:
    return {sign: holding.level for sign, holding in look(timeline(entries, now, profile)).items()}


def person(joined_at: datetime, **values: Any) -> Person:
    """A person; what is no field of `Person` goes into the profile."""
    own = {name: values.pop(name) for name in ("habits", "streams", "summary") if name in values}
    profile = Profile(**{"timezone": "Europe/London", **values})
    return Person(id="p1", address="a@b.example", profile=profile, joined_at=joined_at, consented_at=joined_at, **own)


def course(someone: Person, entries: Iterable[Entry], country: str | None = "GB") -> Course:
    first = min((entry.received_at for entry in entries), default=None)
    agenda: Agenda = replace(first_agenda(someone, someone.joined_at), receipt_at=first)
    return Course(person=someone, agenda=agenda, country=country)


def live(someone: Person, entries: Iterable[Entry], until: datetime) -> Lived:
    """All that comes due for a person with this log up to `until`."""
    log = Log(tuple(sorted(entries, key=lambda entry: entry.received_at)))
    return live_through(course(someone, log.entries), log, until)
