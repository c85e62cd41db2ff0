"""What the documents say holds: examples run, links lead somewhere, and every command can be typed as it stands."""

import doctest
import importlib
import pkgutil
import re
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from local.__main__ import parser
from local.aws.checking import PARAMETERS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = dict(re.findall(r"^([a-z]+):.*\n((?:\t.*\n)*)", MAKEFILE, re.MULTILINE))
"""Each target of the Makefile with its recipe."""
SET_FROM_OUTSIDE = {"run": {"SIGN_UP"}, "deploy": {*PARAMETERS, "AWS_REGION"}}
"""What a target takes beside what its recipe names: it reads the environment."""
MAKE = re.compile(r"(?:^|[\s`(])((?:[A-Z_]+=\S+ )*)make ([a-z]+)((?: [A-Z_]+=\S*)*)")
PYTHON = re.compile(r"([^\s`]*)python -m ([\w.]+)(.*)")
CUT = re.compile(r"[|<>;`]|\s#|\.$|,$")
"""Where a command ends and the shell, a remark or the sentence goes on."""
PATH = re.compile(r"`(?:pytest )?([\w.-]+/[\w./*-]*[\w*])(?:::\w+)?`")
FOLDERS = {path.name for place in (ROOT, ROOT / "chalicelib") for path in place.iterdir() if path.is_dir()} - {"build"}
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)

in_each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def module_names() -> Iterator[str]:
    """Name every module of the two packages, but not what would run when imported."""
    for package in ("chalicelib", "local"):
        yield package
        for module in pkgutil.walk_packages([str(ROOT / package)], package + "."):
            if not module.name.endswith("__main__"):
                yield module.name


@in_each_document
def test_examples_in_the_document_run(path: Path) -> None:
    failed, _ = doctest.testfile(str(path), module_relative=False)
    assert failed == 0


@in_each_document
def test_links_lead_somewhere(path: Path) -> None:
    missing = [link for link in LINK.findall(path.read_text()) if not (path.parent / link).exists()]
    assert missing == []


def missing_paths(text: str) -> Iterator[str]:
    """Each path into one of our folders where nothing lies: from the root, or from chalicelib."""
    for named in PATH.findall(text):
        if named.partition("/")[0] in FOLDERS and not [*ROOT.glob(named), *(ROOT / "chalicelib").glob(named)]:
            yield named


@pytest.mark.parametrize(
    # a changelog names what was there then
    "path",
    [path for path in DOCUMENTS if path.name != "CHANGELOG.md"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_what_is_named_lies_there(path: Path) -> None:
    assert list(missing_paths(path.read_text())) == []


def test_a_path_where_nothing_lies_is_found() -> None:
    assert list(missing_paths("`domain/body.py`, `docs/adr`, `tests/local/test_walk.py::test_x`, `app/json`")) == []
    assert list(missing_paths("`docs/nothing.md`, `tests/no.py::test_x`")) == ["docs/nothing.md", "tests/no.py"]


def code_of(text: str) -> str:
    """What stands in backticks, one piece a line; a line that ends in a backslash is one with the next."""
    return "\n".join(CODE.findall(text)).replace("\\\n", " ")


def make_faults(text: str) -> Iterator[str]:
    """Each `make` with a target that there is not, or a variable that it does not take."""
    for before, target, after in MAKE.findall(code_of(text)):
        if target not in TARGETS:
            yield f"make {target}"
            continue
        named = {word.partition("=")[0] for word in f"{before} {after}".split()}
        taken = set(re.findall(r"\$\(([A-Z]+)\)", TARGETS[target])) | SET_FROM_OUTSIDE.get(target, set()) | {"PYTHON"}
        yield from (f"make {target} {name}=" for name in sorted(named - taken))


def python_faults(text: str) -> Iterator[str]:
    """Each `python -m` that cannot be typed as it stands: no such module, no such option, or not in the environment."""
    for place, module, rest in PYTHON.findall(code_of(text)):
        words = shlex.split(CUT.split(rest)[0])
        if place != ".venv/bin/":
            yield f"{place}python -m {module}"
        elif module == "local":
            yield from local_faults(words)
        elif module != "pytest":
            found = find_spec(module if "." in module else f"{module}.__main__")
            source = Path(found.origin).read_text() if found and found.origin else ""
            if not source:
                yield module
            yield from (f"{module} {word}" for word in words if word.startswith("--") and f'"{word}"' not in source)


def local_faults(words: list[str]) -> Iterator[str]:
    """What the parser of `python -m local` says against these words."""
    try:
        parser().parse_args(words)
    except SystemExit:
        yield f"local {shlex.join(words)}"


@in_each_document
def test_every_make_can_be_typed(path: Path) -> None:
    assert list(make_faults(path.read_text())) == []


@pytest.mark.parametrize(
    # a changelog names what could be typed then
    "path",
    [path for path in DOCUMENTS if path.name != "CHANGELOG.md"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_python_command_can_be_typed(path: Path) -> None:
    assert list(python_faults(path.read_text())) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("`make run PORT=8001` and `DEMO=1 make run DATA=.demo`", [], id="its own variables"),
        pytest.param("`make deploy STAGE=prod SIGN_UP=invite`", [], id="what it hands on"),
        pytest.param("```\nmake rum\n```", ["make rum"], id="no such target"),
        pytest.param("`make rehearse STAGE=prod`", ["make rehearse STAGE="], id="not of this target"),
        pytest.param("`make test TEST=x`", ["make test TEST="], id="misspelt"),
    ],
)
def test_a_make_that_cannot_be_typed_is_found(text: str, faults: list[str]) -> None:
    assert list(make_faults(text)) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("`.venv/bin/python -m local restore --stage again ARN`", [], id="as the parser wants it"),
        pytest.param(
            "`.venv/bin/python -m local export-person --stage prod a@b.org > a.json`", [], id="a shell's part"
        ),
        pytest.param("`python -m local rules`", ["python -m local"], id="not in the environment"),
        pytest.param("`.venv/bin/python -m local rule`", ["local rule"], id="no such command"),
        pytest.param("`.venv/bin/python -m local backup --stages x`", ["local backup --stages x"], id="no such option"),
        pytest.param("`.venv/bin/python -m local restore --stage x`", ["local restore --stage x"], id="half of it"),
        pytest.param("`.venv/bin/python -m bench.nothing`", ["bench.nothing"], id="no such module"),
        pytest.param("`.venv/bin/python -m bench.scale --fast`", ["bench.scale --fast"], id="an option it has not"),
    ],
)
def test_a_python_command_that_cannot_be_typed_is_found(text: str, faults: list[str]) -> None:
    assert list(python_faults(text)) == faults


def test_every_target_is_told_of() -> None:
    assert {target for target in TARGETS if f"`make {target}" not in (ROOT / "README.md").read_text()} == set()


def test_no_target_is_taken_for_a_file() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony.split() == [target for target in dict.fromkeys(phony.split()) if target in TARGETS]
    assert set(phony.split()) == set(TARGETS)


@pytest.mark.parametrize("name", list(module_names()))
def test_examples_in_docstrings_run(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
