"""A person's log in DynamoDB: one range query to load, one transaction to save."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from chalicelib.adapters.dynamo_erasure import LAST, erase, is_erased, while_alive
from chalicelib.adapters.items import entry_item, loaded_of, message_item, pack, person_item, person_of, unpack
from chalicelib.adapters.keys import (
    CARRY,
    EXPERIMENT,
    HEAD,
    KEY,
    LOG_LAST,
    PERSON,
    STANDING,
    Item,
    digest,
    entry_sort,
    key,
    window_from,
)
from chalicelib.adapters.table import MOST_ACTIONS, Refused, Table, put_new
from chalicelib.domain.agenda import Agenda
from chalicelib.domain.errors import AlreadyRecorded, KeyTaken, Stale
from chalicelib.domain.experiments import Experiment
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.ports.log import Kept, Loaded, Save

GRACE: Final = timedelta(minutes=5)
"""A message just recorded is queued at once; only if that was lost does the sweep take it up, this much later."""
KEPT_FOR: Final = timedelta(days=400)
MOST_PER_SAVE: Final = 40
"""Entries a transaction: each may bring a key's item beside it, and the state and its messages need room too."""
MOST_MESSAGES: Final = 12
MOST_EXPERIMENTS: Final = 3
"""A write has at most one, but for an import."""


@dataclass(frozen=True, slots=True)
class DynamoLogStore:
    """`LogStore` on one table."""

    table: Table

    def load(self, person_id: str, since: datetime | None) -> Loaded | None:
        """One strongly consistent range query."""
        return loaded_of(list(self.table.between(person_id, window_from(since), LOG_LAST)))

    def load_person(self, person_id: str) -> Person | None:
        """The person alone."""
        item = self.table.get(key(person_id, PERSON))
        return person_of(item)[0] if item and not is_erased(item) else None

    def load_experiments(self, person_id: str) -> list[Experiment]:
        """Those of the partition: few, and before everything that a log reads."""
        items = self.table.between(person_id, EXPERIMENT, EXPERIMENT + LAST)
        found = [unpack(item["body"], Experiment) for item in items]
        return sorted(found, key=lambda experiment: (experiment.created_at, experiment.id), reverse=True)

    def find_key(self, person_id: str, name: str) -> tuple[str, str] | None:
        """The id and body digest of the entry that this key was used for."""
        item = self.table.get(key(person_id, KEY + digest(name)))
        return (item["entry"]["S"], item["body"]["S"]) if item else None

    def save(self, save: Save) -> None:
        """One transaction; of a long list of entries, the first go before it in transactions of their own.

        Of many messages, as after months without a sweep, the oldest that warn of nothing are put after it.
        """
        while len(save.added) + len(save.changed) > MOST_PER_SAVE:
            added, changed = save.added[:MOST_PER_SAVE], save.changed[: max(0, MOST_PER_SAVE - len(save.added))]
            self._transact(Save(person_id=save.person_id, version=save.version, added=added, changed=changed))
            left = save.added[len(added) :], save.changed[len(changed) :]
            save = replace(save, version=(save.version or 0) + 1, added=left[0], changed=left[1])
        for start in range(MOST_EXPERIMENTS, len(save.experiments), MOST_EXPERIMENTS):
            some = save.experiments[start : start + MOST_EXPERIMENTS]
            self._transact(Save(person_id=save.person_id, experiments=some))
        save = replace(save, experiments=save.experiments[:MOST_EXPERIMENTS])
        now, afterwards = _by_urgency(save.messages)
        self._transact(replace(save, messages=now))
        for message in afterwards:
            with suppress(Stale):
                self.table.transact([while_alive(save.person_id), put_new(_message(save, message))])

    def load_erased(self, person_id: str) -> Person | None:
        """The person, once their erasure has begun."""
        item = self.table.get(key(person_id, PERSON))
        return person_of(item)[0] if item and is_erased(item) else None

    def erase(self, person: Person) -> None:
        """A mark first, that stops what is under way; then everything; the person last."""
        erase(self.table, person)

    def _transact(self, save: Save) -> None:
        actions = list(_actions(save))
        if len(actions) > MOST_ACTIONS:
            raise ValueError(f"{len(actions)} actions are too many for one transaction")
        if not actions:
            return
        try:
            self.table.transact([action for _, action in actions])
        except Refused as refused:
            names = [actions[place][0] for place in refused.places]
            raise _reason(names) from refused


