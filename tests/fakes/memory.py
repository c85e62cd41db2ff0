"""An in-memory store that keeps the promises of `chalicelib/ports`: the quick half of the contract suite."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zlib import crc32

from msgspec.structs import replace

from chalicelib.domain.agenda import Agenda
from chalicelib.domain.carry import Carry
from chalicelib.domain.entries import DAILY
from chalicelib.domain.errors import AlreadyRecorded, KeyTaken, Stale
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.standing import Standing
from chalicelib.ports.access import Access, Invite, Link
from chalicelib.ports.log import Kept, Loaded, Place, Save
from chalicelib.ports.messages import (
    QUARANTINE,
    REPLACES,
    Cursor,
    Due,
    DuePerson,
    Faulty,
    Leased,
    MessageRef,
    Outcome,
    Told,
    ref_to,
)

SHARDS = 8
GRACE = timedelta(minutes=5)
LATE = timedelta(days=28)


def whole(at: datetime) -> datetime:
    """Due moments are whole seconds, never before the moment itself."""
    cut = at.astimezone(UTC).replace(microsecond=0)
    return cut if cut >= at else cut + timedelta(seconds=1)


@dataclass
class Waiting:
    """A recorded message and how far it got."""

    message: Message
    due_at: datetime | None
    status: str = "pending"
    leases: int = 0
    lease_until: datetime | None = None
    settled_at: datetime | None = None


@dataclass
class Partition:
    """All that is kept of one person."""

    person: Person
    agenda: Agenda
    standing: Standing = field(default_factory=Standing)
    assessed_at: datetime | None = None
    carry: Carry = field(default_factory=Carry)
    kept: dict[str, Kept] = field(default_factory=dict)
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    experiments: dict[str, Experiment] = field(default_factory=dict)
    version: int = 0
    tries: int = 0
    fault: str = ""
    put_off_to: datetime | None = None
    is_aside: bool = False
    is_tangled: bool = False

    @property
    def due_at(self) -> datetime | None:
        """When the due index has them."""
        at = self.agenda.due_at
        return self.put_off_to or (whole(at) if at else None)

    @property
    def shard(self) -> int:
        """Where the due index has them."""
        return QUARANTINE if self.is_aside else _shard(self.person.id)


class MemoryStore:
    """`LogStore`, `MessageStore` and `AccessStore` in one dictionary each."""

    def __init__(self) -> None:
        self.partitions: dict[str, Partition] = {}
        self.waiting: dict[tuple[str, str], Waiting] = {}
        self.links: dict[tuple[str, str], Link] = {}
        self.tokens: dict[str, Access] = {}
        self.addresses: dict[str, str] = {}
        self.counters: dict[str, tuple[int, datetime]] = {}
        self.invites: set[str] = set()
        self.swept_at: datetime | None = None

    # the log

    def load(self, person_id: str, since: datetime | None, *, is_glance: bool = False) -> Loaded | None:
        part = self.partitions.get(person_id)
        if part is None:
            return None
        return Loaded(
            person=part.person,
            agenda=part.agenda,
            standing=replace(part.standing, assessed_at=part.assessed_at),
            carry=part.carry,
            kept=tuple(kept for kept in part.kept.values() if since is None or _is_in(kept, since)),
            version=part.version,
        )

    def load_person(self, person_id: str) -> Person | None:
        part = self.partitions.get(person_id)
        return part.person if part else None

    def load_experiments(self, person_id: str) -> list[Experiment]:
        part = self.partitions.get(person_id)
        found = part.experiments.values() if part else ()
        return sorted(found, key=lambda one: (one.created_at, one.id), reverse=True)

    def is_tangled(self, person_id: str) -> bool:
        return person_id in self.partitions and self.partitions[person_id].is_tangled

    def newest(
        self, person_id: str, low: datetime | None, high: datetime | None, after: Place | None, *, is_daily: bool
    ) -> Iterator[Kept]:
        places = [(kept.happened_at, kept.entry.id, kept) for kept in self.partitions[person_id].kept.values()]
        for at, name, kept in sorted(places, key=lambda place: place[:2], reverse=True):
            is_within = (low is None or at >= low) and (high is None or at < high)
            if is_within and (after is None or (at, name) < after):
                yield kept

    def find_key(self, person_id: str, key: str) -> tuple[str, str] | None:
        part = self.partitions.get(person_id)
        return part.keys.get(key) if part else None

    def save(self, save: Save) -> None:
        part = self.partitions.get(save.person_id)
        self._check(save, part)
        if part is None:
            raise Stale(save.person_id)
        number = ((save.version or 0) + 1) * 1000
        for place, kept in enumerate(save.added):
            part.kept[kept.entry.id] = numbered(kept, number + place)
            if kept.entry.key is not None and kept.is_keyed:
                part.keys[kept.entry.key] = kept.entry.id, kept.fingerprint
        for _, after in save.changed:
            part.kept[after.entry.id] = numbered(after, number)
        part.standing = save.standing or part.standing
        part.carry = save.carry or part.carry
        part.experiments.update({experiment.id: experiment for experiment in save.experiments})
        part.is_tangled = part.is_tangled or save.is_tangled
        if save.version is not None:
            part.version += 1
            part.assessed_at = save.assessed_at or part.assessed_at
        if save.person is not None and save.agenda is not None:
            part.person = replace(save.person, version=save.person.version + 1)
            part.agenda = save.agenda
            part.tries, part.put_off_to, part.is_aside = 0, None, False
        for message in save.messages:
            self._record(save.person_id, message, save.at)

    def _check(self, save: Save, part: Partition | None) -> None:
        keys = [kept.entry.key for kept in save.added if kept.entry.key is not None and kept.is_keyed]
        if part is not None and any(key in part.keys for key in keys):
            raise KeyTaken
        is_stale = part is None or (save.version is not None and save.version != part.version)
        is_stale = is_stale or (part is not None and any(kept.entry.id in part.kept for kept in save.added))
        if part is not None and save.person is not None and save.person.version != part.person.version:
            is_stale = True
        if is_stale:
            raise Stale(save.person_id)
        for message in save.messages:
            if _place(save.person_id, message) in self.waiting:
                raise AlreadyRecorded(message.occasion)

    def _record(self, owner: str, message: Message, at: datetime | None = None) -> None:
        written_at = at or message.decided_at
        due_at = message.leaves_at if message.leaves_at > written_at else written_at + GRACE
        self.waiting[_place(owner, message)] = Waiting(message, due_at=whole(due_at))

    def load_erased(self, person_id: str) -> Person | None:
        return None  # an erasure in memory is one step

    def erase(self, person: Person) -> None:
        self.partitions.pop(person.id, None)
        self.addresses.pop(person.address, None)
        for address in (person.address, person.moving.address if person.moving else ""):
            self.counters.pop(f"address#{address}", None)
        owners = {person.id, *(place[0] for place, link in self.links.items() if link.address == person.address)}
        self.waiting = {place: one for place, one in self.waiting.items() if place[0] not in owners}
        self.links = {place: one for place, one in self.links.items() if place[0] not in owners}
        self.tokens = {name: one for name, one in self.tokens.items() if one.person_id != person.id}

    # the messages

    def due(self, shard: int, until: datetime, after: Cursor | None = None) -> Due:
        people = [
            DuePerson(person=part.person, agenda=part.agenda, tries=part.tries)
            for part in self.partitions.values()
            if (at := part.due_at) and at <= whole(until) and part.shard == shard
        ]
        people.sort(key=lambda due: due.agenda.due_at or until)
        return Due(people=tuple(people), messages=tuple(self._due_messages(shard, until)))

    def _due_messages(self, shard: int, until: datetime) -> Iterator[MessageRef]:
        found = [
            (one.due_at, MessageRef(owner, name, one.message.is_safety))
            for (owner, name), one in self.waiting.items()
            if one.due_at is not None and one.due_at <= whole(until) and _shard(owner + name) == shard
        ]
        yield from (ref for _, ref in sorted(found, key=lambda pair: pair[0]))

    def put_off(self, faulty: Faulty, due_at: datetime, now: datetime, *, aside: bool) -> None:
        part = self.partitions.get(faulty.owner)
        if faulty.place is None and part is not None and part.due_at is not None and part.due_at <= whole(now):
            part.tries, part.fault, part.put_off_to = part.tries + 1, faulty.fault, whole(due_at)
            part.is_aside = part.is_aside or aside

    def quarantined(self) -> list[Faulty]:
        aside = [part for part in self.partitions.values() if part.is_aside]
        return [Faulty(owner=part.person.id, tries=part.tries, fault=part.fault) for part in aside]

    def people_not_due(self, segment: int, segments: int, before: datetime) -> list[str]:
        part_of = {name: crc32(name.encode()) % segments for name in self.partitions}
        return [
            name
            for name, part in self.partitions.items()
            if part_of[name] == segment and (part.due_at is None or part.due_at > whole(before))
        ]

    def shard_of(self, ref: MessageRef) -> int:
        """Where a message lies in the due index."""
        return _shard(ref.owner + ref.id)

    def requeue(self, ref: MessageRef, due_at: datetime, now: datetime) -> bool:
        one = self.waiting.get((ref.owner, ref.id))
        if one is None or one.due_at is None or one.due_at > whole(now):
            return False
        one.due_at = whole(due_at)
        return True

    def lease(self, ref: MessageRef, now: datetime, until: datetime) -> Leased | None:
        one = self.waiting.get((ref.owner, ref.id))
        if one is None or one.status not in ("pending", "leased"):
            return None
        if one.status == "leased" and one.lease_until is not None and one.lease_until > whole(now):
            return None
        one.status, one.leases = "leased", one.leases + 1
        one.lease_until = whole(until)
        return Leased(message=one.message, was_leased=one.leases > 1)

    def settle(self, ref: MessageRef, outcome: Outcome, at: datetime) -> bool:
        one = self.waiting.get((ref.owner, ref.id))
        if one is None or one.status not in REPLACES[outcome]:
            return False
        one.status, one.lease_until = outcome, None
        one.due_at = whole(at) if outcome == "pending" else None
        one.settled_at = one.settled_at if outcome == "pending" else whole(at)
        one.leases = 0 if outcome == "pending" else one.leases
        return True

    def is_settled(self, ref: MessageRef, outcome: Outcome) -> bool:
        one = self.waiting.get((ref.owner, ref.id))
        return one is not None and one.status == outcome

    def list_messages(self, owner: str) -> list[Told]:
        found = [
            Told(message=one.message, status=one.status, settled_at=one.settled_at)
            for (name, _), one in self.waiting.items()
            if name == owner
        ]
        return sorted(found, key=lambda told: (told.message.decided_at, told.message.occasion))

    def note_sweep(self, at: datetime) -> None:
        self.swept_at = at

    def last_sweep(self) -> datetime | None:
        return self.swept_at

    # who may come in

    def find_address(self, address: str) -> str | None:
        return self.addresses.get(address)

    def add_link(self, link: Link, message: Message) -> None:
        if (link.owner, link.id) in self.links or (link.person_id and link.person_id not in self.partitions):
            raise Stale(link.id)
        self.links[link.owner, link.id] = link
        self._record(link.owner, message)

    def load_link(self, owner: str, link_id: str) -> Link | None:
        return self.links.get((owner, link_id))

    def use_link(self, link: Link, person: Person | None, agenda: Agenda | None, access: Access) -> None:
        if (link.owner, link.id) not in self.links or access.digest in self.tokens:
            raise Stale(link.id)
        if link.invite is not None and link.invite.id in self.invites:
            raise Stale(link.invite.id)
        if person is not None and agenda is not None:
            if person.address in self.addresses or person.id in self.partitions:
                raise Stale(person.id)
            self.addresses[person.address] = person.id
            self.partitions[person.id] = Partition(person, agenda)
            self.waiting.pop((link.owner, ref_to(link.owner, f"confirm#{link.id}").id), None)
        if link.invite is not None:
            self.invites.add(link.invite.id)
        del self.links[link.owner, link.id]
        self.tokens[access.digest] = access

    def is_invite_used(self, invite: Invite) -> bool:
        return invite.id in self.invites

    def move_address(self, link: Link, before: Person, after: Person, agenda: Agenda, access: Access) -> None:
        part = self.partitions.get(before.id)
        is_ours = self.addresses.get(before.address) == before.id and after.address not in self.addresses
        if (link.owner, link.id) not in self.links or not is_ours:
            raise Stale(link.id)
        if part is None or part.person.version != after.version or access.digest in self.tokens:
            raise Stale(before.id)
        del self.links[link.owner, link.id], self.addresses[before.address]
        self.addresses[after.address] = after.id
        part.person, part.agenda = replace(after, version=after.version + 1), agenda
        self.tokens[access.digest] = access

    def find_access(self, digest: str, *, is_glance: bool = False) -> Access | None:
        return self.tokens.get(digest)

    def use_access(self, digest: str, at: datetime) -> Access | None:
        if digest in self.tokens:
            self.tokens[digest] = replace(self.tokens[digest], used_at=at)
        return self.tokens.get(digest)

    def list_access(self, person_id: str) -> list[Access]:
        return [replace(access, used_at=None) for access in self.tokens.values() if access.person_id == person_id]

    def add_access(self, access: Access) -> None:
        if access.digest in self.tokens or access.person_id not in self.partitions:
            raise Stale(access.id)
        self.tokens[access.digest] = access

    def remove_access(self, access: Access) -> None:
        self.tokens.pop(access.digest, None)

    def count(self, name: str, limit: int, now: datetime, lasts: timedelta) -> datetime | None:
        counted, ends_at = self.counters.get(name, (0, now))
        if ends_at <= now:
            counted, ends_at = 0, now + lasts
        if counted >= limit:
            return ends_at
        self.counters[name] = counted + 1, ends_at
        return None


def numbered(kept: Kept, number: int) -> Kept:
    """The kept entry with its number, and that of each change that has none."""
    changes: Sequence[Kept] = [change if change.number else replace(change, number=number) for change in kept.changes]
    return replace(kept, number=kept.number or number, changes=tuple(changes))


def _is_in(kept: Kept, since: datetime) -> bool:
    last = max(item.entry.received_at for item in (kept, *kept.changes))
    is_late = last - kept.happened_at > LATE
    return kept.entry.type not in DAILY or is_late or kept.happened_at >= since


def _place(owner: str, message: Message) -> tuple[str, str]:
    return owner, ref_to(owner, message.occasion).id


def _shard(name: str) -> int:
    return crc32(name.encode()) % SHARDS
