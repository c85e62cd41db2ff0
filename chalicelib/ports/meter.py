"""Counts that the operator's alarms lean on."""

from typing import Protocol


class Meter(Protocol):
    """Says how often something happened. A name never tells of a person or of health."""

    def count(self, **counts: int) -> None:
        """Add these counts at the present moment."""
        ...


class Silent:
    """`Meter` where nobody counts."""

    def count(self, **counts: int) -> None:
        """Nothing."""
