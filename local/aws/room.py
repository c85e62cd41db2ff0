"""Whether the account has room to keep some of Lambda's workers for what must not wait."""

from dataclasses import dataclass
from typing import Any, Final

from local.aws import stacks
from local.aws.account import Account

RESERVED: Final = 11
"""How many the stack reserves: ten for safety mail and one for the sweep."""
LEFT_FREE: Final = 100
"""How many Lambda insists on leaving unreserved in each account and region."""
PARAMETER: Final = "ReserveWorkers"


@dataclass(frozen=True, slots=True)
class Room:
    """`setting` is what to set the parameter to, None to leave it; `lacks` says what the account lacks, if anything."""

    setting: str | None
    lacks: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether CloudFormation would fail on what was asked for."""
        return bool(self.lacks) and self.setting == "on"


def look_for_room(account: Account, asked: str | None, stack: stacks.Stack | None) -> Room:
    """Where nobody has chosen yet, workers are reserved if there is room; what was chosen once, stays."""
    kept = stack.parameters.get(PARAMETER) if stack else None
    if asked == "off" or kept == "on" or (asked is None and kept == "off"):
        return Room(asked)
    limit: dict[str, Any] = account.client("lambda").get_account_settings()["AccountLimit"]
    free = int(limit["UnreservedConcurrentExecutions"])
    if free - RESERVED >= LEFT_FREE:
        return Room("on")
    # a new account has ten in all
    return Room(
        asked or "off",
        f"Lambda has {free} unreserved workers here, and {RESERVED + LEFT_FREE} are needed to keep {RESERVED} of them "
        "for safety mail and the sweep. Ask AWS for more (Service Quotas, Lambda, Concurrent executions), then set "
        "RESERVE_WORKERS=on.",
    )
