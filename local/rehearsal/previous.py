"""The package of the release before, built from its own sources, so that an upgrade is an upgrade."""

import io
import subprocess
import sys
import tarfile
from pathlib import Path

from local.tools import RefusedError, run

RELEASE = Path(__file__).parent / "previous-release"
"""The commit of the release before."""


def build_previous(root: Path, sources: Path) -> Path:
    """Lay its sources out in that folder and build it; where the package is. Raises RefusedError without the commit."""
    commit = RELEASE.read_text().strip()
    try:
        done = subprocess.run(["git", "archive", commit], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        raise RefusedError("git is missing: the release before is built from its own sources.") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise RefusedError(
            f"the release before ({commit[:12]}) is not in this folder: {said}\n"
            "It takes a whole clone; a shallow one becomes whole by: git fetch --unshallow"
        )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(sources, filter="data")
    # its own packager knows where its parts lie
    run([sys.executable, "-m", "local", "package"], sources)
    return sources / "build"
