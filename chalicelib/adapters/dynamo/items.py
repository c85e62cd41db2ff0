"""Items, pure: item ↔ domain. Where each lies in the table is in `keys.py`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from chalicelib.adapters.documents import decode_entry
from chalicelib.adapters.dynamo.keys import (
    CARRY,
    HEAD,
    KEY,
    PERSON,
    STANDING,
    Item,
    digest,
    due_text,
    entry_sort,
    key,
    message_key,
    shard_of,
)
from chalicelib.adapters.dynamo.packing import ENTRY, decoder, pack, unpack
from chalicelib.domain.agenda import Agenda
from chalicelib.domain.carry import Carry
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.standing import Standing
from chalicelib.ports.log import Kept, Loaded
from chalicelib.ports.messages import ref_to


class Stored(Struct, frozen=True, kw_only=True):
    """An entry as it is packed: its type, its document, and what `Kept` says beside."""

    kind: str
    document: Raw
    n: int
    fingerprint: str = ""
    via: str = ""
    changes: "tuple[StoredChange, ...]" = ()


class StoredChange(Struct, frozen=True):
    """An edit or a deletion of an entry, inside its item."""

    document: Raw
    n: int


def entry_item(person_id: str, kept: Kept) -> Item:
    """The item of an entry with its changes, packed as `Stored` reads it."""
    sort = entry_sort(kept)
    said: dict[str, Any] = {"kind": kept.document["type"], "document": dict(kept.document), "n": kept.number}
    if kept.fingerprint:
        said["fingerprint"] = kept.fingerprint
    if kept.via:
        said["via"] = kept.via
    if kept.changes:
        said["changes"] = [{"document": dict(change.document), "n": change.number} for change in kept.changes]
    return {**key(person_id, sort), "body": pack(said, sort, words=ENTRY)}


def kept_of(item: Item) -> Kept:
    """The kept entry of an item."""
    stored = unpack(item["body"], Stored, item["sk"]["S"]) if "B" in item["body"] else stored_plainly(item)
    return Kept(
        entry=decode_entry(stored.kind, stored.document),
        document=LazyDocument(stored.document),
        changes=tuple(map(_change_of, stored.changes)) if stored.changes else (),
        number=stored.n,
        fingerprint=stored.fingerprint,
        via=stored.via,
    )


def stored_plainly(item: Item) -> Stored:
    """What an item says that was written before entries were packed: each part in an attribute of its own."""
    changes = item["changes"]["S"] if "changes" in item else "[]"
    return Stored(
        kind=item["kind"]["S"],
        document=Raw(item["body"]["S"]),
        n=int(item["n"]["N"]),
        fingerprint=item["fingerprint"]["S"] if "fingerprint" in item else "",
        via=item["via"]["S"] if "via" in item else "",
        changes=tuple(decoder(list[StoredChange]).decode(changes)),
    )


def _change_of(change: StoredChange) -> Kept:
    document = msgspec.json.decode(change.document)
    return Kept(entry=decode_entry(document["type"], change.document), document=document, number=change.n)


def key_item(person_id: str, kept: Kept) -> Item:
    """The item of an idempotency key: for which entry, and for what body, it was used."""
    name = KEY + digest(kept.entry.key or "")
    return {**key(person_id, name), "entry": {"S": kept.entry.id}, "body": {"S": kept.fingerprint}}


def numbered(kept: Kept, number: int) -> Kept:
    """The entry with its place in the order of writing, and its changes with theirs, where they have none yet."""
    changes = tuple(change if change.number else replace(change, number=number) for change in kept.changes)
    return replace(kept, number=kept.number or number, changes=changes)


class LazyDocument(Mapping[str, Any]):
    """A stored document that is parsed only where somebody reads it: an assessment never does."""

    __slots__ = ("_body", "_values")

    def __init__(self, body: Raw) -> None:
        self._body = body
        self._values: dict[str, Any] | None = None

    def __getitem__(self, name: str) -> Any:
        return self._parsed()[name]

    def __iter__(self) -> Any:
        return iter(self._parsed())

    def __len__(self) -> int:
        return len(self._parsed())

    def _parsed(self) -> dict[str, Any]:
        if self._values is None:
            self._values = msgspec.json.decode(self._body)
        return self._values


def person_item(person: Person, agenda: Agenda) -> Item:
    """The item of a person, with what comes due next in the index."""
    item = {
        **key(person.id, PERSON),
        "body": pack(person),
        "agenda": pack(agenda),
        "v": {"N": str(person.version)},
    }
    if agenda.due_at is not None:
        item |= {"due_shard": {"S": shard_of(person.id)}, "due_at": {"S": due_text(agenda.due_at)}}
    return item


def person_of(item: Item) -> tuple[Person, Agenda]:
    """The person of an item, and their agenda."""
    return unpack(item["body"], Person), unpack(item["agenda"], Agenda)


def message_item(owner: str, message: Message, due_at: datetime, expires_at: datetime) -> Item:
    """The item of a message that waits to be delivered."""
    ref = ref_to(owner, message.occasion, message.is_safety)
    return {
        **message_key(ref),
        "body": pack(message),
        "status": {"S": "pending"},
        "due_shard": {"S": shard_of(owner + ref.id)},
        "due_at": {"S": due_text(due_at)},
        "safety": {"BOOL": ref.is_safety},
        "expires_at": {"N": str(int(expires_at.timestamp()))},
    }


def is_torn(items: list[Item]) -> bool:
    """Whether a write came between the head and what stands, which a query backwards reads before it.

    The head says which write changed what stands last. One that was written by a release before does not.
    """
    special = _special(items)
    said = special.get(HEAD, {}).get("standing_v")
    return said is not None and special.get(STANDING, {}).get("v") != said


def loaded_of(items: list[Item]) -> Loaded | None:
    """All that a range query brought; None where there is no person, or one who is being erased."""
    special = _special(items)
    if PERSON not in special or "erased" in special[PERSON]:
        return None
    person, agenda = person_of(special[PERSON])
    standing = unpack(special[STANDING]["body"], Standing) if STANDING in special else Standing()
    head = special.get(HEAD, {})
    if "assessed_at" in head:
        standing = replace(standing, assessed_at=datetime.fromisoformat(head["assessed_at"]["S"]))
    return Loaded(
        person=person,
        agenda=agenda,
        standing=standing,
        carry=unpack(special[CARRY]["body"], Carry) if CARRY in special else Carry(),
        kept=tuple(kept_of(item) for item in items if item["sk"]["S"][0] in "23"),
        version=int(head["v"]["N"]) if "v" in head else 0,
    )


def _special(items: list[Item]) -> dict[str, Item]:
    """The items of a range query that are no entries, which lie behind them."""
    return {item["sk"]["S"]: item for item in items[-8:] if item["sk"]["S"][0] in "45"}
