"""A person's profile and habits under the names of the contract, both ways."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any, Final, get_args

from msgspec.structs import asdict, replace

from chalicelib.adapters.documents import read_record
from chalicelib.domain.errors import Fault
from chalicelib.domain.habit import HABITS, HabitPlan
from chalicelib.domain.localtime import brief_text, zone
from chalicelib.domain.person import LANGUAGES, STREAMS, Cadence, Person, PersonMedicine, Profile, QuietHours

CLOCK_TIME: Final = "must be a clock time such as 08:00"


def profile_document(profile: Profile) -> dict[str, Any]:
    """The profile as a timeline carries it. What was never said is left out."""
    plain = {
        name: getattr(profile, name)
        for name in ("timezone", "birth_year", "sex", "pregnant", "fluid_limit_litres", "intended_weight_loss")
    }
    medicines = [
        {"name": taken.name, "class": taken.class_} | ({"since": taken.since.isoformat()} if taken.since else {})
        for taken in profile.medicines
    ]
    quiet = {"from": f"{profile.quiet_hours.from_:%H:%M}", "to": f"{profile.quiet_hours.to:%H:%M}"}
    said = {name: value for name, value in plain.items() if value is not None}
    country = {"country": profile.country} if profile.country else {}
    lists = {"conditions": list(profile.conditions), "medicines": medicines}
    return {**said, **lists, **country, "mode": profile.mode, "quiet_hours": quiet}


def person_document(person: Person) -> dict[str, Any]:
    """The person as `GET /v1/me` shows them."""
    habits = {
        code: {**asdict(plan), "times": [f"{clock_time:%H:%M}" for clock_time in plan.times]}
        for code, plan in person.habits.items()
    }
    return {
        "id": person.id,
        "email": person.address,
        "pending_email": person.moving.address if person.moving else None,
        "pending_email_until": brief_text(person.moving.expires_at) if person.moving else None,
        **profile_document(person.profile),
        "habits": habits,
        "snoozed": {code: brief_text(snooze.until) for code, snooze in person.snoozed.items()},
        "skipped": {code: on.isoformat() for code, on in person.skipped.items()},
        "streams": dict(person.streams),
        "summary": person.summary,
        "language": person.language,
        "mail_stopped": _stop_document(person),
        "joined_at": person.joined_at.isoformat(),
        "consent": {"at": person.consented_at.isoformat(), "wording": person.consented_to},
    }


def _stop_document(person: Person) -> dict[str, Any] | None:
    stopped = person.mail_stopped
    return None if stopped is None or person.takes_mail else {"reason": stopped.reason, "at": stopped.at.isoformat()}


def read_profile(document: Mapping[str, Any], before: Profile, path: str = "") -> tuple[Profile, list[Fault]]:
    """The profile with the document's values in place of its own, and every fault."""
    given = dict(document)
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    if "quiet_hours" in given:
        values["quiet_hours"] = _read_quiet_hours(given.pop("quiet_hours"), before.quiet_hours, path, faults)
    if given.get("medicines") is not None:
        values["medicines"] = _read_medicines(given.pop("medicines"), path, faults)
    read, more = read_record(Profile, {name: value for name, value in given.items() if value is not None}, path)
    faults += [fault for fault in more if fault.message != "is needed"]
    if "timezone" in read or given.get("timezone", "") is None:
        try:
            zone(read.get("timezone", ""))
        except ValueError as error:
            faults.append(Fault(f"{path}timezone", str(error)))
    return (before if faults else replace(before, **{**_emptied(given), **values, **read})), faults


