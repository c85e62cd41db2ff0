"""What a level asks a person to do, in words, with the number to call for their country."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.finding import Level
from chalicelib.domain.phrase import Phrase, phrase_document

EMERGENCY_NUMBERS: Final[Mapping[str, str]] = {
    "GB": "999", "GG": "999", "JE": "999", "IM": "999", "US": "911", "CA": "911", "MX": "911", "PH": "911",
    "AR": "911", "AU": "000", "NZ": "111", "JP": "119", "KR": "119", "TW": "119", "CN": "120", "BR": "192",
    "ZA": "112", "IN": "112", "HK": "999", "SG": "995", "MY": "999",
}  # fmt: skip
"""Ambulance numbers [M]. Everywhere else 112, which mobile networks route to the emergency service."""
DEFAULT_NUMBER: Final = "112"
HAVE_GPS: Final = frozenset({"GB", "GG", "JE", "IM", "IE", "AU", "NZ", "ZA", "MT"})
"""Where a family doctor is called a GP [M]."""


class Say(Struct, frozen=True, kw_only=True):
    """What the screen says: a title, a body, and the number to call where there is one."""

    title: Phrase
    body: Phrase
    call: str | None = None


_COPE: Final = Phrase("If you cannot cope, call {number}.")
_COPE_OR_TEXT: Final = Phrase("If you cannot cope, call or text {number}.")
CRISIS: Final[Mapping[str, tuple[Phrase, ...]]] = {
    "GB": (
        Phrase("If you cannot cope, call 111 and choose option 2."),
        Phrase("You can also call Samaritans on 116 123, or text SHOUT to 85258."),
    ),
    "US": (replace(_COPE_OR_TEXT, words={"number": "988"}),),
    "CA": (replace(_COPE_OR_TEXT, words={"number": "988"}),),
    "IE": (replace(_COPE, words={"number": "116 123"}),),
    "DE": (replace(_COPE, words={"number": "0800 111 0 111"}),),
    "AT": (replace(_COPE, words={"number": "142"}),),
    "CH": (replace(_COPE, words={"number": "143"}),),
    "AU": (replace(_COPE, words={"number": "13 11 14"}),),
}
"""Lines that are there day and night: UK, CA, DE, CH, AU [V2], US, IE, AT [M]."""


def crisis_lines(country: str | None) -> tuple[Phrase, ...]:
    """Whom to call when worry is too much; the emergency number where no line is known."""
    usual = replace(_COPE, words={"number": emergency_number(country)})
    return CRISIS.get((country or "").upper(), (usual,))


def has_gps(country: str | None) -> bool:
    """Whether people in a country (ISO 3166) see a GP; elsewhere, and where it is not known, they see a doctor."""
    return (country or "").upper() in HAVE_GPS


def emergency_number(country: str | None) -> str:
    """The number to call in a country (ISO 3166), 112 where it is not known."""
    return EMERGENCY_NUMBERS.get((country or "").upper(), DEFAULT_NUMBER)


def say_document(words: Say) -> dict[str, Any]:
    """What a message keeps of these words: in English, and as phrases for every other language."""
    phrases = {"title": phrase_document(words.title), "body": phrase_document(words.body)}
    return {"title": str(words.title), "body": str(words.body), "call": words.call, "phrases": phrases}


def say(level: Level, country: str | None, signs: Collection[str] = ()) -> Say:
    """The words for the most serious level that stands, with a brake where somebody logs too often."""
    number = emergency_number(country)
    if level == "emergency":
        title, body = (replace(phrase, words={"number": number}) for phrase in (_CALL, _CALL_BODY))
        return Say(title=title, body=body, call=number)
    if level == "urgent":
        return Say(title=_URGENT, body=replace(_URGENT_BODY, words={"where": whom_to_ask(country), "number": number}))
    if level == "self_care" and "over_logging" in signs:
        return _ENOUGH
    return (_CALM if has_gps(country) else _CALM_ABROAD).get(level, _CALM[level])


def whom_to_ask(country: str | None) -> Phrase:
    """Whom to ask the same day: a GP or a doctor, and the line for advice of that country where it has one."""
    line = ADVICE_LINES.get((country or "").upper())
    if line is None:
        return Phrase("your GP") if has_gps(country) else Phrase("a doctor")
    named = Phrase("your GP or {line}") if has_gps(country) else Phrase("a doctor or {line}")
    return replace(named, words={"line": line})


ADVICE_LINES: Final[Mapping[str, str]] = {"GB": "NHS 111", "DE": "116 117", "AT": "1450"}
"""Medical advice by telephone, day and night: UK, AT [V2], DE [M]."""
_CALL: Final = Phrase("Call {number} now")
_CALL_BODY: Final = Phrase(
    "Call {number} now and say what you logged. Do not wait for a mail. Nobody watches this log."
)
_URGENT: Final = Phrase("Ask for urgent care today")
_URGENT_BODY: Final = Phrase(
    "Contact {where} today and say what you logged. Call {number} if it gets worse. Nobody watches this log."
)
_ENOUGH: Final = Say(
    title=Phrase("Logged"),
    body=Phrase(
        "Nothing you logged matches a warning sign. Once a day is enough. Steady looks again at the end of your day."
    ),
)
_SOON: Final = Phrase("Something you logged is worth a doctor’s look in the next few days. The reason is below.")
_ROUTINE: Final = Phrase("Something you logged is worth a routine appointment. There is no rush. The reason is below.")
_CALM: Final[Mapping[Level, Say]] = {
    "gp_soon": Say(title=Phrase("Contact a GP in the next few days"), body=_SOON),
    "gp_routine": Say(title=Phrase("Book a routine GP appointment"), body=_ROUTINE),
    "self_care": Say(
        title=Phrase("Logged"),
        body=Phrase("Nothing you logged matches a warning sign. Steady looks again at the end of your day."),
    ),
}
_CALM_ABROAD: Final[Mapping[Level, Say]] = {
    "gp_soon": Say(title=Phrase("Contact a doctor in the next few days"), body=_SOON),
    "gp_routine": Say(title=Phrase("Book a routine appointment with a doctor"), body=_ROUTINE),
}
