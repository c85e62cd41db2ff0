"""What the log shows of a medicine and what came with it; `medicines.py` has the table of its rules."""

from datetime import timedelta
from typing import Final

from chalicelib.domain.body import place_phrase
from chalicelib.domain.entries import Symptom
from chalicelib.domain.localtime import DAY, day_words, local_date
from chalicelib.domain.phrase import Phrase, Word, list_phrase
from chalicelib.domain.reports import standing_reports
from chalicelib.domain.signs.bulbar import of_reports
from chalicelib.domain.signs.rule import Evidence
from chalicelib.domain.signs.strength import has_rapid_weakness
from chalicelib.domain.symptom_words import list_symptoms
from chalicelib.domain.taking import DIURETICS, Taken, changed_within, ever_taken, taken_now
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.twitching_days import onset_episodes, twitches_within, twitching_days
from chalicelib.domain.view import since

WEEK, TWO_WEEKS, FOUR_WEEKS = timedelta(days=7), timedelta(days=14), timedelta(days=28)
LONG_PPI: Final = timedelta(days=90)
RELIEVER_DAYS: Final = 3
SEROTONERGIC: Final = ("ssri", "snri", "maoi", "serotonergic_opioid")
SEROTONIN_SIGNS: Final = ("agitation", "sweating", "fever", "diarrhoea", "vomiting_diarrhoea", "confusion", "stiffness")


def recent_reports(timeline: Timeline, names: tuple[str, ...], span: timedelta) -> list[Symptom]:
    """The standing reports of these symptoms that were made within `span`."""
    return [report for report in standing_reports(timeline, names) if timeline.now - report.at <= span]


def _found(medicine: Taken, *entries: tuple[str, ...], **words: Word) -> Evidence:
    ids = tuple(dict.fromkeys(name for part in entries for name in part))
    return Evidence(about=(medicine.name,), entries=ids, words={"medicine": medicine.name, **words})


def _ids(reports: list[Symptom]) -> tuple[str, ...]:
    return tuple(report.id for report in reports)


def _said(timeline: Timeline, reports: list[Symptom]) -> dict[str, Word]:
    """What these reports name, the day of the last, and on how many of the last 14 days there was twitching."""
    on = day_words(max(report.at for report in reports), timeline.zone)
    return {"what": list_symptoms(reports), "on": on, "days": twitching_days(timeline, TWO_WEEKS)}


def new(timeline: Timeline) -> Evidence | None:
    """Twitching that began within 28 days after a medicine was started or raised, stopped since or not."""
    for episode in reversed(onset_episodes(timeline, FOUR_WEEKS, WEEK)):
        for medicine, changed_at, entry in changed_within(ever_taken(timeline), episode.at, FOUR_WEEKS):
            began, changed = (day_words(at, timeline.zone) for at in (episode.at, changed_at))
            return _found(medicine, (entry,) if entry else (), (episode.id,), changed=changed, began=began)
    return None


def diuretic(timeline: Timeline) -> Evidence | None:
    """A water tablet, cramp and twitching."""
    medicines = taken_now(timeline, DIURETICS)
    cramps = recent_reports(timeline, ("cramp",), TWO_WEEKS)
    if not medicines or not cramps:
        return None
    twitches = twitches_within(timeline, TWO_WEEKS)
    return _found(medicines[0], _ids(cramps), twitches[-3:], **_said(timeline, cramps)) if twitches else None


def diuretic_palpitations(timeline: Timeline) -> Evidence | None:
    """The same, with palpitations."""
    base, beats = diuretic(timeline), recent_reports(timeline, ("palpitations",), WEEK)
    return _more(timeline, base, beats) if base and beats else None


def diuretic_weakness(timeline: Timeline) -> Evidence | None:
    """The same, with weakness that came on quickly."""
    base, weakness = diuretic(timeline), has_rapid_weakness(timeline)
    return _more(timeline, base, weakness) if base and weakness else None


def _more(timeline: Timeline, base: Evidence, reports: list[Symptom]) -> Evidence:
    more = {"beside": list_symptoms(reports), "beside_on": day_words(reports[-1].at, timeline.zone)}
    return Evidence(about=base.about, entries=(*base.entries, *_ids(reports)), words={**base.words, **more})


