"""The log on AWS: each line one JSON object of a closed set of fields, none of which can hold what a person wrote.

A message is a constant; what differs from line to line stands in FIELDS, given as `extra`. An error is its type and
where in our code it came from, never its text, which may quote what was sent.
"""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Any, Final, TextIO

from msgspec import Struct

OURS: Final = "steady"
FIELDS: Final = ("person", "error", "place", "unfinished")
"""What a line of ours may say beside its message: an id, an error's type, its place in the code, a count."""
MOST_PLACES: Final = 4


class Trail(Struct, frozen=True):
    """Which function runs, its request, and the id that is followed from a request to the mail that it caused."""

    function: str = ""
    request_id: str = ""
    correlation_id: str = ""


_TRAIL: ContextVar[Trail] = ContextVar("trail")


@contextmanager
def following(context: Any, correlation_id: str = "") -> Iterator[None]:
    """Until the end, lines name this Lambda context and this id; without one, the context's own request."""
    request_id = str(getattr(context, "aws_request_id", ""))
    trail = Trail(str(getattr(context, "function_name", "")), request_id, correlation_id or request_id)
    before = _TRAIL.set(trail)
    try:
        yield
    finally:
        _TRAIL.reset(before)


def followed_id() -> str:
    """The id that is followed, empty where there is none."""
    return _TRAIL.get(Trail()).correlation_id


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """The fields of a line of ours, without those that are empty."""
    given = {name: vars(record)[name] for name in FIELDS if name in vars(record)}
    error = record.exc_info[1] if record.exc_info else None
    return given | (fault(error) if error else {})


def fault(error: BaseException) -> dict[str, str]:
    """An error as two fields: its type, and the places in our code that it came by, the innermost first."""
    places = list(_places(error.__traceback__))[::-1][:MOST_PLACES]
    return {"error": type(error).__name__, "place": " < ".join(places)}


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        folder, _, name = trace.tb_frame.f_code.co_filename.rpartition("/")
        if "chalicelib" in folder or name == "app.py":
            yield f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next


class JsonLines(logging.Formatter):
    """One object a line. Of a library's line only its logger and place are told: its words may quote anything."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without what is empty."""
        is_ours = record.name == OURS
        said = {"message": str(record.msg), **fields_of(record)} if is_ours else {"place": _place_of(record)}
        trail = _TRAIL.get(Trail())
        named = {name: getattr(trail, name) for name in Trail.__struct_fields__ if getattr(trail, name)}
        return json.dumps({"level": record.levelname, "logger": record.name, **said, **named})


def _place_of(record: logging.LogRecord) -> str:
    return f"{record.filename}:{record.lineno}"


def log_as_json(stream: TextIO | None = None) -> None:
    """Send every line of this process to one handler, in place of the one that Lambda's runtime has set."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
