"""Tips and notes: never an alarm. They are read in the log and in the weekly summary, and warn of nothing."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Final

from chalicelib.domain.drinking import has_own_fluid
from chalicelib.domain.entries import CheckIn, Episode, Screening, Symptom
from chalicelib.domain.localtime import day_words, instant, local_date, noon
from chalicelib.domain.phrase import Phrase, Word, day_phrase
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.timeline import Timeline

MEAN_OF, MEAN_LEAST = 3, 2
RECENT: Final = timedelta(days=28)
"""Check-ins older than this say nothing of the present [D]."""
CAFFEINE_LIMIT, CAFFEINE_LIMIT_PREGNANT = 4, 2
"""Servings of about 100 mg: 400 mg a day, 200 mg in pregnancy (EFSA [V])."""
SHORT_SLEEP: Final = 6.5
HIGH_STRESS: Final = 4
LITTLE_WATER: Final = 1.2
HARD: Final = 3
HARD_WITHIN: Final = timedelta(hours=48)
HARD_STANDS: Final = timedelta(days=7)
MOST_LOGS: Final = 5
GAD_SUPPORT: Final = 3
GAD_STANDS: Final = timedelta(days=30)


def _lately(timeline: Timeline, field: str) -> tuple[float, list[CheckIn]] | None:
    """The mean of the last 2 or 3 check-ins that carry the value, and those check-ins."""
    first = local_date(timeline.now - RECENT, timeline.zone)
    days = [timeline.days[on] for on in sorted(timeline.days) if on >= first]
    carried = [day for day in days if getattr(day, field) is not None][-MEAN_OF:]
    if len(carried) < MEAN_LEAST:
        return None
    return sum(getattr(day, field) for day in carried) / len(carried), carried


def _tip(found: tuple[float, list[CheckIn]], **more: Word) -> Evidence:
    mean, days = found
    return Evidence(entries=tuple(day.id for day in days), words={"mean": round(mean, 1), "count": len(days), **more})


def _caffeine(timeline: Timeline) -> Evidence | None:
    found = _lately(timeline, "caffeine_servings")
    limit = CAFFEINE_LIMIT_PREGNANT if timeline.profile.pregnant else CAFFEINE_LIMIT
    if found is None or found[0] <= limit:
        return None
    who = Phrase("in pregnancy") if timeline.profile.pregnant else Phrase("for adults")
    return _tip(found, limit=limit, milligrams=100 * limit, who=who)


def _sleep(timeline: Timeline) -> Evidence | None:
    found = _lately(timeline, "sleep_hours")
    return _tip(found) if found and found[0] < SHORT_SLEEP else None


def _stress(timeline: Timeline) -> Evidence | None:
    found = _lately(timeline, "stress")
    return _tip(found) if found and found[0] >= HIGH_STRESS else None


def _water(timeline: Timeline) -> Evidence | None:
    found = None if has_own_fluid(timeline) else _lately(timeline, "water_litres")
    if found is None or found[0] >= LITTLE_WATER:
        return None
    return _tip(found, unit=Phrase("litre") if round(found[0], 1) == 1 else Phrase("litres"))


def _exertion(timeline: Timeline) -> Evidence | None:
    recent = timeline.since(HARD_STANDS)
    for on in sorted(timeline.days, reverse=True):
        day = timeline.days[on]
        if day.exertion == HARD and (after := _episode_after(timeline, on, day, recent)):
            return Evidence(entries=(day.id, after.id), words={"on": day_phrase(on)})
    return None


def _episode_after(timeline: Timeline, on: date, day: CheckIn, episodes: Sequence[Episode]) -> Episode | None:
    # a check-in covers its whole date, so that an earlier episode of the date may have come after the session
    first = instant(on, time(0), timeline.zone)
    last = (day.at if local_date(day.at, timeline.zone) == on else noon(on, timeline.zone)) + HARD_WITHIN
    return next((episode for episode in reversed(episodes) if first <= episode.at <= last), None)


def _over_logging(timeline: Timeline) -> Evidence | None:
    today, zone = local_date(timeline.now, timeline.zone), timeline.zone
    start = instant(today, time(0), zone)
    logged = [
        entry
        for kind in (Episode, Symptom)
        for entry in timeline.of(kind)
        if entry.at >= start and local_date(entry.at, zone) == today == local_date(entry.received_at, zone)
        if timeline.imported_at is None or entry.received_at > timeline.imported_at
    ]
    if len(logged) <= MOST_LOGS:
        return None
    ids = tuple(entry.id for entry in sorted(logged, key=lambda entry: entry.received_at))
    return Evidence(entries=ids, words={"count": len(logged), "on": day_phrase(today)})


def _anxiety(timeline: Timeline) -> Evidence | None:
    asked = [screening for screening in timeline.of(Screening) if timeline.now - screening.at <= GAD_STANDS]
    if not asked or asked[-1].score < GAD_SUPPORT:
        return None
    return Evidence(entries=(asked[-1].id,), words={"on": day_words(asked[-1].at, timeline.zone)})


RULES: Final = (
    Rule(
        sign="tip_caffeine",
        level="self_care",
        criterion="More than 4 servings of caffeine a day (2 in pregnancy), over the last 2 or 3 check-ins.",
        because="Your last {count} check-ins with caffeine come to {mean} servings a day. "
        "The advice {who} is {milligrams} mg a day at most, about {limit} servings.",
        source="EFSA, caffeine [V]; last 2 or 3 check-ins [D]",
        holds=_caffeine,
    ),
    Rule(
        sign="tip_sleep",
        level="self_care",
        criterion="Less than 6.5 hours of sleep, over the last 2 or 3 check-ins.",
        because="Your last {count} check-ins with sleep come to {mean} hours a night. "
        "The advice for adults is 7 or more.",
        source="AASM, adult sleep [V]; under 6.5 hours in the last 2 or 3 check-ins [D]",
        holds=_sleep,
    ),
    Rule(
        sign="tip_stress",
        level="self_care",
        criterion="Stress of 4 or more of 5, over the last 2 or 3 check-ins.",
        because="Your last {count} check-ins with stress come to {mean} of 5. "
        "Stress and twitching often come together. Which comes first is not known.",
        source="Blackman 2019 [V]; 4 of 5 in the last 2 or 3 check-ins [D]",
        holds=_stress,
    ),
    Rule(
        sign="tip_exertion",
        level="self_care",
        criterion="A hard session in the 48 hours before twitching.",
        because="You logged a hard session on {on}, and twitching within 48 hours. That is common after effort.",
        source="Simon and Kiernan 2013 [V2]; 48 hours [D]",
        holds=_exertion,
    ),
    Rule(
        sign="tip_water",
        level="self_care",
        criterion="Less than 1.2 litres of water, over the last 2 or 3 check-ins. Not with a fluid limit.",
        because="Your last {count} check-ins with water come to {mean} {unit} a day. "
        "That is less than most adults drink. The link with twitching is weak.",
        source="EFSA, water [V]; under 1.2 litres in the last 2 or 3 check-ins [D]",
        holds=_water,
    ),
    Rule(
        sign="over_logging",
        level="self_care",
        criterion="More than 5 episodes or symptoms logged on one day.",
        because="You logged {count} times on {on}. Once a day is enough for Steady to see what it needs.",
        source="Ferrari 2015, on diaries [V]; 6 a day [D]",
        holds=_over_logging,
    ),
    Rule(
        sign="anxiety_support",
        level="self_care",
        criterion="A score of 3 or more on the two questions about worry (GAD-2).",
        because="Your two answers about worry on {on} came to 3 or more. Support with worry helps many people.",
        source="GAD-2, 3 or more [V2]; 30 days [D]",
        holds=_anxiety,
    ),
)
