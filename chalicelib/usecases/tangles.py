"""Whether each entry of a log can be read by itself. Where one acts on another from afar, only the whole log can tell.

That is so with duplicates, with an answer that takes entries back, with a change that came without its entry, and
with an entry that is read at another moment than the one it is kept under. All are rare; a log that holds one is
marked.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from chalicelib.domain.entries import Answer, Delete, Edit, Entry, Episode
from chalicelib.domain.fold import TWIN_WITHIN, fold
from chalicelib.ports.log import Kept


def is_tangled(kept: Sequence[Kept], now: datetime) -> bool:
    """Whether a whole log holds such an entry. What is yet to be received counts as one."""
    flat = [item.entry for one in kept for item in (one, *one.changes)]
    if any(entry.received_at > now or _takes_back(entry) for entry in flat):
        return True
    if any(isinstance(one.entry, Edit | Delete) for one in kept):
        return True
    folded = fold(flat, now)
    at = {one.entry.id: one.happened_at for one in kept}
    return bool(folded.same_as) or any(at[entry.id] != entry.at for entry in folded.standing)


def is_tangling(new: Sequence[Entry], known: Iterable[Entry]) -> bool:
    """Whether one of the entries just received acts on another."""
    if any(_takes_back(entry) for entry in new):
        return True
    episodes = [entry for entry in (*known, *new) if type(entry) is Episode]
    return any(_is_twin(entry, other) for entry in new if type(entry) is Episode for other in episodes)


def _takes_back(entry: Entry) -> bool:
    return isinstance(entry, Answer) and entry.question == "conflict" and not entry.continued


def _is_twin(one: Episode, other: Episode) -> bool:
    return (
        one.area == other.area
        and (one.side, one.minutes) == (other.side, other.minutes)
        and one.id != other.id
        and abs(one.at - other.at) <= TWIN_WITHIN
    )
