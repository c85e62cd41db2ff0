"""The words of the pages: places by part of the body, symptoms as people name them, time zones by part of the world."""

from collections.abc import Mapping
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from chalicelib.domain.body import REGION_OF, REGION_WORDS

AREAS_BY_PART: Final = {
    words.capitalize(): [area for area, found in REGION_OF.items() if found == region]
    for region, words in REGION_WORDS.items()
} | {"Everywhere": ["widespread"]}
SYMPTOMS_BY_PART: Final[Mapping[str, Mapping[str, str]]] = {
    "Face, speech and swallowing": {
        "face_droop": "One side of my face droops",
        "speech": "My speech is slurred",
        "swallowing": "Trouble with swallowing",
        "choking": "I choke on food or drink",
        "drooling": "I drool",
        "throat_spasm": "My throat cramps or tightens",
        "eyelid_droop": "An eyelid hangs down",
        "eye_closes": "The twitch closes my eye",
        "eyes_forced_shut": "Both eyes are forced shut",
        "eye_red": "A red or sore eye",
        "watery_eyes": "Watering eyes",
        "pinpoint_pupils": "Very small pupils",
    },
    "Strength and movement": {
        "weakness": "Weaker: I drop things, trip, or cannot open jars",
        "wasting": "A muscle looks smaller",
        "stiffness": "Stiffness",
        "cramp": "Cramp",
        "hand_spasm": "My hand cramps shut",
        "unsteady": "Unsteady on my feet",
        "tremor": "A fine tremor",
        "coarse_tremor": "A coarse tremor",
        "shaking": "Shaking",
        "seizure": "A fit or seizure",
    },
    "Breathing": {
        "breath_exertion": "Short of breath when active",
        "breath_lying": "Short of breath lying flat",
        "breath_rest": "Short of breath at rest",
        "breath_severe": "I gasp, or cannot speak for breath",
        "wheeze": "Wheezing",
        "reliever_not_helping": "My reliever inhaler does not help",
    },
    "Feeling and pain": {
        "numbness": "Numbness",
        "tingling": "Tingling",
        "tingling_mouth": "Tingling round the mouth",
        "muscle_pain": "Muscle pain",
        "severe_back_pain": "Severe back pain",
        "severe_leg_pain": "Severe leg pain",
        "bladder_bowel_saddle": "Bladder or bowel trouble, or numb between the legs",
    },
    "Heart, head and the rest": {
        "palpitations": "My heart races or skips",
        "fatigue": "Very tired",
        "sleep_problem": "Trouble sleeping",
        "fever": "Fever",
        "sweating": "Sweating",
        "heat_intolerance": "I cannot stand heat",
        "vomiting_diarrhoea": "Vomiting or diarrhoea",
        "diarrhoea": "Diarrhoea",
        "confusion": "Confused",
        "drowsy": "Very sleepy",
        "agitation": "Agitated, cannot keep still",
        "hallucination": "I see or hear what is not there",
        "organophosphate_exposure": "I was in contact with a pesticide",
    },
}
SYMPTOM_WORDS: Final = {name: words for part in SYMPTOMS_BY_PART.values() for name, words in part.items()}
ONSETS: Final = {
    "sudden": "Suddenly",
    "hours_days": "Within hours or days",
    "weeks": "Over weeks",
    "months": "Over months",
}


@cache
def zones_by_part() -> Mapping[str, tuple[str, ...]]:
    """Every time zone that names a place, by its part of the world."""
    named = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    parts = dict.fromkeys(name.partition("/")[0] for name in named)
    return {part: tuple(name for name in named if name.startswith(f"{part}/")) for part in parts}
