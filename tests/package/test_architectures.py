"""One package for each of Lambda's two architectures: the same sources, and machine code for that machine alone."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from local import package, wheels

ROOT = Path(__file__).resolve().parents[2]
ELF_MACHINES = {"x86_64": 62, "arm64": 183}
"""How the header of a compiled file names the machine that it runs on."""
ASKED_GLIBC = re.compile(rb"\0GLIBC_(\d+)\.(\d+)")

pytestmark = pytest.mark.xdist_group("package")
for_each = pytest.mark.parametrize("architecture", ELF_MACHINES)


@pytest.fixture(scope="module")
def packages(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    target = tmp_path_factory.mktemp("arm64")
    package.build_package(ROOT, target, "arm64")
    return {"x86_64": built, "arm64": target}


def packed(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(folder / "deployment.zip") as given:
        return {name: given.read(name) for name in given.namelist()}


def compiled(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in packed(folder).items() if content.startswith(b"\x7fELF")}


def template_of(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "sam.json").read_text())
    return made


@for_each
def test_compiled_code_is_for_that_machine(packages: dict[str, Path], architecture: str) -> None:
    found = compiled(packages[architecture])
    assert {Path(name).name.split(".")[0] for name in found} == {"_core", "_speedups", "resvg_py"}
    machines = {name: int.from_bytes(content[18:20], "little") for name, content in found.items()}
    assert machines == dict.fromkeys(found, ELF_MACHINES[architecture])


@for_each
def test_compiled_code_asks_for_no_newer_glibc(packages: dict[str, Path], architecture: str) -> None:
    for name, content in compiled(packages[architecture]).items():
        asked = {(int(major), int(minor)) for major, minor in ASKED_GLIBC.findall(content)}
        assert asked, name
        assert max(asked) <= wheels.GLIBC, name


@for_each
def test_everything_fits_into_six_megabytes(packages: dict[str, Path], architecture: str) -> None:
    assert (packages[architecture] / "deployment.zip").stat().st_size <= 6_000_000


@for_each
def test_every_function_runs_on_it_and_the_stack_tells(packages: dict[str, Path], architecture: str) -> None:
    made = template_of(packages[architecture])
    functions = [one for one in made["Resources"].values() if one["Type"] == "AWS::Serverless::Function"]
    assert [one["Properties"]["Architectures"] for one in functions] == [[architecture]] * 5
    assert made["Outputs"]["Architecture"] == {"Value": architecture}


def test_the_two_differ_in_the_compiled_libraries_only(packages: dict[str, Path]) -> None:
    one, other = packed(packages["x86_64"]), packed(packages["arm64"])
    differing = {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
    told_by_wheels = {name for name in differing if name.endswith((".dist-info/WHEEL", ".dist-info/RECORD"))}
    machine_code = compiled(packages["x86_64"]).keys() | compiled(packages["arm64"]).keys()
    assert differing - told_by_wheels == machine_code


def test_the_two_templates_differ_in_the_architecture_only(packages: dict[str, Path]) -> None:
    one, other = (json.dumps(template_of(folder)) for folder in packages.values())
    assert one.replace('"x86_64"', '"arm64"') == other


@pytest.mark.long
@for_each
def test_two_runs_give_the_same_bytes(
    packages: dict[str, Path], architecture: str, tmp_path: Path, another_machine: None
) -> None:
    package.build_package(ROOT, tmp_path, architecture)
    for name in ("sam.json", "deployment.zip"):
        assert (packages[architecture] / name).read_bytes() == (tmp_path / name).read_bytes()
