"""Typed DynamoDB values, as moto keeps them and as JSON carries them."""

import base64
from collections.abc import Callable
from typing import Any

from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models.dynamo_type import DynamoType

Serialize = Callable[[BaseJSONSerializer, Any, Any, Any, str], None]


def as_json(value: Any) -> dict[str, Any]:
    """One typed value as plain JSON, all the way down."""
    kind, inner = (value.type, value.value) if isinstance(value, DynamoType) else next(iter(value.items()))
    match kind:
        case "L":
            return {"L": [as_json(one) for one in inner]}
        case "M":
            return {"M": {name: as_json(one) for name, one in inner.items()}}
        case "B":
            return {"B": text_of(inner)}
        case "BS":
            return {"BS": [text_of(one) for one in inner]}
        case _:
            return {kind: inner}


def with_bytes(found: dict[str, Any]) -> dict[str, Any]:
    """Undo what `as_json` did to binary values; for `json.loads(object_hook=...)`."""
    # An attribute that happens to be named B holds a typed value, never a bare text.
    match found:
        case {"B": str(text)}:
            return {"B": base64.b64decode(text)}
        case {"BS": list(texts)}:
            return {"BS": [base64.b64decode(text) for text in texts]}
        case _:
            return found


def quick(original: Serialize) -> Serialize:
    """moto's serializer, short for typed values: its own tries ten members for each, 65 microseconds."""

    def serialize(self: BaseJSONSerializer, serialized: Any, value: Any, shape: Any, key: str) -> None:
        if shape.name == "AttributeValue" and key and value:
            serialized[key] = as_json(value)
        else:
            original(self, serialized, value, shape, key)

    return serialize


def text_of(binary: bytes | str) -> str:
    """Binary values as JSON carries them, those that are so already as they are; for `json.dumps(default=...)` too."""
    return base64.b64encode(binary).decode() if isinstance(binary, bytes) else binary
