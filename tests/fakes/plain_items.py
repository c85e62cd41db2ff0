"""Items as a release before ADR 35 wrote them: all values as readable JSON, each part of an entry by itself."""

from typing import Any

import msgspec

from chalicelib.adapters.dynamo.items import Stored
from chalicelib.adapters.dynamo.packing import json_of, unpack

Item = dict[str, Any]


def plainly(item: Item) -> Item:
    """The same item, nothing in it packed."""
    if item["sk"]["S"].startswith(("2#", "3#")) and "B" in item["body"]:
        stored = unpack(item["body"], Stored, item["sk"]["S"])
        return {**item, **_entry_attributes(stored)}
    return {name: _text(json_of(value)) if "B" in value else value for name, value in item.items()}


def _entry_attributes(stored: Stored) -> Item:
    said = {"fingerprint": stored.fingerprint, "via": stored.via}
    changes = {"changes": _text(msgspec.json.encode(stored.changes))} if stored.changes else {}
    return {
        "kind": {"S": stored.kind},
        "body": _text(bytes(stored.document)),
        "n": {"N": str(stored.n)},
        **{name: {"S": value} for name, value in said.items() if value},
        **changes,
    }


def _text(json: bytes | str) -> Item:
    return {"S": json if isinstance(json, str) else json.decode()}
