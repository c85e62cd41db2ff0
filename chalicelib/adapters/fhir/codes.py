"""The codes of the FHIR bundle: SNOMED CT of the International Patient Summary's free set, LOINC, HL7's own.

The symptoms' codes were verified in the free set's 2022 expansion, the LOINC codes looked up [V2]; those for side and
presence are from memory [M]. A symptom without a code here goes by its words alone: no code is better than a wrong one.
"""

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.domain.body import LIMB_OF
from chalicelib.domain.entries import Symptom, SymptomName

SNOMED: Final = "http://snomed.info/sct"
LOINC: Final = "http://loinc.org"
UCUM: Final = "http://unitsofmeasure.org"
HL7: Final = "http://terminology.hl7.org/CodeSystem/"
FASCICULATION: Final = "82470000"
ANXIETY: Final = "48694002"
PRESENT, ABSENT = "52101004", "2667000"
SIDES: Final[Mapping[str, str]] = {"left": "7771000", "right": "24028007", "both": "51440002"}
WEAKNESS_OF_LIMB, WEAKNESS_OF_HAND = "713514005", "299042006"
SYMPTOMS: Final[Mapping[SymptomName, str]] = {
    "weakness": "26544005",
    "wasting": "88092000",
    "speech": "8011004",
    "swallowing": "40739000",
    "choking": "249489001",
    "breath_exertion": "60845006",
    "breath_lying": "267036007",
    "breath_rest": "267036007",
    "breath_severe": "267036007",
    "numbness": "44077006",
    "tingling": "91019004",
    "tingling_mouth": "91019004",
    "cramp": "55300003",
    "tremor": "26079004",
    "coarse_tremor": "26079004",
    "palpitations": "80313002",
    "fatigue": "84229001",
    "eyes_forced_shut": "59026006",
}
MEASURED: Final[Mapping[str, tuple[str, str, str, str, str]]] = {
    "sleep_hours": ("93832-4", "Sleep duration", "hours", "h", "social-history"),
    "alcohol_units": ("74013-4", "Alcohol a day", "units of alcohol a day", "{alcohol_unit}/d", "social-history"),
    "weight_kg": ("29463-7", "Body weight", "kg", "kg", "vital-signs"),
}
"""Fields of a check-in that LOINC has a code for: the code, its words, the unit, its UCUM code, the category."""


def coded(system: str, code: str, text: str) -> dict[str, Any]:
    """A CodeableConcept of one code, with words for people."""
    return {"coding": [{"system": system, "code": code}], "text": text}


def symptom_code(symptom: Symptom) -> str | None:
    """The SNOMED code of a symptom, None where it has none. Weakness of a limb or a hand has one of its own."""
    if symptom.name == "weakness" and symptom.area == "hand":
        return WEAKNESS_OF_HAND
    if symptom.name == "weakness" and symptom.area in LIMB_OF:
        return WEAKNESS_OF_LIMB
    return SYMPTOMS.get(symptom.name)
