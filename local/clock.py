"""The time of one machine: the real one, until somebody sets it; from then on it stands still."""

from datetime import UTC, datetime

from local.journal import Journal

GRID = 300
_HELD = "clock"


class LocalClock:
    """Answers the moment it is. Once held, the moment outlives the process and moves only by `hold`."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        held = journal.recall(_HELD)
        self._held = read_instant(held) if held else None

    def __call__(self) -> datetime:
        """An aware moment in UTC."""
        return self._held or datetime.now(UTC)

    @property
    def is_live(self) -> bool:
        """Whether this is still the machine's own clock."""
        return self._held is None

    def hold(self, moment: datetime) -> None:
        """Stand still at this moment, after a restart too."""
        whole = moment.astimezone(UTC).replace(microsecond=0)
        self._journal.remember(_HELD, stamp(whole))
        self._held = whole

    def go_live(self) -> None:
        """The machine's own clock again: only for an instance that has just lived a made-up past."""
        self._journal.remember(_HELD, "")
        self._held = None


def stamp(moment: datetime) -> str:
    """The moment as the table writes it: whole seconds, UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_instant(text: str) -> datetime:
    """The moment in an RFC 3339 text that carries its offset. Raises ValueError for anything else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("the offset is missing")
    if not 2000 <= moment.year <= 2200:
        raise ValueError("the year must lie between 2000 and 2200")
    return moment.astimezone(UTC).replace(microsecond=0)


def next_on_grid(moment: datetime) -> datetime:
    """The first moment of the five-minute grid that is not before this one."""
    seconds = moment.timestamp()
    return datetime.fromtimestamp(-(-seconds // GRID) * GRID, UTC)
