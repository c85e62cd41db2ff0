"""Signs of poisons and of alcohol that is stopped too fast. Nobody is told to stop drinking at once."""

from datetime import timedelta
from typing import Final

from chalicelib.domain.drinking import is_heavy, logged_units
from chalicelib.domain.entries import Symptom
from chalicelib.domain.localtime import day_words
from chalicelib.domain.phrase import Phrase
from chalicelib.domain.reports import standing_reports
from chalicelib.domain.signs.bulbar import dated
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.symptom_words import symptom_phrase
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.twitching_days import twitches_within, twitching_days

TWO_WEEKS: Final = timedelta(days=14)
POISON_SIGNS: Final = ("drooling", "watery_eyes", "pinpoint_pupils", "wheeze")
SEVERE: Final = 4


def _organophosphate(timeline: Timeline) -> Evidence | None:
    exposed, signs = dated(timeline, ("organophosphate_exposure",)), dated(timeline, POISON_SIGNS)
    twitches = twitches_within(timeline, TWO_WEEKS) if exposed and signs else ()
    if exposed is None or signs is None or not twitches:
        return None
    words = {"on": exposed.words["on"], "what": signs.words["what"], "days": twitching_days(timeline, TWO_WEEKS)}
    return Evidence(entries=(*exposed.entries, *signs.entries, *twitches[-3:]), words=words)


def cut_down(timeline: Timeline) -> Phrase | None:
    """What the check-ins say of a heavy drinker whose last two are at half the usual or less (without figures: any
    at 0); None where they do not.
    """
    units = logged_units(timeline)
    before, last = units[:-2], units[-2:]
    if not is_heavy(timeline, before):
        return None
    if not before:
        return Phrase("You drink every day, and a check-in says 0 units.") if 0 in last else None
    usual = sum(before) / len(before)
    if len(last) < 2 or max(last) > usual / 2:
        return None
    return Phrase(
        "Your last 2 check-ins say {last} units at most. Before, it was {usual} a day.",
        {"last": float(max(last)), "usual": round(usual, 1)},
    )


def _shaking(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("shaking",))
    reports += [r for r in standing_reports(timeline, ("vomiting_diarrhoea",)) if (r.severity or 0) >= SEVERE]
    return _with_less(timeline, reports)


def _seeing(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("hallucination", "seizure"))
    return _with_less(timeline, reports)


def _with_less(timeline: Timeline, reports: list[Symptom]) -> Evidence | None:
    less = cut_down(timeline)
    if less is None or not reports:
        return None
    latest = max(reports, key=lambda report: report.at)
    words = {"less": less, "what": symptom_phrase(latest), "on": day_words(latest.at, timeline.zone)}
    return Evidence(entries=tuple(report.id for report in reports), words=words)


RULES: Final = (
    Rule(
        sign="organophosphate",
        level="emergency",
        criterion="Contact with a pesticide (an organophosphate), and twitching. "
        "There is also drooling, watery eyes, small pupils or wheezing.",
        because="On {on} you logged contact with a pesticide. You also logged {what}, "
        "and twitching on {days} of the last 14 days. "
        "The advice for doctors is to treat that at once.",
        source="BMJ Best Practice [V2]",
        holds=_organophosphate,
    ),
    Rule(
        sign="alcohol_withdrawal",
        level="urgent",
        criterion="Far less alcohol than before, with shaking or severe vomiting.",
        because="{less} On {on} you logged {what}. Ask for help today, before you cut down further. "
        "To count from half is Steady’s own choice.",
        source="Drinkaware [V]; 6 units and half [D]",
        holds=_shaking,
    ),
    Rule(
        sign="alcohol_withdrawal",
        level="emergency",
        criterion="Far less alcohol than before, with a seizure or seeing or hearing what is not there.",
        because="{less} On {on} you logged {what}. The advice is to call at once.",
        source="Drinkaware [V]",
        holds=_seeing,
    ),
)
