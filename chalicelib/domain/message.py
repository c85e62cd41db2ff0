"""A message: what was decided to be told, to whom, when it may leave, and what it says.

Deciding, recording and delivering are three things. A message is the first; its `occasion` makes the
record's key, so that the same occasion is recorded once however often it is decided.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from msgspec import Struct, field

from chalicelib.domain.finding import Level
from chalicelib.domain.person import Stream

Kind = Literal[
    "confirm", "sign_in", "reminder", "finding", "emergency", "correction", "question", "support", "weekly",
    "experiment", "notice",
]  # fmt: skip
STREAM_OF: Final[Mapping[Kind, Stream]] = {
    "finding": "safety", "emergency": "safety", "correction": "safety",
    "reminder": "habits", "experiment": "habits",
    "weekly": "weekly", "question": "weekly", "support": "weekly",
}  # fmt: skip
"""A kind that is not here belongs to no stream and is always sent."""
REMINDER_LASTS: Final = timedelta(hours=4)
"""A reminder later than this helps nobody; it is recorded as expired [D]."""


class Message(Struct, frozen=True, kw_only=True):
    """One mail to be. `content` holds all that its words need, fixed when it was decided."""

    kind: Kind
    occasion: str
    decided_at: datetime
    leaves_at: datetime
    level: Level = "self_care"
    signs: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict)
    expires_at: datetime | None = None

    @property
    def is_safety(self) -> bool:
        """Whether it belongs to the stream that overtakes every other."""
        return STREAM_OF.get(self.kind) == "safety"
