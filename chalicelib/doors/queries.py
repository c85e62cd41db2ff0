"""Reading query strings: pages, bounds, weeks. A wrong one is refused by its name."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from chalicelib.domain.entries import TYPES
from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.domain.localtime import is_reckonable, utc_text, week_start
from chalicelib.ports.access import Signer
from chalicelib.ports.log import Place
from chalicelib.usecases.read_log import Bound

MOST: Final = 200
USUAL: Final = 50
_KNOWN: Final = frozenset({"from", "to", "type", "limit", "cursor"})


def read_page(query: Mapping[str, str], signer: Signer) -> dict[str, Any]:
    """The arguments of `list_entries`. Raises InvalidInput that names each wrong one."""
    faults = [Fault(name, "is not a parameter that Steady knows here") for name in query if name not in _KNOWN]
    start, end = (_read_bound(query.get(name), name, faults) for name in ("from", "to"))
    types = frozenset(filter(None, query.get("type", "").split(",")))
    if not types <= TYPES.keys():
        faults.append(Fault("type", f"must be one of: {', '.join(TYPES)}"))
    limit = query.get("limit", str(USUAL))
    if not re.fullmatch(r"[0-9]{1,4}", limit) or not 1 <= int(limit) <= MOST:
        faults.append(Fault("limit", f"must be a whole number from 1 to {MOST}"))
    after = _read_cursor(query.get("cursor"), signer, faults)
    if faults:
        raise InvalidInput(*faults)
    return {"start": start, "end": end, "types": types, "limit": int(limit), "after": after}


def page_link(place: Place | None, signer: Signer) -> str | None:
    """The cursor of a place: signed, so that no other is taken."""
    if place is None:
        return None
    return urlsafe_b64encode(signer.sign("cursor", f"{utc_text(place[0])}|{place[1]}").encode()).decode().rstrip("=")


def read_week(query: Mapping[str, str]) -> date | None:
    """The Monday of `week=2026-W48`, None where none is named. Raises InvalidInput."""
    unknown = [Fault(name, "is not a parameter that Steady knows here") for name in query if name != "week"]
    if unknown:
        raise InvalidInput(*unknown)
    text = query.get("week")
    if text is None:
        return None
    found = re.fullmatch(r"([0-9]{4})-W([0-9]{2})", text)
    try:
        if found:
            monday = week_start(int(found[1]), int(found[2]))
            if is_reckonable(monday):
                return monday
    except ValueError:
        pass
    raise InvalidInput(Fault("week", "must be an ISO week such as 2026-W48"))


def _read_bound(text: str | None, name: str, faults: list[Fault]) -> Bound | None:
    if text is None:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            on = date.fromisoformat(text)
            if is_reckonable(on):
                return on
        # a plus sign that was not escaped comes as a space
        moment = datetime.fromisoformat(text.replace(" ", "+"))
        if moment.tzinfo is not None and is_reckonable(moment):
            return moment
    except ValueError:
        pass
    faults.append(Fault(name, "must be a date such as 2026-11-23 or a moment with its offset"))
    return None


def _read_cursor(text: str | None, signer: Signer, faults: list[Fault]) -> Place | None:
    if text is None:
        return None
    try:
        given = urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)).decode()
        # base64 has several writings of one value; only our own is ours
        is_ours = urlsafe_b64encode(given.encode()).decode().rstrip("=") == text
        value = signer.read("cursor", given) if is_ours else None
    except ValueError:
        value = None
    if value is not None:
        at, _, name = value.partition("|")
        return datetime.fromisoformat(at), name
    faults.append(Fault("cursor", "is not one that Steady gave"))
    return None
