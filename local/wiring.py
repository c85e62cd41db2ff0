"""Puts one instance together from its data folder."""

import fcntl
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import IO
from uuid import uuid4

from chalicelib.config import mail_address
from local.clock import LocalClock
from local.doors import LocalDoors
from local.embedded import DELIVER, DELIVER_SAFETY, TABLE, EmbeddedAws
from local.gateway import Gateway
from local.instance import Instance
from local.journal import Journal
from local.schedules import Schedules

SENDER = "Steady <steady@steady.example>"
Load = Callable[[], ModuleType]
Connect = Callable[[EmbeddedAws, LocalClock, Mapping[str, str]], None]


class FolderInUseError(Exception):
    """Another process has this data folder open."""


def open_folder(data: Path) -> IO[str]:
    """Make the data folder and claim it, for as long as the returned file stays open."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    claim = (data / "claim").open("w")
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        claim.close()
        raise FolderInUseError(str(data)) from None
    return claim


def open_instance(data: Path, address: str, load: Load, connect: Connect) -> Instance:
    """The instance that lives in this folder, its past read back. `connect` hands the app its AWS."""
    journal = Journal(data / "steady.sqlite")
    clock = LocalClock(journal)
    aws = EmbeddedAws(journal, clock, mail_address("SENDER", os.environ.get("SENDER", SENDER)))
    environ = settings(aws.queue_urls, address, secret(data), os.environ)
    os.environ.update(environ)
    app = load()
    connect(aws, clock, environ)
    schedules = Schedules(app, aws, clock, journal)
    doors = LocalDoors(aws, journal, clock, schedules)
    return Instance(journal, clock, aws, schedules, Gateway(app.app, clock), doors)


def settings(queue_urls: Mapping[str, str], address: str, secret: str, environ: Mapping[str, str]) -> dict[str, str]:
    """What the app reads from its environment; what the shell sets beside it stays."""
    # A history can be brought along here; what lies ahead counts when the clock gets there.
    usual = {"BASE_URL": address, "SENDER": SENDER, "TAKES_FUTURE": "1"}
    fixed = {
        "TABLE_NAME": TABLE,
        "QUEUE_URL": queue_urls[DELIVER],
        "SAFETY_QUEUE_URL": queue_urls[DELIVER_SAFETY],
        "SECRET": secret,
    }
    return {**usual, **environ, **fixed}


def secret(data: Path) -> str:
    """The key that signs cookies and links here: made once, readable by its owner only."""
    path = data / "secret"
    if not path.exists():
        # Written aside first: a kill in between must not leave an empty key behind.
        aside = data / "secret.new"
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
        aside.replace(path)
    return path.read_text().strip()


def connect_steady(aws: EmbeddedAws, clock: LocalClock, environ: Mapping[str, str]) -> None:
    """Give Steady itself this machine's AWS, clock and ids."""
    from chalicelib import bootstrap
    from chalicelib.adapters.dynamo.table import Table
    from chalicelib.config import Settings
    from local.recovery import settle_interrupted

    clients = bootstrap.Clients(dynamodb=aws.clients.dynamodb, sqs=aws.clients.sqs, ses=aws.clients.ses)
    built = bootstrap.build(Settings.from_env(environ), clock=clock, new_id=lambda: uuid4().hex, clients=clients)
    bootstrap.use(built)
    sent = frozenset(mail.tags.get("message", "") for mail in aws.mails())
    settle_interrupted(built, Table(aws.clients.dynamodb, TABLE), sent, clock())