def _by_urgency(messages: Sequence[Message]) -> tuple[list[Message], list[Message]]:
    newest_first = sorted(messages, key=lambda message: (message.is_safety, message.decided_at), reverse=True)
    most = max(MOST_MESSAGES, sum(message.is_safety for message in messages))
    return newest_first[:most], newest_first[most:]


def _message(save: Save, message: Message) -> Item:
    written_at = save.at or message.decided_at
    due_at = message.leaves_at if message.leaves_at > written_at else written_at + GRACE
    return message_item(save.person_id, message, due_at, message.decided_at + KEPT_FOR)


def _reason(names: Sequence[str]) -> Exception:
    if any(name.startswith("key:") for name in names):
        return KeyTaken()
    recorded = [name.removeprefix("message:") for name in names if name.startswith("message:")]
    if recorded and len(recorded) == len(names):
        return AlreadyRecorded(recorded[0])
    return Stale(", ".join(names))


def _actions(save: Save) -> Iterator[tuple[str, Any]]:
    if not save.version and save.person is None:
        # before its first write a log has no head to be held against
        yield "alive", while_alive(save.person_id)
    if save.version is not None:
        yield "head", _head(save, save.version)
    number = ((save.version or 0) + 1) * 1000
    for place, kept in enumerate(save.added):
        yield "entry:" + kept.entry.id, put_new(entry_item(save.person_id, _numbered(kept, number + place)))
        if kept.entry.key is not None and kept.is_keyed:
            yield "key:" + kept.entry.key, put_new(_key_item(save.person_id, kept))
    for before, after in save.changed:
        if entry_sort(before) != entry_sort(after):
            yield "moved:" + before.entry.id, {"Delete": {"Key": key(save.person_id, entry_sort(before))}}
        yield "changed:" + after.entry.id, {"Put": {"Item": entry_item(save.person_id, _numbered(after, number))}}
    for sort, value in ((STANDING, save.standing), (CARRY, save.carry)):
        if value is not None:
            yield sort, {"Put": {"Item": {**key(save.person_id, sort), "body": pack(value)}}}
    for experiment in save.experiments:
        sort = EXPERIMENT + experiment.id
        yield sort, {"Put": {"Item": {**key(save.person_id, sort), "body": pack(experiment)}}}
    if save.person is not None and save.agenda is not None:
        yield "person", person_action(save.person, save.agenda)
    for message in save.messages:
        yield "message:" + message.occasion, put_new(_message(save, message))


def _head(save: Save, version: int) -> Any:
    values: Item = {":old": {"N": str(version)}, ":new": {"N": str(version + 1)}, ":zero": {"N": "0"}}
    change = "SET v = :new"
    if save.assessed_at is not None:
        values[":at"] = {"S": save.assessed_at.isoformat()}
        change += ", assessed_at = :at"
    condition = "v = :old OR (attribute_not_exists(v) AND :old = :zero)"
    return {
        "Update": {
            "Key": key(save.person_id, HEAD),
            "UpdateExpression": change,
            "ConditionExpression": condition,
            "ExpressionAttributeValues": values,
        }
    }


def person_action(person: Person, agenda: Agenda) -> Any:
    """A transaction's action: put the person, who must be of the version that was read."""
    raised = replace(person, version=person.version + 1)
    return {
        "Put": {
            "Item": person_item(raised, agenda),
            "ConditionExpression": "v = :seen",
            "ExpressionAttributeValues": {":seen": {"N": str(person.version)}},
        }
    }


def _key_item(person_id: str, kept: Kept) -> Item:
    name = KEY + digest(kept.entry.key or "")
    return {**key(person_id, name), "entry": {"S": kept.entry.id}, "body": {"S": kept.fingerprint}}


def _numbered(kept: Kept, number: int) -> Kept:
    changes = tuple(change if change.number else replace(change, number=number) for change in kept.changes)
    return replace(kept, number=kept.number or number, changes=changes)
