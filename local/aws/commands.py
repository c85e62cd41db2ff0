"""The operator's commands, by name: each takes the stage's account and what was typed, and says what it did."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from local.aws import stacks
from local.aws.account import A_STAGE_IS, Account, NotReadyError, open_account
from local.package import ROOT
from local.resources import ClashError
from local.tools import RefusedError
from local.wheels import MACHINES

BROKEN_OFF: Final = 130
"""The code of a command that Ctrl-C ended, as shells count."""
GOES_ON: Final = {
    "deploy": "The same command again waits for its end, and goes on from there.",
    "destroy": "The same command again waits for its end.",
    "restore": "Its stage is half filled: end it, and begin with a new one.",
}


def run(asked: argparse.Namespace) -> int:
    """Run one command; its exit code, as `guarded` says."""
    return guarded(asked.command, lambda: COMMANDS[asked.command](open_account(asked.stage), asked))


def guarded(command: str, work: Callable[[], int]) -> int:
    """What the work answers; 1 with the reason on stderr where it cannot be done, 130 where it was broken off."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return work()
    except (NotReadyError, RefusedError, ClashError, stacks.DeployError) as refusal:
        print(refusal, file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        print("\n".join([f"AWS said: {error}", *_hints(error)]), file=sys.stderr)
    except KeyboardInterrupt:
        print(
            f"\nBroken off. What AWS has begun goes on there. {GOES_ON.get(command, '')}".rstrip(),
            file=sys.stderr,
        )
        return BROKEN_OFF
    return 1


def _hints(error: Exception) -> Iterator[str]:
    """What a newcomer can do about it, where that is known."""
    from botocore import exceptions

    if isinstance(error, exceptions.NoCredentialsError | exceptions.PartialCredentialsError):
        yield "Set AWS_PROFILE to a profile that you are signed in to, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
    elif isinstance(error, exceptions.EndpointConnectionError):
        yield "Is AWS_REGION the name of a region, such as eu-central-1, and is there a network?"


def _deploy(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.deploying import main

    return main(account, os.environ, ROOT, asked.arch)


def _destroy(account: Account, asked: argparse.Namespace) -> int:
    stack = account.find()
    if stack is None:
        raise NotReadyError(f"There is no stack {account.stack} here.")
    if asked.confirm != account.stack:
        raise NotReadyError(f"This ends {account.stack} for everybody in it. If you mean it: CONFIRM={account.stack}")
    stacks.remove(account.client("cloudformation"), account.stack)
    table = stack.outputs.get("TableName", "where one was made, it is empty")
    print(f"{account.stack} is gone. Its table is kept, with deletion protection on: {table}.")
    print(f"Kept as well: its secret {account.secret_name}, and the bucket of packages.")
    print("SQS takes a queue's name again a minute later: wait that long before you deploy this stage anew.")
    print("docs/operations.md says how to delete them, and how to bring the table's people into a new stage.")
    return 0


def _backup(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.backups import back_up

    print(back_up(account))
    return 0


def _restore(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.backups import restore

    print(f"{restore(account, asked.source)} items are in {account.outputs()['TableName']} again.")
    return 0


def _export_person(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.people import export_person

    sys.stdout.write(export_person(account, asked.email))
    return 0


def _redrive(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.operating import redrive, redrive_events

    outputs = account.outputs()
    # safety first
    for name in ("SafetyQueueUrl", "QueueUrl"):
        print(f"{redrive(account.client('sqs'), outputs[name])} given back to {outputs[name]}")
    print(f"{redrive_events(account)} events of mails given back to the function Feedback")
    return 0


def _quarantine(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.operating import quarantine

    for line in quarantine(account.client("dynamodb"), account.outputs()["TableName"]):
        print(line)
    return 0


COMMANDS: Final[Mapping[str, Callable[[Account, argparse.Namespace], int]]] = {
    "deploy": _deploy,
    "destroy": _destroy,
    "backup": _backup,
    "restore": _restore,
    "export-person": _export_person,
    "redrive": _redrive,
    "quarantine": _quarantine,
}
SAYS: Final[Mapping[str, str]] = {
    "deploy": "build, upload and deploy a stage on AWS",
    "destroy": "delete a stage's stack; its table is kept",
    "backup": "make a backup of a stage's table, and print its ARN",
    "restore": "fill a new stage's table from a backup or another table",
    "export-person": "print everything that one person logged, as a timeline",
    "redrive": "give a stage's dead letters and failed events back",
    "quarantine": "list who is set aside in a stage",
}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Tell the parser of these commands."""
    for name, says in SAYS.items():
        command = commands.add_parser(name, help=says)
        command.add_argument("--stage", default=os.environ.get("STAGE", ""), help=f"which stage: {A_STAGE_IS}")
        command.set_defaults(run=run)
        if name == "deploy":
            command.add_argument("--arch", choices=MACHINES, help="what the functions run on; else as it was")
        if name == "destroy":
            command.add_argument("--confirm", default="", help="the name of the stack, to show that you mean it")
        if name == "restore":
            command.add_argument("source", help="the ARN that `backup` printed, or the name of a table")
        if name == "export-person":
            command.add_argument("email", help="the person's address")
