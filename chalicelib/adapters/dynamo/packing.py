"""Values as stored: their JSON, compressed against a text that they repeat, in one binary attribute (ADR 35).

The first byte is the number of that text. What an earlier release stored as plain JSON is read as well.
"""

import zlib
from functools import cache
from typing import Any, Final, TypeVar

import msgspec

from chalicelib.adapters.dynamo.keys import Item
from chalicelib.adapters.dynamo.packing_words import ENTRY_WORDS, VALUE_WORDS

T = TypeVar("T")
ENTRY, VALUE = 1, 2
WORDS: Final = {ENTRY: ENTRY_WORDS, VALUE: VALUE_WORDS}
"""Every text that was ever packed with, by its number."""
_BARE: Final = -14
"""Deflate in a window of 16 KB, more than each text, without zlib's frame: that would be ten bytes of a few dozen, and
DynamoDB guards its bytes itself."""
_MEMORY: Final = 4
"""zlib's level of 9: a packer is made for each value, and a small one is made sooner."""


def pack(value: Any, near: str = "", *, words: int = VALUE) -> Item:
    """A value as one attribute. What it repeats of `near`, such as its own sort key, is stored for almost nothing."""
    packer = zlib.compressobj(
        zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _BARE, _MEMORY, zlib.Z_DEFAULT_STRATEGY, _text(words, near)
    )
    return {"B": bytes([words]) + packer.compress(msgspec.json.encode(value)) + packer.flush()}


def unpack(attribute: Item, kind: type[T], near: str = "") -> T:
    """The value of an attribute, packed with the same `near`. Raises ValueError where it cannot be read."""
    made: Any = kind
    found: T = decoder(made).decode(json_of(attribute, near))
    return found


def json_of(attribute: Item, near: str = "") -> bytes | str:
    """The JSON of an attribute. Raises ValueError where it cannot be read."""
    if "S" in attribute:
        return str(attribute["S"])
    packed: bytes = attribute["B"]
    if not packed or packed[0] not in WORDS:
        raise ValueError("packed by a release that this one does not know")
    unpacker = zlib.decompressobj(_BARE, _text(packed[0], near))
    try:
        found = unpacker.decompress(packed[1:])
    except zlib.error as error:
        raise ValueError("not what was packed") from error
    if not unpacker.eof:
        raise ValueError("not all of what was packed")
    return found


@cache
def decoder(kind: Any) -> Any:
    """One decoder a type: making one costs more than using it."""
    return msgspec.json.Decoder(kind)


def _text(words: int, near: str) -> bytes:
    return WORDS[words] + near.encode() if near else WORDS[words]
