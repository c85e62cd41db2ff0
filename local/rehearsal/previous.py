"""The package of the release before, built from its own sources, so that an upgrade is an upgrade."""

import io
import subprocess
import tarfile
from pathlib import Path

from local import package

RELEASE = Path(__file__).parent / "previous-release"
"""The commit of the release before."""


def build_previous(root: Path, target: Path) -> None:
    """Build it into the target. Raises RefusedError where the repository does not have that commit."""
    commit = RELEASE.read_text().strip()
    done = subprocess.run(["git", "archive", commit], cwd=root, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise package.RefusedError(f"the release before ({commit[:12]}) is not in this clone: {said}")
    sources = target.parent / "previous-sources"
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(sources, filter="data")
    package.build_package(sources, target)
