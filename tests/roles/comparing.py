"""What a role allows held against what is asked of it, both ways."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final

from tests.roles.needs import Need

WORDS: Final = {"Sid", "Effect", "Action", "Resource", "Condition"}
SENDER: Final = "ses:FromAddress"


@dataclass(frozen=True, slots=True)
class Grant:
    """One action on one thing that a statement allows; `sender` is a pattern that the sender must be like."""

    sid: str
    action: str
    resource: str
    sender: str = "*"

    def covers(self, need: Need) -> bool:
        """Whether IAM would let it through: `*` and `?` stand for any text, case counts."""
        return (
            fnmatchcase(need.action, self.action)
            and fnmatchcase(need.resource, self.resource)
            and fnmatchcase(need.sender, self.sender)
        )


@dataclass(frozen=True, slots=True)
class Star:
    """A `*` that has a reason: `text` is the action or the thing that it stands in."""

    sid: str
    text: str
    reason: str


def grants_of(policy: Mapping[str, Any], resolve: Callable[[Any], Any]) -> Iterator[Grant]:
    """Every action of every statement on each of its things. Raises ValueError for what this does not understand."""
    for statement in policy["Statement"]:
        if statement["Effect"] != "Allow" or not statement.keys() <= WORDS or not statement.get("Sid"):
            raise ValueError(f"a statement that this test cannot read: {statement}")
        sender = _sender(statement.get("Condition"), resolve)
        for action in _listed(statement["Action"]):
            for thing in _listed(statement["Resource"]):
                yield Grant(statement["Sid"], action, resolve(thing), sender)


def _sender(condition: Any, resolve: Callable[[Any], Any]) -> str:
    if condition is None:
        return "*"
    ((operator, asked),) = condition.items()
    if operator != "StringLike" or set(asked) != {SENDER}:
        raise ValueError(f"a condition that this test cannot read: {condition}")
    return str(resolve(asked[SENDER]))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def faults_in(
    function: str, grants: Sequence[Grant], needs: Mapping[Need, str], stars: Sequence[Star]
) -> Iterator[str]:
    """One sentence for each thing that is missing, spare or too wide. `needs` says of each where it was asked for."""
    for need, where in needs.items():
        if not any(grant.covers(need) for grant in grants):
            yield f"{function}: {where} asks for {need.action} on {need.resource}, which no statement allows"
    for grant in grants:
        if not any(grant.covers(need) for need in needs):
            yield f"{function}: {grant.sid} allows {grant.action} on {grant.resource}, which nothing asks for"
        for text in (grant.action, grant.resource):
            if "*" in text and not any((star.sid, star.text) == (grant.sid, text) for star in stars):
                yield f"{function}: {grant.sid} has a * without a reason in {text}"
