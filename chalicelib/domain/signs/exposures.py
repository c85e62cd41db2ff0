"""Signs of poisons and of alcohol that is stopped too fast. Nobody is told to stop drinking at once."""

from datetime import timedelta
from typing import Final

from chalicelib.domain.drinking import is_heavy, logged_units
from chalicelib.domain.reports import standing_reports
from chalicelib.domain.signs.bulbar import dated
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.twitching_days import twitches_within

TWO_WEEKS: Final = timedelta(days=14)
POISON_SIGNS: Final = ("drooling", "watery_eyes", "pinpoint_pupils", "wheeze")
SEVERE: Final = 4


def _organophosphate(timeline: Timeline) -> Evidence | None:
    exposed, signs = dated(timeline, ("organophosphate_exposure",)), dated(timeline, POISON_SIGNS)
    twitches = twitches_within(timeline, TWO_WEEKS) if exposed and signs else ()
    if exposed is None or signs is None or not twitches:
        return None
    return Evidence(entries=(*exposed.entries, *signs.entries, *twitches[-3:]), words=exposed.words)


def has_cut_down(timeline: Timeline) -> bool:
    """A heavy drinker whose last two check-ins are at half the usual or less (without figures: any at 0)."""
    units = logged_units(timeline)
    before, last = units[:-2], units[-2:]
    if not is_heavy(timeline, before):
        return False
    if not before:
        return 0 in last
    return len(last) == 2 and max(last) <= sum(before) / len(before) / 2


def _shaking(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("shaking",))
    reports += [r for r in standing_reports(timeline, ("vomiting_diarrhoea",)) if (r.severity or 0) >= SEVERE]
    return Evidence(entries=tuple(r.id for r in reports)) if reports and has_cut_down(timeline) else None


def _seeing(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("hallucination", "seizure"))
    return Evidence(entries=tuple(r.id for r in reports)) if reports and has_cut_down(timeline) else None


RULES: Final = (
    Rule(
        sign="organophosphate",
        level="emergency",
        criterion="Contact with a pesticide of the organophosphate kind, with twitching and drooling, "
        "watery eyes, pinpoint pupils or wheeze.",
        because="On {on} you logged contact with a pesticide, and twitching with other signs of it. "
        "The advice for doctors is to treat that at once.",
        source="BMJ Best Practice [V2]",
        holds=_organophosphate,
    ),
    Rule(
        sign="alcohol_withdrawal",
        level="urgent",
        criterion="Much less alcohol than usual, with shaking or severe vomiting.",
        because="You logged much less alcohol than usual, and shaking or severe vomiting. "
        "Ask for help today, before you cut down further.",
        source="Drinkaware [V]; 6 units and half [D]",
        holds=_shaking,
    ),
    Rule(
        sign="alcohol_withdrawal",
        level="emergency",
        criterion="Much less alcohol than usual, with a seizure or seeing or hearing what is not there.",
        because="You logged much less alcohol than usual, and a seizure or seeing or hearing things. "
        "The advice is to call at once.",
        source="Drinkaware [V]",
        holds=_seeing,
    ),
)
