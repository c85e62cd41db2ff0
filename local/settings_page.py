"""Writes `docs/configuration.md` from the code that reads the settings, the template, and the Makefile."""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_args, get_origin

from msgspec import NODEFAULT
from msgspec.structs import fields

from chalicelib import config
from chalicelib.config import Settings
from local.aws.checking import PARAMETERS, allowed
from local.embedded import DELIVER, DELIVER_SAFETY
from local.resources import merged_resources
from local.rules_page import table
from local.wiring import settings

ROOT: Final = Path(__file__).resolve().parents[1]
MAKE_VARIABLE: Final = re.compile(r"(?:^# (.+)\n)?^([A-Z]+) \?=[ \t]*(.*)$", re.MULTILINE)
TOP: Final = """# Settings

This page is made by `make docs`, from `chalicelib/config.py`, the parameters under `.chalice/resources`, and the
Makefile. The build fails when it is stale. How a stage is run stands in [operations.md](operations.md).

## What the service reads

From its environment, once, when it starts. On AWS the stack sets it; you set the parameter, by `make deploy`.
`make run` sets what its column names; where that says “yours”, your shell counts: `SIGN_UP=invite make run`.

{settings}

## What `make deploy` reads

Typed before the command or after it: `make deploy STAGE=prod SIGN_UP=invite`. Each sets a parameter of the stack. What
you do not set stays as it was at the last deployment, and is the default at the first.

{parameters}

Not parameters: `STAGE` names the stage; `AWS_REGION`, or `AWS_DEFAULT_REGION`, the region. Credentials are found as
AWS's tools find them (`AWS_PROFILE`, `AWS_ACCESS_KEY_ID`, a role). The operator's other commands take `STAGE` in place
of `--stage`.

## What `make` reads

{make}

`PYTHON` names the interpreter that `.venv` is made with, where `python3` is older than 3.11.
"""
KINDS: Final = {int: "a whole number", bool: "`1`"}
YOURS, NEEDED = "yours", "**needed**"
FILLED_IN: Final = {
    "BaseUrl": "the gateway’s own address",
    "SecretParameter": "`/steady-STAGE/secret`",
    "ShowDashboard": "by `DASHBOARD`",
}
"""What `make deploy` sets where the operator sets nothing."""


def settings_page(root: Path = ROOT) -> str:
    """The page. Raises LookupError that names a setting, a parameter or a variable that nothing is said of."""
    resources = merged_resources(root)
    return TOP.format(
        settings=table(
            ("variable", "where it is not set", "what it is", "may be", "on AWS", "`make run`"), _settings(resources)
        ),
        parameters=table(("variable", "parameter", "default", "may be", "what it is"), _parameters(resources)),
        make=table(("variable", "default", "what it is"), make_variables((root / "Makefile").read_text())),
    )


def setting_texts(source: str) -> dict[str, str]:
    """Each setting's own text: the string that stands under it.

    >>> setting_texts("class Settings:\\n    sender: str\\n    'The From address.'\\n")
    {'sender': 'The From address.'}
    """
    (found,) = (one for one in ast.parse(source).body if isinstance(one, ast.ClassDef) and one.name == "Settings")
    return {
        field.target.id: " ".join(under.value.value.split())
        for field, under in zip(found.body, found.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(under, ast.Expr) and isinstance(under.value, ast.Constant) and isinstance(under.value.value, str)
    }


def _settings(resources: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    texts = setting_texts(inspect.getsource(config))
    aws, local = _on_aws(resources), _on_one_machine()
    for one in fields(Settings):
        variable = one.name.upper()
        if not texts.get(one.name):
            raise LookupError(f"chalicelib/config.py says nothing of {one.name}")
        places = aws.get(variable, "not set"), local.get(variable, YOURS)
        yield f"`{variable}`", _usual(one.default), texts[one.name], _may_be(one.type), *places


def _usual(default: object) -> str:
    """What holds where nobody sets it; empty where that is nothing at all."""
    if default is NODEFAULT:
        return NEEDED
    return "" if default in (None, "") or default is False else f"`{default}`"


def _may_be(kind: Any) -> str:
    """What a setting of this type may hold, in words."""
    if get_origin(kind) is not None and (choices := [one for one in get_args(kind) if isinstance(one, str)]):
        return "one of " + ", ".join(choices)
    return KINDS.get(kind, "")


def _on_aws(resources: Mapping[str, Any]) -> dict[str, str]:
    """What the stack sets each variable to."""
    variables = resources["Globals"]["Function"]["Environment"]["Variables"]
    return {variable: _source(value["Ref"], resources["Parameters"]) for variable, value in variables.items()}


def _source(name: str, parameters: Mapping[str, Any]) -> str:
    if name == "AWS::StackName":
        return "the stack’s name"
    return f"the parameter `{name}`" if name in parameters else f"the stack’s `{name}`"


def _on_one_machine() -> dict[str, str]:
    """What `make run` sets each variable to, and whether what the shell says wins."""
    words = (queue, address, secret) = "its own queue", "its own address", "made once, in `DATA`"
    queues = {DELIVER: queue, DELIVER_SAFETY: queue}
    usual = settings(queues, address, secret, {})
    held = settings(queues, address, secret, dict.fromkeys(usual, YOURS))
    return {
        variable: (value if value in words else f"`{value}`") + (f", or {YOURS}" if held[variable] == YOURS else "")
        for variable, value in usual.items()
    }


def _parameters(resources: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    variables = {name: variable for variable, name in PARAMETERS.items()}
    for name, parameter in resources["Parameters"].items():
        if "Description" not in parameter:
            raise LookupError(f"the parameter {name} has no description")
        usual = _usual(parameter.get("Default", NODEFAULT))
        variable = f"`{variables[name]}`" if name in variables else ""
        yield variable, f"`{name}`", FILLED_IN.get(name, usual), allowed(parameter), parameter["Description"]


def make_variables(makefile: str) -> Iterator[tuple[str, ...]]:
    """Each variable of the Makefile, its default, and what the line above says of it."""
    for says, variable, default in MAKE_VARIABLE.findall(makefile):
        if not says:
            raise LookupError(f"the Makefile says nothing of {variable}")
        yield f"`{variable}`", f"`{default}`" if default else "", says
