"""`make package`: the template and the zip that Lambda gets, the same bytes from the same sources.

A copy of what ships is staged with its libraries in `vendor/`, `chalice package` makes the two files from it,
and the zip is packed again with fixed times, modes and order. Libraries come as wheels for Lambda only.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from local.bytecode import add_bytecode
from local.resources import ClashError, merged_resources

ROOT = Path(__file__).resolve().parents[1]
STAGE = "prod"
PYTHON_VERSION = "3.11"
PLATFORM = "manylinux2014_x86_64"
MERGED = "resources.json"
SHIPPED = ("chalicelib", "templates", ".chalice")
# chalice adds its own runtime to the zip, and Lambda has boto3.
NOT_PACKED = {"chalice", "boto3"}
# The mails ship compiled; their MJML stays here.
NEVER_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", "deployments", "deployed", "source")
# pip leaves these behind: commands and their manuals, and what tells of the packing machine or differs from run to run.
LEFT_OVERS = ("bin", "share", "*.dist-info/direct_url.json", "*.dist-info/REQUESTED", "*.dist-info/sboms")
# Of these the wheel in plain Python is packed: the compiled one is three times as large, and the speed is not needed.
IN_PLAIN_PYTHON = {"fonttools"}
# Faces that no text is set in.
UNUSED_FACES = ("*.otf", "*It.ttf", "*Black.ttf", "*Light.ttf")
# A zip cannot say an earlier moment than this.
EPOCH = (1980, 1, 1, 0, 0, 0)


class RefusedError(Exception):
    """The package cannot be made, or would not run on Lambda; the text says why."""


def main(root: Path = ROOT, target: Path | None = None) -> int:
    """Make `build/sam.json` and `build/deployment.zip`; say what was made, or why nothing was (then 1)."""
    target = target or root / "build"
    try:
        build_package(root, target)
    except (RefusedError, ClashError) as refusal:
        print(f"No package was made: {refusal}", file=sys.stderr)
        return 1
    for name in ("sam.json", "deployment.zip"):
        print(f"{target / name} {(target / name).stat().st_size:,} bytes")
    return 0


def build_package(root: Path, target: Path) -> None:
    """Stage, fetch, package, check and pack again; the target is touched only when all went well."""
    with tempfile.TemporaryDirectory(prefix="steady-") as folder:
        stage, made = Path(folder, "stage"), Path(folder, "made")
        stage_sources(root, stage)
        fetch_libraries(read_pins(root / "requirements.txt"), stage / "vendor")
        refuse_foreign_wheels(stage / "vendor")
        run([chalice(), *package_arguments(made)], stage)
        refuse_strays(json.loads((made / "sam.json").read_text()))
        if not add_bytecode(made / "deployment.zip", PYTHON_VERSION, Path(folder, "compiled")):
            print(f"Not Python {PYTHON_VERSION}: the package holds no bytecode, and starts slower.", file=sys.stderr)
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made / "sam.json", target / "sam.json")
        repack(made / "deployment.zip", target / "deployment.zip")


def stage_sources(root: Path, stage: Path) -> None:
    """Copy what ships and nothing else. Empty requirements keep chalice from fetching libraries itself."""
    stage.mkdir()
    for name in ("app.py", *SHIPPED):
        if not (root / name).exists():
            raise RefusedError(f"{name} is missing.")
    shutil.copyfile(root / "app.py", stage / "app.py")
    for name in SHIPPED:
        shutil.copytree(root / name, stage / name, ignore=NEVER_COPIED)
    shutil.copytree(root / "vendor", stage / "vendor", symlinks=True, ignore=NEVER_COPIED)
    (stage / "requirements.txt").touch()
    (stage / MERGED).write_text(json.dumps(merged_resources(root)))


def read_pins(requirements: Path) -> list[str]:
    """List the `name==version` lines that belong in the package; a line without a pin is refused."""
    lines = (line.split("#")[0].strip() for line in requirements.read_text().splitlines())
    pins = [line for line in lines if line]
    unpinned = [pin for pin in pins if "==" not in pin]
    if unpinned:
        raise RefusedError(f"not pinned in {requirements.name}: {', '.join(unpinned)}")
    return [pin for pin in pins if pin.split("==")[0].lower() not in NOT_PACKED]


def fetch_libraries(pins: list[str], vendor: Path) -> None:
    """Install the pinned wheels that run on Lambda, whatever this machine is."""
    plain = [pin for pin in pins if pin.split("==")[0].lower() in IN_PLAIN_PYTHON]
    compiled = [pin for pin in pins if pin not in plain]
    install_wheels(compiled, vendor, ["--platform", PLATFORM, "--implementation", "cp"])
    install_wheels(plain, vendor, ["--platform", "any", "--implementation", "py", "--abi", "none"])
    faces = (f"font_source_sans_pro/files/{pattern}" for pattern in UNUSED_FACES)
    for pattern in (*LEFT_OVERS, *faces):
        for path in vendor.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def install_wheels(pins: list[str], vendor: Path, kind: list[str]) -> None:
    """Install wheels of one kind and nothing that they ask for: what they need is pinned beside them."""
    if not pins:
        return
    only = ["--no-deps", "--only-binary=:all:", "--no-compile", "--quiet", "--disable-pip-version-check"]
    target = ["--target", str(vendor), "--python-version", PYTHON_VERSION]
    run([sys.executable, "-m", "pip", "install", *target, *only, *kind, *pins], vendor.parent)


def refuse_foreign_wheels(vendor: Path) -> None:
    """Refuse a wheel built on one machine for itself: it may need a newer system library than Lambda has."""
    for wheel in sorted(vendor.glob("*.dist-info/WHEEL")):
        tags = re.findall(r"^Tag: (.+)$", wheel.read_text(), re.MULTILINE)
        foreign = [tag for tag in tags if tag.split("-")[-1].startswith("linux_")]
        if foreign:
            raise RefusedError(f"{wheel.parent.name} is built for this machine only: {foreign[0]}")


def chalice() -> str:
    return str(Path(sys.executable).parent / "chalice")


def package_arguments(made: Path) -> list[str]:
    return ["package", "--stage", STAGE, "--merge-template", MERGED, str(made)]


def run(command: list[str], folder: Path) -> None:
    """Run to the end in the folder; what it said is told only if it failed."""
    # Compiled files would land in the stage, and chalice cannot package without some region.
    settings = {
        "PYTHONDONTWRITEBYTECODE": "1",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    environment = {name: value for name, value in os.environ.items() if name != "AWS_PROFILE"} | settings
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        said = (result.stderr or result.stdout).strip()
        raise RefusedError(f"{Path(command[0]).name} failed.\n{said}")


def refuse_strays(template: dict[str, Any]) -> None:
    """Refuse what a misspelt name in `.chalice/resources` leaves: chalice merges it without a word."""
    strays = [name for name, kind in typed_parts(template) if kind is None]
    if strays:
        raise RefusedError(f".chalice/resources adds to what chalice did not make: {', '.join(strays)}")


def typed_parts(template: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield each resource and each event of a function with its type, None where it has none."""
    for name, resource in template["Resources"].items():
        yield name, resource.get("Type")
        for event, detail in resource.get("Properties", {}).get("Events", {}).items():
            yield f"{name}.{event}", detail.get("Type")


def repack(source: Path, target: Path) -> None:
    """Write the same files with one time, one mode and in order of name."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(given.namelist()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            packed.writestr(entry, given.read(name), zipfile.ZIP_DEFLATED, 9)
