"""A sudden change in the face, strength or speech, even if it has passed."""

from typing import Final

from chalicelib.domain.localtime import day_words
from chalicelib.domain.reports import stroke_reports
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.symptom_words import symptom_phrase
from chalicelib.domain.timeline import Timeline


def _sudden(timeline: Timeline) -> Evidence | None:
    reports = stroke_reports(timeline)
    if not reports:
        return None
    words = {"what": symptom_phrase(reports[-1]), "on": day_words(reports[-1].at, timeline.zone)}
    about = tuple(dict.fromkeys(report.area for report in reports if report.area))
    return Evidence(about=about, entries=tuple(report.id for report in reports), words=words)


RULES: Final = (
    Rule(
        sign="stroke_signs",
        level="emergency",
        criterion="A sudden drooping face, weakness or speech trouble, even if it has passed.",
        because="On {on} you logged {what} that came on suddenly. "
        "The NHS advice is to call at once, even if it has passed.",
        source="NHS, FAST [V2]",
        holds=_sudden,
    ),
)
