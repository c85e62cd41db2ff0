"""Adds to the package the bytecode of what every cold start reads.

Lambda's code folder cannot be written, so without it Python would compile the same modules again at each cold start.
The bytecode is not checked against its source (PEP 552, `unchecked-hash`): it holds no time, so the same sources give
the same bytes. Columns are left out, a third of its size; a traceback still names file and line.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

COMPILED = ("app.py", "chalice", "chalicelib", "itsdangerous", "jinja2", "markupsafe", "msgspec")
"""What the fonts' and the PDF's libraries would add is as large again, and one route needs it."""


def add_bytecode(package: Path, version: str, folder: Path) -> bool:
    """Compile in the folder, which is new, and add to the zip; False, and no bytecode, under any other Python."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" != version:
        return False
    with zipfile.ZipFile(package) as given:
        given.extractall(folder, [name for name in given.namelist() if name.split("/")[0] in COMPILED])
    compile_all(folder)
    with zipfile.ZipFile(package, "a") as added:
        for path in sorted(folder.rglob("*.pyc")):
            added.write(path, path.relative_to(folder))
    return True


def compile_all(folder: Path) -> None:
    """Put the bytecode of an unzipped package beside its sources."""
    # A process of its own: what one did before decides how constants are written down.
    python = [sys.executable, "-I", "-S", "-X", "no_debug_ranges"]
    options = ["-q", "--invalidation-mode", "unchecked-hash", "-s", str(folder)]
    subprocess.run([*python, "-m", "compileall", *options, *COMPILED], cwd=folder, check=True)
