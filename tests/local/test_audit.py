"""The audit: what each tool says is counted, and what could not be asked is never taken for clean."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from local.audit import asking
from local.audit.answers import Answer, exit_code, read_cfn_lint, read_checkov, read_npm_audit, read_pip_audit
from local.tools import RefusedError

JINJA = {"name": "jinja2", "version": "3.1.6", "vulns": []}
WITH_A_FAULT = JINJA | {"version": "2.4", "vulns": [{"id": "PYSEC-2014-8", "fix_versions": ["2.7.2"]}]}
NOT_KNOWN = {"name": "segno", "skip_reason": "Dependency not found on PyPI and could not be audited: segno (1.6.6)"}


def checkov(*failed: tuple[str, str], resources: int = 49, faults: int = 0, skipped: int = 0) -> str:
    found = [{"check_id": check, "resource": f"AWS::SQS::Queue.{name}"} for check, name in failed]
    summary = {"passed": 65, "failed": len(found), "skipped": skipped, "parsing_errors": faults}
    return json.dumps({"results": {"failed_checks": found}, "summary": {**summary, "resource_count": resources}})


def pip_audit(*libraries: Any) -> str:
    return json.dumps({"dependencies": list(libraries), "fixes": []})


def npm(**vulnerable: str) -> str:
    found = {name: {"severity": severity} for name, severity in vulnerable.items()}
    total = {"dependencies": {"total": 12}}
    return json.dumps({"auditReportVersion": 2, "vulnerabilities": found, "metadata": total})


ANSWERED = ("CKV_AWS_27", "DeliverQueue")
CASES = [
    pytest.param(read_cfn_lint("[]", 49), 0, "0 findings", id="cfn-lint, clean"),
    pytest.param(
        read_cfn_lint(json.dumps([{"Rule": {"Id": "W3005"}, "Message": "already enforced"}]), 49),
        1,
        "1 finding;.*W3005 already enforced",
        id="cfn-lint, a warning",
    ),
    pytest.param(read_cfn_lint("Traceback\n  no such file\n", 49), 2, "ASKED: no such file", id="cfn-lint, a crash"),
    pytest.param(
        read_checkov(checkov(skipped=1), {ANSWERED}, checkov(ANSWERED)), 0, "65 checks passed, 1 answered", id="checkov"
    ),
    pytest.param(
        read_checkov(checkov(("CKV_AWS_26", "T")), {ANSWERED}, checkov(ANSWERED, ("CKV_AWS_26", "T"))),
        1,
        "1 finding;.*CKV_AWS_26 T",
        id="checkov, a finding",
    ),
    pytest.param(
        read_checkov(checkov(), {ANSWERED}, checkov()), 1, "DeliverQueue: answered, but not asked", id="checkov, idle"
    ),
    pytest.param(read_checkov(checkov(faults=1), set(), checkov()), 2, "COULD NOT", id="checkov could not read it"),
    pytest.param(read_checkov(checkov(resources=0), set(), checkov()), 2, "COULD NOT", id="checkov saw nothing"),
    pytest.param(read_checkov(checkov(), set(), "no module\n"), 2, "ASKED: no module", id="checkov, a crash"),
    pytest.param(read_pip_audit("x", pip_audit(JINJA), ""), 0, "0 findings; 1 libraries", id="pip-audit, clean"),
    pytest.param(
        read_pip_audit("x", pip_audit(JINJA, WITH_A_FAULT), ""), 1, "2.4: PYSEC-2014-8, mended in 2.7.2", id="a fault"
    ),
    pytest.param(
        read_pip_audit("x", pip_audit(JINJA, NOT_KNOWN), "No known vulnerabilities found"),
        2,
        "COULD NOT BE ASKED: no record of 1 of 2 libraries could be had, the first is segno",
        id="pip-audit calls it clean and could not ask",
    ),
    pytest.param(
        read_pip_audit("x", pip_audit(WITH_A_FAULT, NOT_KNOWN), ""),
        1,
        "COULD NOT BE ASKED.*PYSEC-2014-8",
        id="a fault, and one not asked about",
    ),
    pytest.param(read_pip_audit("x", "", "Traceback\nConnectionError: x"), 2, "ConnectionError", id="no network"),
    pytest.param(read_pip_audit("x", pip_audit(), ""), 2, "COULD NOT BE ASKED: it said nothing", id="nothing to ask"),
    pytest.param(read_npm_audit("x", npm(), ""), 0, "0 findings; 12 packages", id="npm audit, clean"),
    pytest.param(read_npm_audit("x", npm(lodash="high"), ""), 1, "lodash: high", id="npm audit, a fault"),
    pytest.param(
        read_npm_audit("x", json.dumps({"message": "405 Method Not Allowed"}), ""), 2, "405", id="npm audit, refused"
    ),
    pytest.param(read_npm_audit("x", "", "npm error\n"), 2, "npm error", id="npm audit, a crash"),
]


@pytest.mark.parametrize(("answer", "code", "says"), CASES)
def test_an_answer_is_read_for_what_it_is(answer: Answer, code: int, says: str) -> None:
    assert exit_code([answer]) == code
    assert re.search(says, " ".join(answer.lines()))


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        pytest.param([], 2, id="nothing was asked"),
        pytest.param([Answer("a", "x"), Answer("b", "y")], 0, id="all clean"),
        pytest.param([Answer("a", "x"), Answer("b", "y", not_asked="no")], 2, id="one could not be asked"),
        pytest.param(
            [Answer("a", "x", findings=("f",)), Answer("b", "y", not_asked="no")], 1, id="a finding counts most"
        ),
    ],
)
def test_the_audit_ends_well_only_when_all_of_it_did(
    answers: list[Answer], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(asking, "ask_everything", lambda root, tools: iter(answers))
    assert asking.main() == code
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == asking.ENDS[code]
    assert sum("COULD NOT BE ASKED" in line for line in said) == sum(bool(answer.not_asked) for answer in answers)


def test_an_environment_that_cannot_be_made_is_no_clean_audit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(folder: Path, requirements: Path) -> Path:
        raise RefusedError("pip failed.")

    monkeypatch.setattr(asking, "set_up", fail)
    assert asking.main() == 2
    assert "pip failed." in capsys.readouterr().err


def tool(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_the_template_is_asked_about_with_its_answers_and_without(tmp_path: Path) -> None:
    tool(tmp_path, "cfn-lint", "echo '[]'")
    # finds the queue in every template that does not carry the answer
    found, clean = checkov(ANSWERED), checkov(skipped=1)
    tool(tmp_path, "checkov", f"""for last; do :; done; grep -q because "$last" && echo '{clean}' || echo '{found}'""")
    skip = {"skip": [{"id": "CKV_AWS_27", "comment": "because"}]}
    template = {"Resources": {"DeliverQueue": {"Type": "AWS::SQS::Queue", "Metadata": {"checkov": skip}}}}
    lint, checks = asking.ask_about_the_template(template, tmp_path, tmp_path)
    assert lint.lines() == ["cfn-lint: the template's 1 resources: 0 findings; errors and warnings alike"]
    assert checks.lines() == ["checkov: the template: 0 findings; 65 checks passed, 1 answered in the file"]
