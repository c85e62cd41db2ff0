"""Whether a stage gets a dashboard of its own: the first three of an account are free, each further one is paid for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from local.aws import stacks
from local.aws.account import Account

FREE: Final = 3
"""How many dashboards AWS charges an account nothing for, in all its regions together."""
PRICE: Final = "$3 a month"
CHOICE: Final = "DashboardChoice"
SHOWN: Final = "ShowDashboard"
AUTO: Final = "auto"
DENIED: Final = frozenset({"AccessDenied", "AccessDeniedException"})
"""How CloudWatch refuses, by the protocol that it is asked in."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`choice` is what the operator wants, auto, on or off; `setting` what that comes to here, on or off; `says` why
    there is none, where nobody chose that."""

    choice: str
    setting: str
    says: str = ""

    @property
    def parameters(self) -> Mapping[str, str]:
        """What the stack is told: the setting, and the choice for the next deployment to find."""
        return {CHOICE: self.choice, SHOWN: self.setting}


def look_for_dashboards(account: Account, asked: str | None, stack: stacks.Stack | None) -> Shown:
    """What is asked for now, else what was chosen before, else `auto`: a dashboard only where it is free.

    Only for `auto` is the account asked. Raises what AWS answers, but for a refusal to say.
    """
    choice = asked or _chosen(stack)
    if choice != AUTO:
        return Shown(choice, choice)
    others = _others(account)
    if others is None:
        return Shown(
            AUTO,
            "off",
            "No dashboard: you may not list those of the account (cloudwatch:ListDashboards), so nobody knows whether "
            f"it would be free. DASHBOARD=on makes it all the same, at {PRICE} where the account has {FREE} others.",
        )
    if others < FREE:
        return Shown(AUTO, "on")
    return Shown(
        AUTO,
        "off",
        f"No dashboard: the account has {others} others, and only {FREE} are free. DASHBOARD=on makes it, at {PRICE}.",
    )


def _chosen(stack: stacks.Stack | None) -> str:
    """What holds. Releases that knew no `auto` showed one unless told not to: only `off` was chosen.

    An `off` that such a release took over from an `auto` of ours looks the same, and is taken for a choice.
    """
    kept = stack.parameters if stack else {}
    return kept.get(CHOICE) or ("off" if kept.get(SHOWN) == "off" else AUTO)


def dashboard_name(account: Account) -> str:
    """The name of this stage's: an account has each name once, in all its regions, so that it has the region in it."""
    return f"{account.stack}-{account.client('cloudwatch').meta.region_name}"


def _others(account: Account) -> int | None:
    """How many dashboards the account has beside this stage's; None where it does not let us see.

    What has the stack's name alone is this stage's, too: releases before gave it that, and the deployment replaces it.
    """
    from botocore.exceptions import ClientError

    try:
        pages = list(account.client("cloudwatch").get_paginator("list_dashboards").paginate())
    except ClientError as error:
        if error.response["Error"]["Code"] not in DENIED:
            raise
        return None
    names = {one["DashboardName"] for page in pages for one in page.get("DashboardEntries", [])}
    return len(names - {account.stack, dashboard_name(account)})
