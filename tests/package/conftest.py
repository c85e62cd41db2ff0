"""The merged template and the package, made once for every test that holds them to something."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local import package

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The template as `make package` writes it."""
    return package.make_template(ROOT, tmp_path_factory.mktemp("template") / "stage")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package as `make package` makes it."""
    target = tmp_path_factory.mktemp("package")
    package.build_package(ROOT, target)
    return target


@pytest.fixture
def another_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What differs from one machine to the next, and must not show: time zone, language, order of sets, umask."""
    for name, value in {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7"}.items():
        monkeypatch.setenv(name, value)
    before = os.umask(0o077)
    yield
    os.umask(before)
