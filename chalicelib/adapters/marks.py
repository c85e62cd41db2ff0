"""Marks that a field's text has a form: what it must match, and what to say where it does not."""

from collections.abc import Mapping
from typing import Final

MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "HH:MM": (r"^([01]\d|2[0-3]):[0-5]\d$", "must be a clock time such as 14:30"),
    "country": (r"^[A-Za-z]{2}$", "must be two letters, such as GB"),
    "address": (
        r"^\s*[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}\s*$",
        "must be a mail address, such as you@example.org",
    ),
}
