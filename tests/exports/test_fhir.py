"""The FHIR bundle: valid by two tools of others, and it says what was logged and nothing more."""

import json
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from pydantic import ValidationError

from chalicelib.adapters.fhir.bundle import fhir_bundle
from chalicelib.adapters.fhir.codes import ABSENT, FASCICULATION, PRESENT
from chalicelib.domain.entries import SYMPTOM_NAMES
from tests.exports.histories import EVERYTHING, empty, exported, made_histories
from tests.node.tools import MODULES, tool
from tests.unit.domain.logs import QUICK

pytestmark = pytest.mark.xdist_group("fhir")

TIMELINES = sorted((Path(__file__).resolve().parents[1] / "timelines").glob("*.json"))
NAMES_SOMEBODY = {"name", "telecom", "address", "photo", "contact", "identifier"}


@cache
def bundles() -> dict[str, str]:
    """Every bundle that is tried, as JSON: the timelines, one of every type, an empty one, and made ones."""
    found = {path.stem: json.loads(path.read_text()) for path in TIMELINES}
    found |= {"everything": EVERYTHING, "empty": empty(), "every symptom": every_symptom()}

    @QUICK
    @given(made_histories())
    def gather(history: dict[str, Any]) -> None:
        found[f"made {len(found)}"] = history

    gather()
    return {name: text_of(fhir_bundle(exported(history))) for name, history in found.items()}


def every_symptom() -> dict[str, Any]:
    at = {"at": "2026-10-01T10:00:00Z", "received_at": "2026-10-01T10:00:00Z", "onset": "weeks"}
    names = sorted(SYMPTOM_NAMES)
    return {**empty(), "entries": [{"id": name, "type": "symptom", "name": name, **at} for name in names]}


def text_of(bundle: Any) -> str:
    return msgspec.json.encode(bundle).decode()


def resources(bundle: dict[str, Any], kind: str | None = None) -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in found if kind in (None, one["resourceType"])]


