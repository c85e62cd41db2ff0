"""Signs of twitching alone: how long, where, and whether it moves. A visit with normal findings mutes them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from chalicelib.domain.body import REGION_OF, REGION_WORDS, Region, place_phrase
from chalicelib.domain.easing import over_two_weeks
from chalicelib.domain.entries import Episode
from chalicelib.domain.localtime import day_words, local_date
from chalicelib.domain.phrase import Phrase, Word, sentences_phrase
from chalicelib.domain.reports import standing_reports
from chalicelib.domain.runs import Run
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.timeline import Timeline

TWO_WEEKS: Final = timedelta(days=14)
PERSISTENT_DAYS: Final = 5
EYELID_SPAN: Final = timedelta(days=90)
SITE_DAYS, SITE_SPAN = 3, timedelta(days=5)
SPREAD_CLEAR, SPREAD_LATER = timedelta(days=90), timedelta(days=10)
SPREAD_DAYS, SPREAD_SPAN = 3, timedelta(days=6)


def long_runs(timeline: Timeline) -> list[Run]:
    """Alive runs over 14 × 24 h on at least 5 local dates, easing or not, the longest first."""
    return [run for run, _ in timeline.once(over_two_weeks) if run.days >= PERSISTENT_DAYS]


def _persistent(timeline: Timeline) -> Evidence | None:
    over = timeline.once(over_two_weeks)
    runs = [run for run, is_less in over if run.days >= PERSISTENT_DAYS and not is_less]
    if not runs:
        return None
    return _of_runs(timeline, runs, runs[0])


def _two_weeks_easing(timeline: Timeline) -> Evidence | None:
    runs = [run for run, is_less in timeline.once(over_two_weeks) if is_less]
    return _of_runs(timeline, runs, runs[0]) if runs else None


def _eyelid_persistent(timeline: Timeline) -> Evidence | None:
    run = timeline.last_run("eyelid")
    if run is None or not run.is_alive(timeline.now) or run.length <= EYELID_SPAN:
        return None
    return _of_runs(timeline, [run], run)


def _eyes_forced_shut(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("eyes_forced_shut",))
    if not reports:
        return None
    words = {"on": day_words(reports[-1].at, timeline.zone)}
    return Evidence(about=("eyelid",), entries=tuple(r.id for r in reports), words=words)


def _multi_site(timeline: Timeline) -> Evidence | None:
    by_region: dict[Region, list[Episode]] = {}
    for episode in timeline.since(TWO_WEEKS):
        if episode.area not in ("eyelid", "widespread"):
            by_region.setdefault(REGION_OF[episode.area], []).append(episode)
    recurring = {region: found for region, found in by_region.items() if _recurs(timeline, found, SITE_DAYS, SITE_SPAN)}
    if len(recurring) < 2:
        return None
    episodes = [episode for found in recurring.values() for episode in found]
    areas = sorted({episode.area for episode in episodes})
    return Evidence(
        about=tuple(areas),
        entries=tuple(entry for found in recurring.values() for entry in first_of_days(timeline, found)),
        words={"places": _days_by_region(timeline, recurring), "regions": len(recurring)},
    )


def _days_by_region(timeline: Timeline, recurring: Mapping[Region, list[Episode]]) -> Phrase:
    days = {region: len(first_of_days(timeline, found)) for region, found in recurring.items()}
    named = ((Phrase(words.capitalize()), days[region]) for region, words in REGION_WORDS.items() if region in days)
    return sentences_phrase([Phrase("{region}: {days} days.", {"region": name, "days": n}) for name, n in named])


def _spread(timeline: Timeline) -> Evidence | None:
    alive = [run for run in timeline.alive_runs() if run.area not in ("eyelid", "widespread")]
    firsts = [run for run in alive if run.length >= TWO_WEEKS]
    moves = [(first, later) for first in firsts for later in alive if _has_spread(first, later)]
    if not moves:
        return None
    first, later = min(moves, key=lambda move: (move[1].first_at, move[0].first_at, move[0].area))
    areas = dict.fromkeys((first.area, *sorted(run.area for _, run in moves)))
    words: dict[str, Word] = {
        "first": place_phrase(first.area), "later": place_phrase(later.area), "days": later.days,
        "span": later.length.days, "after": (later.first_at - first.first_at).days,
    }  # fmt: skip
    ids = (first.first_id, first.last_id, *entries_of(timeline, later))
    return Evidence(about=tuple(areas), entries=tuple(dict.fromkeys(ids)), words=words)


def _has_spread(first: Run, later: Run) -> bool:
    return (
        later.area != first.area
        and (later.quiet_before is None or later.quiet_before >= SPREAD_CLEAR)
        and later.first_at - first.first_at >= SPREAD_LATER
        and later.days >= SPREAD_DAYS
        and later.length >= SPREAD_SPAN
    )


def _recurs(timeline: Timeline, episodes: list[Episode], days: int, span: timedelta) -> bool:
    dates = {timeline.date_of(episode) for episode in episodes}
    return len(dates) >= days and episodes[-1].at - episodes[0].at >= span


def _of_runs(timeline: Timeline, runs: list[Run], main: Run) -> Evidence:
    first_on = local_date(main.first_at, timeline.zone)
    span = (max(local_date(timeline.now, timeline.zone), main.last_on) - first_on).days + 1
    words: dict[str, Word] = {"place": place_phrase(main.area), "days": main.days, "span": span}
    about = tuple(dict.fromkeys(run.area for run in runs))
    return Evidence(about=about, entries=entries_of(timeline, main), words=words)


def entries_of(timeline: Timeline, run: Run) -> tuple[str, ...]:
    """The run's first episode and the first of each local date of its last two weeks."""
    recent = timeline.of_area(run.area, max(run.last_at - TWO_WEEKS, run.first_at))
    return tuple(dict.fromkeys((run.first_id, *first_of_days(timeline, recent), run.last_id)))