def _emptied(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a null takes back: the value that a new profile has."""
    usual = Profile(timezone="UTC")
    names = (name for name, value in given.items() if value is None and name != "timezone")
    return {name: getattr(usual, name) for name in names if name in Profile.__struct_fields__}


def read_person_changes(document: Mapping[str, Any], before: Person) -> tuple[Person, list[Fault]]:
    """The person with a PATCH's values: profile, habits by code, streams by name, summary, language."""
    given = dict(document)
    faults: list[Fault] = []
    habits = _read_habits(given.pop("habits", {}), before, faults)
    streams = {**before.streams, **_read_streams(given.pop("streams", {}), faults)}
    summary = _read_choice(given, "summary", get_args(Cadence), before.summary, faults)
    language = _read_choice(given, "language", LANGUAGES, before.language, faults)
    mail_stopped = before.mail_stopped if "mail_stopped" not in given else None
    if given.pop("mail_stopped", None) is not None:
        faults.append(Fault("mail_stopped", "can only be taken back, by null"))
    if given.pop("pending_email", None) is not None:
        faults.append(Fault("pending_email", "can only be taken back, by null; send a new address as `email`"))
    profile, more = read_profile(given, before.profile)
    faults += more
    if faults:
        return before, faults
    whole = {
        "habits": habits,
        "streams": streams,
        "summary": summary,
        "language": language,
        "mail_stopped": mail_stopped,
        "moving": before.moving if "pending_email" not in document else None,
    }
    return replace(before, profile=profile, **whole), []


def _read_choice(given: dict[str, Any], name: str, known: Sequence[Any], before: Any, faults: list[Fault]) -> Any:
    value = given.pop(name, before)
    if value not in known:
        faults.append(Fault(name, f"must be one of: {', '.join(known)}"))
    return value


def _read_quiet_hours(value: Any, before: QuietHours, path: str, faults: list[Fault]) -> QuietHours:
    if not isinstance(value, dict):
        faults.append(Fault(f"{path}quiet_hours", "must be an object with `from` and `to`"))
        return before
    times = {"from": before.from_, "to": before.to}
    for name, text in value.items():
        if name not in times:
            faults.append(Fault(f"{path}quiet_hours.{name}", "is not a field that Steady knows here"))
            continue
        times[name] = _read_time(text, f"{path}quiet_hours.{name}", faults) or times[name]
    return QuietHours(from_=times["from"], to=times["to"])


def _read_time(value: Any, path: str, faults: list[Fault]) -> time | None:
    try:
        if isinstance(value, str) and len(value) == 5:
            return time.fromisoformat(value)
    except ValueError:
        pass
    faults.append(Fault(path, CLOCK_TIME))
    return None


def _read_medicines(value: Any, path: str, faults: list[Fault]) -> tuple[PersonMedicine, ...]:
    if not isinstance(value, list) or len(value) > 100:
        faults.append(Fault(f"{path}medicines", "must be a list of at most 100"))
        return ()
    medicines = []
    for place, item in enumerate(value):
        where = f"{path}medicines[{place}]"
        if not isinstance(item, dict):
            faults.append(Fault(where, "must be an object"))
            continue
        values, found = read_record(PersonMedicine, item, f"{where}.")
        faults += found
        if not found:
            medicines.append(PersonMedicine(**values))
    return tuple(medicines)


def _read_habits(value: Any, before: Person, faults: list[Fault]) -> dict[Any, HabitPlan]:
    plans = dict(before.habits)
    if not isinstance(value, dict):
        faults.append(Fault("habits", "must be an object by habit"))
        return plans
    for code, changes in value.items():
        if code not in HABITS or not isinstance(changes, dict):
            faults.append(Fault(f"habits.{code}", f"must be an object under one of: {', '.join(HABITS)}"))
            continue
        plans[code] = _read_plan(changes, plans[code], f"habits.{code}", faults)
    return plans


def _read_plan(changes: Mapping[str, Any], before: HabitPlan, path: str, faults: list[Fault]) -> HabitPlan:
    given = dict(changes)
    times = given.pop("times", None)
    values, found = read_record(HabitPlan, given, f"{path}.")
    if isinstance(times, list) and 1 <= len(times) <= 6:
        read = [_read_time(text, f"{path}.times[{place}]", found) for place, text in enumerate(times)]
        values["times"] = tuple(sorted({at for at in read if at is not None}))
    elif times is not None:
        found.append(Fault(f"{path}.times", "must be a list of 1 to 6 clock times such as 08:00"))
    faults += found
    return before if found else replace(before, **values)


def _read_streams(value: Any, faults: list[Fault]) -> dict[Any, bool]:
    if not isinstance(value, dict):
        faults.append(Fault("streams", "must be an object by stream"))
        return {}
    faults += [
        Fault(f"streams.{name}", "must be true or false under one of: safety, habits, weekly")
        for name, on in value.items()
        if name not in STREAMS or not isinstance(on, bool)
    ]
    return {name: on for name, on in value.items() if name in STREAMS}
