"""The HTML of each mail is what its MJML source says today, and every source is a mail or part of one."""

import pytest

from local.mails.build import COMPILED, NAMES, SOURCES, compiled


@pytest.mark.parametrize("kind", NAMES)
def test_no_mail_is_stale(kind: str) -> None:
    kept = (COMPILED / f"{kind}.html").read_text(encoding="utf-8")
    assert kept == compiled(kind), "run `make mails`: .venv/bin/python -m local mails"


def test_every_source_is_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES.iterdir())
    parts = {path.name for path in SOURCES.iterdir()} - {f"{kind}.mjml" for kind in NAMES} - {"tokens.toml"}
    assert {name for name in parts if f'"{name}"' not in text} == set()
