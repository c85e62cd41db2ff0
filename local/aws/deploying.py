"""`make deploy STAGE=…`: look at what is missing, build, upload, deploy, and say what to do next."""

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from local import package
from local.aws import dashboards, room, stacks
from local.aws.account import Account, NotReadyError
from local.aws.checking import Wish, cautions, missing, read_wish
from local.resources import merged_resources
from local.wheels import X86_64

PLACEHOLDER: Final = "https://steady.invalid"
"""The address until the gateway has told its own."""
Build = Callable[[stacks.Stack | None], Path]
Write = Callable[[str], Any]


def deploy(account: Account, wish: Wish, build: Build, write: Write = print) -> stacks.Stack:
    """Deploy the package in the folder that `build` answers, told of the stack of before; the stack as it stands then.

    Everything that can be known beforehand is looked at before anything is built. Raises NotReadyError with all that
    is missing, DeployError where CloudFormation fails.
    """
    owner = account.client("sts").get_caller_identity()["Account"]
    write(f"{account.stack}, in the account {owner} and the region {account.client('s3').meta.region_name}.")
    write(f"Set by your shell: {wish.named() or 'nothing'}. What is not named stays as it was.")
    before, settled = _look_first(account, wish, write)
    folder = build(before)
    keep_secret(account)
    uploaded = stacks.upload(account.client("s3"), keep_bucket(account, owner), folder, owner)
    given = {"SecretParameter": account.secret_name, **wish.parameters}
    given.update({name: value for name, value in settled.items() if name in uploaded.takes})
    if before is None:
        given.setdefault("BaseUrl", PLACEHOLDER)
    write(f"CloudFormation is at work on {account.stack}: some minutes. Ctrl-C ends the waiting, not the work.")
    cloudformation = account.client("cloudformation")
    stack = stacks.deploy(cloudformation, account.stack, uploaded, given)
    if stack.parameters.get("BaseUrl") == PLACEHOLDER:
        # a function cannot be told the gateway's address in the stack that makes both
        own = {"BaseUrl": stack.outputs["EndpointURL"].rstrip("/")}
        stack = stacks.deploy(cloudformation, account.stack, uploaded, own)
    return stack


def _look_first(account: Account, wish: Wish, write: Write) -> tuple[stacks.Stack | None, Mapping[str, str]]:
    """The stack of before, once nothing is under way in it, and the parameters that the account itself settles.
    Raises NotReadyError with all that is missing."""
    stack = account.find()
    if stack and stack.is_in_work:
        write(f"{account.stack} stands at {stack.status}: something is under way already. Waiting for its end.")
        stacks.settled(account.client("cloudformation"), stack.id)
        stack = account.find()
    bounds = merged_resources(package.ROOT)["Parameters"]
    found = room.look_for_room(account, wish.parameters.get(room.PARAMETER), stack)
    shown = dashboards.look_for_dashboards(account, wish.parameters.get(dashboards.CHOICE), stack)
    faults = [*missing(account, wish, stack, bounds), *([found.lacks] if found.is_refused else [])]
    if faults:
        raise NotReadyError("\n".join(faults))
    for caution in (*cautions(account, wish, stack), *filter(None, [found.lacks])):
        write(f"Mind: {caution}")
    if shown.says:
        write(shown.says)
    return stack, {**({room.PARAMETER: found.setting} if found.setting else {}), **shown.parameters}


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


def keep_bucket(account: Account, owner: str) -> str:
    """The private bucket for packages in this account and region, made where there is none.

    Its name can be guessed, so what somebody else made under it is refused: their code would be deployed.
    """
    from botocore.exceptions import ClientError

    s3 = account.client("s3")
    bucket = f"steady-packages-{owner}-{s3.meta.region_name}"
    try:
        s3.head_bucket(Bucket=bucket, ExpectedBucketOwner=owner)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("403", "AccessDenied"):
            raise NotReadyError(
                f"The bucket {bucket} is another account's, or closed to you. See who made it."
            ) from None
        if error.response["Error"]["Code"] not in ("404", "NoSuchBucket", "NotFound"):
            raise
        place = {"LocationConstraint": s3.meta.region_name}
        s3.create_bucket(
            Bucket=bucket, **({} if s3.meta.region_name == "us-east-1" else {"CreateBucketConfiguration": place})
        )
    closed = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=closed, ExpectedBucketOwner=owner)
    return bucket


def architecture_of(before: stacks.Stack | None) -> str:
    """What the stage's functions run on; x86-64 where there is no stage yet, and where it does not tell."""
    return before.outputs.get("Architecture", X86_64) if before else X86_64


def main(account: Account, environ: Mapping[str, str], root: Path = package.ROOT, asked: str | None = None) -> int:
    """Build for the architecture asked for, or the one that is there; deploy; print the address and what to do next."""

    def build(before: stacks.Stack | None) -> Path:
        print("Building the package …", flush=True)
        package.build_package(root, root / "build", asked or architecture_of(before))
        return root / "build"

    stack = deploy(account, read_wish(environ), build)
    address = stack.parameters["BaseUrl"]
    print(f"Steady answers at {address}")
    for name in sorted(stack.outputs):
        print(f"  {name}: {stack.outputs[name]}")
    print(f"Next: see that {address}/v1/health says “up”, and sign up at {address}/sign-up.")
    if operator := stack.parameters.get("OperatorEmail"):
        print(f"AWS asks {operator} once, by mail, to confirm: no alarm reaches it before.")
    print("docs/operations.md has what comes then: mail that arrives, alarms, copies.")
    return 0
