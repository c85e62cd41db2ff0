"""JSON Schema (2020-12) of what is taken in and given out, made from the records that validate it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import msgspec

from chalicelib.adapters.documents import WireField, wire_fields
from chalicelib.domain.entries import TYPES, UNEDITABLE
from chalicelib.domain.habit import HABITS, HabitPlan
from chalicelib.domain.person import STREAMS, Cadence, Language, PersonMedicine, Profile

Schema = dict[str, Any]
REF: Final = "#/components/schemas/{name}"
CLOCK: Final[Schema] = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}
NULL: Final[Schema] = {"type": "null"}


def ref(name: str) -> Schema:
    """A reference to a component."""
    return {"$ref": REF.format(name=name)}


def closed(properties: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    """An object with these fields and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": dict(properties), **needed, "additionalProperties": False}


def asked(record: Any, leave_out: Collection[str] = (), optional: Collection[str] = ()) -> Schema:
    """What a request for this record may hold."""
    known = {name: wire for name, wire in wire_fields(record).items() if name not in leave_out}
    required = [name for name, wire in known.items() if wire.is_required and name not in optional]
    return closed({name: of_field(wire) for name, wire in known.items()}, required)


def of_field(wire: WireField) -> Schema:
    """What one field of a request may hold."""
    return msgspec.json.schema(wire.type)


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    return schema if NULL in schema.get("anyOf", ()) else {"anyOf": [schema, NULL]}


def entry_asked(kind: str) -> Schema:
    """One entry to be logged. A null says nothing, as if the field were not there."""
    made = asked(TYPES[kind], ("id", "received_at"), ("at",))
    needed = made.get("required", [])
    fields = {name: field if name in needed else or_null(field) for name, field in made["properties"].items()}
    required = needed if kind == "episode" else ["type", *needed]
    return {**made, "properties": {"type": {"const": kind}, **fields}, "required": required}


def entry_changed() -> Schema:
    """New values for an entry of any type; which fields it has, its type says. A null empties a field that can be."""
    fields: dict[str, list[Schema]] = {}
    for name, wire in ((name, wire) for record in TYPES.values() for name, wire in wire_fields(record).items()):
        if name not in UNEDITABLE and name not in ("target", "set"):
            schema = of_field(wire) if wire.is_required else or_null(of_field(wire))
            if schema not in fields.setdefault(name, []):
                fields[name].append(schema)
    several = {name: {"anyOf": found} if len(found) > 1 else found[0] for name, found in fields.items()}
    return {**closed(several), "minProperties": 1}


def entry_given(kind: str) -> Schema:
    """One entry as it is shown: as it was given, with its edits. An imported one may hold more."""
    known = wire_fields(TYPES[kind])
    fields = {name: of_field(wire) if wire.is_required else or_null(of_field(wire)) for name, wire in known.items()}
    required = ["id", "type", "at", "received_at"]
    whole = {"type": {"const": kind}, **fields}
    return {"type": "object", "properties": whole, "required": required, "additionalProperties": True}


def profile_asked() -> Schema:
    """What can be changed of a person. A null takes back what was said."""
    plain = {name: or_null(of_field(wire)) for name, wire in wire_fields(Profile).items() if name != "timezone"}
    plan = asked(HabitPlan)
    plan["properties"]["times"] = {"type": "array", "items": CLOCK, "minItems": 1, "maxItems": 6}
    return closed(
        {
            **plain,
            "timezone": {"type": "string", "minLength": 1, "maxLength": 100},
            "quiet_hours": closed({"from": CLOCK, "to": CLOCK}),
            "medicines": or_null({"type": "array", "items": asked(PersonMedicine), "maxItems": 100}),
            "habits": closed(dict.fromkeys(HABITS, plan)),
            "streams": closed({name: {"type": "boolean"} for name in STREAMS}),
            "summary": msgspec.json.schema(Cadence),
            "language": msgspec.json.schema(Language),
            "mail_stopped": NULL,
            "pending_email": NULL,
        }
    )


def given(shapes: Sequence[Any]) -> dict[str, Schema]:
    """The components of the shapes that are given out, and of all that they hold, by name."""
    _, made = msgspec.json.schema_components(shapes, ref_template=REF)
    return {name: _tidied(schema) for name, schema in made.items()}


def _tidied(schema: Schema) -> Schema:
    """Names as they are written out, and descriptions in one piece."""
    tidy = {name: value for name, value in schema.items() if name != "title"}
    if "description" in tidy:
        tidy["description"] = " ".join(tidy["description"].split())
    if "properties" in tidy:
        tidy["properties"] = {
            name.rstrip("_"): {key: value for key, value in field.items() if key != "default"}
            for name, field in tidy["properties"].items()
        }
        tidy["required"] = [name.rstrip("_") for name in tidy["properties"]] if _is_record(schema) else tidy["required"]
    return tidy


def _is_record(schema: Schema) -> bool:
    """Whether it is one of the domain's records: all their fields are written out, those with a default too."""
    return any("default" in field for field in schema["properties"].values())
