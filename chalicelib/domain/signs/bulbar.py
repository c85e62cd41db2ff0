"""Signs of speech and swallowing. They hold with no twitch logged at all."""

from collections.abc import Sequence
from typing import Final

from chalicelib.domain.entries import Symptom
from chalicelib.domain.localtime import day_words
from chalicelib.domain.reports import GRADUAL, standing_reports
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.symptom_words import list_symptoms, symptom_phrase
from chalicelib.domain.timeline import Timeline

SWALLOWING: Final = ("swallowing", "choking")


def _speech(timeline: Timeline) -> Evidence | None:
    return dated(timeline, ("speech",), GRADUAL)


def _speech_rapid(timeline: Timeline) -> Evidence | None:
    return dated(timeline, ("speech",), ("hours_days",))


def _speech_with_others(timeline: Timeline) -> Evidence | None:
    speech = dated(timeline, ("speech",), GRADUAL)
    weakness = standing_reports(timeline, ("weakness",), GRADUAL)
    others = [*weakness, *standing_reports(timeline, SWALLOWING)]
    if speech is None or not others:
        return None
    entries = (*speech.entries, *(report.id for report in others))
    return Evidence(entries=entries, words={**speech.words, "beside": list_symptoms(others)})


def _swallowing(timeline: Timeline) -> Evidence | None:
    return dated(timeline, SWALLOWING)


def dated(timeline: Timeline, names: tuple[str, ...], onsets: frozenset[str] | tuple[str, ...] = ()) -> Evidence | None:
    """The standing reports of these symptoms, with the date and the words of the latest."""
    return of_reports(timeline, standing_reports(timeline, names, onsets))


def of_reports(timeline: Timeline, reports: Sequence[Symptom]) -> Evidence | None:
    """These reports, oldest first, with the date and the words of the latest; None where there is none."""
    if not reports:
        return None
    latest = reports[-1]
    words = {"on": day_words(latest.at, timeline.zone), "what": symptom_phrase(latest)}
    return Evidence(entries=tuple(report.id for report in reports), words=words)


RULES: Final = (
    Rule(
        sign="speech",
        level="gp_soon",
        criterion="Speech that has become slurred over weeks or months.",
        because="On {on} you logged trouble with your speech that came on slowly. "
        "The advice for doctors is to look at that soon.",
        source="NICE NG127 [V2]",
        holds=_speech,
    ),
    Rule(
        sign="speech",
        level="urgent",
        criterion="Slurred speech that came on over hours or days.",
        because="On {on} you logged trouble with your speech that came on within hours or days. "
        "The advice for doctors is to look at that the same day.",
        source="NICE NG127 [V2]",
        holds=_speech_rapid,
    ),
    Rule(
        sign="speech",
        level="urgent",
        criterion="Slurred speech over weeks or months, with gradual weakness or trouble with swallowing.",
        because="On {on} you logged trouble with your speech. You also logged {beside}. "
        "The advice for doctors is to look at the two together without delay.",
        source="NICE NG127 [V2]",
        holds=_speech_with_others,
    ),
    Rule(
        sign="swallowing",
        level="urgent",
        criterion="Trouble with swallowing, or choking on food or drink.",
        because="On {on} you logged {what}. The advice for doctors is to look at that without delay.",
        source="NHS; NICE NG127 [V2]",
        holds=_swallowing,
    ),
)
