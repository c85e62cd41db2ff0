"""Each warning sign in a few words, as a list names it. What exactly is looked for says its criterion."""

from collections.abc import Mapping
from typing import Final

SIGN_NAMES: Final[Mapping[str, str]] = {
    "persistent": "Over 14 days in one area, not easing",
    "eyelid_persistent": "Eyelid for over 90 days, or eyes forced shut",
    "multi_site": "2 or more regions in 14 days",
    "spread": "A new area after the first",
    "weakness": "Weakness over weeks or months",
    "weakness_progressing": "Weakness logged again, no milder",
    "rapid_weakness": "Weakness over hours or days",
    "wasting": "A muscle that looks smaller",
    "stiffness": "Stiffness where it twitched",
    "speech": "Slurred speech",
    "swallowing": "Trouble with swallowing, or choking",
    "breathing": "Breathlessness",
    "stroke_signs": "Sudden face droop, weakness or speech trouble",
    "face": "Eye or face: drooping, red or shut",
    "seizure_confusion": "Seizure, confusion or seeing things",
    "cauda_equina": "Back or leg pain with bladder or bowel change",
    "sensory": "Numbness or tingling that goes on",
    "tetany": "Tingling round the mouth, or spasms",
    "weight_loss": "Weight down 5 % or more, not meant",
    "medicine_new": "Twitching soon after a new medicine",
    "medicine_diuretic": "Water tablet with cramp and twitching",
    "medicine_ppi": "Stomach-acid medicine with twitching",
    "medicine_reliever": "Reliever inhaler often, or no help",
    "medicine_steroid": "Steroid with hip or shoulder weakness",
    "medicine_lithium": "Lithium with tummy upset or unsteadiness",
    "medicine_serotonin": "Too much serotonin from a medicine",
    "medicine_statin": "Statin with muscle pain or weakness",
    "organophosphate": "Contact with a pesticide",
    "alcohol_withdrawal": "Shaking after far less alcohol",
}
