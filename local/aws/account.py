"""One stage in one AWS account: its names, its clients, and what its stack tells of itself."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from local.aws import stacks

STAGE_NAME: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?")
A_STAGE_IS: Final = "1 to 20 small letters, digits and dashes, such as prod"
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

    def find(self) -> stacks.Stack | None:
        """The stack as it stands; None where there is none."""
        return stacks.find(self.client("cloudformation"), self.stack)

    def deployed(self) -> stacks.Stack:
        """The stack. Raises NotReadyError where it is not deployed, or never was to the end."""
        found = self.find()
        if found is None:
            raise NotReadyError(f"There is no stack {self.stack} here. Deploy it first: make deploy STAGE={self.stage}")
        if "TableName" not in found.outputs:
            raise NotReadyError(f"{self.stack} stands at {found.status} and never came to its end.")
        return found

    def outputs(self) -> Mapping[str, str]:
        """What the stack tells. Raises NotReadyError as `deployed` does."""
        return self.deployed().outputs


def open_account(stage: str, environ: Mapping[str, str] = os.environ) -> Account:
    """The account that the environment names. Raises NotReadyError where the stage or the region is missing."""
    if not STAGE_NAME.fullmatch(stage):
        raise NotReadyError(f"Set STAGE: a stage is {A_STAGE_IS}.")
    region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION")
    if not region:
        raise NotReadyError("Set AWS_REGION to the region where Steady lies or shall lie, such as eu-central-1.")
    import boto3

    session = boto3.Session(region_name=region)
    make: Any = session.client
    return Account(stage, make)
