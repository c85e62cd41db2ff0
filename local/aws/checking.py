"""What is looked at before anything is built or made: the wish itself, the stack, and SES."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any, Final

from local.aws import stacks
from local.aws.account import Account

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
    "DASHBOARD": "DashboardChoice",
    "SWEEP_RATE": "SweepRate",
    "RESERVE_WORKERS": "ReserveWorkers",
}
"""What is read from the environment, and the parameter of the stack that it sets. What is not set stays as it was."""
VARIABLES: Final = {parameter: variable for variable, parameter in PARAMETERS.items()}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator asked for: the parameters given by name."""

    parameters: Mapping[str, str]

    def named(self) -> str:
        """The variables that set them, in a row: one that a shell has for something else is seen by it."""
        return ", ".join(sorted(VARIABLES[name] for name in self.parameters))


def read_wish(environ: Mapping[str, str]) -> Wish:
    """What the environment sets."""
    return Wish({name: environ[key].strip() for key, name in PARAMETERS.items() if environ.get(key, "").strip()})


def missing(account: Account, wish: Wish, stack: stacks.Stack | None, bounds: Mapping[str, Any]) -> Iterator[str]:
    """What stands in the way, one sentence each. `bounds`, the template's parameters, hold for what is kept, too."""
    yield from _standing_in_the_way(account, stack)
    held = {name: value for name, value in _held(stack).items() if name in VARIABLES and name in bounds}
    faults = list(faulty(Wish({**held, **wish.parameters}), bounds))
    yield from faults
    sender = wish.parameters.get("Sender", "")
    if stack is None and not sender:
        yield "Set SENDER to the address that mails come from, such as 'Steady <steady@example.org>'."
    elif sender and not faults and not verified(account, sender):
        yield f"SES does not know {parseaddr(sender)[1]!r} as verified in this region: verify it, or its domain."


def _standing_in_the_way(account: Account, stack: stacks.Stack | None) -> Iterator[str]:
    status = stack.status if stack else ""
    if status in stacks.UNBORN:
        yield (
            f"{account.stack} stands at {status}: it never came to its end, and takes no update. Delete what is left "
            f"of it, then deploy again: make destroy STAGE={account.stage} CONFIRM={account.stack}"
        )
    elif status == "UPDATE_ROLLBACK_FAILED":
        yield (
            f"{account.stack} stands at {status}: a deployment failed, and going back from it as well. In the console "
            "of CloudFormation choose the stack, then “Continue update rollback”; then deploy again."
        )


def faulty(wish: Wish, bounds: Mapping[str, Any]) -> Iterator[str]:
    """Each value that CloudFormation would refuse, by the bounds that the template itself sets."""
    for name, value in wish.parameters.items():
        if not _is_allowed(value, bounds[name]):
            yield f"{VARIABLES[name]} is {value!r}, and must be {allowed(bounds[name])}."
    if wish.parameters.get("MailWorkers") == "1":
        yield "MAIL_WORKERS cannot be 1: Lambda limits a queue to 2 functions at least. Set 2, or 0 for no limit."


def allowed(bound: Mapping[str, Any]) -> str:
    """What a parameter of the template may be, in words; empty where anything may be."""
    if "AllowedValues" in bound:
        return "one of " + ", ".join(bound["AllowedValues"])
    if bound["Type"] == "Number":
        return f"a number from {bound['MinValue']}" + (f" to {bound['MaxValue']}" if "MaxValue" in bound else " up")
    return str(bound.get("ConstraintDescription", ""))


def _is_allowed(value: str, bound: Mapping[str, Any]) -> bool:
    if "AllowedValues" in bound:
        return value in bound["AllowedValues"]
    if bound["Type"] == "Number":
        is_number = value.isascii() and value.isdigit()
        return is_number and bound["MinValue"] <= int(value) <= bound.get("MaxValue", int(value))
    return "AllowedPattern" not in bound or bool(re.fullmatch(bound["AllowedPattern"], value))


def cautions(account: Account, wish: Wish, stack: stacks.Stack | None) -> Iterator[str]:
    """What can wait, but must be known. What an earlier deployment set still holds."""
    holds = {**_held(stack), **wish.parameters}
    ses = account.client("sesv2").get_account()
    if not ses["ProductionAccessEnabled"]:
        yield (
            "SES is in its sandbox here: mail reaches addresses only that are verified too, so sign up with one. "
            "docs/operations.md says how to leave it."
        )
    if not ses["SendingEnabled"]:
        yield "SES has sending switched off for this account: no mail leaves. Its Account dashboard says why."
    if sender := holds.get("Sender"):
        yield from _cautions_of(account, sender)
    if not holds.get("OperatorEmail"):
        yield "OPERATOR_EMAIL is not set: nobody is told when an alarm rings."


def _held(stack: stacks.Stack | None) -> Mapping[str, str]:
    return stack.parameters if stack else {}


def _cautions_of(account: Account, sender: str) -> Iterator[str]:
    """A new sender that SES does not know was refused before, so one that is not verified here is kept from before."""
    known_by = verified(account, sender)
    if not known_by:
        yield (
            f"SES no longer knows {parseaddr(sender)[1]!r} as verified in this region: no mail of this stage leaves. "
            "Verify it, or its domain."
        )
    elif known_by == "address":
        yield (
            "only the sender's address is verified, not its domain: mail is not signed by that domain, and Gmail and "
            "Yahoo may refuse it. Verify the domain."
        )


def verified(account: Account, sender: str) -> str:
    """How SES knows a sender: by its `domain`, which covers those below it, by its `address` alone, or not: empty."""
    address = parseaddr(sender)[1]
    domain = address.rpartition("@")[2]
    labels = domain.split(".")
    domains = [".".join(labels[first:]) for first in range(max(len(labels) - 1, 1))]
    if any(_is_verified(account, one) for one in domains):
        return "domain"
    return "address" if _is_verified(account, address) else ""


def _is_verified(account: Account, identity: str) -> bool:
    from botocore.exceptions import ClientError

    try:
        return bool(account.client("sesv2").get_email_identity(EmailIdentity=identity)["VerifiedForSendingStatus"])
    except ClientError as error:
        if error.response["Error"]["Code"] != "NotFoundException":
            raise
    return False
