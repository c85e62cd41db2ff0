"""The merged template and the package, made once for every test that holds them to something."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from local import package
from local.tools import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The template without its libraries, which it does not depend on."""
    stage = tmp_path_factory.mktemp("template") / "stage"
    package.stage_sources(ROOT, stage)
    shutil.rmtree(stage / "vendor")
    run([package.chalice(), *package.package_arguments(stage / "made")], stage)
    made: dict[str, Any] = json.loads((stage / "made/sam.json").read_text())
    package.refuse_strays(made)
    return made


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package as `make package` makes it."""
    target = tmp_path_factory.mktemp("package")
    package.build_package(ROOT, target)
    return target
