"""`python -m local invite`: a link that lets one person join where sign-up is by invite.

It is signed with the instance's secret and kept nowhere until it is used, so it is made wherever that secret can be
read: in `SECRET`, in the SSM parameter that `SECRET_PARAMETER` names, or in the data folder of `make run`.
"""

import os
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote


def invite_link(secret: str, base_url: str, name: str, expires_at: datetime) -> str:
    """The address that opens the sign-up page with the invite filled in."""
    from chalicelib.adapters.signer import LinkSigner
    from chalicelib.ports.access import Invite
    from chalicelib.usecases.invites import write_invite

    token = write_invite(LinkSigner(secret), Invite(id=name, expires_at=expires_at))
    return f"{base_url.rstrip('/')}/sign-up?invite={quote(token, safe='')}"


def main(days: int, data: Path) -> int:
    """Print one link that is good for so many days; 1 where the secret cannot be found."""
    from chalicelib.bootstrap import random_id, system_clock

    secret = find_secret(os.environ, data)
    if not secret:
        print("Set SECRET_PARAMETER (on AWS) or SECRET, or name the folder of make run with --data.", file=sys.stderr)
        return 1
    base_url = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
    print(invite_link(secret, base_url, random_id(), system_clock() + timedelta(days=days)))
    return 0


def find_secret(environ: Mapping[str, str], data: Path) -> str:
    """The secret that signs links, empty where there is none."""
    if environ.get("SECRET"):
        return environ["SECRET"]
    if environ.get("SECRET_PARAMETER"):
        import boto3

        found = boto3.client("ssm").get_parameter(Name=environ["SECRET_PARAMETER"], WithDecryption=True)
        return str(found["Parameter"]["Value"])
    path = data / "secret"
    return path.read_text().strip() if path.exists() else ""
