"""An entry as a form, and back: the fields of each type, what they show, and what a sent form changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct

from chalicelib.adapters.documents import wire_fields
from chalicelib.domain.body import AREAS, area_words
from chalicelib.domain.entries import TYPES, Context
from chalicelib.domain.errors import Fault
from chalicelib.doors.pages.entry_words import ACTIONS, CLASSES, EXERTION, RESULTS
from chalicelib.doors.pages.words import ONSETS, SYMPTOM_WORDS
from chalicelib.doors.payloads import from_form

Kind = Literal["number", "chips", "many", "scale", "select", "text", "date", "time", "moment", "long"]
Options = tuple[tuple[str, str], ...]
UNKNOWN: Final = "is not a field of this form"
YES_NO: Final = (("true", "Yes"), ("false", "No"))
SIDES: Final = (("left", "Left"), ("right", "Right"), ("both", "Both"))


class Field(Struct, frozen=True):
    """One field of a form. A choice that need not be made gets a choice more, which says nothing."""

    name: str
    label: str
    kind: Kind = "number"
    options: Options = ()
    unit: str = ""
    low: float = 0
    high: float = 1440
    is_needed: bool = False


def _choice(name: str, label: str, words: Mapping[str, str], kind: Kind = "chips", *, needed: bool = False) -> Field:
    return Field(name, label, kind, tuple(words.items()), is_needed=needed)


_AREAS: Final = {area: area_words(area) for area in AREAS}
_CONTEXTS: Final = {context: context.replace("_", " ") for context in get_args(Context)}
_FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "episode": (
        _choice("area", "Where", _AREAS, "select", needed=True),
        Field("side", "Which side?", "chips", SIDES),
        Field("minutes", "How long?", unit="minutes"),
        Field("intensity", "How strong?", "scale"),
        _choice("context", "What was it like then?", _CONTEXTS, "many"),
    ),
    "check_in": (
        Field("date", "Day", "date", is_needed=True),
        Field("twitched", "Any twitching?", "chips", YES_NO),
        Field("sleep_hours", "Sleep", unit="hours", high=24),
        Field("water_litres", "Drinks in all", unit="litres", high=20),
        Field("caffeine_servings", "Cups with caffeine", unit="cups", high=50),
        Field("last_caffeine", "The last one at", "time"),
        Field("alcohol_units", "Alcohol", unit="units", high=100),
        Field("stretch_minutes", "Stretching", unit="minutes"),
        Field("relax_minutes", "Time to relax", unit="minutes"),
        Field("magnesium_food", "Nuts, seeds, beans or greens?", "chips", YES_NO),
        Field("stress", "Stress", "scale"),
        Field("exertion", "Hard on your body?", "chips", tuple((str(n), words) for n, words in enumerate(EXERTION))),
        Field("weight_kg", "Weight", unit="kg", low=20, high=400),
        Field("absent", "What you said is not there", "many"),
    ),
    "symptom": (
        _choice("name", "What", SYMPTOM_WORDS, "select", needed=True),
        _choice("area", "Where", _AREAS, "select"),
        Field("side", "Which side?", "chips", SIDES),
        _choice("onset", "How did it come on?", ONSETS),
        Field("severity", "How strong?", "scale"),
        Field("present", "Is it still there?", "chips", YES_NO, is_needed=True),
    ),
    "medicine": (
        Field("name", "Name", "text", is_needed=True),
        _choice("class", "What kind", CLASSES, "select", needed=True),
        _choice("action", "What happened", ACTIONS, needed=True),
        Field("dose", "Dose", "text"),
    ),
    "visit": (
        Field("who", "Whom did you see?", "text"),
        _choice("exam", "The examination", RESULTS, needed=True),
        _choice("emg", "EMG, a test of muscle and nerve", RESULTS, needed=True),
    ),
    "screening": (Field("score", "The sum of both answers", high=6, is_needed=True),),
    "answer": (Field("continued", "Your answer", "chips", YES_NO, is_needed=True),),
}
_LAST: Final = (Field("when", "When", "moment", is_needed=True), Field("note", "A note", "long"))
_USUAL: Final[Mapping[str, Any]] = {"present": True, "exam": "not_done", "emg": "not_done"}


def fields_of(document: Mapping[str, Any]) -> list[Field]:
    """The form's fields for an entry. Of what was denied in a check-in, only that can be unticked."""
    absent = tuple((name, SYMPTOM_WORDS[name]) for name in document.get("absent") or ())
    return [
        Field(field.name, field.label, field.kind, absent) if field.name == "absent" else field
        for field in (*_FIELDS[document["type"]], *_LAST)
        if field.name != "absent" or absent
    ]


def shown_values(document: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """What the form shows: text, and a list of it where more than one can be chosen."""
    at = datetime.fromisoformat(document["at"]).astimezone(zone)
    shown: dict[str, Any] = {"when": f"{at:%Y-%m-%dT%H:%M}"}
    for field in _FIELDS[document["type"]]:
        value = document.get(field.name)
        shown[field.name] = _text(_USUAL.get(field.name) if value is None else value)
    return {**shown, "note": document.get("note") or ""}


def _text(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def changes_of(
    document: Mapping[str, Any], given: Mapping[str, Any], zone: ZoneInfo
) -> tuple[dict[str, Any], list[Fault]]:
    """What a sent form says otherwise than the entry, as JSON values, None where a field was emptied; and each fault.

    A moment counts only where its minute was changed: the form does not show the seconds.
    """
    known, shown = {field.name: field for field in fields_of(document)}, shown_values(document, zone)
    faults = [Fault(name, UNKNOWN) for name in given if name not in known]
    changed: dict[str, Any] = {}
    for name, field in known.items():
        sent = _as_sent(given.get(name), field)
        if _is_same(sent, shown[name]):
            continue
        if sent == "" and field.is_needed:
            faults.append(Fault(name, "is needed"))
        changed[name] = sent or (None if field.kind != "many" else [])
    moment = changed.pop("when", None)
    if moment is not None:
        changed |= moment_of(moment, zone, faults)
    record = wire_fields(TYPES[document["type"]])
    filled = {name: value for name, value in changed.items() if value is not None}
    return {**changed, **from_form(filled, record)}, faults


def _is_same(sent: Any, shown: Any) -> bool:
    # boxes come in the order of the page, whatever the order that they were first given in
    return sorted(sent) == sorted(shown or []) if isinstance(sent, list) else bool(sent == shown)


def _as_sent(value: Any, field: Field) -> Any:
    if field.kind == "many":
        return [] if value is None else value if isinstance(value, list) else [value]
    # a browser sends the ends of a note's lines as two characters
    return "" if value is None else value.replace("\r\n", "\n") if isinstance(value, str) else value


def moment_of(text: Any, zone: ZoneInfo, faults: list[Fault]) -> dict[str, str]:
    """The entry's `at` for a moment that was typed in a zone; nothing, and a fault more, where it is none."""
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        faults.append(Fault("when", "must be a date and a time"))
        return {}
    return {"at": (at if at.tzinfo else at.replace(tzinfo=zone)).isoformat()}
