"""What the merged template promises; a typo would merge silently, so what matters is asserted here."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.log_lines import OURS, JsonLines
from chalicelib.usecases.deliver_message import LEASED_FOR
from local.aws.room import RESERVED
from local.wheels import PYTHON_VERSION

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = {
    "APIHandler": "app.app",
    "Sweep": "app.sweep",
    "Deliver": "app.deliver",
    "DeliverSafety": "app.deliver_safety",
    "Feedback": "app.feedback",
}
WORKERS = {"Deliver": "DeliverQueue", "DeliverSafety": "SafetyQueue"}
OUTPUTS = {
    "EndpointURL",
    "TableName",
    "QueueUrl",
    "DeadLetterQueueUrl",
    "SafetyQueueUrl",
    "SafetyDeadLetterQueueUrl",
}
PSEUDO = re.compile(r"AWS::")

pytestmark = pytest.mark.xdist_group("package")
in_each_function = pytest.mark.parametrize("function", FUNCTIONS)
in_each_worker = pytest.mark.parametrize(("worker", "queue"), WORKERS.items())


@pytest.fixture(scope="module")
def properties(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: resource["Properties"] for name, resource in template["Resources"].items()}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(child)


def names_used(template: dict[str, Any]) -> Iterator[str]:
    """Yield every name a Ref, GetAtt or Sub leans on, those that a Sub brings along apart."""
    for node in nodes(template):
        if isinstance(node.get("Ref"), str):
            yield node["Ref"]
        if "Fn::GetAtt" in node:
            yield node["Fn::GetAtt"][0]
        if "Fn::Sub" in node:
            text, own = node["Fn::Sub"] if isinstance(node["Fn::Sub"], list) else (node["Fn::Sub"], {})
            yield from {name.split(".")[0] for name in re.findall(r"\$\{([^!}]+)\}", text)} - set(own)


def test_every_name_used_exists(template: dict[str, Any]) -> None:
    known = {*template["Resources"], *template["Parameters"]}
    assert {name for name in names_used(template) if not PSEUDO.match(name)} <= known


def test_the_functions_are_those_that_are_configured(template: dict[str, Any]) -> None:
    found = {
        name: resource["Properties"]["Handler"]
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    assert found == FUNCTIONS


@in_each_function
def test_the_runtime_does_not_follow_the_packager(properties: dict[str, Any], function: str) -> None:
    assert properties[function]["Runtime"] == f"python{PYTHON_VERSION}"


def test_outputs_are_those_of_the_contract(template: dict[str, Any]) -> None:
    assert set(template["Outputs"]) >= OUTPUTS


@in_each_worker
def test_a_worker_reports_single_failures(properties: dict[str, Any], worker: str, queue: str) -> None:
    (event,) = properties[worker]["Events"].values()
    assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert event["Properties"]["Queue"]["Fn::Sub"].endswith(":" + properties[queue]["QueueName"]["Fn::Sub"])


@in_each_worker
def test_a_queue_waits_six_times_as_long_as_its_worker(properties: Any, worker: str, queue: str) -> None:
    assert properties[queue]["VisibilityTimeout"] >= 6 * properties[worker]["Timeout"]


@in_each_worker
def test_what_a_worker_that_died_held_comes_back_once_its_lease_is_over(
    properties: Any, worker: str, queue: str
) -> None:
    """A message that came back while it is held would be taken by nobody, and be gone from its queue."""
    latest_lease = properties[worker]["Timeout"] + LEASED_FOR.total_seconds()
    assert properties[queue]["VisibilityTimeout"] > latest_lease


@in_each_worker
def test_a_queue_gives_up_into_its_own_dead_letters(properties: Any, worker: str, queue: str) -> None:
    redrive = properties[queue]["RedrivePolicy"]
    (dead, _) = redrive["deadLetterTargetArn"]["Fn::GetAtt"]
    assert redrive["maxReceiveCount"] == 5
    assert properties[dead]["QueueName"]["Fn::Sub"] == properties[queue]["QueueName"]["Fn::Sub"] + "-dead"


def test_somebody_is_told_when_sweeps_stop(template: dict[str, Any], properties: dict[str, Any]) -> None:
    alarm = properties["SweepsHaveStopped"]
    assert (alarm["Namespace"], alarm["MetricName"]) == ({"Ref": "AWS::StackName"}, "SweepsFinished")
    assert template["Globals"]["Function"]["Environment"]["Variables"]["METRICS"] == alarm["Namespace"]
    # by the minute: AWS looks some periods further back before it takes silence for silence
    assert (alarm["Statistic"], alarm["Period"], alarm["EvaluationPeriods"]) == ("Sum", 60, 15)
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("LessThanThreshold", 1)
    assert alarm["TreatMissingData"] == "breaching"
    assert template["Resources"]["OperatorIsTold"]["Condition"] in template["Conditions"]


def test_faults_are_counted_by_the_words_they_are_logged_with(properties: dict[str, Any]) -> None:
    faults = properties["SweepFaults"]
    assert faults["LogGroupName"] == {"Ref": "SweepLogGroup"}
    line = logging.LogRecord(OURS, logging.ERROR, "", 0, "a person could not be seen to", None, None)
    words = dict(re.findall(r'\$\.(\w+) = "(\w+)"', faults["FilterPattern"]))
    assert words.keys() == {"logger", "level"}
    assert words.items() <= json.loads(JsonLines().format(line)).items()
    (counted,) = faults["MetricTransformations"]
    alarm = properties["SomebodyIsNotSeenTo"]
    assert (counted["MetricNamespace"], counted["MetricName"]) == (alarm["Namespace"], alarm["MetricName"])


def test_events_of_mails_come_from_our_own_configuration_set_only(properties: dict[str, Any]) -> None:
    (statement,) = properties["FeedbackTopicPolicy"]["PolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "ses.amazonaws.com"}
    source = statement["Condition"]["StringEquals"]
    assert source["AWS:SourceAccount"] == {"Ref": "AWS::AccountId"}
    assert source["AWS:SourceArn"]["Fn::Sub"].endswith(":configuration-set/${MailEvents}")
    destination = properties["MailEventsToFeedback"]["EventDestination"]
    assert destination["SnsDestination"] == {"TopicARN": {"Ref": "FeedbackTopic"}}
    told = {"send", "reject", "bounce", "complaint", "renderingFailure"}
    assert set(destination["MatchingEventTypes"]) == told
    (event,) = properties["Feedback"]["Events"].values()
    assert event["Properties"]["Topic"]["Fn::Sub"].endswith(":" + properties["FeedbackTopic"]["TopicName"]["Fn::Sub"])


def test_as_many_workers_send_as_share_the_quota(template: dict[str, Any], properties: dict[str, Any]) -> None:
    (event,) = properties["Deliver"]["Events"].values()
    condition, limited, otherwise = event["Properties"]["ScalingConfig"]["Fn::If"]
    assert limited == {"MaximumConcurrency": {"Ref": "MailWorkers"}}
    assert otherwise == {"Ref": "AWS::NoValue"}
    assert template["Conditions"][condition] == {"Fn::Not": [{"Fn::Equals": [{"Ref": "MailWorkers"}, "0"]}]}


def test_workers_are_kept_for_safety_mail_and_the_sweep(template: dict[str, Any], properties: Any) -> None:
    kept = {name: properties[name]["ReservedConcurrentExecutions"]["Fn::If"] for name in ("DeliverSafety", "Sweep")}
    assert {name: one[0] for name, one in kept.items()} == dict.fromkeys(kept, "ReservesWorkers")
    assert template["Conditions"]["ReservesWorkers"] == {"Fn::Equals": [{"Ref": "ReserveWorkers"}, "on"]}
    assert template["Parameters"]["ReserveWorkers"]["Default"] == "off"
    assert sum(one[1] for one in kept.values()) == RESERVED
    # what the queue starts and the function may not is throttled, and dies after five tries
    (safety,) = properties["DeliverSafety"]["Events"].values()
    assert safety["Properties"]["ScalingConfig"] == {"MaximumConcurrency": kept["DeliverSafety"][1]}


def test_no_role_is_broader_than_what_it_names(template: dict[str, Any]) -> None:
    statements = [node for node in nodes(template) if "Effect" in node and "Resource" in node]
    assert len(statements) > len(FUNCTIONS)
    for statement in statements:
        actions = [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]
        assert not [action for action in actions if "*" in action]
        # AWS knows no narrower resource for the account's quota
        assert statement["Resource"] != "*" or actions == ["ses:GetAccount"]


def test_a_function_has_the_one_policy_of_its_file_and_no_other(template: dict[str, Any], properties: Any) -> None:
    configured = json.loads((ROOT / ".chalice/config.json").read_text())["lambda_functions"]
    by_handler = {properties[name]["Handler"].removeprefix("app."): properties[name] for name in FUNCTIONS}
    for name, settings in configured.items():
        function = by_handler["app" if name == "api_handler" else name]
        role = properties[function["Role"]["Fn::GetAtt"][0]]
        (policy,) = role["Policies"]
        assert policy["PolicyDocument"] == json.loads((ROOT / ".chalice" / settings["iam_policy_file"]).read_text())
        assert "ManagedPolicyArns" not in role
    assert len(configured) == len(FUNCTIONS)


@pytest.mark.parametrize("function", ["APIHandler", "Sweep", "Feedback"])
def test_only_the_workers_send_mail(properties: dict[str, Any], function: str) -> None:
    role, _ = properties[function]["Role"]["Fn::GetAtt"]
    assert "ses:" not in json.dumps(properties[role])
