"""Addresses, links, tokens and counters in DynamoDB. A token is kept only as its digest."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.adapters.dynamo.erasure import while_alive
from chalicelib.adapters.dynamo.items import message_item, person_item
from chalicelib.adapters.dynamo.keys import (
    LINK,
    TOKEN_REF,
    Item,
    address_key,
    counter_key,
    invite_key,
    key,
    message_key,
    pending_key,
    token_key,
)
from chalicelib.adapters.dynamo.packing import pack, unpack
from chalicelib.adapters.dynamo.table import Table, put_new
from chalicelib.adapters.dynamo.writes import GRACE, person_action
from chalicelib.domain.agenda import Agenda
from chalicelib.domain.localtime import utc_text
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.ports.access import Access, Invite, Link
from chalicelib.ports.messages import ref_to


class DynamoAccessStore(Struct, frozen=True):
    """`AccessStore` on one table."""

    table: Table

    def find_address(self, address: str) -> str | None:
        """The id of the person at that address."""
        item = self.table.get(address_key(address))
        return item["person"]["S"] if item else None

    def add_link(self, link: Link, message: Message) -> None:
        """Record a link and the mail that carries it, both or neither; nothing for a person who is gone."""
        expires = {"expires_at": _epoch(link.expires_at)}
        mail = message_item(link.owner, message, message.decided_at + GRACE, link.expires_at)
        actions = [put_new({**_link_key(link), "body": pack(link), **expires}), put_new(mail)]
        if link.person_id is not None:
            actions.append(while_alive(link.person_id))
        else:
            actions.append({"Put": {"Item": {**_pending_key(link), "owner": {"S": link.owner}, **expires}}})
        self.table.transact(actions)

    def load_link(self, owner: str, link_id: str) -> Link | None:
        """The link, unless it was used."""
        item = self.table.get(key(owner, LINK + link_id))
        return unpack(item["body"], Link) if item else None

    def use_link(self, link: Link, person: Person | None, agenda: Agenda | None, access: Access) -> None:
        """One transaction; the link is deleted, which nobody can do twice."""
        actions: list[Any] = [{"Delete": {"Key": _link_key(link), "ConditionExpression": "attribute_exists(pk)"}}]
        if person is not None and agenda is not None:
            address = {**address_key(person.address), "person": {"S": person.id}}
            actions += [put_new(address), put_new(person_item(person, agenda))]
            actions.append({"Delete": {"Key": message_key(ref_to(link.owner, f"confirm#{link.id}"))}})
            actions.append({"Delete": {"Key": _pending_key(link)}})
        if link.invite is not None:
            used = {**invite_key(link.invite.id), "expires_at": _epoch(link.invite.expires_at)}
            actions.append(put_new(used))
        self.table.transact([*actions, *(put_new(item) for item in _access_items(access))])

    def is_invite_used(self, invite: Invite) -> bool:
        """Whether somebody joined by it."""
        return self.table.get(invite_key(invite.id)) is not None

    def move_address(self, link: Link, before: Person, after: Person, agenda: Agenda, access: Access) -> None:
        """One transaction: the old address goes as the new one comes."""
        ours = {"ConditionExpression": "person = :p", "ExpressionAttributeValues": {":p": {"S": before.id}}}
        actions: list[Any] = [
            {"Delete": {"Key": _link_key(link), "ConditionExpression": "attribute_exists(pk)"}},
            {"Delete": {"Key": address_key(before.address), **ours}},
            put_new({**address_key(after.address), "person": {"S": after.id}}),
            person_action(after, agenda),
        ]
        self.table.transact([*actions, *(put_new(item) for item in _access_items(access))])

    def find_access(self, name: str, *, is_glance: bool = False) -> Access | None:
        """What a token opens; a glance asks any replica."""
        item = self.table.get(token_key(name), is_strong=not is_glance)
        return _access_of(item) if item else None

    def use_access(self, name: str, at: datetime) -> Access | None:
        """One update where the token is still there, which gives it back."""
        values = {":at": {"S": at.isoformat()}}
        try:
            item = self.table.update(
                token_key(name),
                UpdateExpression="SET used_at = :at",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues=values,
            )
        except self.table.client.exceptions.TransactionConflictException:
            # it is being revoked at this very moment
            return self.find_access(name)
        return _access_of(item) if item else None

    def list_access(self, person_id: str) -> list[Access]:
        """Every token of a person."""
        return [unpack(item["body"], Access) for item in self.table.between(person_id, TOKEN_REF, TOKEN_REF + "~")]

    def add_access(self, access: Access) -> None:
        """Record one more token, and the person's reference to it."""
        self.table.transact([while_alive(access.person_id), *(put_new(item) for item in _access_items(access))])

    def remove_access(self, access: Access) -> None:
        """Revoke a token and its reference."""
        keys = ({name: item[name] for name in ("pk", "sk")} for item in _access_items(access))
        self.table.transact([{"Delete": {"Key": place}} for place in keys])

    def count(self, name: str, limit: int, now: datetime, lasts: timedelta) -> datetime | None:
        """One conditional write inside a period, a second one to open the next."""
        place, ends_at = counter_key(name), now + lasts
        values = {":one": {"N": "1"}, ":limit": {"N": str(limit)}, ":now": {"S": utc_text(now)}}
        counted = self.table.update(
            place,
            UpdateExpression="SET n = n + :one",
            ConditionExpression="ends_at > :now AND n < :limit",
            ExpressionAttributeValues=values,
        )
        opened = counted or self.table.update(
            place,
            UpdateExpression="SET n = :one, ends_at = :end, expires_at = :epoch",
            ConditionExpression="(attribute_not_exists(ends_at) OR ends_at <= :now) AND :limit >= :one",
            ExpressionAttributeValues={**values, ":end": {"S": utc_text(ends_at)}, ":epoch": _epoch(ends_at)},
        )
        if opened is not None:
            return None
        item = self.table.get(place)
        return datetime.fromisoformat(item["ends_at"]["S"]) if item else ends_at


def _access_of(item: Item) -> Access:
    access = unpack(item["body"], Access)
    return replace(access, used_at=datetime.fromisoformat(item["used_at"]["S"])) if "used_at" in item else access


def _access_items(access: Access) -> list[Item]:
    body = {"body": pack(access), "digest": {"S": access.digest}}
    if access.expires_at is not None:
        body["expires_at"] = _epoch(access.expires_at)
    return [{**token_key(access.digest), **body}, {**key(access.person_id, TOKEN_REF + access.id), **body}]


def _link_key(link: Link) -> Item:
    return key(link.owner, LINK + link.id)


def _pending_key(link: Link) -> Item:
    return pending_key(link.address, link.owner)


def _epoch(at: datetime) -> Item:
    return {"N": str(int(at.timestamp()))}