def ppi(timeline: Timeline) -> Evidence | None:
    """A PPI for 90 days, and twitching, cramp or tingling."""
    long = [m for m in taken_now(timeline, ("ppi",)) if m.since and timeline.now - m.since >= LONG_PPI]
    if not long:
        return None
    reports = recent_reports(timeline, ("cramp", "tingling"), TWO_WEEKS)
    twitches = twitches_within(timeline, TWO_WEEKS)
    if not reports and not twitches:
        return None
    named = [*([Phrase("twitching")] if twitches else []), *([list_symptoms(reports)] if reports else [])]
    for_days, what = (timeline.now - (long[0].since or timeline.now)).days, list_phrase(named)
    return _found(long[0], _ids(reports), twitches[-3:], for_days=for_days, what=what)


def reliever(timeline: Timeline) -> Evidence | None:
    """A reliever on at least 3 of the last 7 local dates."""
    first = local_date(timeline.now, timeline.zone) - 6 * DAY
    uses = [
        entry
        for entry in since(timeline.medicines, timeline.now - TWO_WEEKS)
        if entry.class_ == "saba" and entry.action == "as_needed_use" and local_date(entry.at, timeline.zone) >= first
    ]
    days = {local_date(entry.at, timeline.zone) for entry in uses}
    if len(days) < RELIEVER_DAYS:
        return None
    ids, name = tuple(entry.id for entry in uses), uses[-1].name
    return Evidence(about=(name,), entries=ids, words={"medicine": name, "days": len(days)})


def reliever_symptoms(timeline: Timeline) -> Evidence | None:
    """The same, with muscle or heart symptoms."""
    names = ("muscle_pain", "weakness", "cramp", "palpitations")
    base, reports = reliever(timeline), recent_reports(timeline, names, WEEK)
    return _more(timeline, base, reports) if base and reports else None


def reliever_fails(timeline: Timeline) -> Evidence | None:
    """A reliever that does not help."""
    reports = recent_reports(timeline, ("reliever_not_helping",), TWO_WEEKS)
    return of_reports(timeline, reports)


def steroid(timeline: Timeline) -> Evidence | None:
    """A steroid, and weakness of the hip or shoulder."""
    medicines = taken_now(timeline, ("corticosteroid",))
    weakness = [r for r in standing_reports(timeline, ("weakness",)) if r.area in ("hip", "shoulder")]
    if not (medicines and weakness):
        return None
    return _found(medicines[0], _ids(weakness), area=place_phrase(weakness[-1].area or ""), **_said(timeline, weakness))


def lithium(timeline: Timeline) -> Evidence | None:
    """Lithium and twitching, with stomach upset or a coarse tremor."""
    return _lithium_with(timeline, ("vomiting_diarrhoea", "diarrhoea", "coarse_tremor"))


def lithium_severe(timeline: Timeline) -> Evidence | None:
    """Lithium and twitching, with unsteadiness, slurred speech or confusion."""
    return _lithium_with(timeline, ("unsteady", "speech", "confusion"))


def _lithium_with(timeline: Timeline, names: tuple[str, ...]) -> Evidence | None:
    medicines, reports = taken_now(timeline, ("lithium",)), recent_reports(timeline, names, TWO_WEEKS)
    if not medicines or not reports:
        return None
    twitches = twitches_within(timeline, TWO_WEEKS)
    return _found(medicines[0], _ids(reports), twitches[-3:], **_said(timeline, reports)) if twitches else None


def serotonin(timeline: Timeline) -> Evidence | None:
    """A serotonergic medicine just started or raised, stopped since or not, twitching, and at least 2 signs."""
    changed = changed_within(ever_taken(timeline, SEROTONERGIC), timeline.now, TWO_WEEKS)
    reports = recent_reports(timeline, SEROTONIN_SIGNS, TWO_WEEKS)
    kinds = {report.name.removeprefix("vomiting_") for report in reports}
    twitches = twitches_within(timeline, TWO_WEEKS) if changed and len(kinds) >= 2 else ()
    if not twitches:
        return None
    medicine, changed_at, entry = changed[-1]
    words = {**_said(timeline, reports), "changed": day_words(changed_at, timeline.zone), "count": len(kinds)}
    return _found(medicine, (entry,) if entry else (), _ids(reports), twitches[-3:], **words)


def statin(timeline: Timeline) -> Evidence | None:
    """A statin, and muscle pain, weakness or cramp."""
    medicines = taken_now(timeline, ("statin",))
    reports = recent_reports(timeline, ("muscle_pain", "weakness", "cramp"), TWO_WEEKS)
    return _found(medicines[0], _ids(reports), **_said(timeline, reports)) if medicines and reports else None
