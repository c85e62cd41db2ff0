"""A person's log in DynamoDB: one range query to load, one transaction to save."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.adapters.dynamo.erasure import LAST, erase, is_erased, while_alive
from chalicelib.adapters.dynamo.items import is_torn, loaded_of, person_of
from chalicelib.adapters.dynamo.keys import (
    EXPERIMENT,
    KEY,
    LOG_LAST,
    PERSON,
    TANGLED,
    digest,
    key,
    window_from,
)
from chalicelib.adapters.dynamo.packing import unpack
from chalicelib.adapters.dynamo.pages import newest
from chalicelib.adapters.dynamo.table import MOST_ACTIONS, Refused, Table, put_new
from chalicelib.adapters.dynamo.writes import (
    MOST_EXPERIMENTS,
    MOST_PER_SAVE,
    actions_of,
    by_urgency,
    is_quiet_look,
    waiting_item,
)
from chalicelib.domain.errors import AlreadyRecorded, KeyTaken, Stale
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.person import Person
from chalicelib.ports.log import Kept, Loaded, Place, Save


class DynamoLogStore(Struct, frozen=True):
    """`LogStore` on one table."""

    table: Table

    def load(self, person_id: str, since: datetime | None, *, is_glance: bool = False) -> Loaded | None:
        """One range query, strongly consistent but for a glance.

        A glance reads backwards, the head first: an entry that is not there when it comes to the entries was written
        after the head was read, so that the head's version refuses whatever is decided without it.
        """
        place = person_id, window_from(since), LOG_LAST
        glanced = self.table.glance(*place) if is_glance else None
        found = loaded_of(glanced) if glanced and not is_torn(glanced) else None
        # one who joined a moment ago may not be everywhere yet
        return found or loaded_of(list(self.table.between(*place)))

    def load_person(self, person_id: str) -> Person | None:
        """The person alone."""
        item = self.table.get(key(person_id, PERSON))
        return person_of(item)[0] if item and not is_erased(item) else None

    def load_experiments(self, person_id: str) -> list[Experiment]:
        """Those of the partition: few, and before everything that a log reads."""
        items = self.table.between(person_id, EXPERIMENT, EXPERIMENT + LAST)
        found = [unpack(item["body"], Experiment) for item in items]
        return sorted(found, key=lambda experiment: (experiment.created_at, experiment.id), reverse=True)

    def is_tangled(self, person_id: str) -> bool:
        """Whether the mark is there."""
        return self.table.get(key(person_id, TANGLED)) is not None

    def newest(
        self, person_id: str, low: datetime | None, high: datetime | None, after: Place | None, *, is_daily: bool
    ) -> Iterator[Kept]:
        """Two queries from their ends, page by page, merged by moment and id."""
        return newest(self.table, person_id, low, high, after, is_daily=is_daily)

    def find_key(self, person_id: str, name: str) -> tuple[str, str] | None:
        """The id and body digest of the entry that this key was used for."""
        item = self.table.get(key(person_id, KEY + digest(name)))
        return (item["entry"]["S"], item["body"]["S"]) if item else None

    def save(self, save: Save) -> None:
        """One transaction; of a long list of entries, the first go before it in transactions of their own.

        Of many messages, as after months without a sweep, the oldest that warn of nothing are put after it.
        A look that changed nothing is two plain writes, a third cheaper.
        """
        if is_quiet_look(save):
            return self._note_look(save)
        while len(save.added) + len(save.changed) > MOST_PER_SAVE:
            added, changed = save.added[:MOST_PER_SAVE], save.changed[: max(0, MOST_PER_SAVE - len(save.added))]
            self._transact(Save(person_id=save.person_id, version=save.version, added=added, changed=changed))
            left = save.added[len(added) :], save.changed[len(changed) :]
            save = replace(save, version=(save.version or 0) + 1, added=left[0], changed=left[1])
        for start in range(MOST_EXPERIMENTS, len(save.experiments), MOST_EXPERIMENTS):
            some = save.experiments[start : start + MOST_EXPERIMENTS]
            self._transact(Save(person_id=save.person_id, experiments=some))
        save = replace(save, experiments=save.experiments[:MOST_EXPERIMENTS])
        now, afterwards = by_urgency(save.messages)
        self._transact(replace(save, messages=now))
        for message in afterwards:
            with suppress(Stale):
                self.table.transact([while_alive(save.person_id), put_new(waiting_item(save, message))])

    def load_erased(self, person_id: str) -> Person | None:
        """The person, once their erasure has begun."""
        item = self.table.get(key(person_id, PERSON))
        return person_of(item)[0] if item and is_erased(item) else None

    def erase(self, person: Person) -> None:
        """A mark first, that stops what is under way; then everything; the person last."""
        erase(self.table, person)

    def _note_look(self, save: Save) -> None:
        """The head first: a log that came meanwhile refuses it. A look noted twice, after a crash, says the same."""
        for _, action in actions_of(save):
            self.table.write(action)

    def _transact(self, save: Save) -> None:
        actions = list(actions_of(save))
        if len(actions) > MOST_ACTIONS:
            raise ValueError(f"{len(actions)} actions are too many for one transaction")
        if not actions:
            return
        try:
            self.table.transact([action for _, action in actions])
        except Refused as refused:
            names = [actions[place][0] for place in refused.places]
            raise _reason(names) from refused


def _reason(names: Sequence[str]) -> Exception:
    if any(name.startswith("key:") for name in names):
        return KeyTaken()
    recorded = [name.removeprefix("message:") for name in names if name.startswith("message:")]
    if recorded and len(recorded) == len(names):
        return AlreadyRecorded(recorded[0])
    return Stale(", ".join(names))
