"""docs/reliability.md names a test for each of the 46 faults, and the tests exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "reliability.md").read_text()
FAULTS = re.findall(r"^\| (\d+) [^|]+\| (.+?) \|$", DOCUMENT, re.MULTILINE)


def is_there(test: str) -> bool:
    """Whether the file has a test of that name; a file alone has to have any."""
    path, _, name = test.partition("::")
    if not (ROOT / path).is_file():
        return False
    functions = [node.name for node in ast.walk(ast.parse((ROOT / path).read_text())) if hasattr(node, "args")
                 and isinstance(node, ast.FunctionDef)]  # fmt: skip
    return name in functions if name else any(one.startswith("test_") for one in functions)


def test_every_fault_has_its_row() -> None:
    assert [int(number) for number, _ in FAULTS] == list(range(1, 47))


@pytest.mark.parametrize(("number", "named"), FAULTS, ids=[number for number, _ in FAULTS])
def test_the_test_of_a_fault_is_there(number: str, named: str) -> None:
    assert named.startswith("– (") or is_there(named.strip("`")), number
