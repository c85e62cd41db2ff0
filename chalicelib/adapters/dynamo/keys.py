"""The keys of the table, pure: how a person's partition is laid out.

Sort keys begin with a digit, so that one range query from the window's start brings the episodes and check-ins
of the window, every fact, the carry, what stands, and the person, and never the records before them:

    1#experiment#…  1#key#…  1#message#…  1#token#…  1#link#…  1#tangled   2#entry#<at>#<id>   3#fact#<at>#<id>
    4#carry  4#head  4#standing  5#person
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from zlib import crc32

from chalicelib.domain.entries import DAILY
from chalicelib.domain.localtime import brief_text, utc_text
from chalicelib.ports.log import Kept
from chalicelib.ports.messages import SHARDS, MessageRef

Item = dict[str, Any]
DUE_INDEX: Final = "due"
PERSON, HEAD, STANDING, CARRY = "5#person", "4#head", "4#standing", "4#carry"
MESSAGE, TOKEN_REF, LINK, KEY = "1#message#", "1#token#", "1#link#", "1#key#"
EXPERIMENT: Final = "1#experiment#"
TANGLED: Final = "1#tangled"
PENDING: Final = "link#"
LOG_FIRST, LOG_LAST = "2#", "6#"
LATE: Final = timedelta(days=28)


def key(owner: str, sort: str) -> Item:
    """The key of an item in somebody's partition."""
    return {"pk": {"S": f"P#{owner}"}, "sk": {"S": sort}}


def token_key(name: str) -> Item:
    """The key of a token, by its digest."""
    return {"pk": {"S": f"T#{name}"}, "sk": {"S": "token"}}


def address_key(address: str) -> Item:
    """The key of a mail address."""
    return {"pk": {"S": f"A#{digest(address)}"}, "sk": {"S": "address"}}


def invite_key(name: str) -> Item:
    """The key of an invite that was used."""
    return {"pk": {"S": f"I#{name}"}, "sk": {"S": "invite"}}


def pending_key(address: str, owner: str) -> Item:
    """The key of the note that a link to sign up was mailed to an address: by it an erasure finds the link."""
    return {**address_key(address), "sk": {"S": PENDING + owner}}


def counter_key(name: str) -> Item:
    """The key of a counter."""
    return {"pk": {"S": f"R#{digest(name)}"}, "sk": {"S": "count"}}


def message_key(ref: MessageRef) -> Item:
    """The key of a recorded message."""
    return key(ref.owner, MESSAGE + ref.id)


def entry_sort(kept: Kept) -> str:
    """Where an entry lies: by its moment, episodes and check-ins before the facts.

    One that came, or was changed, long after it happened lies among the facts: a window would not show it.
    """
    last = max(item.entry.received_at for item in (kept, *kept.changes))
    is_daily = kept.entry.type in DAILY and last - kept.happened_at <= LATE
    place = "2#entry" if is_daily else "3#fact"
    return f"{place}#{utc_text(kept.happened_at)}#{kept.entry.id}"


def entries_between(place: str, low: datetime | None, high: datetime | None) -> tuple[str, str]:
    """The sort keys between which the entries of a place lie, `2#entry` or `3#fact`; `high` is not included."""
    first = f"{place}#{utc_text(low)}" if low else f"{place}#"
    return first, f"{place}#{utc_text(high)}" if high else f"{place}#~"


def window_from(since: datetime | None) -> str:
    """The sort key from which a log is read."""
    return LOG_FIRST if since is None else f"2#entry#{utc_text(since)}"


def shard_of(name: str) -> str:
    """The due index's shard for a name: the same one always, all about equally full."""
    return str(crc32(name.encode()) % SHARDS)


def due_text(at: datetime) -> str:
    """A due moment in the index: whole seconds, never before the moment itself."""
    whole = at.astimezone(UTC).replace(microsecond=0)
    return brief_text(whole if whole >= at else whole + timedelta(seconds=1))


def digest(text: str) -> str:
    """A fingerprint for keys that are made from what people send."""
    return sha256(text.encode()).hexdigest()
