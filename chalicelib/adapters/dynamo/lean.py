"""A person as stored: without what says nothing, so that the item stays within the kilobyte by which a write is billed.

Left out is only what its own type fills in again: None, False, what is empty, every weekday, and the plan of a habit
that is off and was never touched. No choice is left out because it happens to be the usual one: what is usual may
change, and what a person chose must not change with it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from chalicelib.domain.habit import WEEKDAYS, HabitPlan


def lean(value: Any) -> Any:
    """A struct as the mapping that its JSON object becomes, what says nothing left out; other values as they are."""
    if isinstance(value, Mapping):
        return {key: lean(one) for key, one in value.items()}
    if not isinstance(value, Struct):
        return value
    if value == HabitPlan():
        return {}
    named = ((field, getattr(value, field.name)) for field in _fields(type(value)))
    return {field.name: lean(one) for field, one in named if not _says_nothing(field, one)}


def _says_nothing(field: FieldInfo, value: Any) -> bool:
    is_nothing = value is None or value is False or value in ((), {}, WEEKDAYS)
    return is_nothing and value == _usual(field)


def _usual(field: FieldInfo) -> Any:
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


@cache
def _fields(kind: type[Struct]) -> tuple[FieldInfo, ...]:
    return fields(kind)
