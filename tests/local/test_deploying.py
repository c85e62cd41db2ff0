"""Deploying a stage: what is looked at first, what is made once, and what the stack is told."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, PartialCredentialsError
from moto import mock_aws

from local import package
from local.__main__ import main
from local.aws import commands, deploying
from local.aws.account import Account, NotReadyError, open_account
from local.aws.checking import PARAMETERS, Wish, faulty, read_wish
from local.aws.dashboards import Shown, look_for_dashboards
from local.aws.deploying import PLACEHOLDER, deploy
from local.resources import merged_resources
from local.tools import RefusedError
from tests.fakes.moto_aws import KEYS
from tests.local.test_stacks import CloudFormation

WISH = {"Sender": "Steady <steady@example.org>", "OperatorEmail": "operator@example.org"}
OWNER = "111122223333"
BUCKET = f"steady-packages-{OWNER}-eu-central-1"
BOUNDS = merged_resources(package.ROOT)["Parameters"]


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": ""}}, "Any")


@dataclass
class Meta:
    region_name: str = "eu-central-1"
    endpoint_url: str = "https://s3.eu-central-1.amazonaws.com"


@dataclass
class Aws:
    """As much of an account as a deployment meets."""

    stack: CloudFormation = field(default_factory=CloudFormation)
    verified: tuple[str, ...] = ("example.org",)
    is_in_sandbox: bool = False
    is_sending: bool = True
    secrets: dict[str, str] = field(default_factory=dict)
    buckets: dict[str, dict[str, Any]] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()
    closed: set[str] = field(default_factory=set)
    meta: Meta = field(default_factory=Meta)
    free_workers: int = 1000
    dashboards: tuple[str, ...] = ()
    refuses_a_list_with: str = ""

    def client(self, name: str) -> Any:
        return self.stack if name == "cloudformation" else self

    def get_account_settings(self) -> Any:
        return {"AccountLimit": {"UnreservedConcurrentExecutions": self.free_workers}}

    def get_paginator(self, name: str) -> Any:
        assert name == "list_dashboards"
        return self

    def paginate(self) -> Iterator[Any]:
        """One a page, after a page without any."""
        if self.refuses_a_list_with:
            raise refused(self.refuses_a_list_with)
        yield {"DashboardEntries": []}
        yield from ({"DashboardEntries": [{"DashboardName": name}]} for name in self.dashboards)

    def get_account(self) -> Any:
        return {"ProductionAccessEnabled": not self.is_in_sandbox, "SendingEnabled": self.is_sending}

    def get_email_identity(self, EmailIdentity: str) -> Any:
        if EmailIdentity not in self.verified:
            raise refused("NotFoundException")
        return {"VerifiedForSendingStatus": True}

    def get_parameter(self, Name: str) -> Any:
        if Name not in self.secrets:
            raise refused("ParameterNotFound")
        return {}

    def put_parameter(self, Name: str, Value: str, Type: str, Overwrite: bool) -> None:
        assert (Type, Overwrite) == ("SecureString", False)
        self.secrets[Name] = Value

    def get_caller_identity(self) -> Any:
        return {"Account": OWNER}

    def head_bucket(self, Bucket: str, ExpectedBucketOwner: str) -> None:
        if Bucket in self.foreign:
            raise refused("403")
        if Bucket not in self.buckets:
            raise refused("404")

    def create_bucket(self, Bucket: str, CreateBucketConfiguration: Any) -> None:
        self.buckets[Bucket] = {}

    def put_public_access_block(
        self, Bucket: str, PublicAccessBlockConfiguration: dict[str, bool], ExpectedBucketOwner: str
    ) -> None:
        assert len(PublicAccessBlockConfiguration) == 4
        assert all(PublicAccessBlockConfiguration.values())
        self.closed.add(Bucket)

    def put_object(self, Bucket: str, Key: str, Body: bytes, ExpectedBucketOwner: str) -> None:
        assert ExpectedBucketOwner == OWNER
        self.buckets[Bucket][Key] = Body


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "build"
    made.mkdir()
    function = {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "./deployment.zip"}}
    (made / "sam.json").write_text(json.dumps({"Parameters": BOUNDS, "Resources": {"Sweep": function}}))
    (made / "deployment.zip").write_bytes(b"code")
    return made


def told(aws: Aws, verb: str) -> dict[str, str]:
    """The parameters of the last call of this kind."""
    asked = [asked for kind, asked in aws.stack.asked if kind == verb][-1]
    return {one["ParameterKey"]: one["ParameterValue"] for one in asked["Parameters"] if "ParameterValue" in one}


def run(aws: Aws, folder: Path, **more: str) -> list[str]:
    said: list[str] = []
    deploy(Account("prod", aws.client), Wish({**WISH, **more}), lambda _: folder, said.append)
    return said


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)


def test_a_new_stage_is_told_the_gateways_own_address(folder: Path) -> None:
    aws = Aws()
    run(aws, folder)
    assert told(aws, "create")["SecretParameter"] == "/steady-prod/secret"
    assert told(aws, "update") == {"BaseUrl": "https://api.example/api"}


def test_a_first_deployment_that_was_broken_off_halfway_is_told_it_by_the_next(folder: Path) -> None:
    aws = Aws(CloudFormation("CREATE_IN_PROGRESS", parameters={"BaseUrl": PLACEHOLDER, **WISH}))
    said = run(aws, folder)
    assert "CREATE_IN_PROGRESS: something is under way already" in said[2]
    assert aws.stack.parameters["BaseUrl"] == "https://api.example/api"


def test_an_address_of_ones_own_is_taken_at_once_and_kept(folder: Path) -> None:
    aws = Aws()
    run(aws, folder, BaseUrl="https://steady.example.org")
    assert told(aws, "create")["BaseUrl"] == "https://steady.example.org"
    assert [kind for kind, _ in aws.stack.asked] == ["create"]
    run(aws, folder)
    assert aws.stack.parameters["BaseUrl"] == "https://steady.example.org"


def test_the_secret_and_the_bucket_are_made_once(folder: Path) -> None:
    aws = Aws()
    run(aws, folder)
    first = dict(aws.secrets)
    run(aws, folder)
    assert aws.secrets == first
    assert len(next(iter(first.values()))) >= 43
    assert aws.closed == set(aws.buckets) == {BUCKET}


def test_the_secret_is_never_said(folder: Path) -> None:
    aws = Aws()
    said = run(aws, folder)
    (secret,) = aws.secrets.values()
    assert secret not in "".join(said) + json.dumps(aws.stack.asked)


def test_a_bucket_that_is_somebody_elses_gets_no_code(folder: Path) -> None:
    aws = Aws(foreign=(BUCKET,))
    with pytest.raises(NotReadyError, match="is another account's"):
        run(aws, folder)
    assert (aws.stack.asked, aws.buckets) == ([], {})


@pytest.mark.parametrize(
    ("wish", "verified", "says"),
    [
        pytest.param({"Sender": ""}, ("example.org",), "Set SENDER", id="no sender"),
        pytest.param({}, (), "does not know 'steady@example.org' as verified", id="a sender that SES does not know"),
        pytest.param({}, ("example.com", "org"), "does not know", id="only others are known"),
        pytest.param({"BaseUrl": "http://steady.example.org"}, ("example.org",), "BASE_URL is", id="plain http"),
        pytest.param({"SignUp": "invite", "MailShare": "0"}, ("example.org",), "MAIL_SHARE is '0'", id="a number"),
        pytest.param({"ReserveWorkers": "on"}, ("example.org",), "110 unreserved workers", id="no room to reserve in"),
    ],
)
def test_what_is_missing_stops_before_anything_is_built_or_made(
    wish: dict[str, str], verified: tuple[str, ...], says: str
) -> None:
    aws = Aws(verified=verified, free_workers=110)
    given = {name: value for name, value in {**WISH, **wish}.items() if value}
    with pytest.raises(NotReadyError, match=says):
        deploy(Account("prod", aws.client), Wish(given), lambda _: pytest.fail("it was built"), lambda _: None)
    assert (aws.stack.asked, aws.secrets, aws.buckets) == ([], {}, {})


@pytest.mark.parametrize(
    ("status", "says"),
    [
        pytest.param("ROLLBACK_COMPLETE", "make destroy STAGE=prod CONFIRM=steady-prod", id="the first one failed"),
        pytest.param("ROLLBACK_FAILED", "never came to its end", id="and could not be taken back"),
        pytest.param("DELETE_FAILED", "make destroy STAGE=prod", id="half deleted"),
        pytest.param("REVIEW_IN_PROGRESS", "make destroy STAGE=prod", id="a change set that nobody ran"),
        pytest.param("UPDATE_ROLLBACK_FAILED", "Continue update rollback", id="going back failed"),
    ],
)
def test_a_stack_that_takes_no_update_says_what_to_do(status: str, says: str) -> None:
    aws = Aws(CloudFormation(status, parameters=dict(WISH)))
    with pytest.raises(NotReadyError, match=says):
        deploy(Account("prod", aws.client), Wish({}), lambda _: pytest.fail("it was built"), lambda _: None)
    assert aws.stack.asked == []


def test_an_update_needs_nothing_that_was_said_before(folder: Path) -> None:
    before = {**WISH, "BaseUrl": "https://steady.example.org", "SecretParameter": "/steady-prod/secret"}
    aws = Aws(CloudFormation("UPDATE_ROLLBACK_COMPLETE", parameters=before))
    said: list[str] = []
    deploy(Account("prod", aws.client), Wish({}), lambda _: folder, said.append)
    settled = {"ReserveWorkers": "on", "DashboardChoice": "auto", "ShowDashboard": "on"}
    assert aws.stack.parameters == before | settled
    assert not [line for line in said if line.startswith("Mind")]


@pytest.mark.parametrize(
    ("aws", "wish", "says"),
    [
        pytest.param(Aws(is_in_sandbox=True), {}, "sandbox", id="the sandbox"),
        pytest.param(Aws(is_sending=False), {}, "switched off", id="sending is off"),
        pytest.param(Aws(verified=("steady@example.org",)), {}, "not its domain", id="a sender verified by itself"),
        pytest.param(Aws(free_workers=10), {}, "Lambda has 10 unreserved workers", id="a new account"),
        pytest.param(Aws(), {"OperatorEmail": ""}, "OPERATOR_EMAIL is not set", id="nobody hears the alarms"),
    ],
)
def test_what_can_wait_is_said_and_does_not_stop(folder: Path, aws: Aws, wish: dict[str, str], says: str) -> None:
    said = [line for line in run(aws, folder, **wish) if line.startswith("Mind: ")]
    assert len(said) == 1
    assert says in said[0]
    assert aws.stack.status == "UPDATE_COMPLETE"


@pytest.mark.parametrize(
    ("verified", "says"),
    [
        pytest.param((), "no longer knows 'steady@example.org'", id="verified no more"),
        pytest.param(("steady@example.org",), "not its domain", id="by its address alone"),
    ],
)
def test_an_update_looks_again_at_the_sender_that_it_keeps(folder: Path, verified: tuple[str, ...], says: str) -> None:
    before = {**WISH, "BaseUrl": "https://steady.example.org"}
    aws = Aws(CloudFormation("UPDATE_COMPLETE", parameters=before), verified=verified)
    said: list[str] = []
    deploy(Account("prod", aws.client), Wish({}), lambda _: folder, said.append)
    (minded,) = (line for line in said if line.startswith("Mind: "))
    assert says in minded
    assert aws.stack.parameters["Sender"] == WISH["Sender"]


def test_what_was_set_before_and_is_refused_by_now_has_to_be_set_anew(folder: Path) -> None:
    before = {**WISH, "Sender": "Steady, Inc. <steady@example.org>", "BaseUrl": "https://steady.example.org"}
    aws = Aws(CloudFormation("UPDATE_COMPLETE", parameters=before))
    with pytest.raises(NotReadyError, match=r"SENDER is 'Steady, Inc\. <steady@example\.org>', and must be an address"):
        deploy(Account("prod", aws.client), Wish({}), lambda _: pytest.fail("it was built"), lambda _: None)
    run(aws, folder, Sender='"Steady, Inc." <steady@example.org>')
    assert aws.stack.parameters["Sender"] == '"Steady, Inc." <steady@example.org>'


@pytest.mark.parametrize(
    ("kept", "asked", "free", "set_to"),
    [
        pytest.param("", "", 111, "on", id="nobody has chosen, and there is room"),
        pytest.param("", "", 110, "off", id="nobody has chosen, and one is lacking"),
        pytest.param("", "off", 1000, "off", id="chosen against"),
        pytest.param("off", "", 1000, "off", id="once chosen against, it stays"),
        pytest.param("off", "on", 111, "on", id="chosen later"),
        pytest.param("on", "on", 100, "on", id="already reserved, so not counted as free"),
        pytest.param("on", "", 100, "on", id="once reserved, it stays"),
        pytest.param("on", "off", 100, "off", id="given back"),
    ],
)
def test_workers_are_reserved_where_the_account_has_room(
    folder: Path, kept: str, asked: str, free: int, set_to: str
) -> None:
    before = {**WISH, "BaseUrl": "https://steady.example.org"} | ({"ReserveWorkers": kept} if kept else {})
    aws = Aws(CloudFormation("UPDATE_COMPLETE", parameters=before), free_workers=free)
    run(aws, folder, **({"ReserveWorkers": asked} if asked else {}))
    assert aws.stack.parameters["ReserveWorkers"] == set_to


LOOKED_UP = ("ReserveWorkers", "DashboardChoice", "ShowDashboard")


@pytest.mark.parametrize("unknown", [*((name,) for name in LOOKED_UP), LOOKED_UP])
def test_a_package_is_told_of_nothing_that_it_does_not_know(folder: Path, unknown: tuple[str, ...]) -> None:
    made = json.loads((folder / "sam.json").read_text())
    for name in unknown:
        del made["Parameters"][name]
    (folder / "sam.json").write_text(json.dumps(made))
    aws = Aws()
    run(aws, folder)
    assert set(LOOKED_UP) - set(told(aws, "create")) == set(unknown)


OURS, OTHERS = "steady-prod-eu-central-1", ("steady-prod-eu-west-1", "shop", "blog", "mail")
BEFORE = "steady-prod"
"""What releases before called ours."""


@pytest.mark.parametrize(
    ("there", "shown"),
    [
        pytest.param((), "on", id="none"),
        pytest.param(OTHERS[:2], "on", id="two others"),
        pytest.param(OTHERS[:3], "off", id="three others"),
        pytest.param((*OTHERS[:2], OURS), "on", id="ours among three"),
        pytest.param((OURS, *OTHERS[:3]), "off", id="ours among four"),
        pytest.param((*OTHERS[:2], BEFORE), "on", id="ours of before among three"),
        pytest.param((*OTHERS[:2], BEFORE, OURS), "on", id="both of ours among four"),
        pytest.param(OTHERS, "off", id="four others"),
    ],
)
@pytest.mark.parametrize("before", ["", "UPDATE_COMPLETE"], ids=["a new stage", "a later deployment"])
def test_a_dashboard_is_shown_where_it_is_free(folder: Path, before: str, there: tuple[str, ...], shown: str) -> None:
    kept = {**WISH, "DashboardChoice": "auto", "ShowDashboard": "on"} if before else {}
    aws = Aws(CloudFormation(before, parameters=kept), dashboards=there)
    said = [line for line in run(aws, folder) if "ashboard" in line]
    given = told(aws, "update" if before else "create")
    assert (given["DashboardChoice"], given["ShowDashboard"]) == ("auto", shown)
    others = len({*there} - {OURS, BEFORE})
    assert said == [
        f"No dashboard: the account has {others} others, and only 3 are free. DASHBOARD=on makes it, at $3 a month."
    ] * (shown == "off")


@pytest.mark.parametrize("code", ["AccessDenied", "AccessDeniedException"])
def test_there_is_no_dashboard_where_the_account_does_not_tell_of_its_own(folder: Path, code: str) -> None:
    aws = Aws(refuses_a_list_with=code)
    (said,) = (line for line in run(aws, folder) if "ashboard" in line)
    assert told(aws, "create")["ShowDashboard"] == "off"
    assert "(cloudwatch:ListDashboards)" in said
    assert "DASHBOARD=on makes it all the same, at $3 a month where the account has 3 others." in said


def test_what_else_keeps_the_account_from_telling_stops_the_deployment(folder: Path) -> None:
    aws = Aws(refuses_a_list_with="Throttling")
    with pytest.raises(ClientError, match="Throttling"):
        run(aws, folder)
    assert (aws.stack.asked, aws.buckets) == ([], {})


@pytest.mark.parametrize(
    ("kept", "asked", "choice", "shown"),
    [
        pytest.param({}, "on", "on", "on", id="chosen at first"),
        pytest.param({}, "off", "off", "off", id="chosen against at first"),
        pytest.param({"DashboardChoice": "on"}, "", "on", "on", id="once chosen, it stays"),
        pytest.param({"DashboardChoice": "off"}, "", "off", "off", id="once chosen against, it stays so"),
        pytest.param({"DashboardChoice": "auto"}, "on", "on", "on", id="chosen later"),
        pytest.param({"DashboardChoice": "on"}, "off", "off", "off", id="chosen against later"),
        pytest.param({"ShowDashboard": "off"}, "", "off", "off", id="chosen against before there was auto"),
    ],
)
def test_a_dashboard_that_somebody_chose_or_not_is_asked_of_nobody(
    folder: Path, kept: dict[str, str], asked: str, choice: str, shown: str
) -> None:
    aws = Aws(CloudFormation("UPDATE_COMPLETE", parameters={**WISH, **kept}), refuses_a_list_with="AccessDenied")
    said = run(aws, folder, **({"DashboardChoice": asked} if asked else {}))
    given = told(aws, "update")
    assert (given["DashboardChoice"], given["ShowDashboard"]) == (choice, shown)
    assert not [line for line in said if "ashboard" in line]


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param({"DashboardChoice": "on", "ShowDashboard": "on"}, id="given up again"),
        pytest.param({"DashboardChoice": "off", "ShowDashboard": "off"}, id="left to the account again"),
        pytest.param({"DashboardChoice": "auto", "ShowDashboard": "on"}, id="left to it before"),
        pytest.param({"ShowDashboard": "on"}, id="shown by a release that knew no auto"),
    ],
)
@pytest.mark.parametrize(("there", "shown"), [(OTHERS[:2], "on"), (OTHERS[:3], "off")], ids=["free", "paid for"])
def test_auto_looks_anew_each_time(folder: Path, kept: dict[str, str], there: tuple[str, ...], shown: str) -> None:
    aws = Aws(CloudFormation("UPDATE_COMPLETE", parameters={**WISH, **kept}), dashboards=(OURS, *there))
    run(aws, folder, **({} if kept.get("DashboardChoice", "auto") == "auto" else {"DashboardChoice": "auto"}))
    given = told(aws, "update")
    assert (given["DashboardChoice"], given["ShowDashboard"]) == ("auto", shown)


def test_the_dashboards_of_an_account_are_asked_for_as_aws_knows_it() -> None:
    with mock_aws():
        make: Any = boto3.client
        cloudwatch = make("cloudwatch", "us-east-1", **KEYS)
        for name in OTHERS[:2]:
            cloudwatch.put_dashboard(DashboardName=name, DashboardBody="{}")
        account = Account("prod", lambda _: cloudwatch)
        assert look_for_dashboards(account, None, None) == Shown("auto", "on")
        cloudwatch.put_dashboard(DashboardName=OTHERS[2], DashboardBody="{}")
        assert look_for_dashboards(account, None, None).setting == "off"


def test_a_domain_covers_those_below_it(folder: Path) -> None:
    said = run(Aws(), folder, Sender="Steady <steady@mail.example.org>")
    assert not [line for line in said if line.startswith("Mind")]


def test_what_the_environment_leaves_empty_stays_as_it_was() -> None:
    wish = read_wish({"SENDER": " a@example.org ", "SIGN_UP": "", "HOME": "x"})
    assert wish.parameters == {"Sender": "a@example.org"}


def test_every_variable_sets_a_parameter_of_the_stack() -> None:
    assert set(BOUNDS) - set(PARAMETERS.values()) == {"SecretParameter", "ShowDashboard"}
    assert set(PARAMETERS.values()) <= set(BOUNDS)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SENDER", "steady@example.org"),
        ("SENDER", "Steady <steady@example.org>"),
        ("REPLY_TO", "me@example.org"),
        ("BASE_URL", "https://steady.example.org"),
        ("BASE_URL", "https://abc.execute-api.eu-central-1.amazonaws.com/api"),
        ("OPERATOR_EMAIL", "me@example.org"),
        ("SIGN_UP", "invite"),
        ("MAILS_PER_ADDRESS", "1"),
        ("REQUESTS_PER_SOURCE", "100000"),
        ("ACCESS_LOGS", "on"),
        ("RESERVE_WORKERS", "off"),
        ("MAIL_SHARE", "100"),
        ("MAIL_WORKERS", "0"),
        ("MAIL_WORKERS", "2"),
        ("SWEEP_RATE", "rate(1 minute)"),
        ("SWEEP_RATE", "rate(10 minutes)"),
        ("DASHBOARD", "auto"),
    ],
)
def test_what_the_stack_takes_is_no_fault(variable: str, value: str) -> None:
    assert list(faulty(read_wish({variable: value}), BOUNDS)) == []


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SENDER", "Steady"),
        ("SENDER", "Steady <steady>"),
        ("SENDER", "a@example.org, b@example.org"),
        ("SENDER", "Steady\r\nBcc: <all@example.org>"),
        ("REPLY_TO", "me"),
        ("BASE_URL", "steady.example.org"),
        ("BASE_URL", "http://steady.example.org"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://steady.example.org/"),
        ("BASE_URL", "https://steady.example.org/a b"),
        ("BASE_URL", "https://steady.example.org/?x=1"),
        ("BASE_URL", "https://me:secret@steady.example.org"),
        ("OPERATOR_EMAIL", "me"),
        ("SIGN_UP", "Open"),
        ("MAILS_PER_ADDRESS", "0"),
        ("REQUESTS_PER_SOURCE", "thirty"),
        ("ACCESS_LOGS", "yes"),
        ("RESERVE_WORKERS", "11"),
        ("MAIL_SHARE", "90%"),
        ("MAIL_SHARE", "101"),
        ("MAIL_WORKERS", "-1"),
        ("MAIL_WORKERS", "1"),
        ("SWEEP_RATE", "5 minutes"),
        ("SWEEP_RATE", "rate(1 minutes)"),
        ("SWEEP_RATE", "rate(1 hour)"),
    ],
)
def test_what_the_stack_would_refuse_is_a_fault_that_names_its_variable(variable: str, value: str) -> None:
    (fault,) = faulty(read_wish({variable: value}), BOUNDS)
    assert fault.startswith(f"{variable} ")


@pytest.mark.parametrize(
    "stage", ["", "Prod", "a b", "x" * 21, "../x", "-x", "x-", "a/b", "é", "²", "a\n", "prod;ls", "a.b"]
)
def test_a_stage_that_is_no_name_is_refused(stage: str) -> None:
    with pytest.raises(NotReadyError, match="Set STAGE"):
        open_account(stage, {"AWS_REGION": "eu-central-1"})


@pytest.mark.parametrize("stage", ["prod", "a", "x" * 20, "try-2", "2"])
def test_a_stage_names_its_stack(stage: str) -> None:
    assert open_account(stage, {"AWS_DEFAULT_REGION": "eu-central-1"}).stack == f"steady-{stage}"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run an operator's command against an account; its exit code, and what it said."""

    def run(aws: Aws | None, *words: str, **environ: str) -> tuple[int, str, str]:
        for name in [*PARAMETERS, *(name for name in os.environ if name.startswith("AWS_"))]:
            monkeypatch.delenv(name, raising=False)
        for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
            monkeypatch.setenv(name, os.devnull)
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        if aws is not None:
            monkeypatch.setattr(commands, "open_account", lambda stage: Account(stage, aws.client))
        code = main([words[0], "--stage", "prod", *words[1:]])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_region_that_is_missing_is_named(typed: Any) -> None:
    code, _, said = typed(None, "quarantine")
    assert (code, "AWS_REGION" in said) == (1, True)


