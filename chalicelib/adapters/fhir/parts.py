"""The parts that every resource of the FHIR bundle is made of: ids, moments, words, observations."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from msgspec import Struct

from chalicelib.adapters.fhir.codes import HL7, SIDES, SNOMED, UCUM, coded
from chalicelib.domain.body import area_words

Resource = dict[str, Any]
NAMESPACE: Final = UUID("6b1f2f0e-6b0e-5c57-9a44-2f8f4c1f7f11")
"""Of Steady's own making: what a name becomes an id under. To change it changes every id."""
WIDEST_OFFSET: Final = timedelta(hours=14)
"""FHIR knows no wider one."""


class Maker(Struct, frozen=True):
    """Makes the resources of one person. Ids are made from the person's and the entry's, so they stay as they are."""

    person_id: str

    def id_of(self, name: str) -> str:
        """The id of the resource of that name."""
        return str(uuid5(NAMESPACE, f"{self.person_id}/{name}"))

    def reference(self, name: str) -> dict[str, str]:
        """A reference to the resource of that name."""
        return {"reference": f"urn:uuid:{self.id_of(name)}"}

    @property
    def patient(self) -> dict[str, str]:
        """The reference to the person."""
        return self.reference("patient")

    def observation(
        self, name: str, category: str, code: Mapping[str, Any], at: datetime | None, **more: Any
    ) -> Resource:
        """An observation that the person made of themselves. What is None or empty in `more` is left out."""
        made: Resource = {
            "resourceType": "Observation",
            "id": self.id_of(name),
            "status": "final",
            "category": [{"coding": [{"system": f"{HL7}observation-category", "code": category}]}],
            "code": code,
            "subject": self.patient,
            "performer": [self.patient],
        }
        if at is not None:
            made["effectiveDateTime"] = moment(at)
        return {**made, **said(more)}


def said(values: Mapping[str, Any]) -> Resource:
    """The values without those that say nothing: FHIR knows neither null nor empty."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def moment(at: datetime) -> str:
    """An instant with the offset that it was given with, or in UTC where FHIR does not know the offset."""
    offset = at.utcoffset() or timedelta(0)
    is_known = abs(offset) <= WIDEST_OFFSET and offset.total_seconds() % 60 == 0
    return (at if is_known else at.astimezone(UTC)).isoformat()


def words(text: str | None) -> str | None:
    """A person's own words as FHIR can carry them: without control characters; None where nothing is left."""
    kept = "".join(letter for letter in text or "" if letter >= " " or letter in "\t\r\n")
    return kept if kept.strip() else None


def note(text: str | None) -> list[Any] | None:
    """An Annotation."""
    kept = words(text)
    return [{"text": kept}] if kept else None


def place(area: str | None, side: str | None) -> Resource | None:
    """Where on the body, in words: "left eyelid"."""
    if area is None:
        return None
    sides = {"left": "left ", "right": "right ", "both": "left and right "}
    return {"text": f"{sides.get(side or '', '')}{area_words(area)}"}


def component(text: str, **value: Any) -> Resource:
    """One component of an observation."""
    return {"code": {"text": text}, **value}


def side_component(side: str | None) -> list[Resource]:
    """The side by its code."""
    if side is None:
        return []
    return [component("Side", valueCodeableConcept=coded(SNOMED, SIDES[side], side))]


def quantity(value: float, unit: str, code: str) -> Resource:
    """A measured value in a unit of UCUM."""
    return {"value": value, "unit": unit, "system": UCUM, "code": code}


def items(fields: Sequence[tuple[str, str, list[Resource]]]) -> list[Resource]:
    """The items of a QuestionnaireResponse: link id, text, answers. Those without an answer are left out."""
    return [{"linkId": link, "text": text, "answer": answers} for link, text, answers in fields if answers]