def first_of_days(timeline: Timeline, episodes: Iterable[Episode]) -> list[str]:
    """The id of the first episode on each local date."""
    firsts: dict[date, str] = {}
    for episode in episodes:
        firsts.setdefault(timeline.date_of(episode), episode.id)
    return list(firsts.values())


RULES: Final = (
    Rule(
        sign="persistent",
        level="gp_routine",
        criterion="One area twitches for over 14 days, on at least 5 days. It still goes on and is not easing.",
        because="Twitching in the {place} on {days} of the last {span} days. "
        "The NHS suggests a GP visit after 2 weeks.",
        source="NHS, muscle twitches: over 2 weeks [V2]; at least 5 days, and the easing rule [D]",
        holds=_persistent,
        is_muted_by_visits=True,
    ),
    Rule(
        sign="note_two_weeks",
        level="self_care",
        criterion="Twitching of one area for over 14 days that is easing.",
        because="Twitching in the {place} on {days} of the last {span} days, and it is easing. "
        "The NHS still suggests a GP visit after 2 weeks.",
        source="NHS, muscle twitches: over 2 weeks [V2]; the easing rule [D]",
        holds=_two_weeks_easing,
        is_muted_by_visits=True,
    ),
    Rule(
        sign="eyelid_persistent",
        level="gp_soon",
        criterion="An eyelid that has gone on twitching for over 90 days.",
        because="Twitching in the {place} on {days} of the last {span} days. "
        "The advice for doctors is to look after 90 days.",
        source="NICE NG127 [V2]",
        holds=_eyelid_persistent,
        is_muted_by_visits=True,
    ),
    Rule(
        sign="eyelid_persistent",
        level="gp_soon",
        criterion="Both eyes forced shut.",
        because="On {on} you logged both eyes forced shut. The advice for doctors is to look at that soon.",
        source="NICE NG127 [V2]",
        holds=_eyes_forced_shut,
    ),
    Rule(
        sign="multi_site",
        level="gp_routine",
        criterion="Twitching in at least 2 regions of the body, each on 3 days or more, in the last 14 days.",
        because="Twitching came back in {regions} parts of the body in the last 14 days. {places} "
        "The NHS suggests a GP visit for twitching in more than one place. "
        "The 3 days are Steady’s own choice.",
        source="NHS, muscle twitches: more than one place [V2]; 3 days over 5 days [D]",
        holds=_multi_site,
        is_muted_by_visits=True,
    ),
    Rule(
        sign="spread",
        level="gp_soon",
        criterion="A new area begins to twitch at least 10 days after the first, and both go on.",
        because="Twitching began in the {later} {after} days after it began in the {first}, "
        "and both go on. It was there on {days} days, over {span} days. "
        "The source article says to see a doctor when twitching moves to a new place. "
        "The 10 days are Steady’s own choice.",
        source="The source article: spread from one region to another; 10, 3 and 6 days [D]",
        holds=_spread,
        is_muted_by_visits=True,
    ),
)
