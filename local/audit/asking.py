"""Runs the tools of the audit, each on what it knows, and tells what they answered."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from local import package
from local.audit.answers import (
    CLEAN,
    FOUND,
    NOT_ASKED,
    Answer,
    exit_code,
    read_cfn_lint,
    read_checkov,
    read_npm_audit,
    read_pip_audit,
)
from local.environments import set_up
from local.tools import RefusedError

REQUIREMENTS: Final = Path(__file__).parent / "requirements.txt"
PINNED: Final = ("--no-deps", "--disable-pip")
"""For lists that pin what others draw in as well, so that nothing need be installed to be asked about."""
ENDS: Final = {
    CLEAN: "Everything was asked, and nothing was found.",
    FOUND: "Not clean: mend what was found; what a template's checks find may be answered in answers.json.",
    NOT_ASKED: "Not known to be clean: something could not be asked. Ask again where its source can be reached.",
}


def main(root: Path = package.ROOT) -> int:
    """Ask everything; 0 only when all of it answered and nothing was found, 1 with findings, 2 without an answer."""
    answers: list[Answer] = []
    try:
        for answer in ask_everything(root, root / "build/audit-tools"):
            print("\n".join(answer.lines()), flush=True)
            answers.append(answer)
    except RefusedError as refusal:
        print(f"The audit could not be made: {refusal}", file=sys.stderr)
        return NOT_ASKED
    code = exit_code(answers)
    print(ENDS[code])
    return code


def ask_everything(root: Path, tools: Path) -> Iterator[Answer]:
    """Each answer as it comes."""
    bin_ = set_up(tools, REQUIREMENTS).parent
    with tempfile.TemporaryDirectory(prefix="steady-audit-") as folder:
        yield from ask_about_the_template(package.make_template(root, Path(folder, "stage")), bin_, Path(folder))
    yield ask_pip_audit(bin_, "what is deployed", ["-r", str(root / "requirements.txt"), *PINNED])
    yield ask_pip_audit(bin_, "what it is made and tested with", ["-r", str(root / "requirements-dev.txt"), *PINNED])
    rehearsal = set_up(root / "build/rehearsal-tools", root / "local/rehearsal/requirements.txt")
    for about, python in (("what it is rehearsed with", rehearsal), ("the audit's own tools", bin_ / "python")):
        yield ask_pip_audit(bin_, about, ["--path", _site_packages(python)])
    yield ask_npm(root / "tests/node")


def ask_about_the_template(template: dict[str, Any], bin_: Path, folder: Path) -> Iterator[Answer]:
    """What cfn-lint and checkov find in it; checkov also without its answers, to see which of them are still needed."""
    answered = {
        (answer["id"], name)
        for name, resource in template["Resources"].items()
        for answer in resource.get("Metadata", {}).get("checkov", {}).get("skip", [])
    }
    whole, bare = folder / "sam.json", folder / "bare.json"
    whole.write_text(json.dumps(template, indent=1))
    for resource in template["Resources"].values():
        resource.get("Metadata", {}).pop("checkov", None)
    bare.write_text(json.dumps(template, indent=1))
    lint = ask([str(bin_ / "cfn-lint"), "--format", "json", "--template", str(whole)], folder)
    yield read_cfn_lint(lint.stdout or lint.stderr, len(template["Resources"]))
    said = [ask_checkov(bin_, path) for path in (whole, bare)]
    yield read_checkov(said[0], answered, said[1])


def ask_checkov(bin_: Path, path: Path) -> str:
    """What checkov says of a template, by the checks that it brings along; else what it complained of."""
    given = ["--framework", "cloudformation", "--skip-download", "--compact", "-o", "json", "-f", str(path)]
    done = ask([str(bin_ / "checkov"), *given], path.parent)
    return done.stdout or done.stderr


def ask_pip_audit(bin_: Path, about: str, given: list[str]) -> Answer:
    """The known faults of these libraries, by PyPI's record."""
    done = ask([str(bin_ / "pip-audit"), "--format", "json", "--progress-spinner", "off", *given], bin_)
    return read_pip_audit(about, done.stdout, done.stderr)


def ask_npm(folder: Path) -> Answer:
    """The known faults of the tests' Node tools, by the registry's record."""
    about = "the tests' Node tools"
    if shutil.which("npm") is None:
        return Answer("npm audit", about, not_asked="there is no npm here")
    done = ask(["npm", "audit", "--json", "--package-lock-only"], folder)
    return read_npm_audit(about, done.stdout, done.stderr)


def ask(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run to the end in the folder. A tool that finds something ends with a fault, so its code says nothing."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _site_packages(python: Path) -> str:
    told = ask([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], python.parent)
    return told.stdout.strip()
