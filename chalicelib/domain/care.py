"""What a level asks a person to do, in words, with the number to call for their country."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.finding import Level

EMERGENCY_NUMBERS: Final[Mapping[str, str]] = {
    "GB": "999", "GG": "999", "JE": "999", "IM": "999", "US": "911", "CA": "911", "MX": "911", "PH": "911",
    "AR": "911", "AU": "000", "NZ": "111", "JP": "119", "KR": "119", "TW": "119", "CN": "120", "BR": "192",
    "ZA": "112", "IN": "112", "HK": "999", "SG": "995", "MY": "999",
}  # fmt: skip
"""Ambulance numbers [M]. Everywhere else 112, which mobile networks route to the emergency service."""
DEFAULT_NUMBER: Final = "112"


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """What the screen says: a title, a body, and the number to call where there is one."""

    title: str
    body: str
    call: str | None = None


CRISIS: Final[Mapping[str, tuple[str, ...]]] = {
    "GB": (
        "If you cannot cope, call 111 and choose option 2.",
        "You can also call Samaritans on 116 123, or text SHOUT to 85258.",
    ),
    "US": ("If you cannot cope, call or text 988.",),
}
"""Lines that are there day and night: UK [V2], US [M]."""


def crisis_lines(country: str | None) -> tuple[str, ...]:
    """Whom to call when worry is too much; the emergency number where no line is known."""
    number = emergency_number(country)
    return CRISIS.get((country or "").upper(), (f"If you cannot cope, call {number}.",))


def emergency_number(country: str | None) -> str:
    """The number to call in a country (ISO 3166), 112 where it is not known."""
    return EMERGENCY_NUMBERS.get((country or "").upper(), DEFAULT_NUMBER)


def say(level: Level, country: str | None, signs: Collection[str] = ()) -> Say:
    """The words for the most serious level that stands, with a brake where somebody logs too often."""
    number = emergency_number(country)
    if level == "emergency":
        body = f"Call {number} now and say what you logged. Do not wait for a mail. Nobody watches this log."
        return Say(title=f"Call {number} now", body=body, call=number)
    if level == "urgent":
        where = "your GP or NHS 111" if (country or "").upper() in ("GB", "IM", "JE", "GG") else "a doctor"
        body = f"Contact {where} today and say what you logged. Call {number} if it gets worse. "
        return Say(title="Ask for urgent care today", body=body + "Nobody watches this log.")
    return _ENOUGH if level == "self_care" and "over_logging" in signs else _CALM[level]


_ENOUGH: Final = Say(
    title="Logged",
    body="Nothing you logged matches a warning sign. Once a day is enough. Steady looks again at the end of your day.",
)
_CALM: Final[Mapping[Level, Say]] = {
    "gp_soon": Say(
        title="Contact a GP in the next few days",
        body="Something you logged is worth a doctor’s look in the next few days. The reason is below.",
    ),
    "gp_routine": Say(
        title="Book a routine GP appointment",
        body="Something you logged is worth a routine appointment. There is no rush. The reason is below.",
    ),
    "self_care": Say(
        title="Logged",
        body="Nothing you logged matches a warning sign. Steady looks again at the end of your day.",
    ),
}
