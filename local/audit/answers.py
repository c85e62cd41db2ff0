"""What the tools said, read: findings, or why there is no answer. Pure; the text of each tool goes in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

CLEAN: Final = 0
FOUND: Final = 1
NOT_ASKED: Final = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """One tool's answer about one thing. `not_asked` says why there is none, and then it is not clean."""

    tool: str
    about: str
    says: str = ""
    findings: tuple[str, ...] = ()
    not_asked: str = ""

    def lines(self) -> list[str]:
        """The answer in words, a finding a line below it."""
        count = f"{len(self.findings)} finding{'' if len(self.findings) == 1 else 's'}"
        told = f"COULD NOT BE ASKED: {self.not_asked}" if self.not_asked else f"{count}; {self.says}"
        return [f"{self.tool}: {self.about}: {told}", *(f"  {finding}" for finding in self.findings)]


def exit_code(answers: Iterable[Answer]) -> int:
    """0: everything was asked and nothing found. 1: something was found. 2: nothing was, but something not asked."""
    given = list(answers)
    if any(answer.findings for answer in given):
        return FOUND
    return NOT_ASKED if not given or any(answer.not_asked for answer in given) else CLEAN


def read_cfn_lint(said: str, resources: int) -> Answer:
    """Every match, warnings included, of `cfn-lint --format json`."""
    tool, about = "cfn-lint", f"the template's {resources} resources"
    matches = _document(said)
    if not isinstance(matches, list):
        return Answer(tool, about, not_asked=_last_line(said))
    found = tuple(f"{one['Rule']['Id']} {one['Message']}" for one in matches)
    return Answer(tool, about, "errors and warnings alike", found)


def read_checkov(said: str, answered: set[tuple[str, str]], bare: str) -> Answer:
    """What of `checkov -o json` failed, and each answer in the file that no check asks for any more.

    `answered` are pairs of check and resource; `bare` is what checkov said of the template without its answers.
    """
    tool, about = "checkov", "the template"
    document, without = _document(said), _document(bare)
    if not (_has_looked(document) and _has_looked(without)):
        return Answer(tool, about, not_asked=_last_line(said if not _has_looked(document) else bare))
    failed = {(one["check_id"], one["resource"].split(".")[-1]) for one in document["results"]["failed_checks"]}
    asked = {(one["check_id"], one["resource"].split(".")[-1]) for one in without["results"]["failed_checks"]}
    found = [f"{check} {resource}" for check, resource in sorted(failed)]
    idle = [f"{check} {resource}: answered, but not asked" for check, resource in sorted(answered - asked)]
    summary = document["summary"]
    says = f"{summary['passed']} checks passed, {summary['skipped']} answered in the file"
    return Answer(tool, about, says, (*found, *idle))


def _has_looked(document: Any) -> bool:
    """Whether checkov read the file: without one it answers zero of everything, and ends well."""
    summary = document.get("summary", {}) if isinstance(document, dict) else {}
    return summary.get("resource_count", 0) > 0 and not summary.get("parsing_errors")


def read_pip_audit(about: str, said: str, complaint: str) -> Answer:
    """The known faults that `pip-audit -f json` lists. It ends well where it could ask about nothing at all."""
    tool = "pip-audit"
    document = _document(said)
    if not isinstance(document, dict) or not document.get("dependencies"):
        return Answer(tool, about, not_asked=_last_line(complaint))
    libraries: list[Mapping[str, Any]] = document["dependencies"]
    skipped = [one["name"] for one in libraries if "skip_reason" in one]
    if skipped:
        of = f"no record of {len(skipped)} of {len(libraries)} libraries could be had, the first is {skipped[0]}"
        return Answer(tool, about, findings=_faults(libraries), not_asked=of)
    return Answer(tool, about, f"{len(libraries)} libraries looked up", _faults(libraries))


def _faults(libraries: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(
        f"{one['name']} {one.get('version', '')}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        for one in libraries
        for fault in one.get("vulns", [])
    )


def read_npm_audit(about: str, said: str, complaint: str) -> Answer:
    """The known faults that `npm audit --json` lists."""
    tool = "npm audit"
    document = _document(said)
    if not isinstance(document, dict) or "auditReportVersion" not in document:
        why = document.get("message") if isinstance(document, dict) else None
        return Answer(tool, about, not_asked=why or _last_line(complaint))
    found = tuple(f"{name}: {one['severity']}" for name, one in sorted(document["vulnerabilities"].items()))
    return Answer(tool, about, f"{document['metadata']['dependencies']['total']} packages looked up", found)


def _document(said: str) -> Any:
    try:
        return json.loads(said)
    except ValueError:
        return None


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
