"""One stage in one AWS account: its names, its clients, and what its stack tells of itself."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from local.aws import stacks

STAGE_NAME: Final = "a stage is 1 to 20 small letters, digits and dashes, such as prod"
ClientOf = Callable[[str], Any]


class NotReadyError(Exception):
    """Something is missing that only the operator can bring; the text says what, and how."""


@dataclass(frozen=True, slots=True)
class Account:
    """`client` makes a client of a service; `stage` names the stack."""

    stage: str
    client: ClientOf

    @property
    def stack(self) -> str:
        """The name of the stage's stack."""
        return f"steady-{self.stage}"

    @property
    def secret_name(self) -> str:
        """Where the stage's signing secret lies."""
        return f"/{self.stack}/secret"

    def outputs(self) -> dict[str, str]:
        """What the stack tells. Raises NotReadyError where it is not deployed."""
        found = stacks.outputs_of(self.client("cloudformation"), self.stack)
        if found is None:
            raise NotReadyError(f"There is no stack {self.stack} here. Deploy it first: make deploy STAGE={self.stage}")
        return found


def open_account(stage: str, environ: Mapping[str, str] = os.environ) -> Account:
    """The account that the environment names. Raises NotReadyError where the stage or the region is missing."""
    if not stage or len(stage) > 20 or not stage.replace("-", "").isalnum() or stage != stage.lower():
        raise NotReadyError(f"Set STAGE: {STAGE_NAME}.")
    region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION")
    if not region:
        raise NotReadyError("Set AWS_REGION to the region to deploy to, such as eu-central-1.")
    import boto3

    session = boto3.Session(region_name=region)
    make: Any = session.client
    return Account(stage, make)
