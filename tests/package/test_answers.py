"""What checkov finds and we leave as it is, is answered beside the resource; `make audit` runs checkov itself."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASKS = {
    "CKV_AWS_26": ("AWS::SNS::Topic",),
    "CKV_AWS_27": ("AWS::SQS::Queue",),
    "CKV_AWS_73": ("AWS::Serverless::Api",),
    "CKV_AWS_76": ("AWS::Serverless::Api",),
    "CKV_AWS_115": ("AWS::Serverless::Function",),
    "CKV_AWS_116": ("AWS::Serverless::Function",),
    "CKV_AWS_117": ("AWS::Serverless::Function",),
    "CKV_AWS_119": ("AWS::DynamoDB::Table",),
    "CKV_AWS_120": ("AWS::Serverless::Api",),
    "CKV_AWS_158": ("AWS::Logs::LogGroup",),
    "CKV_AWS_173": ("AWS::Serverless::Function",),
}
"""The checks that are answered, and what each of them is about."""
SENTENCE = re.compile(r"[A-Z].{30,200}\.")

pytestmark = pytest.mark.xdist_group("package")


def answers(resource: dict[str, Any]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = resource.get("Metadata", {}).get("checkov", {}).get("skip", [])
    return found


def asked(template: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each answered check: of which resource, and what kind that is."""
    for name, resource in template["Resources"].items():
        for answer in answers(resource):
            yield name, resource["Type"], answer["id"]


def test_every_answer_is_a_sentence_of_its_own(template: dict[str, Any]) -> None:
    told = [answer for one in template["Resources"].values() for answer in answers(one)]
    assert told
    assert [answer for answer in told if not SENTENCE.fullmatch(answer.get("comment", ""))] == []


def test_every_answer_is_to_a_check_about_that_kind(template: dict[str, Any]) -> None:
    assert [(name, check) for name, kind, check in asked(template) if kind not in ASKS.get(check, ())] == []


def test_a_check_is_answered_once(template: dict[str, Any]) -> None:
    told = list(asked(template))
    assert len(told) == len(set(told))


def test_no_check_is_left_out_for_the_whole_template() -> None:
    # a skip on the command line or in a settings file would hide what comes later, too
    assert not [path.name for path in ROOT.glob(".checkov*")] + [path.name for path in ROOT.glob(".cfnlintrc*")]


def test_what_has_been_mended_is_not_answered(template: dict[str, Any]) -> None:
    limited = {
        name
        for name, one in template["Resources"].items()
        if "ReservedConcurrentExecutions" in one.get("Properties", {})
    }
    assert limited == {"Sweep", "DeliverSafety"}
    assert not [name for name, _, check in asked(template) if check == "CKV_AWS_115" and name in limited]
