"""The shared form of a history's expectations, held against its replay."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from chalicelib.domain.finding import RANK
from chalicelib.domain.localtime import local_date, zone

WARNING: Final = RANK["gp_routine"]


def broken(history: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[str]:
    """What the history expects and the replay does not show, a sentence each."""
    place = zone(history["person"]["timezone"])

    def day(text: str) -> str:
        return local_date(datetime.fromisoformat(text), place).isoformat()

    for wanted in history.get("expected", ()):
        yield from _missed(wanted, document, [day(f["raised_at"]) for f in _named(wanted, document)])
    for barred in history.get("never", ()):
        first, last = barred.get("between", ("0001-01-01", "9999-12-31"))
        for finding in document["findings"]:
            ends = day(finding["cleared_at"]) if finding["cleared_at"] else last
            if _is_barred(barred, finding) and day(finding["raised_at"]) <= last and ends >= first:
                yield f"{finding['sign']} at {finding['level']} from {finding['raised_at']} may not stand"
        if any(barred.get("advice") in message["advice"] for message in document["messages"]):
            yield f"the advice {barred['advice']} may not be given"
    mails = [m for m in document["messages"] if m["kind"] != "weekly" and RANK[m["level"]] >= WARNING]
    most = history.get("messages_at_gp_routine_or_above_at_most", len(mails))
    if len(mails) > most:
        yield f"{len(mails)} warnings were mailed, {most} at most: {[mail['signs'] for mail in mails]}"
    corrected = {sign for m in document["messages"] if m["kind"] == "correction" for sign in m["signs"]}
    if corrected != set(history.get("corrected", ())):
        yield f"corrected was {sorted(corrected)}"


def _named(wanted: Mapping[str, Any], document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [f for f in document["findings"] if (f["sign"], f["level"]) == (wanted["sign"], wanted["level"])]


def _missed(wanted: Mapping[str, Any], document: Mapping[str, Any], days: list[str]) -> Iterator[str]:
    first, last = wanted["raised_between"]
    if not any(first <= on <= last for on in days):
        yield f"{wanted['sign']} at {wanted['level']} was raised on {days}, not from {first} to {last}"
    if RANK[wanted["level"]] >= WARNING and not any(wanted["sign"] in m["signs"] for m in document["messages"]):
        yield f"{wanted['sign']} was never told"


def _is_barred(barred: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    least = barred.get("level_at_or_above")
    return finding["sign"] == barred.get("sign") or (least is not None and RANK[finding["level"]] >= RANK[least])
