"""The stack's own resources: the files under `.chalice/resources`, a subject each, merged into one document."""

import json
from pathlib import Path
from typing import Any


class ClashError(Exception):
    """Two files say different things in one place; the text names it."""


def merged_resources(root: Path) -> dict[str, Any]:
    """Every file's document laid over the others. Raises ClashError where two of them disagree."""
    merged: dict[str, Any] = {}
    for path in sorted((root / ".chalice/resources").glob("*.json")):
        _lay(merged, json.loads(path.read_text()), path.name)
    return merged


def _lay(under: dict[str, Any], over: dict[str, Any], place: str) -> None:
    for name, value in over.items():
        here = f"{place}: {name}"
        if name not in under:
            under[name] = value
        elif isinstance(under[name], dict) and isinstance(value, dict):
            _lay(under[name], value, here)
        else:
            raise ClashError(f"{here} is said twice")
