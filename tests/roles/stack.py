"""The stack as AWS would make it, as far as roles speak of it: its names, and what a policy's intrinsics become."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from local.resources import merged_resources

ROOT: Final = Path(__file__).resolve().parents[2]
NAME: Final = "steady"
PSEUDO: Final = {
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::AccountId": "123456789012",
    "AWS::StackName": NAME,
}
FUNCTIONS: Final = {
    "api_handler": "APIHandler",
    "sweep": "Sweep",
    "deliver": "Deliver",
    "deliver_safety": "DeliverSafety",
    "feedback": "Feedback",
}
"""Each function as chalice's configuration names it, and as the template does."""


def arn(service: str, rest: str) -> str:
    """The name of a thing of this account, as policies write it."""
    return f"arn:aws:{service}:us-east-1:123456789012:{rest}"


@dataclass(frozen=True)
class Stack:
    """The merged resources with the parameters that a deployment sets. `refs` are names that only a run knows."""

    parameters: Mapping[str, str]
    refs: Mapping[str, str] = field(default_factory=dict)
    template: Mapping[str, Any] = field(default_factory=lambda: merged_resources(ROOT))

    def environment(self) -> dict[str, str]:
        """What every function gets, as the template says."""
        variables = self.template["Globals"]["Function"]["Environment"]["Variables"]
        return {name: self.resolve(value) for name, value in variables.items()}

    def policy(self, function: str) -> Any:
        """The policy of a function, as it is written."""
        settings = json.loads((ROOT / ".chalice/config.json").read_text())["lambda_functions"][function]
        return json.loads((ROOT / ".chalice" / settings["iam_policy_file"]).read_text())

    def resolve(self, value: Any) -> Any:
        """A text, or a list of them, with its intrinsics worked out. Raises LookupError where one is not known."""
        if not isinstance(value, dict):
            return value
        ((intrinsic, given),) = value.items()
        if intrinsic == "Ref":
            return self._ref(given)
        if intrinsic == "Fn::GetAtt":
            return self._attribute(*given)
        if intrinsic == "Fn::Sub":
            return self._sub(*(given if isinstance(given, list) else (given, {})))
        if intrinsic == "Fn::Split":
            return self.resolve(given[1]).split(given[0])
        if intrinsic == "Fn::Select":
            return self.resolve(given[1])[int(given[0])]
        raise LookupError(intrinsic)

    def _sub(self, text: str, own: Mapping[str, Any]) -> str:
        def filled(found: re.Match[str]) -> str:
            name = found[1]
            if name in own:
                return str(self.resolve(own[name]))
            return self._attribute(*name.split(".")) if "." in name else self._ref(name)

        return re.sub(r"\$\{([^}]+)\}", filled, text)

    def _ref(self, name: str) -> str:
        known = {**PSEUDO, **self.parameters, **self.refs}
        if name in known:
            return known[name]
        if name in self.template["Parameters"]:
            return str(self.template["Parameters"][name]["Default"])
        resource = self.template["Resources"][name]
        if resource["Type"] == "AWS::SES::ConfigurationSet":
            return str(self.resolve(resource["Properties"]["Name"]))
        if resource["Type"] == "AWS::SNS::Topic":
            return arn("sns", self.resolve(resource["Properties"]["TopicName"]))
        raise LookupError(f"the name of {name}")

    def _attribute(self, name: str, attribute: str) -> str:
        resource = self.template["Resources"][name]
        if attribute == "Arn" and resource["Type"] == "AWS::SQS::Queue":
            return arn("sqs", self.resolve(resource["Properties"]["QueueName"]))
        if attribute == "Arn" and resource["Type"] == "AWS::DynamoDB::Table":
            return arn("dynamodb", f"table/{self._ref(name)}")
        raise LookupError(f"{name}.{attribute}")
