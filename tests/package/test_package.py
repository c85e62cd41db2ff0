"""What `make package` makes: everything that Lambda needs, nothing else, and the same bytes each time."""

import platform
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from local import package
from local.bytecode import add_bytecode
from local.tools import RefusedError
from local.wheels import LENT

ROOT = Path(__file__).resolve().parents[2]
PACKED = {
    "__pycache__",
    "app.py",
    "chalice",
    "chalicelib",
    "defusedxml",
    "font_source_sans_pro",
    "fontTools",
    "fpdf",
    "resvg_py",
    "segno",
    "templates",
    "jinja2",
    "markupsafe",
    "msgspec",
    "itsdangerous",
    "tzdata",
}
IMPORT_ALL = """
import sys
sys.path[:0] = sys.argv[1:3]
import importlib, pkgutil
import app, chalicelib, itsdangerous, jinja2, msgspec, tzdata
for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
    importlib.import_module(module.name)
for library in (app, chalicelib, itsdangerous, jinja2, msgspec, tzdata):
    assert library.__file__.startswith(sys.argv[1]), library.__file__
assert not {"fpdf", "fontTools", "segno", "resvg_py"} & set(sys.modules), "a cold start loads what one route needs"
from datetime import UTC, datetime
from chalicelib.adapters.pack.pdf import pack_pdf
from chalicelib.domain.person import Profile
from chalicelib.domain.timeline import as_of
from chalicelib.domain.pack.visit_pack import build_pack
made = pack_pdf(build_pack(as_of(Profile(timezone="UTC"), (), datetime(2026, 11, 23, tzinfo=UTC)), ()))
assert made.startswith(b"%PDF-") and "PIL" not in sys.modules
"""

pytestmark = pytest.mark.xdist_group("package")
runs_what_lambda_runs = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11) or (sys.platform, platform.machine()) != ("linux", "x86_64"),
    reason="the packed libraries are built for Python 3.11 on Linux x86_64",
)


@pytest.fixture(scope="module")
def names(built: Path) -> set[str]:
    return set(zipfile.ZipFile(built / "deployment.zip").namelist())


def test_two_runs_give_the_same_bytes(built: Path, tmp_path: Path, another_machine: None) -> None:
    package.build_package(ROOT, tmp_path)
    for name in ("sam.json", "deployment.zip"):
        assert (built / name).read_bytes() == (tmp_path / name).read_bytes()


def test_every_template_ships(names: set[str]) -> None:
    templates = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and path.parent.name != "source"
    }
    assert templates
    assert templates <= names


def test_every_module_ships(names: set[str]) -> None:
    assert {str(path.relative_to(ROOT)) for path in (ROOT / "chalicelib").rglob("*.py")} <= names


def test_nothing_else_ships(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == PACKED


def test_nothing_tells_of_the_packing_machine(built: Path) -> None:
    with zipfile.ZipFile(built / "deployment.zip") as packed:
        told = [name for name in packed.namelist() if str(ROOT).encode() in packed.read(name)]
    assert told == []
    assert str(ROOT) not in (built / "sam.json").read_text()


@runs_what_lambda_runs
def test_the_unzipped_package_imports_with_what_lambda_has(built: Path, tmp_path: Path) -> None:
    code, runtime = tmp_path / "code", tmp_path / "runtime"
    zipfile.ZipFile(built / "deployment.zip").extractall(code)
    runtime.mkdir()
    for name in LENT:
        (runtime / name).symlink_to(Path(sysconfig.get_path("purelib"), name))
    command = [sys.executable, "-I", "-S", "-B", "-c", IMPORT_ALL, str(code), str(runtime)]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@runs_what_lambda_runs
def test_a_cold_start_reads_bytecode_and_compiles_nothing_of_ours(built: Path, tmp_path: Path) -> None:
    code = tmp_path / "code"
    zipfile.ZipFile(built / "deployment.zip").extractall(code)
    compiled = {path.parents[1] / f"{path.name.split('.')[0]}.py" for path in code.rglob("*.pyc")}
    assert {
        code / "app.py",
        code / "chalice/app.py",
        code / "jinja2/runtime.py",
        *(code / "chalicelib").rglob("*.py"),
    } <= compiled
    for source in compiled:
        source.write_text("raise AssertionError('the source was compiled')")
    command = [sys.executable, "-I", "-B", "-c", "import sys; sys.path.insert(0, sys.argv[1]); import app", str(code)]
    subprocess.run(command, cwd=tmp_path, check=True)


def test_under_another_python_there_is_no_bytecode(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as made:
        made.writestr("app.py", "")
    assert not add_bytecode(tmp_path / "made.zip", "3.0", tmp_path / "compiled")
    assert zipfile.ZipFile(tmp_path / "made.zip").namelist() == ["app.py"]


def test_the_package_stays_within_6_mb(built: Path) -> None:
    assert (built / "deployment.zip").stat().st_size <= 6_000_000


def test_a_missing_part_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert package.main(tmp_path, tmp_path / "build") == 1
    assert "app.py is missing" in capsys.readouterr().err
    assert not (tmp_path / "build").exists()


def test_a_misspelt_name_in_the_resources_is_refused() -> None:
    template = {
        "Resources": {
            "Sweep": {"Type": "AWS::Serverless::Function", "Properties": {"Events": {"SweepEvnt": {}}}},
            "Delivr": {"Properties": {"Runtime": "python3.11"}},
        }
    }
    with pytest.raises(RefusedError, match=r"Sweep\.SweepEvnt, Delivr"):
        package.refuse_strays(template)
