"""docs/configuration.md is what the code reads today, and nothing reads the environment beside it."""

import ast
import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import fields

from chalicelib.config import Settings, SignUp
from local import settings_page as pages
from local.__main__ import main
from local.aws.checking import PARAMETERS
from local.resources import merged_resources
from local.settings_page import settings_page

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "configuration.md"
READS_THE_ENVIRONMENT = {
    "chalicelib/bootstrap.py": "hands it to Settings.from_env",
    "local/wiring.py": "sets what the service reads, and takes what the shell says",
    "local/running.py": "DEMO",
    "local/embedded.py": "takes AWS's own variables away, so that no real account is met",
    "local/tools.py": "chalice and pip inherit it",
    "local/rehearsal/emulator.py": "the path of the machine's own programs",
    "local/inviting.py": "BASE_URL",
    "local/aws/account.py": "the region",
    "local/aws/commands.py": "STAGE, and what a deployment sets",
    "bench/served.py": "a server inherits it",
    "bench/imports.py": "an interpreter inherits it",
}
"""Every file that touches the environment, and why."""
FROM_OUTSIDE = {"HOME", "PATH"}
OF_THE_STACK = merged_resources(ROOT)


def test_the_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == settings_page(), (
        "run `make docs`: .venv/bin/python -m local settings > docs/configuration.md"
    )


def test_the_command_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    assert capsys.readouterr().out == settings_page()


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """Every module that ships, runs on one machine or measures, parsed."""
    below = (path for name in ("chalicelib", "local", "bench") for path in (ROOT / name).rglob("*.py"))
    paths = sorted([ROOT / "app.py", *below])
    return tuple((str(path.relative_to(ROOT)), ast.parse(path.read_text())) for path in paths)


def touches_the_environment(node: ast.AST) -> bool:
    """Whether this is `os.environ`, `os.getenv` and the like."""
    names = ("environ", "environb", "getenv", "putenv", "defpath")
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (
        node.value.id == "os" and node.attr in names
    )  # fmt: skip


def test_the_environment_is_read_where_it_is_known_to_be() -> None:
    found = {name for name, tree in sources() for node in ast.walk(tree) if touches_the_environment(node)}
    imported = {
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "os"
    }
    assert found == set(READS_THE_ENVIRONMENT)
    assert imported == set()


def named_variables(tree: ast.AST) -> Iterator[str]:
    """Every name that is asked of something called `environ`."""
    for node in ast.walk(tree):
        asked: list[ast.expr] = []
        if isinstance(node, ast.Subscript):
            asked = [node.value, node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = [node.func.value, *node.args[:1]]
        match asked:
            case [place, ast.Constant(value=str(name))] if ast.unparse(place).endswith("environ"):
                yield name


def test_what_is_read_by_name_stands_in_the_page() -> None:
    page = settings_page()
    named = {name for _, tree in sources() for name in named_variables(tree)} | set(PARAMETERS)
    assert {"AWS_REGION", "DEMO", "STAGE", "SENDER"} <= named
    assert {name for name in named - FROM_OUTSIDE if f"`{name}`" not in page} == set()


def test_the_search_for_names_finds_each_way_to_ask() -> None:
    source = 'os.environ["A"]; environ.get("B"); os.environ.get("C", ""); other["D"]; environ.pop("E")'
    assert list(named_variables(ast.parse(source))) == ["A", "B", "C", "E"]


def test_the_stack_sets_nothing_that_nobody_reads() -> None:
    variables = OF_THE_STACK["Globals"]["Function"]["Environment"]["Variables"]
    assert set(variables) <= {one.name.upper() for one in fields(Settings)}


@pytest.mark.parametrize("variable", ["SIGN_UP", "MAILS_PER_ADDRESS", "REQUESTS_PER_SOURCE", "MAIL_WORKERS"])
def test_a_default_is_the_same_on_aws_and_on_one_machine(variable: str) -> None:
    (usual,) = (one.default for one in fields(Settings) if one.name.upper() == variable)
    assert OF_THE_STACK["Parameters"][PARAMETERS[variable]]["Default"] == usual


def test_the_stack_allows_the_modes_that_the_service_knows() -> None:
    assert tuple(OF_THE_STACK["Parameters"]["SignUp"]["AllowedValues"]) == get_args(SignUp)


def test_a_setting_that_nothing_is_said_of_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pages.setting_texts
    monkeypatch.setattr(pages, "setting_texts", lambda source: {**texts(source), "sender": ""})
    with pytest.raises(LookupError, match="nothing of sender"):
        settings_page()


def test_a_parameter_without_a_description_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    bare: dict[str, Any] = copy.deepcopy(OF_THE_STACK)
    del bare["Parameters"]["SignUp"]["Description"]
    monkeypatch.setattr(pages, "merged_resources", lambda root: bare)
    with pytest.raises(LookupError, match="SignUp has no description"):
        settings_page()


def test_a_make_variable_that_nothing_is_said_of_stops_the_page() -> None:
    assert list(pages.make_variables("# how many\nRUNS ?= 1\n")) == [("`RUNS`", "`1`", "how many")]
    with pytest.raises(LookupError, match="nothing of SEED"):
        list(pages.make_variables("# how many\nRUNS ?= 1\nSEED ?= 2\n"))