def faults_by_node(texts: list[str]) -> list[list[str]]:
    """The faults of each document, all in one run of Node."""
    tool("fhir")
    script = MODULES.parent / "validate_fhir.js"
    done = subprocess.run(
        ["node", str(script)], input="\n".join(texts), capture_output=True, text=True, check=True, timeout=120
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_bundle_has_the_shape_of_r4b() -> None:
    for name, text in bundles().items():
        assert Bundle.model_validate_json(text), name


def test_each_bundle_has_the_codes_and_the_shape_of_r4() -> None:
    faults = faults_by_node(list(bundles().values()))
    assert dict(zip(bundles(), faults, strict=True)) == {name: [] for name in bundles()}


def test_both_tools_find_what_is_wrong() -> None:
    bundle = fhir_bundle(exported(EVERYTHING))
    (first, *_) = resources(bundle, "Observation")
    first["status"] = "nearly"
    assert faults_by_node([text_of(bundle)]) != [[]]
    first["status"], first["findings"] = "final", []
    with pytest.raises(ValidationError):
        Bundle.model_validate_json(text_of(bundle))


def test_every_entry_that_stands_is_told_once() -> None:
    for path in TIMELINES:
        export = exported(json.loads(path.read_text()))
        standing = Counter(entry.type for entry in export.standing)
        bundle = fhir_bundle(export)
        twitches = [one for one in resources(bundle, "Observation") if code_of(one) == FASCICULATION]
        assert len(twitches) == standing["episode"], path.stem
        assert len(resources(bundle, "Encounter")) == standing["visit"], path.stem
        assert len(resources(bundle, "Patient")) == 1


def code_of(one: dict[str, Any]) -> str | None:
    codings = one["code"].get("coding", [{}])
    return codings[0].get("code")


def test_a_twitch_says_where_when_how_long_and_how_strong() -> None:
    (twitch,) = [one for one in resources(fhir_bundle(exported(EVERYTHING))) if FASCICULATION in text_of(one)]
    assert twitch["effectiveDateTime"] == "2026-10-01T09:00:00+01:00"
    assert twitch["bodySite"] == {"text": "left eyelid"}
    assert twitch["category"][0]["coding"][0]["code"] == "survey"
    assert twitch["performer"] == [twitch["subject"]]
    parts = {part["code"]["text"]: part for part in twitch["component"]}
    assert parts["Duration"]["valueQuantity"] | {"unit": ""} == {
        "value": 4, "unit": "", "system": "http://unitsofmeasure.org", "code": "min",
    }  # fmt: skip
    assert parts["Intensity, 1 to 5"]["valueInteger"] == 2
    assert parts["Side"]["valueCodeableConcept"]["coding"][0]["code"] == "7771000"
    assert twitch["note"] == [{"text": "while reading"}]


def test_a_symptom_that_is_over_is_absent_and_not_left_out() -> None:
    found = [
        one for one in resources(fhir_bundle(exported(EVERYTHING))) if one.get("code", {}).get("text") == "weakness"
    ]
    values = [one["valueCodeableConcept"]["coding"][0]["code"] for one in found]
    assert values == [PRESENT, ABSENT]
    assert {code_of(one) for one in found} == {"299042006"}


def test_the_check_ins_of_a_date_are_one() -> None:
    bundle = fhir_bundle(exported(EVERYTHING))
    (day,) = [one for one in resources(bundle, "QuestionnaireResponse") if "sleep_hours" in text_of(one)]
    answers = {item["linkId"]: item["answer"] for item in day["item"]}
    assert answers["sleep_hours"] == [{"valueDecimal": 7}]
    assert answers["note"] == [{"valueString": "a long day"}]
    measured = {code_of(one): one for one in resources(bundle, "Observation") if "derivedFrom" in one}
    assert {code: one["valueQuantity"]["value"] for code, one in measured.items()} == {
        "93832-4": 7, "74013-4": 2, "29463-7": 71.4,
    }  # fmt: skip
    assert {one["effectiveDateTime"] for one in measured.values()} == {"2026-10-02"}


def test_medicines_are_statements_by_the_person() -> None:
    found = {one["status"]: one for one in resources(fhir_bundle(exported(EVERYTHING)), "MedicationStatement")}
    assert found["stopped"]["effectivePeriod"] == {"end": "2026-10-08T10:00:00+01:00"}
    assert found["completed"]["dosage"] == [{"asNeededBoolean": True}]
    assert found["active"]["informationSource"] == found["active"]["subject"]


def test_it_names_nobody_and_diagnoses_nothing() -> None:
    for text in bundles().values():
        bundle = json.loads(text)
        kinds = {one["resourceType"] for one in resources(bundle)}
        assert kinds <= {"Patient", "Observation", "QuestionnaireResponse", "MedicationStatement", "Encounter"}
        (patient,) = resources(bundle, "Patient")
        assert not NAMES_SOMEBODY & patient.keys()
        assert "@example.org" not in text
    (patient,) = resources(json.loads(bundles()["everything"]), "Patient")
    assert (patient["birthDate"], patient["gender"]) == ("1974", "female")


def test_every_reference_leads_to_an_entry_and_no_id_comes_twice() -> None:
    for name, text in bundles().items():
        bundle = json.loads(text)
        urls = [entry["fullUrl"] for entry in bundle["entry"]]
        assert len(set(urls)) == len(urls), name
        assert set(references(bundle)) <= set(urls), name


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["reference"]] if isinstance(value.get("reference"), str) else []
        return own + [found for inner in value.values() for found in references(inner)]
    return [found for inner in value for found in references(inner)] if isinstance(value, list) else []


def test_the_same_log_gives_the_same_bundle() -> None:
    assert fhir_bundle(exported(EVERYTHING)) == fhir_bundle(exported(EVERYTHING))
