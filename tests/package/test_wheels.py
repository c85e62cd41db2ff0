"""Which libraries may go into the package: pinned ones, as wheels that Lambda's own C library can run."""

from pathlib import Path

import pytest

from local import wheels
from local.tools import RefusedError

FITS = [
    pytest.param("x86_64", ["py3-none-any"], id="plain Python"),
    pytest.param("x86_64", ["py2-none-any", "py3-none-any"], id="plain Python of both"),
    pytest.param("x86_64", ["cp311-cp311-manylinux2014_x86_64"], id="the short name"),
    pytest.param("x86_64", ["cp310-abi3-manylinux_2_17_x86_64"], id="the long name"),
    pytest.param("x86_64", ["cp311-cp311-manylinux1_x86_64"], id="an old one"),
    pytest.param("x86_64", ["cp311-cp311-manylinux_2_26_x86_64"], id="just the runtime's glibc"),
    pytest.param("x86_64", ["cp311-cp311-manylinux_2_28_x86_64", "cp311-cp311-manylinux2014_x86_64"], id="two tags"),
    pytest.param("arm64", ["cp311-cp311-manylinux2014_aarch64"], id="arm64"),
]
FITS_NOT = [
    pytest.param("x86_64", ["cp311-cp311-linux_x86_64"], "built for one machine only", id="built here"),
    pytest.param(
        "x86_64",
        ["cp311-cp311-linux_x86_64", "cp311-cp311-manylinux2014_x86_64"],
        "built for one machine only",
        id="built here and called fit",
    ),
    pytest.param("x86_64", ["cp311-cp311-manylinux_2_27_x86_64"], "x86_64 with glibc 2.26", id="one above"),
    pytest.param("x86_64", ["cp311-cp311-manylinux_2_28_x86_64"], "manylinux_2_28", id="a newer glibc"),
    pytest.param("x86_64", ["cp311-cp311-manylinux_3_1_x86_64"], "manylinux_3_1", id="a newer major"),
    pytest.param("x86_64", ["cp311-cp311-manylinux2099_x86_64"], "manylinux2099", id="a name not known"),
    pytest.param("x86_64", ["cp311-cp311-musllinux_1_2_x86_64"], "musllinux", id="another C library"),
    pytest.param("x86_64", ["cp311-cp311-manylinux2014_aarch64"], "x86_64", id="arm64's on x86-64"),
    pytest.param("arm64", ["cp311-cp311-manylinux2014_x86_64"], "arm64", id="x86-64's on arm64"),
    pytest.param("x86_64", ["cp311-cp311-macosx_11_0_arm64"], "macosx", id="another system"),
    pytest.param("x86_64", [], "does not run", id="no tag at all"),
]


def vendor_with(folder: Path, tags: list[str]) -> Path:
    wheel = folder / "pillow-1.dist-info/WHEEL"
    wheel.parent.mkdir()
    wheel.write_text("Wheel-Version: 1.0\n" + "".join(f"Tag: {tag}\n" for tag in tags))
    return folder


@pytest.mark.parametrize(("architecture", "tags"), FITS)
def test_a_wheel_that_runs_on_lambda_is_taken(tmp_path: Path, architecture: str, tags: list[str]) -> None:
    wheels.refuse_foreign_wheels(vendor_with(tmp_path, tags), architecture)


@pytest.mark.parametrize(("architecture", "tags", "says"), FITS_NOT)
def test_a_wheel_that_does_not_is_refused(tmp_path: Path, architecture: str, tags: list[str], says: str) -> None:
    with pytest.raises(RefusedError, match=says) as refusal:
        wheels.refuse_foreign_wheels(vendor_with(tmp_path, tags), architecture)
    assert str(refusal.value).startswith("pillow-1.dist-info ")


def test_a_line_without_a_pin_is_refused(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("Jinja2>=3\n")
    with pytest.raises(RefusedError, match="Jinja2>=3"):
        wheels.read_pins(tmp_path / "requirements.txt")


def test_what_lambda_has_is_not_packed(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("chalice==1  # adds its own\nboto3==1\nJinja2==3.1  # mails\n")
    assert wheels.read_pins(tmp_path / "requirements.txt") == ["Jinja2==3.1"]
