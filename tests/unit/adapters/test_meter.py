"""Counts leave as one line of CloudWatch's embedded metric format."""

import json
from datetime import UTC, datetime

from chalicelib.adapters.meter import EmfMeter


def test_a_count_is_one_line_that_cloudwatch_reads() -> None:
    lines: list[str] = []
    meter = EmfMeter("Steady", lambda: datetime(2026, 11, 24, 8, tzinfo=UTC), lines.append)
    meter.count(SweepsFinished=1)
    (line,) = lines
    assert json.loads(line) == {
        "_aws": {
            "Timestamp": 1_795_507_200_000,
            "CloudWatchMetrics": [
                {"Namespace": "Steady", "Dimensions": [[]], "Metrics": [{"Name": "SweepsFinished", "Unit": "Count"}]}
            ],
        },
        "SweepsFinished": 1,
    }
