"""An entry in words, for a list: its name and, a sentence's part each, what it says. The hour is told beside it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from chalicelib.domain.body import area_words
from chalicelib.doors.pages.words import ONSETS, SYMPTOM_WORDS

KINDS: Final[Mapping[str, str]] = {
    "episode": "Twitches",
    "check_in": "Check-ins",
    "symptom": "Symptoms",
    "medicine": "Medicines",
    "visit": "Visits",
    "answer": "Answers",
    "screening": "Worry questions",
}
"""The kinds that a history can be narrowed to."""
ACTIONS: Final[Mapping[str, str]] = {
    "start": "Started",
    "dose_up": "Dose raised",
    "dose_down": "Dose lowered",
    "stop": "Stopped",
    "as_needed_use": "Used as needed",
}
RESULTS: Final[Mapping[str, str]] = {"normal": "Normal", "abnormal": "Not normal", "not_done": "Not done"}
EXERTION: Final = ("Rest", "Light", "Some", "Hard")
SIDES: Final[Mapping[str, str]] = {"left": "left", "right": "right", "both": "left and right"}
CLASSES: Final[Mapping[str, str]] = {
    "saba": "Reliever inhaler, such as salbutamol",
    "laba": "Long-acting inhaler",
    "corticosteroid": "Steroid",
    "thiazide_diuretic": "Water tablet (thiazide)",
    "loop_diuretic": "Water tablet (loop)",
    "potassium_sparing_diuretic": "Water tablet (spironolactone and its like)",
    "ppi": "Stomach acid tablet (PPI)",
    "ssri": "Mood tablet (SSRI)",
    "snri": "Mood tablet (SNRI)",
    "maoi": "Mood tablet (MAOI)",
    "tricyclic": "Mood tablet (tricyclic)",
    "serotonergic_opioid": "Pain tablet such as tramadol",
    "lithium": "Lithium",
    "statin": "Statin",
    "nsaid": "Pain tablet such as ibuprofen",
    "beta_blocker": "Beta blocker",
    "stimulant": "Stimulant",
    "antipsychotic": "Antipsychotic",
    "thyroid": "Thyroid tablet",
    "other": "Something else, or I do not know",
}
"""The classes of medicines, as a person finds theirs on the box."""
_DAY: Final = (
    ("sleep_hours", "{} hour of sleep", "{} hours of sleep"),
    ("water_litres", "{} litre to drink", "{} litres to drink"),
    ("caffeine_servings", "{} cup with caffeine", "{} cups with caffeine"),
    ("last_caffeine", "", "the last at {}"),
    ("alcohol_units", "{} unit of alcohol", "{} units of alcohol"),
    ("stretch_minutes", "{} minute of stretching", "{} minutes of stretching"),
    ("relax_minutes", "{} minute to relax", "{} minutes to relax"),
    ("stress", "stress {} of 5", "stress {} of 5"),
    ("weight_kg", "", "{} kg"),
)
"""What a check-in's fields say: of 1, and of any other number."""


def entry_title(document: Mapping[str, Any]) -> str:
    """What the entry is: "Twitch: left eyelid"."""
    return _TITLES[document["type"]](document)


def entry_details(document: Mapping[str, Any]) -> list[str]:
    """What else it says."""
    return [part for part in _DETAILS[document["type"]](document) if part]


def place_words(document: Mapping[str, Any]) -> str:
    """The area with its side, nothing where none is named."""
    area = document.get("area")
    return " ".join(filter(None, (SIDES.get(document.get("side") or ""), area_words(area) if area else None)))


def _symptom_title(document: Mapping[str, Any]) -> str:
    words = SYMPTOM_WORDS[document["name"]]
    return f"No longer: {words}" if document.get("present") is False else words


def _medicine_title(document: Mapping[str, Any]) -> str:
    return f"{document['name']}: {ACTIONS[document['action']].lower()}"


def _episode(document: Mapping[str, Any]) -> list[str]:
    minutes, strength = document.get("minutes"), document.get("intensity")
    said = [
        _counted(minutes, "{} minute", "{} minutes") if minutes is not None else "",
        f"strength {strength} of 5" if strength else "",
    ]
    return [*said, *(context.replace("_", " ") for context in document.get("context") or ())]


def _check_in(document: Mapping[str, Any]) -> list[str]:
    exertion = document.get("exertion")
    return [
        _yes_no(document.get("twitched"), "twitching"),
        *(_counted(document[name], *words) for name, *words in _DAY if document.get(name) is not None),
        _yes_no(document.get("magnesium_food"), "nuts, seeds, beans or greens"),
        "" if exertion is None else f"hard on the body: {EXERTION[exertion].lower()}",
        *(f"no {name.replace('_', ' ')}" for name in document.get("absent") or ()),
    ]


def _counted(number: Any, one: str, many: str) -> str:
    return (one if number == 1 else many).format(number)


def _yes_no(said: bool | None, words: str) -> str:
    return "" if said is None else words if said else f"no {words}"


def _symptom(document: Mapping[str, Any]) -> list[str]:
    onset, severity = document.get("onset"), document.get("severity")
    said = [place_words(document), ONSETS[onset].lower() if onset else ""]
    return [*said, f"strength {severity} of 5" if severity else ""]


def _visit(document: Mapping[str, Any]) -> list[str]:
    names = {"exam": "examination", "emg": "EMG"}
    found = {name: document.get(name) or "not_done" for name in names}
    return [f"{names[name]}: {RESULTS[result].lower()}" for name, result in found.items() if result != "not_done"]


def _answer(document: Mapping[str, Any]) -> list[str]:
    said = "yes" if document["continued"] else "no"
    return [said, f"about the {area_words(document['area'])}" if document.get("area") else ""]


_TITLES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "episode": lambda document: f"Twitch: {place_words(document)}",
    "check_in": lambda _: "Check-in",
    "symptom": _symptom_title,
    "medicine": _medicine_title,
    "visit": lambda document: f"Visit: {document['who']}" if document.get("who") else "Visit",
    "screening": lambda _: "Two questions about worry",
    "answer": lambda _: "Answer to a question",
}
_DETAILS: Final[Mapping[str, Callable[[Mapping[str, Any]], list[str]]]] = {
    "episode": _episode,
    "check_in": _check_in,
    "symptom": _symptom,
    "medicine": lambda document: [document.get("dose") or ""],
    "visit": _visit,
    "screening": lambda document: [f"{document['score']} of 6"],
    "answer": _answer,
}
