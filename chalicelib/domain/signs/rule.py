"""What a rule is: one row of a sign's table."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct, field

from chalicelib.domain.finding import Holding, Level
from chalicelib.domain.phrase import Phrase, Word
from chalicelib.domain.timeline import Timeline

MOST_ENTRIES: Final = 20
"""A finding names at most this many entries: enough to check it, and never a whole year of logs."""


class Evidence(Struct, frozen=True, kw_only=True):
    """Why a rule holds: what it is about, the entries behind it, and the words for its sentence."""

    about: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    words: Mapping[str, Word] = field(default_factory=dict)


class Rule(Struct, frozen=True, kw_only=True):
    """One row: when `holds` finds evidence, the sign stands at `level`, and `because` says why.

    `source` ends with its mark: [V] read on an official page, [V2] in a mirror or summary, [M] from memory,
    [D] our design choice. `is_muted_by_visits` marks the rules that a normal examination and EMG mute.
    """

    sign: str
    level: Level
    criterion: str
    because: str
    source: str
    holds: Callable[[Timeline], Evidence | None]
    is_muted_by_visits: bool = False

    def look(self, timeline: Timeline) -> Holding | None:
        """What this row says of the timeline."""
        evidence = self.holds(timeline)
        if evidence is None:
            return None
        return Holding(
            sign=self.sign,
            level=self.level,
            about=evidence.about,
            phrase=Phrase(self.because, evidence.words),
            entries=evidence.entries[-MOST_ENTRIES:],
            source=self.source,
        )
