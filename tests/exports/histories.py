"""Histories to take out again: one with every type, made ones of any type and value, and how to make an export."""

import types
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from chalicelib.adapters.timelines import FORMAT, read_timeline
from chalicelib.domain.entries import TYPES, Between
from chalicelib.domain.person import Profile
from chalicelib.usecases.import_timeline import import_timeline
from chalicelib.usecases.read_log import Export, export_log
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import MONDAY, Clock, services_on
from tests.fakes.samples import join, person

EVERYTHING: Final[dict[str, Any]] = {
    "format": FORMAT,
    "person": {
        "timezone": "Europe/London",
        "birth_year": 1974,
        "sex": "female",
        "pregnant": False,
        "conditions": ["kidney_disease", "health_anxiety", "a frozen shoulder"],
        "fluid_limit_litres": 1.5,
        "intended_weight_loss": True,
        "medicines": [{"name": "salbutamol", "class": "saba", "since": "2024-05-01"}, {"name": "x", "class": "other"}],
        "country": "GB",
        "mode": "weekly",
        "quiet_hours": {"from": "22:00", "to": "07:30"},
    },
    "entries": [
        {"id": "e1", "type": "episode", "at": "2026-10-01T08:15:00+01:00", "area": "eyelid", "side": "left",
         "minutes": 2.5, "intensity": 2, "context": ["caffeine", "tired"], "note": "while reading", "key": "k1"},
        {"id": "e2", "type": "episode", "at": "2026-10-02T08:15:00+01:00", "area": "widespread"},
        {"id": "e3", "type": "episode", "at": "2026-10-03T08:15:00+01:00", "area": "calf", "side": "both"},
        {"id": "c1", "type": "check_in", "at": "2026-10-02T21:00:00+01:00", "date": "2026-10-02", "sleep_hours": 6.5,
         "caffeine_servings": 3, "last_caffeine": "14:30", "water_litres": 1.8, "stress": 4, "exertion": 1,
         "alcohol_units": 2, "stretch_minutes": 5, "relax_minutes": 0, "magnesium_food": True, "twitched": True,
         "weight_kg": 71.4, "absent": ["weakness", "speech"], "note": "a long day"},
        {"id": "c2", "type": "check_in", "at": "2026-10-03T07:00:00+01:00", "date": "2026-10-02", "sleep_hours": 7},
        {"id": "s1", "type": "symptom", "at": "2026-10-04T10:00:00+01:00", "name": "weakness", "area": "hand",
         "side": "right", "onset": "weeks", "severity": 2},
        {"id": "s2", "type": "symptom", "at": "2026-10-09T10:00:00+01:00", "name": "weakness", "area": "hand",
         "side": "right", "onset": "weeks", "present": False},
        {"id": "s3", "type": "symptom", "at": "2026-10-05T10:00:00+01:00", "name": "drooling"},
        {"id": "m1", "type": "medicine", "at": "2026-10-06T10:00:00+01:00", "name": "sertraline", "class": "ssri",
         "action": "start", "dose": "50 mg"},
        {"id": "m2", "type": "medicine", "at": "2026-10-07T10:00:00+01:00", "name": "salbutamol", "class": "saba",
         "action": "as_needed_use"},
        {"id": "m3", "type": "medicine", "at": "2026-10-08T10:00:00+01:00", "name": "sertraline", "class": "ssri",
         "action": "stop", "note": "by the GP"},
        {"id": "v1", "type": "visit", "at": "2026-10-10T15:00:00+01:00", "who": "GP", "exam": "normal",
         "emg": "abnormal", "note": "back in 6 weeks"},
        {"id": "g1", "type": "screening", "at": "2026-10-11T10:00:00+01:00", "tool": "GAD-2", "score": 3},
        {"id": "a1", "type": "answer", "at": "2026-10-12T10:00:00+01:00", "question": "gap", "area": "eyelid",
         "from": "2026-10-01", "to": "2026-10-11", "continued": True},
        {"id": "a2", "type": "answer", "at": "2026-10-12T11:00:00+01:00", "question": "conflict", "targets": ["e3"],
         "continued": False},
        {"id": "d1", "type": "delete", "at": "2026-10-13T10:00:00+01:00", "target": "e2"},
        {"id": "x1", "type": "edit", "at": "2026-10-13T11:00:00+01:00", "target": "e1",
         "set": {"minutes": 4, "at": "2026-10-01T09:00:00+01:00"}},
    ],
    "until": "2026-11-23T12:00:00Z",
}  # fmt: skip
"""Every type of entry and every field of a person."""
for _entry in EVERYTHING["entries"]:
    _entry["received_at"] = _entry["at"]

OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1960, 1, 1), datetime(2026, 11, 20), timezones=OFFSETS)  # noqa: DTZ001
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def exported(document: dict[str, Any]) -> Export:
    """The export of a person who took that history in."""
    store = MemoryStore()
    services = services_on(store, Clock())
    join(services, person("ann", MONDAY))
    read = read_timeline(document, Profile(timezone="UTC"))
    import_timeline(services, "ann", read.profile, read.kept)
    return export_log(services, "ann")


def empty() -> dict[str, Any]:
    """Somebody who has said nothing yet."""
    return {"format": FORMAT, "person": {"timezone": "UTC"}, "entries": []}


@st.composite
def made_histories(draw: Any, most: int = 8) -> dict[str, Any]:
    """Any history of any types and values that an import takes, made from the records themselves."""
    entries: list[dict[str, Any]] = []
    for place in range(draw(st.integers(1, most))):
        earlier = [entry["id"] for entry in entries] or ["nobody"]
        kind = draw(st.sampled_from(sorted(TYPES)))
        hints = get_type_hints(TYPES[kind], include_extras=True)
        fields = {name.rstrip("_"): hint for name, hint in hints.items() if name not in ("type", "id", "set", "target")}
        entry = {name: draw(values_of(hint)) for name, hint in fields.items()}
        entry |= {"id": f"{kind}-{place}", "type": kind}
        if kind in ("edit", "delete"):
            entry["target"] = draw(st.sampled_from(earlier))
        if kind == "edit":
            entry["set"] = draw(st.sampled_from([{"minutes": 7}, {"note": "=1"}, {"at": "2026-10-01T09:00:00Z"}]))
        entries.append({name: value for name, value in entry.items() if value is not None})
    return {**empty(), "entries": entries}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of the wire for a field of a record."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        mark = inner[1]
        if not isinstance(mark, Between):
            return st.times().map(lambda at: f"{at:%H:%M}")
        if inner[0] is str:
            return TEXTS
        whole = st.integers(int(mark.low), int(mark.high))
        return whole if inner[0] is int else whole | st.floats(mark.low, mark.high, width=16)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(values_of(inner[0]), max_size=3)
    if origin in (Union, types.UnionType):
        return st.one_of([values_of(option) for option in inner])
    plain = {bool: st.booleans(), str: TEXTS, type(None): st.none(), datetime: MOMENTS.map(datetime.isoformat)}
    dates = st.dates(date(1960, 1, 1), date(2026, 11, 20)).map(date.isoformat)
    return dates if hint is date else plain[hint]
