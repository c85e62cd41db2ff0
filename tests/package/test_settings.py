"""Functions get their settings from the stack; what config.json says is for one machine and never ships."""

import json
from pathlib import Path
from typing import Any

import pytest

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
    "REPLY_TO": "ReplyTo",
    "MAILS_PER_ADDRESS": "MailsPerAddress",
    "REQUESTS_PER_SOURCE": "RequestsPerSource",
}
FIXED = {"METRICS": "Steady"}

pytestmark = pytest.mark.xdist_group("package")


@pytest.fixture(scope="module")
def functions(template: dict[str, Any]) -> dict[str, Any]:
    """Every function of the merged template."""
    resources = template["Resources"]
    return {name: one for name, one in resources.items() if one["Type"] == "AWS::Serverless::Function"}


def test_config_names_every_setting_as_text() -> None:
    named = json.loads((ROOT / ".chalice/config.json").read_text())["environment_variables"]
    assert named.keys() == {*FROM_THE_STACK, *FIXED}
    assert all(isinstance(value, str) for value in named.values())


def test_no_value_of_this_machine_ships(functions: dict[str, Any]) -> None:
    # What config.json puts on a function would win over SAM's Globals; so each function is overlaid itself.
    expected: dict[str, Any] = {name: {"Ref": source} for name, source in FROM_THE_STACK.items()}
    shipped = {name: one["Properties"]["Environment"]["Variables"] for name, one in functions.items()}
    assert functions
    assert shipped == dict.fromkeys(functions, expected | FIXED)
