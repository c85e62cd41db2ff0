"""The import contracts of pyproject.toml, tried on a skeleton: a clean house passes, a bad import fails."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    "domain/__init__.py",
    "domain/signs/__init__.py",
    "ports.py",
    "usecases/__init__.py",
    "adapters/__init__.py",
    "config.py",
    "bootstrap.py",
    "doors/__init__.py",
)
BAD_IMPORTS = {
    "domain reads a port": ("domain/__init__.py", "import chalicelib.ports", "floors"),
    "a use case names an adapter": ("usecases/__init__.py", "import chalicelib.adapters", "floors"),
    "an adapter reads the settings": ("adapters/__init__.py", "import chalicelib.config", "floors"),
    "bootstrap names a door": ("bootstrap.py", "import chalicelib.doors", "floors"),
    "a room nobody planned": ("shed.py", "", "floors"),
    "domain asks the machine": ("domain/signs/__init__.py", "import os", "plain"),
    "domain makes ids": ("domain/__init__.py", "import uuid", "plain"),
    "a port takes the time": ("ports.py", "import time", "plain"),
    "a use case rolls dice": ("usecases/__init__.py", "import random", "plain"),
    "a use case speaks to AWS": ("usecases/__init__.py", "import boto3", "plain"),
    "a use case renders": ("usecases/__init__.py", "import jinja2", "plain"),
    "a use case answers HTTP": ("usecases/__init__.py", "import chalice", "plain"),
    "a port catches the cloud's errors": ("ports.py", "import botocore.exceptions", "plain"),
    "an adapter answers HTTP": ("adapters/__init__.py", "import chalice", "adapters"),
    "a door speaks to AWS": ("doors/__init__.py", "import boto3", "doors"),
    "what ships reads local": ("bootstrap.py", "import local", "shipped"),
    "what ships reads moto": ("bootstrap.py", "import moto", "shipped"),
    "two modules import each other": ("domain/signs/__init__.py", "import chalicelib.domain.other", "cycles"),
}

OF_STRUCTS = {
    "msgspec.NODEFAULT",
    "msgspec.Struct",
    "msgspec.field",
    "msgspec.structs.asdict",
    "msgspec.structs.fields",
    "msgspec.structs.replace",
}
"""What the domain takes of msgspec: values, and nothing that reads or writes a format."""


def build_house(folder: Path) -> Path:
    """Write the floors as empty modules, with this repository's contracts beside them."""
    for name in FILES:
        path = folder / "chalicelib" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (folder / "chalicelib/__init__.py").touch()
    (folder / "chalicelib/domain/other.py").write_text("import chalicelib.domain.signs\n")
    (folder / "local").mkdir()
    (folder / "local/__init__.py").write_text("import chalicelib.bootstrap\n")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_empty_house_keeps_every_contract(tmp_path: Path) -> None:
    result = lint(build_house(tmp_path))
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("file", "line", "contract"), BAD_IMPORTS.values(), ids=BAD_IMPORTS.keys())
def test_a_bad_import_breaks_its_contract(tmp_path: Path, file: str, line: str, contract: str) -> None:
    house = build_house(tmp_path)
    (house / "chalicelib" / file).write_text(line + "\n")
    result = lint(house, "--contract", contract)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout or "not listed as layers" in result.stdout, result.stdout


def imported_by(path: Path) -> set[str]:
    """The top-level names a file imports, wherever in it the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level or (node.module or "").split(".")[0])
    return names


def test_app_imports_only_chalice_chalicelib_and_the_garbage_collector() -> None:
    assert imported_by(ROOT / "app.py") <= {"chalice", "chalicelib", "gc"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "chalicelib/domain").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_domain_needs_the_standard_library_and_structs_only(path: Path) -> None:
    assert imported_by(path) <= {*sys.stdlib_module_names, "chalicelib", "msgspec"}
    taken = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("msgspec")
        for alias in node.names
    }
    assert taken <= OF_STRUCTS


@pytest.mark.parametrize(
    "path", sorted((ROOT / "chalicelib").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_what_ships_defines_its_values_in_one_way(path: Path) -> None:
    assert "dataclasses" not in imported_by(path), "docs/adr/0029: a dataclass is dear to define"
