"""The counts that `python -m bench.capacity` measured, as they are kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

COUNTS: Final = Path(__file__).with_name("counts.json")
LIVED: Final = ".lived"
"""Ends the name of an operation that is the mean of a month, with all that changed in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one operation took, and the least that its bytes could have taken.

    `cpu_ms` is processor time here; `out` are bytes of answers, `log` of log lines, `mail` those of its mail, and
    `pictures` those of them that SES counts as attachments.
    """

    calls: Mapping[str, float]
    read: float
    write: float
    cpu_ms: float
    least_read: float = 0
    least_write: float = 0
    out: int = 0
    log: int = 0
    mail: int = 0
    pictures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Every operation by its name, and the bytes of each kind of item."""

    operations: Mapping[str, Count]
    items: Mapping[str, float]


def read_counts(path: Path = COUNTS) -> Counts:
    """The kept counts."""
    kept = json.loads(path.read_text())
    return Counts(operations={name: Count(**one) for name, one in kept["operations"].items()}, items=kept["items"])


def write_counts(counts: Counts, path: Path = COUNTS) -> None:
    """Keep these, an operation a line."""
    lines = {name: json.dumps(_told(one)) for name, one in counts.operations.items()}
    body = ",\n".join(f"  {json.dumps(name)}: {line}" for name, line in lines.items())
    items = json.dumps({name: round(size) for name, size in counts.items.items()})
    path.write_text(f'{{"items": {items},\n "operations": {{\n{body}\n}}}}\n')


def _told(count: Count) -> dict[str, object]:
    return {name: getattr(count, name) for name in Count.__slots__}
