"""Keeping a person's log and what stands on it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from chalicelib.domain.agenda import Agenda
from chalicelib.domain.carry import Carry
from chalicelib.domain.course import Course, Log
from chalicelib.domain.entries import Delete, Edit, Entry
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.standing import Standing

Place = tuple[datetime, str]
"""Where a page ends: the moment and the id of its last entry."""
Document = Mapping[str, Any]
"""An entry as it was given: JSON values under the names of the contract."""


class Kept(Struct, frozen=True, kw_only=True):
    """An entry as it is kept: for the rules, and as it was given. `changes` are the edits and deletions of it.

    `number` is its place in the order of writing, which settles ties of one moment. `fingerprint` is that of
    what was sent, to tell a repeated request from another one under the same key. `is_keyed` false: an earlier
    entry holds the key. `via` is the id of the token that it came with by the API.
    """

    entry: Entry
    document: Document
    changes: tuple["Kept", ...] = ()
    number: int = 0
    fingerprint: str = ""
    is_keyed: bool = True
    via: str = ""

    @property
    def happened_at(self) -> datetime:
        """When it happened, as last corrected."""
        moved = [c.entry.set["at"] for c in self.changes if isinstance(c.entry, Edit) and "at" in c.entry.set]
        return moved[-1] if moved else self.entry.at

    @property
    def is_deleted(self) -> bool:
        """Whether the entry was taken out."""
        return any(isinstance(change.entry, Delete) for change in self.changes)

    def fingerprinted(self, fingerprint: str) -> "Kept":
        """The same with its fingerprint."""
        return replace(self, fingerprint=fingerprint)


class Loaded(Struct, frozen=True, kw_only=True):
    """All that one range query brings. `version` counts the writes of the log and what stands on it."""

    person: Person
    agenda: Agenda
    standing: Standing = field(default_factory=Standing)
    carry: Carry = field(default_factory=Carry)
    kept: tuple[Kept, ...] = ()
    version: int = 0

    @property
    def log(self) -> Log:
        """The entries with their changes, in the order of writing."""
        flat = [item for kept in self.kept for item in (kept, *kept.changes)]
        entries = tuple(item.entry for item in sorted(flat, key=lambda item: item.number))
        return Log(entries, self.carry, self.standing.imported_at)

    def course(self, country: str | None) -> Course:
        """Where the person stands."""
        return Course(person=self.person, agenda=self.agenda, standing=self.standing, country=country)


class Save(Struct, frozen=True, kw_only=True):
    """One write: all of it or nothing. What is None or empty stays as it is.

    The log's `version` is the one that was read, None where the log is left alone; so with `person`, whose own
    version is held against the table; it comes with its agenda. `changed` are pairs: what was kept, and what is
    kept from now on. A kept entry of number 0 is given the next number. `experiments` are written over what was kept
    of each. `is_tangled` marks a log of which only the whole can be read. `at` is the moment of writing.
    """

    person_id: str
    version: int | None = None
    added: Sequence[Kept] = ()
    changed: Sequence[tuple[Kept, Kept]] = ()
    standing: Standing | None = None
    assessed_at: datetime | None = None
    carry: Carry | None = None
    person: Person | None = None
    agenda: Agenda | None = None
    messages: Sequence[Message] = ()
    experiments: Sequence[Experiment] = ()
    is_tangled: bool = False
    at: datetime | None = None


class LogStore(Protocol):
    """A person's partition of the table. Every read but a glance is strongly consistent."""

    def load(self, person_id: str, since: datetime | None, *, is_glance: bool = False) -> Loaded | None:
        """A person with their episodes and check-ins since that moment (None: all) and every fact.

        A glance is cheaper and may be a moment old. A save with its `version` is then refused as Stale.
        """

    def save(self, save: Save) -> None:
        """Write all or nothing. Raises Stale, or AlreadyRecorded for a message's occasion, or KeyTaken.

        Of very many entries the first, and of very many messages the oldest that warn of nothing, may go apart. Of a
        look that changed nothing, `assessed_at` may be written and the person not: looking again says the same.
        """

    def is_tangled(self, person_id: str) -> bool:
        """Whether the log was marked as one of which only the whole can be read."""

    def newest(
        self, person_id: str, low: datetime | None, high: datetime | None, after: Place | None, *, is_daily: bool
    ) -> Iterator[Kept]:
        """The entries with `low` ≤ their moment < `high` and before `after`, the newest first, read as far as asked.

        Those that were deleted are among them. Without `is_daily`, episodes and check-ins may be left out.
        """

    def find_key(self, person_id: str, key: str) -> tuple[str, str] | None:
        """The id and body digest of the entry that this key was used for."""

    def load_experiments(self, person_id: str) -> list[Experiment]:
        """Every experiment of a person, the newest first: of the one under way, how it was drawn."""

    def load_person(self, person_id: str) -> Person | None:
        """The person alone."""

    def load_erased(self, person_id: str) -> Person | None:
        """The person whose erasure has begun and did not come to its end; None for every other."""

    def erase(self, person: Person) -> None:
        """Leave no item of this person behind, and let no write that is under way bring one back.

        From its first step on nobody finds the person; where it is interrupted it can be done again.
        """
