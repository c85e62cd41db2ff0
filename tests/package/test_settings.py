"""Functions get their settings from the stack; nothing of the packing machine ships."""

import json
from pathlib import Path
from typing import Any

import pytest

from app import app

ROOT = Path(__file__).resolve().parents[2]
FROM_THE_STACK = {
    "TABLE_NAME": "SteadyTable",
    "QUEUE_URL": "DeliverQueue",
    "SAFETY_QUEUE_URL": "SafetyQueue",
    "SENDER": "Sender",
    "BASE_URL": "BaseUrl",
    "SECRET_PARAMETER": "SecretParameter",
    "CONFIGURATION_SET": "MailEvents",
    "FEEDBACK_TOPIC": "FeedbackTopic",
    "MAIL_SHARE": "MailShare",
    "MAIL_WORKERS": "MailWorkers",
    "SIGN_UP": "SignUp",
    "METRICS": "AWS::StackName",
    "REPLY_TO": "ReplyTo",
    "MAILS_PER_ADDRESS": "MailsPerAddress",
    "REQUESTS_PER_SOURCE": "RequestsPerSource",
}

pytestmark = pytest.mark.xdist_group("package")


def test_every_function_gets_its_settings_from_the_stack(template: dict[str, Any]) -> None:
    expected: dict[str, Any] = {name: {"Ref": source} for name, source in FROM_THE_STACK.items()}
    assert template["Globals"]["Function"]["Environment"]["Variables"] == expected


def test_nothing_wins_over_what_the_stack_says(template: dict[str, Any]) -> None:
    # a function's own settings would, and those are what config.json names
    assert "environment_variables" not in json.loads((ROOT / ".chalice/config.json").read_text())
    functions = [one for one in template["Resources"].values() if one["Type"] == "AWS::Serverless::Function"]
    assert functions
    assert not [one for one in functions if "Environment" in one["Properties"]]


@pytest.mark.parametrize("made_by_guessing", ["autogen_policy", "automatic_layer"])
def test_chalice_guesses_nothing(made_by_guessing: str) -> None:
    # it reads app.py alone for the calls that a role must allow, and packs templates into no layer
    assert json.loads((ROOT / ".chalice/config.json").read_text())[made_by_guessing] is False


def test_no_error_is_shown_with_its_trace() -> None:
    assert app.debug is False
