"""Metrics as CloudWatch's embedded metric format: one line of JSON in the log, and no call."""

import json
from collections.abc import Callable

from msgspec import Struct

from chalicelib.ports import Clock


class EmfMeter(Struct, frozen=True):
    """`Meter` that writes a line for each count. On Lambda, `print` writes to the function's log."""

    namespace: str
    clock: Clock
    write: Callable[[str], None]

    def count(self, **counts: int) -> None:
        """One line; CloudWatch makes a metric without dimensions of each name."""
        metrics = [{"Name": name, "Unit": "Count"} for name in counts]
        directive = {"Namespace": self.namespace, "Dimensions": [[]], "Metrics": metrics}
        told = {"_aws": {"Timestamp": int(self.clock().timestamp() * 1000), "CloudWatchMetrics": [directive]}}
        self.write(json.dumps({**told, **counts}))
