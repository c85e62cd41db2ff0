"""`python -m local invite`: a link that lets one person join where sign-up is by invite.

It is signed with the instance's secret and kept nowhere until it is used, so it is made wherever that secret can be
read: in a stage's SSM parameter, or in the data folder of `make run`.
"""

import os
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from local.aws.account import Account


def invite_link(secret: str, base_url: str, name: str, expires_at: datetime) -> str:
    """The address that opens the sign-up page with the invite filled in."""
    from chalicelib.adapters.signer import LinkSigner
    from chalicelib.ports.access import Invite
    from chalicelib.usecases.invites import write_invite

    token = write_invite(LinkSigner(secret), Invite(id=name, expires_at=expires_at))
    return f"{base_url.rstrip('/')}/sign-up?invite={quote(token, safe='')}"


def main(days: int, data: Path, environ: Mapping[str, str] = os.environ) -> int:
    """Print one link into `make run`'s instance, good for so many days; 1 where its folder has no secret."""
    path = data / "secret"
    if not path.exists():
        print(
            f"{path} is missing. Name the folder of make run with --data, or a stage on AWS with --stage.",
            file=sys.stderr,
        )
        return 1
    return _print_link(path.read_text().strip(), environ.get("BASE_URL") or "http://127.0.0.1:8000", days)


def invite_to(account: Account, days: int) -> int:
    """Print one link into a stage on AWS, good for so many days. Raises NotReadyError where it is not deployed."""
    base_url = account.deployed().parameters["BaseUrl"]
    found = account.client("ssm").get_parameter(Name=account.secret_name, WithDecryption=True)
    return _print_link(found["Parameter"]["Value"], base_url, days)


def _print_link(secret: str, base_url: str, days: int) -> int:
    from chalicelib.bootstrap import random_id, system_clock

    print(invite_link(secret, base_url, random_id(), system_clock() + timedelta(days=days)))
    return 0
