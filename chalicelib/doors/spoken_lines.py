"""One line as dictated to a phone, beside or instead of an episode's fields."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from chalicelib.domain.entries import Episode
from chalicelib.domain.errors import Fault
from chalicelib.domain.localtime import is_reckonable
from chalicelib.doors.payloads import draft_of, fingerprint_of
from chalicelib.doors.requests import Call
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.record_entry import Draft

if TYPE_CHECKING:
    from chalicelib.domain.spoken import Line


class Sent(Struct, frozen=True):
    """A draft, and what is told back of the line that it came from; nothing where it came from none."""

    draft: Draft
    told: Mapping[str, Any] = field(default_factory=dict)


def read_sent(call: Call, value: Any, *, is_form: bool = False, header_key: str | None = None) -> Sent:
    """A draft of what was sent with a token. A `text` is read as a line; its fields join those sent beside it."""
    sent = _read(call, value, is_form=is_form, header_key=header_key)
    return replace(sent, draft=replace(sent.draft, via=call.access.id if call.access else ""))


def _read(call: Call, value: Any, *, is_form: bool, header_key: str | None) -> Sent:
    if not isinstance(value, dict) or value.get("text") is None or value.get("type", Episode.type) != Episode.type:
        return Sent(draft_of(value, is_form=is_form, header_key=header_key))
    given = {name: item for name, item in value.items() if name != "text" and item is not None}
    # the tables of words are read with the first line, not when the function starts
    from chalicelib.domain.spoken import read_line

    text = value["text"]
    if not isinstance(text, str):
        return _refused("must be text, once")
    line = read_line(text, is_placed="area" in given)
    moment = None if line.faults or line.when is None else _moment(call, line, given.get("at"))
    if isinstance(moment, str) or line.faults:
        return _refused(*(line.faults or (str(moment),)))
    read = {**line.fields, **({"at": moment.isoformat().replace("+00:00", "Z")} if moment else {})}
    draft = draft_of(_joined(read, given, text), is_form=is_form, header_key=header_key)
    draft = replace(draft, faults=(*draft.faults, *_differences(draft, line.fields)))
    if draft.fingerprint:
        # of what was sent, since a moment such as "an hour ago" is another one when the same line comes again
        draft = replace(draft, fingerprint=fingerprint_of({**given, "text": text, "type": Episode.type}))
    return Sent(draft, {"understood": {"text": text, **read}, "not_understood": list(line.not_understood)})


def _refused(*messages: str) -> Sent:
    return Sent(Draft(type=Episode.type, faults=tuple(Fault("text", message) for message in messages)))


def _joined(read: Mapping[str, Any], given: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The line's fields and those sent beside it. Contexts add up; the line is the note where there is none."""
    beside = given.get("context", [])
    beside = [beside] if isinstance(beside, str) else beside
    context = [*read.get("context", ()), *beside] if isinstance(beside, list) else beside
    if isinstance(context, list) and all(isinstance(one, str) for one in context):
        context = list(dict.fromkeys(context))
    joined = {"note": text, **read, **given, **({"context": context} if context else {})}
    return {**joined, "at": read["at"]} if "at" in read and _is_moment(given.get("at")) else joined


def _differences(draft: Draft, read: Mapping[str, Any]) -> list[Fault]:
    """Where a field sent beside the line says something else than the line."""
    return [
        Fault(name, f"differs from the line, which says {said}: send one of them")
        for name, said in read.items()
        if name != "context" and name in draft.values and draft.values[name] != said
    ]


def _moment(call: Call, line: "Line", sent_at: Any) -> datetime | str:
    """When it happened, counted from `at` where that was sent (when the line was said), else from now."""
    from chalicelib.domain.spoken.moments import moment_of

    assert line.when is not None, "asked only where the line tells the time"
    said_at = _aware(sent_at) or call.services.clock()
    if line.when.ago is not None:
        return said_at - line.when.ago
    zone: ZoneInfo = read_person(call.services, call.person_id).zone
    moment = moment_of(line.when, said_at, zone)
    return moment if isinstance(moment, str) else moment.astimezone(zone)


def _is_moment(sent_at: Any) -> bool:
    return sent_at is None or _aware(sent_at) is not None


def _aware(text: Any) -> datetime | None:
    """The moment that was sent; None where it is none to reckon with, which the draft then says."""
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None and is_reckonable(moment) else None
