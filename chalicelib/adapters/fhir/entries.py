"""Entries as FHIR resources: one function a type. Nothing here is a Condition: what a person logs is no diagnosis."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from chalicelib.adapters.fhir.codes import (
    ABSENT,
    FASCICULATION,
    HL7,
    LOINC,
    MEASURED,
    PRESENT,
    SNOMED,
    coded,
    symptom_code,
)
from chalicelib.adapters.fhir.parts import (
    Maker,
    Resource,
    component,
    items,
    moment,
    note,
    place,
    quantity,
    said,
    side_component,
    words,
)
from chalicelib.domain.body import area_words
from chalicelib.domain.entries import Answer, CheckIn, Entry, Episode, Medicine, Screening, Symptom, Visit
from chalicelib.domain.symptom_words import SYMPTOM_WORDS

STATUS: Final = {"stop": "stopped", "as_needed_use": "completed"}
DAY_WORDS: Final[Mapping[str, str]] = {
    "date": "Date", "sleep_hours": "Hours of sleep", "caffeine_servings": "Servings of caffeine",
    "last_caffeine": "Time of the last caffeine", "water_litres": "Litres of water", "stress": "Stress, 1 to 5",
    "exertion": "Exertion, 0 to 3", "alcohol_units": "Units of alcohol", "stretch_minutes": "Minutes of stretching",
    "relax_minutes": "Minutes of relaxing", "magnesium_food": "Food with magnesium", "twitched": "Any twitching",
    "weight_kg": "Weight in kg", "absent": "Symptoms that were not there",
}  # fmt: skip


def episode(maker: Maker, entry: Episode) -> list[Resource]:
    """One observation of twitching."""
    parts = side_component(entry.side)
    if entry.minutes is not None:
        parts.append(component("Duration", valueQuantity=quantity(entry.minutes, "minutes", "min")))
    if entry.intensity is not None:
        parts.append(component("Intensity, 1 to 5", valueInteger=entry.intensity))
    parts += [component("Context", valueCodeableConcept={"text": area_words(one)}) for one in entry.context]
    code = coded(SNOMED, FASCICULATION, "Muscle twitching")
    where = place(entry.area, entry.side)
    more = {"bodySite": where, "component": parts, "note": note(entry.note), "issued": moment(entry.received_at)}
    return [maker.observation(entry.id, "survey", code, entry.at, **more)]


def symptom(maker: Maker, entry: Symptom) -> list[Resource]:
    """One observation of a symptom, whose value says whether it is there or no longer there."""
    text, code = SYMPTOM_WORDS[entry.name], symptom_code(entry)
    value = coded(SNOMED, PRESENT, "present") if entry.present else coded(SNOMED, ABSENT, "no longer present")
    parts = side_component(entry.side)
    if entry.severity is not None:
        parts.append(component("Severity, 1 to 5", valueInteger=entry.severity))
    if entry.onset is not None:
        parts.append(component("Onset", valueCodeableConcept={"text": entry.onset.replace("_", " or ")}))
    more: Resource = {"valueCodeableConcept": value, "bodySite": place(entry.area, entry.side), "component": parts}
    more |= {"note": note(entry.note), "issued": moment(entry.received_at)}
    concept = coded(SNOMED, code, text) if code else {"text": text}
    return [maker.observation(entry.id, "survey", concept, entry.at, **more)]


def check_in(maker: Maker, entry: CheckIn) -> list[Resource]:
    """The answers of a day, and an observation for each that LOINC has a code for."""
    fields = [(name, text, _answers(getattr(entry, name))) for name, text in DAY_WORDS.items()]
    made = [_response(maker, entry, [*fields, ("note", "Note", _answers(words(entry.note)))])]
    for name, (code, text, unit, ucum, category) in MEASURED.items():
        value = getattr(entry, name)
        if value is not None:
            more = {"valueQuantity": quantity(value, unit, ucum), "derivedFrom": [maker.reference(entry.id)]}
            made.append(maker.observation(f"{entry.id}/{name}", category, coded(LOINC, code, text), entry.at, **more))
            if entry.date is not None:
                made[-1]["effectiveDateTime"] = entry.date.isoformat()
    return made


def medicine(maker: Maker, entry: Medicine) -> list[Resource]:
    """What was started, changed, stopped, or used once."""
    told = f"{entry.action.replace('_', ' ')}; class: {entry.class_.replace('_', ' ')}"
    notes = [text for text in (told, words(entry.note)) if text]
    dosage = said({"text": words(entry.dose), "asNeededBoolean": entry.action == "as_needed_use" or None})
    return [
        {
            **statement(maker, entry.id, STATUS.get(entry.action, "active"), entry.name, notes),
            **_taken(entry),
            **said({"dateAsserted": moment(entry.received_at), "dosage": [dosage] if dosage else None}),
        }
    ]


def _taken(entry: Medicine) -> Resource:
    at = moment(entry.at)
    if entry.action == "as_needed_use":
        return {"effectiveDateTime": at}
    return {"effectivePeriod": {"end" if entry.action == "stop" else "start": at}}


def statement(maker: Maker, name: str, status: str, medicine: str, notes: list[str]) -> Resource:
    """A MedicationStatement by the person."""
    return {
        "resourceType": "MedicationStatement",
        "id": maker.id_of(name),
        "status": status,
        "medicationCodeableConcept": {"text": words(medicine) or "a medicine"},
        "subject": maker.patient,
        "informationSource": maker.patient,
        "note": [{"text": text} for text in notes],
    }


def visit(maker: Maker, entry: Visit) -> list[Resource]:
    """The visit, and what the person says was found."""
    encounter: Resource = {
        "resourceType": "Encounter",
        "id": maker.id_of(entry.id),
        "status": "finished",
        "class": {"system": f"{HL7}v3-ActCode", "code": "AMB"},
        "subject": maker.patient,
        "period": {"start": moment(entry.at)},
    }
    who = words(entry.who)
    encounter |= said({"type": [{"text": who}] if who else None})
    context = {"encounter": maker.reference(entry.id)}
    made = [encounter]
    for name, category, text in (("exam", "exam", "Examination"), ("emg", "procedure", "Electromyography (EMG)")):
        found = getattr(entry, name)
        if found != "not_done":
            mark = [coded(f"{HL7}v3-ObservationInterpretation", found[0].upper(), found)]
            more = {**context, "valueString": f"{found}, as the person says", "interpretation": mark}
            made.append(maker.observation(f"{entry.id}/{name}", category, {"text": text}, entry.at, **more))
    remark = words(entry.note)
    if remark:
        about = {"text": "Note on the visit"}
        made.append(maker.observation(f"{entry.id}/note", "survey", about, entry.at, valueString=remark, **context))
    return made


def screening(maker: Maker, entry: Screening) -> list[Resource]:
    """A short questionnaire's total."""
    about = {"text": f"{entry.tool} total score"}
    more = {"valueInteger": entry.score, "note": note(entry.note)}
    return [maker.observation(entry.id, "survey", about, entry.at, **more)]


