"""Signs of breathing. They hold with no twitch logged at all."""

from typing import Final

from chalicelib.domain.reports import standing_reports
from chalicelib.domain.signs.bulbar import dated
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.symptom_words import list_symptoms
from chalicelib.domain.timeline import Timeline

AT_REST: Final = ("breath_lying", "breath_rest")
BESIDE: Final = ("weakness", "wasting", "speech", "swallowing", "choking")


def _on_exertion(timeline: Timeline) -> Evidence | None:
    return dated(timeline, ("breath_exertion",))


def _at_rest(timeline: Timeline) -> Evidence | None:
    return dated(timeline, AT_REST)


def _at_rest_with_others(timeline: Timeline) -> Evidence | None:
    breath, others = dated(timeline, AT_REST), standing_reports(timeline, BESIDE)
    if breath is None or not others:
        return None
    words = {**breath.words, "beside": list_symptoms(others)}
    return Evidence(entries=(*breath.entries, *(report.id for report in others)), words=words)


def _severe(timeline: Timeline) -> Evidence | None:
    return dated(timeline, ("breath_severe",))


RULES: Final = (
    Rule(
        sign="breathing",
        level="gp_soon",
        criterion="New breathlessness on exertion.",
        because="On {on} you logged {what}. The advice for doctors is to look at that soon.",
        source="NICE NG42 [V2]",
        holds=_on_exertion,
    ),
    Rule(
        sign="breathing",
        level="urgent",
        criterion="Breathlessness lying flat or at rest.",
        because="On {on} you logged {what}. The NHS advice is to have that looked at the same day.",
        source="NICE NG127; NHS [V2]",
        holds=_at_rest,
    ),
    Rule(
        sign="breathing",
        level="emergency",
        criterion="Breathlessness lying flat or at rest, with weakness, lost muscle, speech or swallowing trouble.",
        because="On {on} you logged {what}. You also logged {beside}. "
        "The advice for doctors is to send people on at once.",
        source="NICE NG127 [V2]",
        holds=_at_rest_with_others,
    ),
    Rule(
        sign="breathing",
        level="emergency",
        criterion="Gasping, choking now, cannot speak, blue or grey.",
        because="On {on} you logged {what}. The NHS advice is to call at once.",
        source="NHS [V2]",
        holds=_severe,
    ),
)
