"""A line of the log is one JSON object of known fields, and has no room for what a person wrote."""

import ast
import json
import logging
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.adapters.log_lines import FIELDS, JsonLines, fault, followed_id, following

ROOT = Path(__file__).resolve().parents[3]
SAID = "a note about my left hand"
WORKER = SimpleNamespace(function_name="steady-Deliver", aws_request_id="w1")
CALLS = [
    pytest.param(call, id=f"{path.stem}:{call.lineno}")
    for path in sorted((ROOT / "chalicelib").rglob("*.py"))
    for call in ast.walk(ast.parse(path.read_text()))
    if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("LOG.")
]


def record(name: str = "steady", message: Any = "a mail was lost", **more: Any) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.ERROR, "/var/task/urllib3/pool.py", 7, message, None, None)
    vars(made).update(more)
    return made


def caught() -> Any:
    try:
        raise ValueError(SAID)
    except ValueError:
        return sys.exc_info()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(record(), {"message": "a mail was lost"}, id="a-message"),
        pytest.param(record(person="p1"), {"message": "a mail was lost", "person": "p1"}, id="a-field"),
        pytest.param(record(note=SAID), {"message": "a mail was lost"}, id="a-field-that-is-not-known"),
        pytest.param(record("urllib3", SAID), {"logger": "urllib3", "place": "pool.py:7"}, id="a-library"),
        pytest.param(
            record(exc_info=caught()), {"message": "a mail was lost", "error": "ValueError", "place": ""}, id="an-error"
        ),
    ],
)
def test_a_line_says_what_is_known_of_it(line: logging.LogRecord, expected: dict[str, str]) -> None:
    written = JsonLines().format(line)
    assert json.loads(written) == {"level": "ERROR", "logger": "steady", **expected}
    assert SAID not in written


def test_an_error_is_told_by_its_type_and_our_own_places() -> None:
    code = compile("def fail(said):\n    raise LookupError(said)\n", "/var/task/chalicelib/domain/care.py", "exec")
    inside: dict[str, Any] = {}
    exec(code, inside)
    with pytest.raises(LookupError) as raised:
        inside["fail"](SAID)
    assert fault(raised.value) == {"error": "LookupError", "place": "care.py:2"}


def test_a_line_names_the_function_its_request_and_what_is_followed() -> None:
    with following(WORKER, "r1"):
        named = json.loads(JsonLines().format(record()))
    assert (named["function"], named["request_id"], named["correlation_id"]) == ("steady-Deliver", "w1", "r1")
    assert "function" not in json.loads(JsonLines().format(record()))


def test_what_nothing_caused_is_followed_by_its_own_request() -> None:
    with following(WORKER):
        with following(WORKER, "r1"):
            assert followed_id() == "r1"
        assert followed_id() == "w1"
    assert followed_id() == ""


@pytest.mark.parametrize("call", CALLS)
def test_a_message_is_a_constant_and_a_field_is_known(call: ast.Call) -> None:
    (message,) = call.args
    assert isinstance(message, ast.Constant)
    assert "%" not in str(message.value)
    extra = {word.arg: word.value for word in call.keywords}
    assert extra.keys() <= {"extra"}
    given = extra.get("extra", ast.Dict([], []))
    if isinstance(given, ast.Dict):
        assert {ast.literal_eval(key) for key in given.keys if key} <= set(FIELDS)
    else:
        assert ast.unparse(given) == "fault(error)"
