"""What the operator is told: every alarm, the dashboard, and logs that name nobody."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib.usecases.deliver_message import ALARM_AT
from local.aws.account import Account
from local.aws.dashboards import dashboard_name
from tests.fakes.moto_aws import KEYS

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("package")
REACHES, BELOW = "GreaterThanOrEqualToThreshold", "LessThanThreshold"
WATCHED = {
    # a metric · its statistic over so many seconds · so many times in a row · the bound
    "SweepsHaveStopped": ("SweepsFinished", "Sum", 60, 15, BELOW, 1),
    "SomebodyIsNotSeenTo": ("SweepFaults", "Sum", 900, 1, REACHES, 1),
    "MailsAreDead": ("ApproximateNumberOfMessagesVisible", "Maximum", 300, 1, REACHES, 1),
    "SafetyMailsAreDead": ("ApproximateNumberOfMessagesVisible", "Maximum", 300, 1, REACHES, 1),
    "EventsAreDead": ("ApproximateNumberOfMessagesVisible", "Maximum", 300, 1, REACHES, 1),
    "SafetyMailWaits": ("ApproximateAgeOfOldestMessage", "Maximum", 60, 1, REACHES, 180),
    "MailsAreRefused": ("MailsRefused", "Sum", 900, 1, REACHES, ALARM_AT),
    # SES reviews an account at 5 % and at 0.1 %
    "MailsBounce": ("Reputation.BounceRate", "Average", 3600, 1, REACHES, 0.04),
    "MailsAreComplainedOf": ("Reputation.ComplaintRate", "Average", 3600, 1, REACHES, 0.0008),
    "AnswersFail": ("5XXError", "Sum", 3600, 1, REACHES, 3),
    "RequestsFail": ("Errors", "Sum", 3600, 1, REACHES, 3),
    "SweepsFail": ("Errors", "Sum", 3600, 1, REACHES, 3),
    "DeliveriesFail": ("Errors", "Sum", 3600, 1, REACHES, 3),
    "SafetyDeliveriesFail": ("Errors", "Sum", 300, 1, REACHES, 1),
    "FeedbackFails": ("Errors", "Sum", 3600, 1, REACHES, 3),
    "FunctionsAreThrottled": ("Throttles", "Sum", 300, 2, REACHES, 1),
}
"""Each alarm, and when it rings."""
SAYS = ("MetricName", "Statistic", "Period", "EvaluationPeriods", "ComparisonOperator", "Threshold")
QUEUES = {
    "MailsAreDead": "DeliverDeadQueue",
    "SafetyMailsAreDead": "SafetyDeadQueue",
    "EventsAreDead": "EventsDeadQueue",
    "SafetyMailWaits": "SafetyQueue",
}
"""The queue that each of these alarms looks at."""
NAMES_NOBODY = {
    "requestId", "httpMethod", "resourcePath", "status", "responseLatency", "responseLength", "integrationLatency",
    "requestTimeEpoch",
}  # fmt: skip
"""What the gateway may write of a request: the route as it is declared, never the path, the query or the address."""


@pytest.fixture(scope="module")
def alarms(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    resources = template["Resources"].items()
    return {name: one["Properties"] for name, one in resources if one["Type"] == "AWS::CloudWatch::Alarm"}


def test_what_is_watched_is_listed(alarms: dict[str, dict[str, Any]]) -> None:
    assert {name: tuple(one[word] for word in SAYS) for name, one in alarms.items()} == WATCHED


@pytest.mark.parametrize(("name", "queue"), QUEUES.items())
def test_an_alarm_looks_at_its_own_queue(alarms: dict[str, dict[str, Any]], name: str, queue: str) -> None:
    by_name = [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}]
    assert (alarms[name]["Namespace"], alarms[name]["Dimensions"]) == ("AWS/SQS", by_name)


def test_the_gateways_faults_are_those_of_this_stage(alarms: dict[str, dict[str, Any]], template: Any) -> None:
    by_name = [{"Name": "ApiName", "Value": template["Resources"]["RestAPI"]["Properties"]["Name"]}]
    assert (alarms["AnswersFail"]["Namespace"], alarms["AnswersFail"]["Dimensions"]) == ("AWS/ApiGateway", by_name)


def test_a_message_is_waited_for_until_the_operator_can_still_do_something(alarms: Any, template: Any) -> None:
    queue = template["Resources"]["SafetyQueue"]["Properties"]
    until_it_is_dead = queue["VisibilityTimeout"] * queue["RedrivePolicy"]["maxReceiveCount"]
    assert alarms["SafetyMailWaits"]["Threshold"] <= until_it_is_dead / 2


def test_a_wait_rings_while_sqs_still_counts_it(alarms: Any, template: Any) -> None:
    # the age of the oldest message leaves out what was received three times and not deleted
    again_after = template["Resources"]["SafetyQueue"]["Properties"]["VisibilityTimeout"]
    third_receive, rings_at = 2 * again_after, alarms["SafetyMailWaits"]["Threshold"]
    assert again_after < rings_at <= third_receive - alarms["SafetyMailWaits"]["Period"]


@pytest.mark.parametrize(
    ("name", "metric"), [("SweepsHaveStopped", "SweepsFinished"), ("MailsAreRefused", "MailsRefused")]
)
def test_what_the_functions_count_is_what_is_watched(
    template: dict[str, Any], alarms: dict[str, dict[str, Any]], name: str, metric: str
) -> None:
    counted_in = template["Globals"]["Function"]["Environment"]["Variables"]["METRICS"]
    assert (alarms[name]["Namespace"], alarms[name]["MetricName"]) == (counted_in, metric)


@pytest.mark.parametrize("name", WATCHED)
def test_every_alarm_goes_to_the_operator_and_says_when_it_is_over(alarms: Any, name: str) -> None:
    told = [{"Ref": "OperatorTopic"}]
    assert (alarms[name]["AlarmActions"], alarms[name]["OKActions"]) == (told, told)
    assert alarms[name]["AlarmDescription"]


def test_the_operator_hears_of_them(template: dict[str, Any]) -> None:
    assert template["Resources"]["OperatorIsTold"]["Properties"]["TopicArn"] == {"Ref": "OperatorTopic"}


@pytest.mark.parametrize("name", WATCHED)
def test_silence_is_an_alarm_of_the_heartbeat_only(alarms: Any, name: str) -> None:
    # SES tells a rate now and then: until it does again, the last one holds
    expected = {"SweepsHaveStopped": "breaching", "MailsBounce": "ignore", "MailsAreComplainedOf": "ignore"}
    assert alarms[name]["TreatMissingData"] == expected.get(name, "notBreaching")


def test_every_alarm_is_in_the_guide_with_what_to_do_and_no_other() -> None:
    guide = (ROOT / "docs/operations.md").read_text().partition("\n## Alarms\n")[2].partition("\n## ")[0]
    rows = [line.split(" | ") for line in guide.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row[0])]
    assert sorted(named) == sorted(WATCHED)
    assert [row for row in rows if len(row) != 3 or not all(cell.strip(" |") for cell in row)] == []


def test_every_function_has_an_alarm_of_its_own(template: dict[str, Any], alarms: dict[str, Any]) -> None:
    functions = {name for name, one in template["Resources"].items() if one["Type"] == "AWS::Serverless::Function"}
    watched = [one["Dimensions"] for one in alarms.values() if one["MetricName"] == "Errors"]
    assert {dimensions[0]["Value"]["Ref"] for dimensions in watched} == functions


def test_the_dashboard_shows_what_there_is(template: dict[str, Any]) -> None:
    text = template["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    assert len(json.loads(text)["widgets"]) == 8
    named = {name.split(".")[0] for name in re.findall(r"\$\{([^}]+)\}", text)} - {"AWS::Region", "AWS::StackName"}
    named = {name for name in named if not name.startswith("AWS::")}
    assert named <= set(template["Resources"])


def test_the_dashboard_shows_no_more_than_a_free_one_may(template: dict[str, Any]) -> None:
    text = template["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    metrics = [metric for widget in json.loads(text)["widgets"] for metric in widget["properties"]["metrics"]]
    assert 0 < len(metrics) <= 50


def test_the_dashboard_has_a_name_that_no_other_region_gives(template: dict[str, Any]) -> None:
    """Names of stacks are a region's own, those of dashboards the whole account's."""
    name = template["Resources"]["Dashboard"]["Properties"]["DashboardName"]["Fn::Sub"]
    given = name.replace("${AWS::StackName}", "steady-prod").replace("${AWS::Region}", "eu-west-1")
    make: Any = boto3.client
    assert given == dashboard_name(Account("prod", lambda service: make(service, "eu-west-1", **KEYS)))


@pytest.mark.parametrize("shown", ["on", "off"])
def test_there_is_a_dashboard_where_the_stack_is_told_so(template: dict[str, Any], shown: str) -> None:
    condition = template["Conditions"][template["Resources"]["Dashboard"]["Condition"]]
    left, right = condition["Fn::Equals"]
    assert ({"ShowDashboard": shown}[left["Ref"]] == right) is (shown == "on")


def test_the_access_log_names_nobody(template: dict[str, Any]) -> None:
    condition, setting, otherwise = template["Resources"]["RestAPI"]["Properties"]["AccessLogSetting"]["Fn::If"]
    assert (condition, otherwise) == ("LogsAccess", {"Ref": "AWS::NoValue"})
    assert {value.removeprefix("$context.") for value in json.loads(setting["Format"]).values()} == NAMES_NOBODY


def log_groups(template: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in template["Resources"].values():
        if one["Type"] == "AWS::Logs::LogGroup":
            yield one["Properties"]


def test_logs_do_not_pile_up(template: dict[str, Any]) -> None:
    assert {group["RetentionInDays"] for group in log_groups(template)} == {30}


@pytest.mark.parametrize("function", ["Sweep", "Feedback"])
def test_an_event_that_failed_three_times_is_kept(template: dict[str, Any], function: str) -> None:
    settings = template["Resources"][function]["Properties"]["EventInvokeConfig"]
    assert settings["MaximumRetryAttempts"] == 2
    kept = settings["DestinationConfig"]["OnFailure"]
    assert (kept["Type"], kept["Destination"]) == ("SQS", {"Fn::GetAtt": ["EventsDeadQueue", "Arn"]})
