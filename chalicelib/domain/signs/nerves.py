"""Signs of the nerves and the brain beside twitching: feeling, stiffness, spasms, seizures, the lower back."""

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from chalicelib.domain.body import place_phrase, where_words
from chalicelib.domain.entries import Symptom
from chalicelib.domain.localtime import WEEK, day_words
from chalicelib.domain.phrase import Phrase
from chalicelib.domain.reports import GRADUAL, is_same_place, standing_reports
from chalicelib.domain.signs.bulbar import dated, of_reports
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.symptom_words import symptom_phrase
from chalicelib.domain.timeline import Timeline

FOUR_WEEKS: Final = timedelta(days=28)
FEELING: Final = ("numbness", "tingling")
SLOWLY: Final = Phrase("It came on over weeks or months.")
AGAIN: Final = Phrase("You logged it 7 days or more before, too. The 7 days are Steady’s own choice.")
SPINE_PAIN: Final = ("severe_back_pain", "severe_leg_pain")


def _stiffness(timeline: Timeline) -> Evidence | None:
    for report in reversed(standing_reports(timeline, ("stiffness",))):
        since = report.at - FOUR_WEEKS
        runs = [run for found in timeline.runs.values() for run in found if run.last_at >= since]
        if report.area is not None:
            run = timeline.twitched_in(report.area, report.side, since)
            runs = [run] if run else []
        if runs:
            about = (report.area,) if report.area else ()
            words = {
                "where": where_words(report.area, report.side), "on": day_words(report.at, timeline.zone),
                "place": place_phrase(runs[-1].area),
            }  # fmt: skip
            return Evidence(about=about, entries=(report.id, runs[-1].last_id), words=words)
    return None


def _sensory(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, FEELING)
    slow = [report for report in reports if report.onset in GRADUAL]
    # of several alike the first is the earliest, and so the one that counts
    firsts = {(report.name, report.area, report.side): report for report in reversed(reports)}.values()
    again = [later for later in reports if any(_is_again(earlier, later) for earlier in firsts)]
    found = slow or again
    if not found:
        return None
    about = tuple(dict.fromkeys(report.area for report in found if report.area))
    words = {
        "what": symptom_phrase(found[-1]), "on": day_words(found[-1].at, timeline.zone),
        "how": SLOWLY if slow else AGAIN,
    }  # fmt: skip
    return Evidence(about=about, entries=tuple(report.id for report in reports), words=words)


def _is_again(earlier: Symptom, later: Symptom) -> bool:
    return later.name == earlier.name and later.at - earlier.at >= WEEK and is_same_place(earlier, later)


def _mouth(timeline: Timeline) -> Evidence | None:
    return dated(timeline, ("tingling_mouth",))


def _mouth_and_hand(timeline: Timeline) -> Evidence | None:
    return _both(timeline, ("tingling_mouth",), ("hand_spasm",))


def _throat(timeline: Timeline) -> Evidence | None:
    throat, both = dated(timeline, ("throat_spasm",)), _both(timeline, ("tingling_mouth",), ("seizure",))
    if throat or both is None:
        return throat
    return replace(both, words={**both.words, "what": Phrase("tingling around the mouth, and a seizure")})


def _both(timeline: Timeline, names: tuple[str, ...], others: tuple[str, ...]) -> Evidence | None:
    first, second = dated(timeline, names), dated(timeline, others)
    if first is None or second is None:
        return None
    return Evidence(entries=(*first.entries, *second.entries), words=first.words)


def _brain(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("seizure", "hallucination", "confusion"))
    return of_reports(timeline, [r for r in reports if r.name != "confusion" or r.onset not in GRADUAL])


def _spine(timeline: Timeline) -> Evidence | None:
    return _both(timeline, ("bladder_bowel_saddle",), SPINE_PAIN)


RULES: Final = (
    Rule(
        sign="stiffness",
        level="gp_routine",
        criterion="Stiffness in a limb or area that twitched within 28 days.",
        because="On {on} you logged stiffness {where}. "
        "You also logged twitching in the {place} in the 28 days before, or since. "
        "The NHS suggests a GP visit for that. The 28 days are Steady’s own choice.",
        source="NHS, muscle twitches [V2]; 28 days [D]",
        holds=_stiffness,
    ),
    Rule(
        sign="sensory",
        level="gp_routine",
        criterion="Numbness or tingling over weeks or months, or again 7 days or more later.",
        because="On {on} you logged {what}. {how} The NHS suggests a GP visit for that.",
        source="NHS, numbness and tingling [V2]; 7 days [D]",
        holds=_sensory,
    ),
    Rule(
        sign="tetany",
        level="gp_soon",
        criterion="Tingling around the mouth.",
        because="On {on} you logged tingling around the mouth. A blood test can show if calcium is low.",
        source="Harrison’s Principles, low calcium [V2]",
        holds=_mouth,
    ),
    Rule(
        sign="tetany",
        level="urgent",
        criterion="Tingling around the mouth with spasms of the hand.",
        because="On {on} you logged tingling around the mouth. You also logged spasms of the hand. "
        "Calcium in the blood may need a test today.",
        source="Harrison’s Principles, low calcium [V2]",
        holds=_mouth_and_hand,
    ),
    Rule(
        sign="tetany",
        level="emergency",
        criterion="Spasm of the throat, or tingling around the mouth with a seizure.",
        because="On {on} you logged {what}. The advice for doctors is to treat that at once.",
        source="Harrison’s Principles, low calcium [V2]",
        holds=_throat,
    ),
    Rule(
        sign="seizure_confusion",
        level="emergency",
        criterion="A seizure, confusion over minutes to days, or seeing or hearing what is not there.",
        because="On {on} you logged {what}. The NHS advice is to call at once.",
        source="NHS, when to call 999 [M]",
        holds=_brain,
    ),
    Rule(
        sign="cauda_equina",
        level="emergency",
        criterion="Severe back or leg pain with a change of bladder, bowel, saddle feeling or sexual function.",
        because="On {on} you logged {what}. You also logged severe back or leg pain. "
        "The advice for doctors is to send people on at once.",
        source="NICE NG127 [V2]",
        holds=_spine,
    ),
)
