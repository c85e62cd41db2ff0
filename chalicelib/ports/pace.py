"""How fast mail may leave."""

from collections.abc import Callable
from typing import Protocol


class Pace(Protocol):
    """How fast mail may leave."""

    def take(self, *, is_safety: bool, is_time_up: Callable[[], bool]) -> bool:
        """Wait for a place; False where none comes in time. Then nothing has been sent.

        Raises SendFailed, `of_account`, where none would come however long one waited.
        """

    def back_off(self, turn: int) -> None:
        """Wait after SES said for the `turn`-th time that it was too much."""


class Unpaced:
    """A `Pace` without any limit, for where no quota is to be kept."""

    def take(self, *, is_safety: bool, is_time_up: Callable[[], bool]) -> bool:
        """There is always a place."""
        return True

    def back_off(self, turn: int) -> None:
        """Nothing to wait for."""
