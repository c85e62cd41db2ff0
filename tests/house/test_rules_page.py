"""docs/rules.md is what the registry says today, and every rule and figure is in it."""

import ast
import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.adapters.email_words import MARKS
from chalicelib.domain import signs
from chalicelib.domain.signs import RULES
from local.__main__ import main
from local.rule_examples import EXAMPLES
from local.rule_parameters import DOMAIN, PARAMETERS
from local.rules_page import example_of, rules_page, table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
READ_AS_RUNS = ("runs", "easing", "reports", "visits")
NOT_A_CHOICE = {"signs.rule.MOST_ENTRIES"}
"""How many entries a finding names decides nothing."""


def test_the_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), (
        "run `make docs`: .venv/bin/python -m local rules > docs/rules.md"
    )


def test_the_command_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert capsys.readouterr().out == rules_page()


def test_every_rule_has_one_log_and_no_log_is_left_over() -> None:
    assert Counter(rule.sign for rule in RULES) == {sign: len(logs) for sign, logs in EXAMPLES.items()}


def test_a_rule_whose_log_does_not_show_it_stops_the_page() -> None:
    stroke = next(rule for rule in RULES if rule.sign == "stroke_signs")
    with pytest.raises(LookupError, match=r"stroke_signs \(emergency\)"):
        example_of(stroke, 1)


def test_every_source_ends_with_a_mark_that_is_explained() -> None:
    for source in (*(rule.source for rule in RULES), *(parameter.source for parameter in PARAMETERS)):
        assert source.endswith(tuple(MARKS)), source


def figures() -> Iterator[str]:
    """Every number or span that a module of the rules sets itself."""
    modules = [f"signs.{module.name}" for module in pkgutil.iter_modules(signs.__path__)]
    for module in (*READ_AS_RUNS, *modules):
        tree = ast.parse(inspect.getsource(found := importlib.import_module(DOMAIN + module)))
        for node in tree.body:
            targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
            for name in (name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)):
                if isinstance(getattr(found, name), int | float | timedelta):
                    yield f"{module}.{name}"


def test_every_figure_of_the_rules_is_listed() -> None:
    assert set(figures()) - {parameter.constant for parameter in PARAMETERS} == NOT_A_CHOICE


def test_a_cell_keeps_its_bar_out_of_the_table() -> None:
    assert table(("a",), [("1|2",)]).splitlines()[-1] == "| 1\\|2 |"
