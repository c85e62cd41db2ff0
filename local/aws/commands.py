"""The operator's commands, by name: each takes the stage's account and what was typed, and says what it did."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from typing import Final

from local.aws import stacks
from local.aws.account import Account, NotReadyError, open_account
from local.package import ROOT
from local.tools import RefusedError
from local.wheels import MACHINES


def run(asked: argparse.Namespace) -> int:
    """Run one command; 1 with the reason on stderr where it cannot be done."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return COMMANDS[asked.command](open_account(asked.stage), asked)
    except (NotReadyError, RefusedError, stacks.DeployError) as refusal:
        print(refusal, file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        print(f"AWS said: {error}", file=sys.stderr)
    return 1


def _deploy(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.deploying import main

    return main(account, os.environ, ROOT, asked.arch)


def _destroy(account: Account, asked: argparse.Namespace) -> int:
    table = account.outputs()["TableName"]
    if asked.confirm != account.stack:
        raise NotReadyError(f"This ends {account.stack} for everybody in it. If you mean it: CONFIRM={account.stack}")
    stacks.remove(account.client("cloudformation"), account.stack)
    print(f"{account.stack} is gone. Its table {table} is kept, with deletion protection on;")
    print("docs/operations.md says how to delete it, or how to bring its people into a new stack.")
    return 0


def _backup(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.backups import back_up

    print(back_up(account))
    return 0


def _restore(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.backups import restore

    print(f"{restore(account, asked.backup)} items are in {account.outputs()['TableName']} again.")
    return 0


def _export_person(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.people import export_person

    sys.stdout.write(export_person(account, asked.email))
    return 0


def _redrive(account: Account, asked: argparse.Namespace) -> int:
    from local.aws.operating import redrive

    outputs = account.outputs()
    # safety first
    for name in ("SafetyQueueUrl", "QueueUrl"):
        print(f"{redrive(account.client('sqs'), outputs[name])} given back to {outputs[name]}")
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
    "restore": "fill a stage's empty table from a backup",
    "export-person": "print everything that one person logged, as a timeline",
    "redrive": "give a stage's dead letters back to their queues",
    "quarantine": "list who is set aside in a stage",
}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Tell the parser of these commands."""
    for name, says in SAYS.items():
        command = commands.add_parser(name, help=says)
        command.add_argument("--stage", default=os.environ.get("STAGE", ""), help="which stage, such as prod")
        command.set_defaults(run=run)
        if name == "deploy":
            command.add_argument("--arch", choices=MACHINES, help="what the functions run on; else as it was")
        if name == "destroy":
            command.add_argument("--confirm", default="", help="the name of the stack, to show that you mean it")
        if name == "restore":
            command.add_argument("backup", help="the ARN that `backup` printed")
        if name == "export-person":
            command.add_argument("email", help="the person's address")
