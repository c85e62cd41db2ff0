"""`python -m tests.mutations`: make every mistake and name the first test of the whole domain suite that notices it."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutations.mistakes import MISTAKES, Mistake
from tests.mutations.seeding import DOMAIN_TESTS, copy_tree, run_tests, seed

NOTICED = re.compile(r"^FAILED (?:tests/unit/domain/)?(\S+)", re.MULTILINE)


def caught_by(mistake: Mistake | None) -> str | None:
    """The first test that notices the mistake, None where it survives."""
    with tempfile.TemporaryDirectory() as place:
        tree = copy_tree(Path(place))
        if mistake is not None:
            seed(tree, mistake)
        try:
            is_noticed, printed = run_tests(tree, DOMAIN_TESTS)
        except subprocess.TimeoutExpired:
            return "the tests do not end"
    found = NOTICED.search(printed)
    return found[1] if is_noticed and found else None


def main() -> int:
    if failed := caught_by(None):
        print(f"{failed} fails without any mistake", file=sys.stderr)
        return 2
    survivors = 0
    for mistake in MISTAKES:
        noticed = caught_by(mistake)
        survivors += noticed is None
        print(f"{mistake.name}: {noticed or 'SURVIVES'}", flush=True)
    print(f"{len(MISTAKES) - survivors} of {len(MISTAKES)} caught")
    return 1 if survivors else 0


sys.exit(main())
