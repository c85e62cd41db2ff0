"""Documents ↔ entries: the types of the wire, made once from the domain's records and their bounds.

Each field is converted by itself, so that every fault is named, not just the first.
"""

import re
import types
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Final, Literal, TypedDict, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from chalicelib.adapters.marks import MARKS
from chalicelib.domain.entries import TYPES, Answer, Between, Edit, Entry, Medicine
from chalicelib.domain.errors import Fault

_PATTERNS: Final = {mark: pattern for mark, (pattern, _) in MARKS.items()}
_PATTERN_WORDS: Final = {mark: words for mark, (_, words) in MARKS.items()}
_PLAIN_WORDS: Final = {
    "Expected ": "must be ", " | null`": "`", ", got ": ", not ", "Invalid enum value": "does not know",
    "Invalid RFC3339 encoded date": "must be a date such as 2026-11-23", "`float` >= ": "`float` of at least ",
    "`float` <= ": "`float` of at most ", "`int` >= ": "`int` of at least ", "`int` <= ": "`int` of at most ",
    "of length <= ": "of length at most ", "of length >= ": "of length at least ",
}  # fmt: skip
_TYPE_WORDS: Final = {
    "int": "a whole number", "float": "a number", "str": "text", "bool": "true or false", "array": "a list",
    "object": "an object", "null": "nothing",
}  # fmt: skip


class WireField(Struct, frozen=True):
    """One field of a record: its attribute, its validating type, whether it must be given, and what to say."""

    attribute: str
    type: Any
    is_required: bool
    hint: str | None = None


def wire_fields(record: Any) -> Mapping[str, WireField]:
    """The fields of a record under the names of the contract."""
    return _made_fields(record)


@cache
def _made_fields(record: Any) -> Mapping[str, WireField]:
    hints = get_type_hints(record, include_extras=True)
    return {
        item.name.rstrip("_"): WireField(
            item.name,
            wire_type(hints[item.name]),
            item.default is NODEFAULT and item.default_factory is NODEFAULT,
            _hint(hints[item.name]),
        )
        for item in fields(record)
    }


def wire_type(hint: Any) -> Any:
    """A domain annotation with its `Between` bounds turned into msgspec's."""
    if hint is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    origin = get_origin(hint)
    if origin is Annotated:
        base, *marks = get_args(hint)
        return Annotated[(wire_type(base), *(_meta(base, mark) for mark in marks))]
    if origin is tuple:
        return tuple.__class_getitem__((wire_type(get_args(hint)[0]), ...))
    if origin in (Union, types.UnionType):
        return Union[tuple(wire_type(option) for option in get_args(hint))]  # noqa: UP007
    return hint


def convert(value: Any, wire: WireField) -> tuple[Any, str | None]:
    """The value as the record wants it, or what is wrong with it."""
    try:
        return msgspec.convert(value, wire.type, str_keys=True), None
    except (msgspec.ValidationError, OverflowError) as error:
        return None, wire.hint or _plain(str(error))


def read_record(record: type, document: Mapping[str, Any], path: str = "") -> tuple[dict[str, Any], list[Fault]]:
    """The attributes of a record from a document, and every fault in it: unknown, missing, wrong."""
    known = wire_fields(record)
    faults: list[Fault] = []
    whole: dict[str, Any] = {}
    with suppress(msgspec.ValidationError, OverflowError):
        # all in one go is several times as quick; one by one only to name what is wrong
        whole = msgspec.convert(document, _made_whole(record), str_keys=True)
    is_good = len(whole) == len(document)
    values = {known[name].attribute: value for name, value in whole.items()} if is_good else {}
    for name, value in () if is_good else document.items():
        wire = known.get(name)
        if wire is None:
            faults.append(Fault(f"{path}{name}", "is not a field that Steady knows here"))
            continue
        converted, problem = convert(value, wire)
        if problem is None:
            values[wire.attribute] = converted
        else:
            faults.append(Fault(f"{path}{name}", problem))
    faults += [
        Fault(f"{path}{name}", "is needed") for name, wire in known.items() if wire.is_required and name not in document
    ]
    return values, faults


@cache
def _made_whole(record: Any) -> Any:
    made: Any = TypedDict
    return made(record.__name__, {name: wire.type for name, wire in wire_fields(record).items()}, total=False)


def entry_of(document: Mapping[str, Any]) -> Entry:
    """The entry of a document that was accepted before."""
    record = TYPES[document["type"]]
    known = wire_fields(record)
    values = {
        known[name].attribute: msgspec.convert(value, known[name].type)
        for name, value in document.items()
        if name in known and (value is not None or known[name].is_required)
    }
    if record is Edit:
        values["set"] = set_values(values["set"])
    return record(**values)


def decode_entry(kind: str, body: msgspec.Raw) -> Entry:
    """The entry of a stored body; the short way for the types that pile up."""
    record = TYPES[kind]
    if record in (Medicine, Answer, Edit):
        return entry_of(msgspec.json.decode(body))
    made: Any = record
    try:
        entry: Entry = _decoder(made).decode(body)
    except msgspec.ValidationError:
        # an imported document may say null where the record has a default
        return entry_of(msgspec.json.decode(body))
    return entry


def set_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """An edit's values: each as the first type whose field takes it. None empties one that can be."""
    typed = {}
    for name, value in values.items():
        for wire in (found[name] for record in TYPES.values() if name in (found := wire_fields(record))):
            is_emptied = value is None and not wire.is_required
            converted, problem = (None, None) if is_emptied else convert(value, wire)
            if problem is None:
                typed[wire.attribute] = converted
                break
    return typed


@cache
def _decoder(record: Any) -> Any:
    return msgspec.json.Decoder(record)


def _meta(base: Any, mark: Any) -> Any:
    if isinstance(mark, Between):
        if base in (int, float):
            return msgspec.Meta(ge=mark.low, le=mark.high)
        return msgspec.Meta(min_length=int(mark.low), max_length=int(mark.high))
    return msgspec.Meta(pattern=_PATTERNS[mark]) if mark in _PATTERNS else mark


def _hint(hint: Any) -> str | None:
    parts = _parts(hint)
    for part in parts:
        if isinstance(part, str) and part in _PATTERN_WORDS:
            return _PATTERN_WORDS[part]
        if part is datetime:
            return "must be a moment with its offset, such as 2026-11-23T08:00:00+00:00"
    words = [str(word) for part in parts if get_origin(part) is Literal for word in get_args(part)]
    return f"must be one of: {', '.join(words)}" if words else None


def _parts(hint: Any) -> list[Any]:
    origin = get_origin(hint)
    if origin is Annotated:
        base, *marks = get_args(hint)
        return [*marks, *_parts(base)]
    if origin in (Union, types.UnionType, tuple):
        return [part for option in get_args(hint) for part in _parts(option)]
    return [hint]


def _plain(error: str) -> str:
    text, _, place = error.partition(" - at ")
    for technical, plain in _PLAIN_WORDS.items():
        text = text.replace(technical, plain)
    words = re.sub(r"`(int|float|str|bool|array|object|null)\b", lambda found: _TYPE_WORDS[found[1]], text)
    inner = place.strip("`$.")
    return words.replace("`", "") + (f" (at {inner})" if inner.startswith("[") else "")
