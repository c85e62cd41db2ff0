"""Deploying a stage: what is looked at first, what is made once, and what the stack is told."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.__main__ import main
from local.aws.account import Account, NotReadyError, open_account
from local.aws.deploying import Wish, architecture_now, deploy, read_wish
from tests.local.test_stacks import CloudFormation

WISH = {"Sender": "Steady <steady@example.org>", "OperatorEmail": "operator@example.org"}


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
    secrets: dict[str, str] = field(default_factory=dict)
    buckets: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    meta: Meta = field(default_factory=Meta)

    def client(self, name: str) -> Any:
        return self.stack if name == "cloudformation" else self

    def get_account(self) -> Any:
        return {"ProductionAccessEnabled": not self.is_in_sandbox}

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
        return {"Account": "111122223333"}

    def head_bucket(self, Bucket: str) -> None:
        if Bucket not in self.buckets:
            raise refused("404")

    def create_bucket(self, Bucket: str, CreateBucketConfiguration: Any) -> None:
        self.buckets[Bucket] = {}

    def put_public_access_block(self, Bucket: str, PublicAccessBlockConfiguration: dict[str, bool]) -> None:
        assert len(PublicAccessBlockConfiguration) == 4
        assert all(PublicAccessBlockConfiguration.values())
        self.closed.append(Bucket)

    def put_object(self, Bucket: str, Key: str, Body: bytes) -> None:
        self.buckets[Bucket][Key] = Body


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    function = {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "./deployment.zip"}}
    (tmp_path / "sam.json").write_text(json.dumps({"Resources": {"Sweep": function}}))
    (tmp_path / "deployment.zip").write_bytes(b"code")
    return tmp_path


def told(aws: Aws, verb: str) -> dict[str, str]:
    """The parameters of the last call of this kind."""
    asked = [asked for kind, asked in aws.stack.asked if kind == verb][-1]
    return {one["ParameterKey"]: one["ParameterValue"] for one in asked["Parameters"] if "ParameterValue" in one}


def run(aws: Aws, folder: Path, **more: str) -> list[str]:
    said: list[str] = []
    deploy(Account("prod", aws.client), Wish({**WISH, **more}), folder, said.append)
    return said


def test_a_new_stage_is_told_the_gateways_own_address(folder: Path) -> None:
    aws = Aws()
    run(aws, folder)
    assert told(aws, "create")["SecretParameter"] == "/steady-prod/secret"
    assert told(aws, "update") == {"BaseUrl": "https://api.example/api"}


def test_an_address_of_ones_own_is_taken_at_once(folder: Path) -> None:
    aws = Aws()
    run(aws, folder, BaseUrl="https://steady.example.org")
    assert told(aws, "create")["BaseUrl"] == "https://steady.example.org"
    assert [kind for kind, _ in aws.stack.asked] == ["create"]


def test_the_secret_and_the_bucket_are_made_once(folder: Path) -> None:
    aws = Aws()
    run(aws, folder)
    first = dict(aws.secrets)
    run(aws, folder)
    assert aws.secrets == first
    assert len(next(iter(first.values()))) >= 43
    assert aws.closed == ["steady-packages-111122223333-eu-central-1"]


@pytest.mark.parametrize(
    ("wish", "verified", "says"),
    [
        pytest.param({"Sender": ""}, ("example.org",), "Set SENDER", id="no sender"),
        pytest.param({}, (), "does not know 'steady@example.org' as verified", id="a sender that SES does not know"),
        pytest.param({"BaseUrl": "http://steady.example.org"}, ("example.org",), "BASE_URL begins", id="plain http"),
        pytest.param({"BaseUrl": "https://x.example/"}, ("example.org",), "no slash at its end", id="a slash"),
    ],
)
def test_what_is_missing_stops_before_anything_is_made(
    folder: Path, wish: dict[str, str], verified: tuple[str, ...], says: str
) -> None:
    aws = Aws(verified=verified)
    with pytest.raises(NotReadyError, match=says):
        run(aws, folder, **wish)
    assert (aws.stack.asked, aws.secrets, aws.buckets) == ([], {}, {})


def test_the_sandbox_is_said_and_does_not_stop(folder: Path) -> None:
    said = run(Aws(is_in_sandbox=True), folder)
    assert "sandbox" in said[0]


def test_a_sender_may_be_verified_by_itself(folder: Path) -> None:
    run(Aws(verified=("steady@example.org",)), folder)


def test_what_the_environment_leaves_empty_stays_as_it_was() -> None:
    wish = read_wish({"SENDER": " a@example.org ", "SIGN_UP": "", "HOME": "x"})
    assert wish.parameters == {"Sender": "a@example.org"}


@pytest.mark.parametrize(
    ("stack", "tells", "runs_on"),
    [
        pytest.param(CloudFormation(), {}, "x86_64", id="a new stage"),
        pytest.param(CloudFormation(parameters=[]), {}, "x86_64", id="a stage that does not tell yet"),
        pytest.param(CloudFormation(parameters=[]), {"Architecture": "arm64"}, "arm64", id="a stage on arm64"),
    ],
)
def test_a_later_deployment_keeps_to_the_architecture(
    stack: CloudFormation, tells: dict[str, str], runs_on: str
) -> None:
    stack.tells = tells
    assert architecture_now(Account("prod", Aws(stack=stack).client)) == runs_on


def test_an_architecture_that_lambda_does_not_have_is_refused(capsys: Any) -> None:
    for command in ("package", "deploy"):
        with pytest.raises(SystemExit):
            main([command, "--arch", "aarch64"])
        assert "choose from 'x86_64', 'arm64'" in capsys.readouterr().err


@pytest.mark.parametrize("stage", ["", "Prod", "a b", "x" * 21, "../x"])
def test_a_stage_that_is_no_name_is_refused(stage: str) -> None:
    with pytest.raises(NotReadyError, match="Set STAGE"):
        open_account(stage, {"AWS_REGION": "eu-central-1"})


def test_a_region_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    assert main(["quarantine", "--stage", "prod"]) == 1
    assert "AWS_REGION" in capsys.readouterr().err
