"""Signs of lost strength or muscle. They hold with no twitch logged at all, and no visit mutes them."""

from datetime import timedelta
from typing import Final

from chalicelib.domain.body import LIMB_OF, place_phrase, where_words
from chalicelib.domain.entries import Symptom
from chalicelib.domain.localtime import WEEK, day_words
from chalicelib.domain.phrase import Phrase
from chalicelib.domain.reports import GRADUAL, is_same_place, standing_reports
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.symptom_words import list_symptoms
from chalicelib.domain.timeline import Timeline

TWITCH_WITHIN: Final = timedelta(days=28)
WORSENS: Final = ("wasting", "speech", "swallowing", "choking")


def about_places(reports: list[Symptom]) -> tuple[str, ...]:
    """The areas that the reports name, each once."""
    return tuple(dict.fromkeys(report.area for report in reports if report.area))


def _gradual(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("weakness",), GRADUAL)
    return _of(timeline, reports, reports[-1]) if reports else None


def _progressing(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("weakness",))
    worse = standing_reports(timeline, WORSENS)
    firsts: dict[tuple[object, ...], Symptom] = {}
    for report in reports:
        # of several alike the first is the earliest, and so the one that counts
        firsts.setdefault((report.area, report.side, report.severity), report)
    for later in reversed(reports):
        for earlier in firsts.values():
            if not _is_worse(earlier, later):
                continue
            since = later.at - TWITCH_WITHIN
            run = timeline.twitched_in(later.area or earlier.area, later.side or earlier.side, since)
            if run is None and not worse:
                continue
            found = _of(timeline, [earlier, later], later)
            beside = (run.last_id,) if run else tuple(report.id for report in worse)
            words = {
                **found.words, "first": day_words(earlier.at, timeline.zone),
                "beside": _twitching_in(run.area) if run else list_symptoms(worse),
            }  # fmt: skip
            return Evidence(about=found.about, entries=(*found.entries, *beside), words=words)
    return None


def _twitching_in(area: str) -> Phrase:
    return Phrase("twitching in the {place}", {"place": place_phrase(area)})


def _is_worse(earlier: Symptom, later: Symptom) -> bool:
    return (
        later.at - earlier.at >= WEEK
        and is_same_place(earlier, later)
        and (later.severity or earlier.severity or 0) >= (earlier.severity or 0)
    )


def _rapid_general(timeline: Timeline) -> Evidence | None:
    rapid = has_rapid_weakness(timeline)
    reports = [report for report in rapid if not _is_one_limb(report)]
    if not reports and any(not is_same_place(rapid[0], other) for other in rapid[1:]):
        # two limbs, each logged by itself, are not one
        reports = rapid
    return _of(timeline, reports, reports[-1]) if reports else None


def _rapid_limb(timeline: Timeline) -> Evidence | None:
    reports = [report for report in has_rapid_weakness(timeline) if _is_one_limb(report)]
    return _of(timeline, reports, reports[-1]) if reports else None


def has_rapid_weakness(timeline: Timeline) -> list[Symptom]:
    """The standing reports of weakness that came on within hours or days."""
    return standing_reports(timeline, ("weakness",), ("hours_days",))


def _is_one_limb(report: Symptom) -> bool:
    return report.area in LIMB_OF and report.side != "both"


def _wasting(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("wasting",))
    return _of(timeline, reports, reports[-1]) if reports else None


def _wasting_and_weakness(timeline: Timeline) -> Evidence | None:
    wasting = standing_reports(timeline, ("wasting",))
    weakness = standing_reports(timeline, ("weakness",))
    return _of(timeline, [*wasting, *weakness], wasting[-1]) if wasting and weakness else None


def _of(timeline: Timeline, reports: list[Symptom], latest: Symptom) -> Evidence:
    words = {"where": where_words(latest.area, latest.side), "on": day_words(latest.at, timeline.zone)}
    return Evidence(about=about_places(reports), entries=tuple(r.id for r in reports), words=words)


RULES: Final = (
    Rule(
        sign="weakness",
        level="gp_soon",
        criterion="Strength lost over weeks or months: jars, buttons, dropped things, tripping, stairs.",
        because="On {on} you logged weakness {where} that came on over weeks or months. "
        "The advice for doctors is to look at that soon.",
        source="NICE NG127 and NG42; Red Flags tool [V2]",
        holds=_gradual,
    ),
    Rule(
        sign="weakness_progressing",
        level="urgent",
        criterion="Weakness logged again after 7 days or more, and no milder. That limb twitched, "
        "or muscle, speech or swallowing changed too.",
        because="You logged weakness {where} on {first} and again on {on}. It is no milder after 7 days or more. "
        "You also logged {beside}. The advice for doctors is to look at that without delay. "
        "The 7 days are Steady’s own choice.",
        source="NICE NG127 and NG42 [V2]; 7 days and 28 days [D]",
        holds=_progressing,
    ),
    Rule(
        sign="rapid_weakness",
        level="emergency",
        criterion="Weakness over hours or days on both sides, in two limbs, in no limb, or with no place given.",
        because="On {on} you logged weakness {where} that came on within hours or days. "
        "The advice for doctors is to send people on at once.",
        source="NICE NG127: immediately [V2]",
        holds=_rapid_general,
    ),
    Rule(
        sign="rapid_weakness",
        level="urgent",
        criterion="Weakness of one limb over hours or days.",
        because="On {on} you logged weakness {where} that came on within hours or days. "
        "The advice for doctors is to look at that the same day.",
        source="NICE NG127 [V2]",
        holds=_rapid_limb,
    ),
    Rule(
        sign="wasting",
        level="gp_soon",
        criterion="A muscle that looks smaller.",
        because="On {on} you logged a muscle {where} that looks smaller. "
        "The advice for doctors is to look at that soon.",
        source="NICE NG127; Red Flags tool [V2]",
        holds=_wasting,
    ),
    Rule(
        sign="wasting",
        level="urgent",
        criterion="A muscle that looks smaller, and weakness.",
        because="On {on} you logged a muscle {where} that looks smaller. You also logged weakness. "
        "The advice for doctors is to look at the two together without delay.",
        source="NICE NG127; Red Flags tool [V2]",
        holds=_wasting_and_weakness,
    ),
)
