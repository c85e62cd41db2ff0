"""The libraries of the package: pinned wheels that run on Lambda, of one architecture, whatever this machine is."""

import re
import shutil
import sys
from pathlib import Path
from typing import Final

from local.tools import RefusedError, run

PYTHON_VERSION: Final = "3.11"
GLIBC: Final = (2, 26)
"""The C library of that runtime, Amazon Linux 2. A wheel that asks for a newer one fails when it is imported."""
X86_64: Final = "x86_64"
ARM64: Final = "arm64"
MACHINES: Final = {X86_64: "x86_64", ARM64: "aarch64"}
"""Lambda's architectures, and how wheels call each."""
# chalice adds its own runtime to the zip, and Lambda has boto3.
NOT_PACKED: Final = {"chalice", "boto3"}
LENT: Final = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six.py", "urllib3")
"""What functions find in Lambda's runtime."""
# pip leaves these behind: commands and their manuals, and what tells of the packing machine or differs from run to run.
LEFT_OVERS: Final = (
    "bin",
    "share",
    "*.dist-info/direct_url.json",
    "*.dist-info/REQUESTED",
    "*.dist-info/sboms",
)
# Of these the wheel in plain Python is packed: the compiled one is three times as large, and the speed is not needed.
IN_PLAIN_PYTHON: Final = {"fonttools"}
# Faces that no text is set in.
UNUSED_FACES: Final = ("*.otf", "*It.ttf", "*Black.ttf", "*Light.ttf")
# The short names of before, and the glibc that each stands for.
NAMED_GLIBC: Final = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)}
PLATFORM: Final = re.compile(r"(manylinux\d+|manylinux_(\d+)_(\d+))_(.+)")


def read_pins(requirements: Path) -> list[str]:
    """List the `name==version` lines that belong in the package; a line without a pin is refused."""
    lines = (line.split("#")[0].strip() for line in requirements.read_text().splitlines())
    pins = [line for line in lines if line]
    unpinned = [pin for pin in pins if "==" not in pin]
    if unpinned:
        raise RefusedError(f"not pinned in {requirements.name}: {', '.join(unpinned)}")
    return [pin for pin in pins if pin.split("==")[0].lower() not in NOT_PACKED]


def fetch_libraries(pins: list[str], vendor: Path, architecture: str) -> None:
    """Install the pinned wheels, take away what no function needs, and refuse what would not run."""
    plain = [pin for pin in pins if pin.split("==")[0].lower() in IN_PLAIN_PYTHON]
    compiled = [pin for pin in pins if pin not in plain]
    platform = f"manylinux2014_{MACHINES[architecture]}"
    install_wheels(compiled, vendor, ["--platform", platform, "--implementation", "cp"])
    install_wheels(plain, vendor, ["--platform", "any", "--implementation", "py", "--abi", "none"])
    faces = (f"font_source_sans_pro/files/{pattern}" for pattern in UNUSED_FACES)
    for pattern in (*LEFT_OVERS, *faces):
        for path in vendor.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    refuse_foreign_wheels(vendor, architecture)


def install_wheels(pins: list[str], vendor: Path, kind: list[str]) -> None:
    """Install wheels of one kind and nothing that they ask for: what they need is pinned beside them."""
    if not pins:
        return
    only = ["--no-deps", "--only-binary=:all:", "--no-compile", "--quiet", "--disable-pip-version-check"]
    target = ["--target", str(vendor), "--python-version", PYTHON_VERSION]
    run([sys.executable, "-m", "pip", "install", *target, *only, *kind, *pins], vendor.parent)


def refuse_foreign_wheels(vendor: Path, architecture: str) -> None:
    """Refuse a wheel that none of its tags promises to run, and one that was built on one machine for itself.

    A wheel may carry several tags; the one that asks least tells what it needs.
    """
    for wheel in sorted(vendor.glob("*.dist-info/WHEEL")):
        tags = re.findall(r"^Tag: (.+)$", wheel.read_text(), re.MULTILINE)
        platforms = [tag.split("-")[-1] for tag in tags]
        if any(platform.startswith("linux_") for platform in platforms):
            raise RefusedError(f"{wheel.parent.name} is built for one machine only: {', '.join(tags)}")
        if not any(runs_on(platform, architecture) for platform in platforms):
            has = f"{architecture} with glibc {GLIBC[0]}.{GLIBC[1]}"
            raise RefusedError(f"{wheel.parent.name} does not run on Lambda's {has}: {', '.join(tags)}")


def runs_on(platform: str, architecture: str) -> bool:
    """Whether the platform of a wheel's tag promises to run on this architecture of Lambda's."""
    if platform == "any":
        return True
    found = PLATFORM.fullmatch(platform)
    if found is None:
        return False
    name, major, minor, machine = found.groups()
    needs = (int(major), int(minor)) if major else NAMED_GLIBC.get(name)
    return machine == MACHINES[architecture] and needs is not None and needs <= GLIBC
