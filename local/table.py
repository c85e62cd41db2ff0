"""moto's table, reading by key. moto's own walks and sorts the whole table for every query."""

import copy
from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Any, Self

from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.dynamo_type import Item as Row
from moto.dynamodb.models.table import Table

from local.journal import Change, Item, Key
from local.values import as_json

# Place of a row in one order: its sort value, then its key to tell equals apart.
Place = tuple[str, str, str]
Slot = tuple[str, str]
_MAIN = ""
_LAST = "\U0010ffff\U0010ffff"


class NarrowTable(Table):
    """The same answers as moto's table, at a cost that follows what is read.

    Whoever writes calls `notice` with the keys that were touched before anybody queries again.
    """

    _rows: dict[Key, Row]
    _orders: dict[Slot, list[Place]]
    _slots: dict[Key, list[tuple[Slot, Place]]]
    _candidates: list[Row] | None

    @classmethod
    def narrow(cls, table: Table) -> Self:
        """Turn a fresh, empty table into one that reads by key."""
        table.__class__ = cls
        assert isinstance(table, cls)
        table._rows, table._orders, table._slots, table._candidates = {}, {}, {}, None
        return table

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # moto copies the whole table for each action of a transaction, to roll back;
        # here `keep` and `put_back` do that for the touched rows only.
        return self

    def __len__(self) -> int:
        return len(self._rows)

    def notice(self, keys: Iterable[Key]) -> None:
        """Bring the orders up to date with the rows under these keys."""
        for key in keys:
            self._forget(key)
            row = self._look_up(key)
            if row is not None:
                self._rows[key] = row
                self._slots[key] = list(self._places(key, row))
                for slot, place in self._slots[key]:
                    insort(self._orders.setdefault(slot, []), place)

    def _forget(self, key: Key) -> None:
        self._rows.pop(key, None)
        for slot, place in self._slots.pop(key, []):
            order = self._orders[slot]
            del order[bisect_left(order, place)]
            if not order:
                del self._orders[slot]

    def _look_up(self, key: Key) -> Row | None:
        row: Row | None = self.items.get(DynamoType({"S": key[0]}), {}).get(DynamoType({"S": key[1]}))
        return row

    def _places(self, key: Key, row: Row) -> Iterable[tuple[Slot, Place]]:
        yield (_MAIN, key[0]), (key[1], *key)
        for index in self.global_indexes:
            values = [row.attrs.get(name) for name in index.schema_key_attrs]
            if len(values) == 2 and values[0] is not None and values[1] is not None:
                yield (index.name + "/", values[0].value), (values[1].value, *key)

    def keep(self, keys: Iterable[Key]) -> dict[Key, Row | None]:
        """The rows as they are now, safe from any later change."""
        return {key: copy.deepcopy(self._rows.get(key)) for key in keys}

    def put_back(self, kept: dict[Key, Row | None]) -> None:
        """Undo whatever happened to these rows since `keep`."""
        for (pk, sk), row in kept.items():
            partition = self.items[DynamoType({"S": pk})]
            if row is None:
                partition.pop(DynamoType({"S": sk}), None)
            else:
                partition[DynamoType({"S": sk})] = row
        self.notice(kept)

    def changes(self, keys: Iterable[Key]) -> list[Change]:
        """These rows for the journal; None for one that is gone."""
        found = [(key, self._rows.get(key)) for key in keys]
        return [(key, None if row is None else _plain(row)) for key, row in found]

    def first(self, index: str) -> Place | None:
        """The earliest place of a whole index, over all its shards."""
        starts = [order[0] for (name, _), order in self._orders.items() if name == index + "/"]
        return min(starts, default=None)

    def all_items(self) -> list[Row]:
        """moto's query asks this for everything there is; during a query it gets what can match."""
        return super().all_items() if self._candidates is None else self._candidates

    def query(
        self,
        hash_key: DynamoType | None,
        range_comparison: str | None,
        range_objs: list[DynamoType],
        limit: int,
        exclusive_start_key: dict[str, Any],
        scan_index_forward: bool,
        projection_expressions: list[list[str]] | None,
        index_name: str | None = None,
        *rest: Any,
        **more: Any,
    ) -> tuple[list[Row], int, dict[str, Any] | None]:
        """Answer as moto does, from the rows of one partition that lie in the asked range."""
        slot = (f"{index_name}/" if index_name else _MAIN, hash_key.value if hash_key else "")
        order = self._orders.get(slot, [])
        low, high = _span(order, range_comparison, [value.value for value in range_objs])
        self._candidates = [self._rows[pk, sk] for _, pk, sk in order[low:high]]
        try:
            return super().query(
                hash_key,
                range_comparison,
                range_objs,
                limit,
                exclusive_start_key,
                scan_index_forward,
                projection_expressions,
                index_name,
                *rest,
                **more,
            )
        finally:
            self._candidates = None


def _plain(row: Row) -> Item:
    return {name: as_json(value) for name, value in row.attrs.items()}


def _span(order: list[Place], comparison: str | None, values: list[Any]) -> tuple[int, int]:
    """The stretch of an order that holds every match; moto compares exactly within it."""
    if not values or not all(isinstance(value, str) for value in values):
        return 0, len(order)
    at = bisect_left(order, (values[0], "", ""))
    after = bisect_left(order, (values[0] + "\0", "", ""))
    match comparison:
        case "=":
            return at, after
        case "<" | "<=":
            return 0, after
        case ">" | ">=":
            return at, len(order)
        case "BETWEEN":
            return at, bisect_left(order, (values[1] + "\0", "", ""))
        case "BEGINS_WITH":
            return at, bisect_left(order, (values[0] + _LAST, "", ""))
        case _:
            return 0, len(order)
