"""Erasing a person so that nothing comes back, whatever else is under way, and wherever it is interrupted.

1. One transaction marks the person as erased, takes the address away and the head that every log is held against. From
   here on nobody finds the person, and no write that began before can end.
2. Everything else goes, page by page, until nothing is left.
3. The person goes last, with the tokens, so that whoever asked can ask again.

The mark puts the person into the due index, so a sweep ends what was interrupted.
"""

from collections.abc import Iterable
from typing import Any, Final

from chalicelib.adapters.dynamo.items import person_of
from chalicelib.adapters.dynamo.keys import (
    HEAD,
    PENDING,
    PERSON,
    TOKEN_REF,
    Item,
    address_key,
    counter_key,
    key,
    shard_of,
    token_key,
)
from chalicelib.adapters.dynamo.table import MOST_ACTIONS, Refused, Table
from chalicelib.domain.errors import Stale
from chalicelib.domain.person import Person

ALIVE: Final = "attribute_exists(pk) AND attribute_not_exists(erased)"
FIRST, LAST = "0", "~"
"""Every sort key lies between these; a key must not be empty."""
ATTEMPTS: Final = 8
AT_ONCE: Final = "1970-01-01T00:00:00Z"


def while_alive(person_id: str) -> Any:
    """A transaction's action: the rest holds only for a person who is there and is not being erased."""
    return {"ConditionCheck": {"Key": key(person_id, PERSON), "ConditionExpression": ALIVE}}


def is_erased(item: Item) -> bool:
    """Whether the item of a person is marked as erased."""
    return "erased" in item


def erase(table: Table, person: Person) -> None:
    """Leave no item behind. What is done already is done no second time."""
    marked = _begin(table, person)
    if marked is None:
        return
    while places := [_place(item) for item in _of_person(table, marked) if not _goes_last(item)]:
        table.delete_all(places)
    _erase_address(table, marked.address)
    if marked.moving is not None:
        table.delete_all([counter_key(f"address#{marked.moving.address}")])
    last = [item for item in _of_person(table, marked) if _goes_last(item)]
    tokens = [token_key(item["digest"]["S"]) for item in last if "digest" in item]
    # in the order of the keys the person is the last of all
    places = [*tokens, *(_place(item) for item in last)]
    for start in range(0, len(places), MOST_ACTIONS):
        table.transact([{"Delete": {"Key": place}} for place in places[start : start + MOST_ACTIONS]])


def _begin(table: Table, person: Person) -> Person | None:
    """The person as marked; None where there is none any more."""
    for _ in range(ATTEMPTS):
        try:
            table.transact(_mark(table, person))
            return person
        except Refused:
            # somebody wrote meanwhile: the address, too, may be another one
            item = table.get(key(person.id, PERSON))
            if item is None:
                return None
            person, _agenda = person_of(item)
    raise Stale(person.id)


def _mark(table: Table, person: Person) -> list[Any]:
    mark = {
        "Key": key(person.id, PERSON),
        "UpdateExpression": "SET erased = :yes, due_shard = :shard, due_at = :now ADD v :one",
        "ConditionExpression": "attribute_exists(pk) AND (v = :seen OR erased = :yes)",
        "ExpressionAttributeValues": {
            ":yes": {"BOOL": True},
            ":shard": {"S": shard_of(person.id)},
            ":now": {"S": AT_ONCE},
            ":one": {"N": "1"},
            ":seen": {"N": str(person.version)},
        },
    }
    actions: list[Any] = [{"Update": mark}, {"Delete": {"Key": key(person.id, HEAD)}}]
    address = table.get(address_key(person.address))
    # where an erasure is asked for once more, the address may be somebody's again
    if address is not None and address["person"]["S"] == person.id:
        mine = {"ConditionExpression": "person = :me", "ExpressionAttributeValues": {":me": {"S": person.id}}}
        actions.append({"Delete": {"Key": address_key(person.address), **mine}})
    return actions


def _of_person(table: Table, person: Person) -> Iterable[Item]:
    return table.between(person.id, FIRST, LAST, ProjectionExpression="pk, sk, digest")


def _goes_last(item: Item) -> bool:
    sort = item["sk"]["S"]
    return bool(sort == PERSON or sort.startswith(TOKEN_REF))


def _erase_address(table: Table, address: str) -> None:
    """What an address leaves beside the person: how often it was mailed, and links to sign up that were never used."""
    found = list(
        table.query(
            KeyConditionExpression="pk = :p",
            ExpressionAttributeValues={":p": address_key(address)["pk"]},
            ConsistentRead=True,
        )
    )
    if any(item["sk"] == address_key(address)["sk"] for item in found):
        return
    links = [item for item in found if item["sk"]["S"].startswith(PENDING)]
    owned = [_place(one) for item in links for one in table.between(item["owner"]["S"], FIRST, LAST)]
    table.delete_all([*owned, *(_place(item) for item in links), counter_key(f"address#{address}")])


def _place(item: Item) -> Item:
    return {"pk": item["pk"], "sk": item["sk"]}
