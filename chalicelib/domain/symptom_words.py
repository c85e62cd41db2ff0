"""The symptoms as a sentence says them: "you logged trouble with swallowing on 3 May"."""

from collections.abc import Iterable, Mapping
from typing import Final

from chalicelib.domain.entries import Symptom, SymptomName
from chalicelib.domain.phrase import Phrase, list_phrase

SYMPTOM_WORDS: Final[Mapping[SymptomName, str]] = {
    "weakness": "weakness",
    "wasting": "a muscle that looks smaller",
    "stiffness": "stiffness",
    "speech": "trouble with your speech",
    "swallowing": "trouble with swallowing",
    "choking": "choking on food or drink",
    "breath_exertion": "shortness of breath when active",
    "breath_lying": "shortness of breath lying flat",
    "breath_rest": "shortness of breath at rest",
    "breath_severe": "severe trouble with breathing",
    "face_droop": "a drooping face",
    "eyes_forced_shut": "both eyes forced shut",
    "numbness": "numbness",
    "tingling": "tingling",
    "tingling_mouth": "tingling around the mouth",
    "hand_spasm": "spasms of the hand",
    "throat_spasm": "a spasm of the throat",
    "seizure": "a seizure",
    "cramp": "cramp",
    "muscle_pain": "muscle pain",
    "fatigue": "being very tired",
    "tremor": "a fine tremor",
    "coarse_tremor": "a coarse tremor",
    "palpitations": "a racing or skipping heart",
    "heat_intolerance": "trouble with heat",
    "vomiting_diarrhoea": "vomiting or diarrhoea",
    "diarrhoea": "diarrhoea",
    "unsteady": "being unsteady",
    "confusion": "confusion",
    "drowsy": "being very sleepy",
    "agitation": "being restless",
    "sweating": "sweating",
    "fever": "fever",
    "bladder_bowel_saddle": "bladder, bowel or saddle trouble",
    "severe_back_pain": "severe back pain",
    "severe_leg_pain": "severe leg pain",
    "sleep_problem": "trouble sleeping",
    "hallucination": "seeing or hearing things",
    "eye_closes": "a twitch that shuts an eye",
    "eyelid_droop": "a drooping eyelid",
    "eye_red": "a red eye",
    "shaking": "shaking",
    "reliever_not_helping": "a reliever that does not help",
    "organophosphate_exposure": "contact with a pesticide",
    "drooling": "drooling",
    "watery_eyes": "watery eyes",
    "pinpoint_pupils": "very small pupils",
    "wheeze": "wheezing",
}


def symptom_phrase(report: Symptom) -> Phrase:
    """The symptom of a report."""
    return Phrase(SYMPTOM_WORDS[report.name])


def list_symptoms(reports: Iterable[Symptom], most: int = 3) -> Phrase:
    """The symptoms of these reports, each named once, the latest reported ones where there are more than `most`."""
    named = {report.name: symptom_phrase(report) for report in reports}
    return list_phrase(list(named.values())[-most:])