def answer(maker: Maker, entry: Answer) -> list[Resource]:
    """What was said to a question of Steady's."""
    asked = {"gap": "Did the twitching go on between these dates?", "conflict": "Is what was logged right?"}
    fields = [
        ("continued", asked[entry.question], _answers(entry.continued)),
        ("area", "Area", _answers(entry.area and area_words(entry.area))),
        ("from", "From", _answers(entry.from_)),
        ("to", "To", _answers(entry.to)),
        ("note", "Note", _answers(words(entry.note))),
    ]
    return [_response(maker, entry, fields)]


MAKERS: Final[Mapping[str, Callable[[Maker, Any], list[Resource]]]] = {
    "episode": episode, "symptom": symptom, "check_in": check_in, "medicine": medicine, "visit": visit,
    "screening": screening, "answer": answer,
}  # fmt: skip
"""How each type is made. An edit or a deletion has none: the bundle tells what stands."""


def _response(maker: Maker, entry: Entry, fields: list[tuple[str, str, list[Resource]]]) -> Resource:
    return {
        "resourceType": "QuestionnaireResponse",
        "id": maker.id_of(entry.id),
        "status": "completed",
        "subject": maker.patient,
        "authored": moment(entry.at),
        "author": maker.patient,
        "source": maker.patient,
        **said({"item": items(fields)}),
    }


def _answers(value: Any) -> list[Resource]:
    if value is None or value == ():
        return []
    if isinstance(value, tuple):
        return [{"valueString": SYMPTOM_WORDS[name]} for name in value]
    if isinstance(value, bool):
        return [{"valueBoolean": value}]
    if isinstance(value, int | float):
        return [{"valueDecimal": value}]
    return [{"valueString": value} if isinstance(value, str) else {"valueDate": value.isoformat()}]
