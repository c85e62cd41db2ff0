"""What one write of a log becomes: the actions of its transaction, each under a name that tells why it was refused."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from msgspec.structs import replace

from chalicelib.adapters.dynamo.erasure import while_alive
from chalicelib.adapters.dynamo.items import entry_item, key_item, message_item, numbered, person_item
from chalicelib.adapters.dynamo.keys import CARRY, EXPERIMENT, HEAD, STANDING, TANGLED, Item, entry_sort, key
from chalicelib.adapters.dynamo.packing import pack
from chalicelib.adapters.dynamo.table import put_new
from chalicelib.domain.agenda import Agenda
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.ports.log import Save

GRACE: Final = timedelta(minutes=5)
"""A message just recorded is queued at once; only if that was lost does the sweep take it up, this much later."""
KEPT_FOR: Final = timedelta(days=400)
PASSING: Final = frozenset({"reminder", "experiment", "weekly", "support"})
"""Kinds of mail that tell nothing which the log does not tell again, so that they are kept for weeks only."""
PASSING_KEPT_FOR: Final = timedelta(days=35)
MOST_PER_SAVE: Final = 40
"""Entries a transaction: each may bring a key's item beside it, and the state and its messages need room too."""
MOST_MESSAGES: Final = 12
OF_A_LOOK: Final = frozenset({"person_id", "version", "assessed_at", "person", "agenda", "at"})
MOST_EXPERIMENTS: Final = 3
"""A write has at most one, but for an import."""


def by_urgency(messages: Sequence[Message]) -> tuple[list[Message], list[Message]]:
    """The messages that go with the write, and the oldest ones without a warning that come after it."""
    newest_first = sorted(messages, key=lambda message: (message.is_safety, message.decided_at), reverse=True)
    most = max(MOST_MESSAGES, sum(message.is_safety for message in messages))
    return newest_first[:most], newest_first[most:]


def waiting_item(save: Save, message: Message) -> Item:
    """The item of a message that is recorded with a write."""
    written_at = save.at or message.decided_at
    due_at = message.leaves_at if message.leaves_at > written_at else written_at + GRACE
    kept_for = PASSING_KEPT_FOR if message.kind in PASSING else KEPT_FOR
    return message_item(save.person_id, message, due_at, message.decided_at + kept_for)


def is_quiet_look(save: Save) -> bool:
    """Whether a look changed nothing but the moments of it and of the next. See ADR 2."""
    if not save.version or save.person is None:
        return False
    return not any(getattr(save, name) for name in Save.__struct_fields__ if name not in OF_A_LOOK)


def actions_of(save: Save) -> Iterator[tuple[str, Any]]:
    """Each action with its name."""
    if not save.version and save.person is None:
        # before its first write a log has no head to be held against
        yield "alive", while_alive(save.person_id)
    if save.version is not None:
        yield "head", _head(save, save.version)
    yield from _entry_actions(save)
    if save.standing is not None:
        written = {"body": pack(save.standing), "v": {"N": str((save.version or 0) + 1)}}
        yield STANDING, {"Put": {"Item": {**key(save.person_id, STANDING), **written}}}
    if save.carry is not None:
        yield CARRY, {"Put": {"Item": {**key(save.person_id, CARRY), "body": pack(save.carry)}}}
    if save.is_tangled:
        yield "tangled", {"Put": {"Item": key(save.person_id, TANGLED)}}
    for experiment in save.experiments:
        sort = EXPERIMENT + experiment.id
        yield sort, {"Put": {"Item": {**key(save.person_id, sort), "body": pack(experiment)}}}
    if save.person is not None and save.agenda is not None:
        yield "person", person_action(save.person, save.agenda)
    for message in save.messages:
        yield "message:" + message.occasion, put_new(waiting_item(save, message))


def _entry_actions(save: Save) -> Iterator[tuple[str, Any]]:
    number = ((save.version or 0) + 1) * 1000
    for place, kept in enumerate(save.added):
        yield "entry:" + kept.entry.id, put_new(entry_item(save.person_id, numbered(kept, number + place)))
        if kept.entry.key is not None and kept.is_keyed:
            yield "key:" + kept.entry.key, put_new(key_item(save.person_id, kept))
    for before, after in save.changed:
        if entry_sort(before) != entry_sort(after):
            yield "moved:" + before.entry.id, {"Delete": {"Key": key(save.person_id, entry_sort(before))}}
        yield "changed:" + after.entry.id, {"Put": {"Item": entry_item(save.person_id, numbered(after, number))}}


def _head(save: Save, version: int) -> Any:
    values: Item = {":old": {"N": str(version)}, ":new": {"N": str(version + 1)}, ":zero": {"N": "0"}}
    change = "SET v = :new"
    if save.assessed_at is not None:
        values[":at"] = {"S": save.assessed_at.isoformat()}
        change += ", assessed_at = :at"
    if save.standing is not None:
        change += ", standing_v = :new"
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
