"""A finding: a sign that holds now, how serious it is, and the entries and arithmetic behind it."""

from datetime import datetime
from typing import Any, Final, Literal, get_args

from msgspec import Struct, field

from chalicelib.domain.phrase import Phrase, phrase_document

Level = Literal["self_care", "gp_routine", "gp_soon", "urgent", "emergency"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
RANK: Final[dict[str, int]] = {level: rank for rank, level in enumerate(LEVELS)}
ClearedBy = Literal["ended", "eased", "corrected", "muted", "level"]


class Holding(Struct, frozen=True, kw_only=True):
    """What one sign says at one moment. `about` names its areas, or the medicine."""

    sign: str
    level: Level
    about: tuple[str, ...]
    phrase: Phrase
    entries: tuple[str, ...]
    source: str

    @property
    def because(self) -> str:
        """The reason in English."""
        return str(self.phrase)


class Finding(Struct, frozen=True, kw_only=True):
    """A sign that was raised; `because` and `entries` stay as they were at `raised_at`. `about` may grow.

    `phrase` is what `because` says, for another language; one that was raised before there were any has none.
    """

    id: str
    sign: str
    level: Level
    about: tuple[str, ...]
    raised_at: datetime
    because: str
    entries: tuple[str, ...] = field(default_factory=tuple)
    source: str
    phrase: Phrase | None = None
    cleared_at: datetime | None = None
    cleared_by: ClearedBy | None = None

    @property
    def rank(self) -> int:
        """The place of its level in the order of levels."""
        return RANK[self.level]


def raise_finding(holding: Holding, at: datetime, number: int) -> Finding:
    """The finding of a sign that begins to hold; `number` counts a person's findings and makes its id."""
    return Finding(
        id=f"{holding.sign}-{number}",
        sign=holding.sign,
        level=holding.level,
        about=holding.about,
        raised_at=at,
        because=holding.because,
        phrase=holding.phrase,
        entries=holding.entries,
        source=holding.source,
    )


def reason_document(finding: Finding) -> dict[str, Any]:
    """What a message keeps of a finding's reason: in English, and as a phrase for every other language."""
    phrase = {"phrase": phrase_document(finding.phrase)} if finding.phrase else {}
    return {"because": finding.because, **phrase}


def highest(levels: list[Level]) -> Level:
    """The most serious of the levels; `self_care` where there is none."""
    return max(levels, key=lambda level: RANK[level], default="self_care")
