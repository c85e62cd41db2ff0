"""The log as a FHIR R4 bundle: a collection of what a person reported of themselves, and of nothing that Steady found.

The person is a Patient without name or address. Check-ins are merged to one a local date, as the rules read them.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from msgspec.structs import replace

from chalicelib.adapters.fhir.codes import ANXIETY, HL7, SNOMED, coded
from chalicelib.adapters.fhir.entries import MAKERS, statement
from chalicelib.adapters.fhir.parts import Maker, Resource, moment, said, words
from chalicelib.domain.days import day_of, merge_days
from chalicelib.domain.entries import CheckIn, Entry
from chalicelib.domain.person import Profile
from chalicelib.usecases.read_log import Export

REPORTED: Final = {"system": f"{HL7}v3-ObservationValue", "code": "PATRPT", "display": "patient reported"}
GENDERS: Final = {"female": "female", "f": "female", "male": "male", "m": "male", "other": "other"}


def fhir_bundle(export: Export) -> dict[str, Any]:
    """The bundle. The same log gives the same one, but for its `timestamp`."""
    maker = Maker(export.person.id)
    resources = [
        _patient(maker, export.person.profile),
        *_profile(maker, export.person.profile),
        *(made for entry in _entries(export) for made in MAKERS[entry.type](maker, entry)),
    ]
    return {
        "resourceType": "Bundle",
        "id": maker.id_of("bundle"),
        "meta": {"security": [REPORTED]},
        "type": "collection",
        "timestamp": moment(export.until),
        "entry": [{"fullUrl": f"urn:uuid:{made['id']}", "resource": made} for made in resources],
    }


def _entries(export: Export) -> Iterator[Entry]:
    """What stands, in the order of its moments; of the check-ins of one local date one that holds them all."""
    zone = export.person.zone
    check_ins = [entry for entry in export.standing if isinstance(entry, CheckIn)]
    notes: dict[date, list[str]] = defaultdict(list)
    for one in check_ins:
        notes[day_of(one, zone)] += [one.note] if one.note else []
    merged = merge_days(check_ins, zone)
    days = {day.id: replace(day, note="\n".join(notes[on])) for on, day in merged.items()}
    for entry in export.standing:
        if not isinstance(entry, CheckIn):
            yield entry
        elif entry.id in days:
            yield days[entry.id]


def _patient(maker: Maker, profile: Profile) -> Resource:
    gender = GENDERS.get((profile.sex or "").strip().lower())
    born = str(profile.birth_year) if profile.birth_year else None
    return {"resourceType": "Patient", "id": maker.id_of("patient"), **said({"gender": gender, "birthDate": born})}


def _profile(maker: Maker, profile: Profile) -> Iterator[Resource]:
    """What the person says of themselves apart from the log."""
    for place, name in enumerate(profile.conditions):
        text = words(name.replace("_", " "))
        if text:
            told = coded(SNOMED, ANXIETY, text) if name == "health_anxiety" else {"text": text}
            yield _about(maker, f"condition/{place}", "Condition that the person names", valueCodeableConcept=told)
    if profile.pregnant is not None:
        yield _about(maker, "pregnant", "Pregnant", valueBoolean=profile.pregnant)
    if profile.fluid_limit_litres is not None:
        value = {"value": profile.fluid_limit_litres, "unit": "litres a day"}
        yield _about(maker, "fluid_limit", "Limit of fluid", valueQuantity=value)
    if profile.intended_weight_loss is not None:
        yield _about(maker, "weight_loss", "Weight loss is meant", valueBoolean=profile.intended_weight_loss)
    for place, taken in enumerate(profile.medicines):
        made = statement(maker, f"medicine/{place}", "active", taken.name, [f"class: {taken.class_.replace('_', ' ')}"])
        yield made | ({"effectivePeriod": {"start": taken.since.isoformat()}} if taken.since else {})


def _about(maker: Maker, name: str, text: str, **value: Any) -> Resource:
    return maker.observation(f"profile/{name}", "social-history", {"text": text}, None, **value)
