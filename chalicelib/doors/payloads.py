"""Reading what comes in: strict JSON and forms, and drafts of entries with every fault named."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, get_args
from urllib.parse import parse_qsl

import msgspec
from msgspec.structs import fields

from chalicelib.adapters.documents import WireField, read_record, set_values, wire_fields
from chalicelib.domain.entries import TYPES, UNEDITABLE
from chalicelib.domain.errors import Fault, InvalidInput, TooLarge, Unreadable, UnsupportedMediaType
from chalicelib.ports.log import Document
from chalicelib.usecases.record_entry import Draft

FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
JSON_TYPES: Final = ("application/json",)
LARGEST_BODY: Final = 256 * 1024
LARGEST_IMPORT: Final = 6 * 1024 * 1024
MOST_FORM_FIELDS: Final = 200
POSTABLE: Final = tuple(name for name in TYPES if name not in ("edit", "delete"))
_SERVERS: Final = frozenset({"id", "received_at"})


def media_type(content_type: str | None) -> str:
    """The type of a Content-Type header without its parameters, in lower case."""
    return (content_type or "").partition(";")[0].strip().lower()


def read_json(body: bytes, largest: int = LARGEST_BODY) -> Any:
    """A JSON value, read strictly: UTF-8, no NaN, no key twice, no bottomless nesting. Raises Unreadable, TooLarge."""
    if len(body) > largest:
        raise TooLarge(f"the body may hold at most {largest} bytes")
    try:
        value = _STRICT.decode(body.decode("utf-8"))
        # what cannot be written as UTF-8 (a lone surrogate) or is no JSON number cannot be kept
        msgspec.json.encode(value)
    except RecursionError as error:
        raise Unreadable("the JSON is nested too deeply") from error
    except (ValueError, OverflowError, UnicodeError, msgspec.MsgspecError) as error:
        raise Unreadable(f"the body is not JSON: {error}"[:200]) from error
    return value


def read_form(body: bytes) -> dict[str, str | list[str]]:
    """A form's fields; a field that comes twice is a list, an empty one is left out."""
    if len(body) > LARGEST_BODY:
        raise TooLarge(f"the body may hold at most {LARGEST_BODY} bytes")
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, strict_parsing=bool(body), max_num_fields=MOST_FORM_FIELDS,
            errors="strict",
        )  # fmt: skip
    except ValueError as error:
        raise Unreadable("the form cannot be read") from error
    fields: dict[str, str | list[str]] = {}
    for name, value in pairs:
        if value == "":
            continue
        before = fields.get(name)
        if before is None:
            fields[name] = value
        else:
            fields[name] = [*before, value] if isinstance(before, list) else [before, value]
    return fields


def read_body(content_type: str | None, body: bytes) -> tuple[Any, bool]:
    """The body's value, and whether it came as a form. Raises UnsupportedMediaType for any other type."""
    kind = media_type(content_type)
    if kind == FORM:
        return read_form(body), True
    if kind in JSON_TYPES or (kind.startswith("application/") and kind.endswith("+json")):
        return read_json(body), False
    raise UnsupportedMediaType(f"send application/json or {FORM}")


def read_object(content_type: str | None, body: bytes, known: Sequence[str]) -> dict[str, Any]:
    """A small JSON object or form with these fields and no others. Raises InvalidInput."""
    value, _ = read_body(content_type, body)
    if not isinstance(value, dict):
        raise InvalidInput(Fault("", "must be an object"))
    faults = [Fault(name, "is not a field that Steady knows here") for name in value if name not in known]
    if faults:
        raise InvalidInput(*faults)
    return value


def draft_of(value: Any, *, is_form: bool = False, header_key: str | None = None) -> Draft:
    """A draft of an entry from one JSON object or form; what is wrong with it is in its `faults`."""
    if not isinstance(value, dict):
        return Draft(type="episode", faults=(Fault("", "must be an object"),))
    given = {name: item for name, item in value.items() if item is not None}
    kind = given.pop("type", "episode")
    if kind not in POSTABLE:
        return Draft(type="episode", faults=(Fault("type", f"must be one of: {', '.join(POSTABLE)}"),))
    if is_form:
        given = from_form(given, wire_fields(TYPES[kind]))
    faults = [Fault(name, "is set by Steady") for name in given if name in _SERVERS]
    if header_key is not None and given.setdefault("key", header_key) != header_key:
        faults.append(Fault("key", "differs from the Idempotency-Key header"))
    values, found = read_record(TYPES[kind], {name: item for name, item in given.items() if name not in _SERVERS})
    ours = (*_SERVERS, "at")
    faults += [fault for fault in found if not (fault.message == "is needed" and fault.field in ours)]
    fingerprint = fingerprint_of({**given, "type": kind}) if "key" in given else ""
    return Draft(type=kind, values=values, document=given, fingerprint=fingerprint, faults=tuple(faults))


def fingerprint_of(document: Document) -> str:
    """What tells one request from another under the same key."""
    plain = {name: value for name, value in document.items() if name not in ("key", "id", "received_at")}
    return sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()


def read_patch(value: Any, document: Document) -> tuple[Mapping[str, Any], Document]:
    """New values for an entry of that document: typed, and as given. Raises InvalidInput."""
    if not isinstance(value, dict) or not value:
        raise InvalidInput(Fault("", "must be an object with at least one field"))
    faults = [Fault(name, "cannot be changed") for name in value if name in UNEDITABLE]
    given = {name: item for name, item in value.items() if name not in UNEDITABLE}
    record = TYPES[document["type"]]
    known = wire_fields(record)
    _, found = read_record(record, {name: item for name, item in given.items() if not _is_emptied(item, known, name)})
    faults += [fault for fault in found if fault.message != "is needed"]
    if faults:
        raise InvalidInput(*faults)
    emptied = {known[name].attribute: _default(record, known[name]) for name, item in given.items() if item is None}
    return {**set_values({name: item for name, item in given.items() if item is not None}), **emptied}, given


def _is_emptied(item: Any, known: Mapping[str, WireField], name: str) -> bool:
    return item is None and name in known and not known[name].is_required


def _default(record: Any, wire: WireField) -> Any:
    return next(item.default for item in fields(record) if item.name == wire.attribute)


def from_form(given: Mapping[str, Any], known: Mapping[str, WireField]) -> dict[str, Any]:
    """A form's text as the JSON that it stands for: numbers, true and false, lists."""
    values: dict[str, Any] = {}
    for name, text in given.items():
        wire = known.get(name)
        if wire is None:
            values[name] = text
            continue
        values[name] = _plain_value(text, wire)
    return values


def _plain_value(text: Any, wire: WireField) -> Any:
    for value in (text, [text]):
        try:
            # lax: "20" is a number where the field is one
            converted = msgspec.convert(value, wire.type, strict=False)
        except msgspec.ValidationError:
            continue
        if isinstance(converted, tuple):
            return list(converted)
        if isinstance(converted, float) and converted.is_integer() and "." not in str(text):
            return int(converted)
        return converted if isinstance(converted, int | float) else text
    return _number_out_of_bounds(text, wire.type)


def _number_out_of_bounds(text: Any, hint: Any) -> Any:
    """The number, where the field is one, so that the fault names the bound and not the text."""
    try:
        return msgspec.convert(text, int | float, strict=False) if _is_numeric(hint) else text
    except msgspec.ValidationError:
        return text


def _is_numeric(hint: Any) -> bool:
    return hint in (int, float) or any(_is_numeric(part) for part in get_args(hint))


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


_STRICT: Final = json.JSONDecoder(object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
"""Made once: `json.loads` would make one for every body."""
