"""A scratch copy of the tree with one mistake in it, and the tests run there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.mutations.mistakes import MISTAKES, Mistake

ROOT: Final = Path(__file__).resolve().parents[2]
COPIED: Final = ("bench", "chalicelib", "docs", "local", "templates", "tests/fakes", "tests/unit")
FILES: Final = ("app.py", "pyproject.toml", "tests/conftest.py")
DOMAIN_TESTS: Final = "tests/unit/domain"
SHOWN: Final = ROOT / "docs" / "mistakes.md"
AT_MOST_SECONDS: Final = 300
HAS_CRASHED: Final = re.compile(r"\b(?:Name|Type|Attribute|Import|Syntax|Indentation|Key|Index|Recursion)Error\b")
"""What a mistake prints that needs no careful test to be noticed."""


def copy_tree(place: Path) -> Path:
    """What the domain's tests need, in a place of its own."""
    for name in COPIED:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns(".hypothesis"))
    for name in FILES:
        shutil.copy2(ROOT / name, place / name)
    return place


def seed(tree: Path, mistake: Mistake) -> None:
    """Make the mistake in the copy. Raises ValueError where the right text does not stand there exactly once."""
    path = tree / "chalicelib" / "domain" / mistake.path
    text = path.read_text()
    if text.count(mistake.right) != 1:
        raise ValueError(f"{mistake.path} has {text.count(mistake.right)} of: {mistake.right}")
    path.write_text(text.replace(mistake.right, mistake.wrong))


def run_tests(tree: Path, *tests: str) -> tuple[bool, str]:
    """Whether a test failed in the copy, and what pytest printed up to the first failure.

    Without plugins, which these tests need none of, pytest starts in half the time. Raises RuntimeError where it could
    not run the tests.
    """
    alone = ("-o", "addopts=--import-mode=importlib", "-m", "not long", "-p", "no:cacheprovider")
    options = ("-q", "-x", "--no-header", "--tb=line", *alone)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=tree,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=AT_MOST_SECONDS,
        check=False,
    )
    printed = done.stdout + done.stderr
    if done.returncode not in (0, 1):
        raise RuntimeError(printed)
    return done.returncode == 1, printed


def noticing_test(mistake: Mistake) -> str:
    """The test that must notice the mistake, as pytest names it."""
    return f"{DOMAIN_TESTS}/{mistake.caught_by}"


def table() -> str:
    """The mistakes and what catches them, for the documents."""
    rows = (f"| {mistake.name} | `domain/{mistake.path}` | `{mistake.caught_by}` |" for mistake in MISTAKES)
    return "\n".join(("| mistake | where | caught by |", "|---|---|---|", *rows)) + "\n"
