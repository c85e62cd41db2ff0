"""`make deploy STAGE=…`: look at what is missing, build, upload, deploy, and say what to do next."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Final

from local import package
from local.aws import stacks
from local.aws.account import Account, NotReadyError
from local.wheels import X86_64

PARAMETERS: Final[Mapping[str, str]] = {
    "SENDER": "Sender",
    "REPLY_TO": "ReplyTo",
    "BASE_URL": "BaseUrl",
    "OPERATOR_EMAIL": "OperatorEmail",
    "SIGN_UP": "SignUp",
    "MAILS_PER_ADDRESS": "MailsPerAddress",
    "REQUESTS_PER_SOURCE": "RequestsPerSource",
    "ACCESS_LOGS": "AccessLogs",
    "MAIL_SHARE": "MailShare",
    "MAIL_WORKERS": "MailWorkers",
    "SWEEP_RATE": "SweepRate",
}
"""What is read from the environment, and the parameter of the stack that it sets. What is not set stays as it was."""
ADDRESSES: Final = ("https://", "http://127.0.0.1:")
PLACEHOLDER: Final = "https://steady.invalid"
"""The address until the gateway has told its own."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator asked for: the parameters given by name."""

    parameters: Mapping[str, str]

    @property
    def base_url(self) -> str:
        """Where people shall reach Steady; empty: at the gateway's own address."""
        return self.parameters.get("BaseUrl", "")


def read_wish(environ: Mapping[str, str]) -> Wish:
    """What the environment sets."""
    return Wish({name: environ[key].strip() for key, name in PARAMETERS.items() if environ.get(key, "").strip()})


def missing(account: Account, wish: Wish, *, is_new: bool) -> Iterator[str]:
    """What stands in the way, one sentence each."""
    sender = wish.parameters.get("Sender", "")
    if is_new and not sender:
        yield "Set SENDER to the address that mails come from, such as 'Steady <steady@example.org>'."
    elif sender and not _is_verified(account, parseaddr(sender)[1]):
        yield f"SES does not know {parseaddr(sender)[1]!r} as verified in this region: verify it, or its domain."
    if wish.base_url and (not wish.base_url.startswith(ADDRESSES) or wish.base_url.endswith("/")):
        yield "BASE_URL begins with https:// and has no slash at its end."


def cautions(account: Account, wish: Wish) -> Iterator[str]:
    """What can wait, but must be known."""
    if not account.client("sesv2").get_account()["ProductionAccessEnabled"]:
        yield "SES is in its sandbox here: mail reaches verified addresses only. See docs/operations.md."
    if "OperatorEmail" not in wish.parameters:
        yield "OPERATOR_EMAIL is not set: unless an earlier deployment set it, nobody is told when an alarm rings."


def _is_verified(account: Account, address: str) -> bool:
    from botocore.exceptions import ClientError

    ses = account.client("sesv2")
    for identity in (address, address.rpartition("@")[2]):
        try:
            if identity and ses.get_email_identity(EmailIdentity=identity)["VerifiedForSendingStatus"]:
                return True
        except ClientError as error:
            if error.response["Error"]["Code"] != "NotFoundException":
                raise
    return False


def deploy(account: Account, wish: Wish, folder: Path, write: Callable[[str], Any] = print) -> dict[str, str]:
    """Deploy the package in the folder; the stack's outputs. Raises NotReadyError with everything that is missing."""
    cloudformation = account.client("cloudformation")
    is_new = stacks.outputs_of(cloudformation, account.stack) is None
    if faults := list(missing(account, wish, is_new=is_new)):
        raise NotReadyError("\n".join(faults))
    for caution in cautions(account, wish):
        write(f"Mind: {caution}")
    keep_secret(account)
    bucket = keep_bucket(account)
    url = stacks.object_url(account.client("s3"), bucket, stacks.upload(account.client("s3"), bucket, folder))
    given = {**wish.parameters, "SecretParameter": account.secret_name}
    if is_new:
        given.setdefault("BaseUrl", PLACEHOLDER)
    outputs = stacks.deploy(cloudformation, account.stack, url, given)
    if given.get("BaseUrl") == PLACEHOLDER:
        # a function cannot be told the gateway's address in the stack that makes both
        own = {"BaseUrl": outputs["EndpointURL"].rstrip("/")}
        outputs = stacks.deploy(cloudformation, account.stack, url, own)
    return outputs


def keep_secret(account: Account) -> None:
    """Make the stage's signing secret where there is none. A new one would make every link and session void."""
    from botocore.exceptions import ClientError

    ssm = account.client("ssm")
    try:
        ssm.get_parameter(Name=account.secret_name)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ParameterNotFound":
            raise
        value = secrets.token_urlsafe(48)
        ssm.put_parameter(Name=account.secret_name, Value=value, Type="SecureString", Overwrite=False)


def keep_bucket(account: Account) -> str:
    """The private bucket for packages in this account and region, made where there is none."""
    from botocore.exceptions import ClientError

    s3 = account.client("s3")
    owner = account.client("sts").get_caller_identity()["Account"]
    bucket = f"steady-packages-{owner}-{s3.meta.region_name}"
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchBucket", "NotFound"):
            raise
        place = {"LocationConstraint": s3.meta.region_name}
        s3.create_bucket(
            Bucket=bucket, **({} if s3.meta.region_name == "us-east-1" else {"CreateBucketConfiguration": place})
        )
        closed = dict.fromkeys(
            ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
        )
        s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=closed)
    return bucket


def architecture_now(account: Account) -> str:
    """What the stage's functions run on; x86-64 where there is no stage yet, and where it does not tell."""
    outputs = stacks.outputs_of(account.client("cloudformation"), account.stack) or {}
    return outputs.get("Architecture", X86_64)


def main(account: Account, environ: Mapping[str, str], root: Path = package.ROOT, asked: str | None = None) -> int:
    """Build for the architecture asked for, or the one that is there; deploy; print the address and what to do next."""
    wish = read_wish(environ)
    build = root / "build"
    package.build_package(root, build, asked or architecture_now(account))
    outputs = deploy(account, wish, build)
    address = wish.base_url or outputs["EndpointURL"].rstrip("/")
    print(f"Steady answers at {address}")
    for name in sorted(outputs):
        print(f"  {name}: {outputs[name]}")
    print("Next: open the address and sign up; confirm the operator's mail from AWS; read docs/operations.md.")
    return 0
