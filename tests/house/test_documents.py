"""What the documents say holds: their examples run, their links lead somewhere, their make targets exist."""

import doctest
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
TARGET = re.compile(r"\bmake ([a-z]+)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)

in_each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def module_names() -> Iterator[str]:
    """Name every module of the two packages, but not what would run when imported."""
    for package in ("chalicelib", "local"):
        yield package
        for module in pkgutil.walk_packages([str(ROOT / package)], package + "."):
            if not module.name.endswith("__main__"):
                yield module.name


@in_each_document
def test_examples_in_the_document_run(path: Path) -> None:
    failed, _ = doctest.testfile(str(path), module_relative=False)
    assert failed == 0


@in_each_document
def test_links_lead_somewhere(path: Path) -> None:
    missing = [link for link in LINK.findall(path.read_text()) if not (path.parent / link).exists()]
    assert missing == []


@in_each_document
def test_make_targets_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    code = "\n".join(CODE.findall(path.read_text()))
    assert set(TARGET.findall(code)) <= targets


@pytest.mark.parametrize("name", list(module_names()))
def test_examples_in_docstrings_run(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