def test_a_profile_that_there_is_not_is_named(typed: Any) -> None:
    code, _, said = typed(None, "quarantine", AWS_REGION="eu-central-1", AWS_PROFILE="nobody-has-this")
    assert (code, "nobody-has-this" in said) == (1, True)


def test_credentials_that_are_missing_are_asked_for(typed: Any) -> None:
    code, _, said = typed(None, "deploy", AWS_REGION="eu-central-1")
    assert (code, "Set AWS_PROFILE" in said, "Traceback" in said) == (1, True, False)


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        pytest.param(EndpointConnectionError(endpoint_url="https://x"), "Is AWS_REGION the name", id="no such region"),
        pytest.param(PartialCredentialsError(provider="env", cred_var="x"), "Set AWS_PROFILE", id="half a key"),
        pytest.param(refused("AccessDenied"), "AccessDenied", id="what AWS says by itself"),
    ],
)
def test_what_aws_says_is_handed_on_with_a_hint(
    capsys: pytest.CaptureFixture[str], error: Exception, hint: str
) -> None:
    def fail() -> int:
        raise error

    assert commands.guarded("backup", fail) == 1
    said = capsys.readouterr().err
    assert said.startswith("AWS said: ")
    assert hint in said


def test_a_deployment_looks_first_and_says_the_address_and_what_is_next(
    typed: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aws = Aws(is_in_sandbox=True)

    def build(root: Path, target: Path, architecture: str) -> None:
        assert (aws.secrets, aws.buckets, aws.stack.asked) == ({}, {}, [])
        print("it is built")

    monkeypatch.setattr(package, "build_package", build)
    monkeypatch.setattr(commands, "ROOT", folder.parent)
    code, said, _ = typed(aws, "deploy", SENDER="steady@example.org")
    assert code == 0
    assert said.startswith(
        "steady-prod, in the account 111122223333 and the region eu-central-1.\n"
        "Set by your shell: SENDER. What is not named stays as it was.\n"
    )
    assert said.index("sandbox") < said.index("it is built") < said.index("CloudFormation is at work")
    assert "Steady answers at https://api.example/api\n" in said
    assert "sign up at https://api.example/api/sign-up" in said[said.index("Next") :]
    assert "once, by mail" not in said
    monkeypatch.setattr(package, "build_package", lambda *_: None)
    assert "AWS asks me@example.org once" in typed(aws, "deploy", OPERATOR_EMAIL="me@example.org")[1]


def test_a_deployment_that_is_broken_off_says_how_it_goes_on(typed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(deploying, "deploy", stop)
    code, _, said = typed(Aws(), "deploy")
    assert (code, "the same command again" in said.lower()) == (130, True)


@pytest.mark.parametrize("confirm", ["", "prod", "steady", "STEADY-PROD", "steady-prod ", "steady-other"])
def test_nothing_is_destroyed_without_the_stacks_own_name(typed: Any, confirm: str) -> None:
    aws = Aws(CloudFormation("UPDATE_COMPLETE"))
    code, _, said = typed(aws, "destroy", "--confirm", confirm)
    assert (code, "CONFIRM=steady-prod" in said, aws.stack.asked) == (1, True, [])


@pytest.mark.parametrize("status", ["UPDATE_COMPLETE", "ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS"])
def test_a_stage_is_destroyed_whatever_it_stands_at(typed: Any, status: str) -> None:
    aws = Aws(CloudFormation(status))
    code, said, _ = typed(aws, "destroy", "--confirm", "steady-prod")
    assert (code, [verb for verb, _ in aws.stack.asked]) == (0, ["delete"])
    assert ("steady-table" in said) == (status == "UPDATE_COMPLETE")


@pytest.mark.parametrize(
    ("status", "says"),
    [("", "Deploy it first"), ("ROLLBACK_COMPLETE", "never came"), ("CREATE_IN_PROGRESS", "never came")],
)
@pytest.mark.parametrize(
    "words", [["backup"], ["restore", "t"], ["export-person", "a@b.org"], ["redrive"], ["quarantine"]]
)
def test_a_stage_that_is_not_there_is_said_to_every_command(
    typed: Any, words: list[str], status: str, says: str
) -> None:
    code, _, said = typed(Aws(CloudFormation(status)), *words)
    assert (code, says in said) == (1, True)


def test_a_stack_that_is_not_there_cannot_be_destroyed(typed: Any) -> None:
    code, _, said = typed(Aws(), "destroy", "--confirm", "steady-prod")
    assert (code, said) == (1, "There is no stack steady-prod here.\n")


@pytest.mark.parametrize(
    ("before", "tells", "options", "runs_on"),
    [
        pytest.param("", {}, [], "x86_64", id="a new stage"),
        pytest.param("UPDATE_COMPLETE", {}, [], "x86_64", id="a stage that does not tell yet"),
        pytest.param("UPDATE_COMPLETE", {"Architecture": "arm64"}, [], "arm64", id="a stage on arm64 keeps to it"),
        pytest.param("UPDATE_COMPLETE", {"Architecture": "arm64"}, ["--arch", "x86_64"], "x86_64", id="asked for"),
    ],
)
def test_a_deployment_builds_for_what_the_stage_runs_on(
    typed: Any, monkeypatch: pytest.MonkeyPatch, before: str, tells: dict[str, str], options: list[str], runs_on: str
) -> None:
    built: list[str] = []

    def build(root: Path, target: Path, architecture: str) -> None:
        built.append(architecture)
        raise RefusedError("far enough")

    monkeypatch.setattr(package, "build_package", build)
    aws = Aws(CloudFormation(before, tells=tells))
    assert typed(aws, "deploy", *options, SENDER="steady@example.org")[0] == 1
    assert built == [runs_on]


def test_an_architecture_that_lambda_does_not_have_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("package", "deploy"):
        with pytest.raises(SystemExit):
            main([command, "--arch", "aarch64"])
        assert "choose from 'x86_64', 'arm64'" in capsys.readouterr().err
