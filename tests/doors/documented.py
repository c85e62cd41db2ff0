"""Reads a page of the documents: its shapes, one table each, and its examples, each a request and its answer."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from chalicelib.domain.finding import LEVELS

LEFT_OUT: Final = "…"
HEADING: Final = re.compile(r"^#+ `(\w+)`$", re.MULTILINE)
ROW: Final = re.compile(r"^\| (?:`(\w+)`|(…)) \| (.+?) \| .+ \|$", re.MULTILINE)
EXAMPLE: Final = re.compile(
    r"^```\n(GET|POST|PATCH|DELETE) (\S+)(?: (.+?))?\n\n(\d{3}) (.+?)```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Example:
    """A request and the answer that the page gives to it."""

    method: str
    path: str
    body: Any
    status: int
    answer: Any


def read_examples(path: Path) -> Iterator[Example]:
    """The page's examples, in their order."""
    for method, address, body, status, said in EXAMPLE.findall(path.read_text(encoding="utf-8")):
        yield Example(method, address, json.loads(body) if body else b"", int(status), json.loads(said))


def read_shapes(path: Path) -> dict[str, dict[str, str]]:
    """The page's shapes: each field with its type, as the tables say."""
    parts = HEADING.split(path.read_text(encoding="utf-8"))[1:]
    named = zip(parts[::2], parts[1::2], strict=True)
    return {name: {field or rest: said for field, rest, said in ROW.findall(text)} for name, text in named}


def is_like(given: Any, said: Any) -> bool:
    """Whether an answer is the one that the page gives, but for what it leaves out."""
    if said == LEFT_OUT:
        return True
    if isinstance(said, dict) and isinstance(given, dict):
        return given.keys() == said.keys() and all(is_like(given[name], said[name]) for name in said)
    if isinstance(said, list) and isinstance(given, list):
        if said and said[-1] == LEFT_OUT and len(given) >= len(said):
            said, given = said[:-1], given[: len(said) - 1]
        return len(given) == len(said) and all(map(is_like, given, said))
    return type(given) is type(said) and bool(given == said)


def faults_in(value: Any, shape: str, shapes: Mapping[str, Mapping[str, str]], path: str = "") -> list[str]:
    """Where a document differs from its shape."""
    if not isinstance(value, dict):
        return [f"{path or shape}: not an object"]
    fields = dict(shapes[shape])
    rest = fields.pop(LEFT_OUT, None)
    needed = {name for name, said in fields.items() if not said.endswith(", or absent")}
    faults = [f"{path}.{name}: missing" for name in sorted(needed - value.keys())]
    faults += [f"{path}.{name}: not in the table" for name in sorted(value.keys() - fields.keys()) if rest is None]
    for name, said in fields.items():
        if name in value:
            faults += _faults(value[name], said.removesuffix(", or absent"), shapes, f"{path}.{name}")
    return faults


def _faults(value: Any, said: str, shapes: Mapping[str, Mapping[str, str]], path: str) -> list[str]:
    if said.endswith(" or null"):
        if value is None:
            return []
        said = said.removesuffix(" or null")
    if said.startswith("list of "):
        if not isinstance(value, list):
            return [f"{path}: not a list"]
        inner = said.removeprefix("list of ")
        return [fault for n, item in enumerate(value) for fault in _faults(item, inner, shapes, f"{path}[{n}]")]
    names = re.findall(r"`(\w+)`", said)
    if len(names) == 1 and names[0] in shapes:
        return faults_in(value, names[0], shapes, path)
    if names:
        return [] if value in names else [f"{path}: {value!r} is none of {names}"]
    return [] if KINDS[said](value) else [f"{path}: {value!r} is no {said}"]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_instant(value: Any) -> bool:
    return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None


def _is_date(value: Any) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def _is_counts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(count, int) for count in value.values())


KINDS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "text": lambda value: isinstance(value, str),
    "whole number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": _is_number,
    "instant": _is_instant,
    "date": _is_date,
    "level": lambda value: value in LEVELS,
    "counts": _is_counts,
    "true or false": lambda value: isinstance(value, bool),
    "row of numbers": lambda value: isinstance(value, list) and all(v is None or _is_number(v) for v in value),
}
"""The types that a table may name; any other is a KeyError."""
