"""`make package`: the template and the zip that Lambda gets, the same bytes from the same sources.

A copy of what ships is staged with its libraries in `vendor/`, `chalice package` makes the two files from it,
and the zip is packed again with fixed times, modes and order. One package is for one architecture.
"""

import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from local.bytecode import add_bytecode
from local.resources import ClashError, merged_resources
from local.tools import RefusedError, run
from local.wheels import PYTHON_VERSION, X86_64, fetch_libraries, read_pins

ROOT = Path(__file__).resolve().parents[1]
STAGE = "prod"
MERGED = "resources.json"
SHIPPED = ("chalicelib", "templates", ".chalice")
# The mails ship compiled; their MJML stays here.
NEVER_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", "deployments", "deployed", "source")
# A zip cannot say an earlier moment than this.
EPOCH = (1980, 1, 1, 0, 0, 0)


def main(root: Path = ROOT, target: Path | None = None, architecture: str = X86_64) -> int:
    """Make `build/sam.json` and `build/deployment.zip`; say what was made, or why nothing was (then 1)."""
    target = target or root / "build"
    try:
        build_package(root, target, architecture)
    except (RefusedError, ClashError) as refusal:
        print(f"No package was made: {refusal}", file=sys.stderr)
        return 1
    for name in ("sam.json", "deployment.zip"):
        print(f"{target / name} {(target / name).stat().st_size:,} bytes")
    return 0


def build_package(root: Path, target: Path, architecture: str = X86_64) -> None:
    """Stage, fetch, package, check and pack again; the target is touched only when all went well."""
    with tempfile.TemporaryDirectory(prefix="steady-") as folder:
        stage, made = Path(folder, "stage"), Path(folder, "made")
        stage_sources(root, stage, architecture)
        fetch_libraries(read_pins(root / "requirements.txt"), stage / "vendor", architecture)
        run([chalice(), *package_arguments(made)], stage)
        refuse_strays(json.loads((made / "sam.json").read_text()))
        if not add_bytecode(made / "deployment.zip", PYTHON_VERSION, Path(folder, "compiled")):
            print(f"Not Python {PYTHON_VERSION}: the package holds no bytecode, and starts slower.", file=sys.stderr)
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made / "sam.json", target / "sam.json")
        repack(made / "deployment.zip", target / "deployment.zip")


def make_template(root: Path, stage: Path, architecture: str = X86_64) -> dict[str, Any]:
    """The template alone, without the libraries that it does not depend on."""
    stage_sources(root, stage, architecture)
    shutil.rmtree(stage / "vendor")
    run([chalice(), *package_arguments(stage / "made")], stage)
    template: dict[str, Any] = json.loads((stage / "made/sam.json").read_text())
    refuse_strays(template)
    return template


def stage_sources(root: Path, stage: Path, architecture: str = X86_64) -> None:
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
    name_architecture(stage, architecture)


def name_architecture(stage: Path, architecture: str) -> None:
    """Tell chalice which machine the functions run on, and let the stack tell it: the next deployment keeps to it."""
    config, merged = stage / ".chalice/config.json", stage / MERGED
    config.write_text(json.dumps(json.loads(config.read_text()) | {"lambda_architecture": architecture}))
    document = json.loads(merged.read_text())
    document.setdefault("Outputs", {})["Architecture"] = {"Value": architecture}
    merged.write_text(json.dumps(document))


def chalice() -> str:
    return str(Path(sys.executable).parent / "chalice")


def package_arguments(made: Path) -> list[str]:
    return ["package", "--stage", STAGE, "--merge-template", MERGED, str(made)]


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
