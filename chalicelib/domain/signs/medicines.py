"""Signs that a medicine may play a part. The person is never told to stop one: ask the pharmacist or the GP."""

from datetime import timedelta
from typing import Final

from chalicelib.domain.entries import Symptom
from chalicelib.domain.localtime import DAY, local_date
from chalicelib.domain.reports import standing_reports
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.signs.strength import has_rapid_weakness
from chalicelib.domain.taking import Taken, changed_within, taken_now
from chalicelib.domain.timeline import Timeline
from chalicelib.domain.twitching_days import onset_episodes, twitches_within

WEEK, TWO_WEEKS, FOUR_WEEKS = timedelta(days=7), timedelta(days=14), timedelta(days=28)
LONG_PPI: Final = timedelta(days=90)
RELIEVER_DAYS: Final = 3
DIURETICS: Final = ("thiazide_diuretic", "loop_diuretic", "potassium_sparing_diuretic")
SEROTONERGIC: Final = ("ssri", "snri", "maoi", "serotonergic_opioid")
SEROTONIN_SIGNS: Final = ("agitation", "sweating", "fever", "diarrhoea", "vomiting_diarrhoea", "confusion", "stiffness")


def recent_reports(timeline: Timeline, names: tuple[str, ...], span: timedelta) -> list[Symptom]:
    """The standing reports of these symptoms that were made within `span`."""
    return [report for report in standing_reports(timeline, names) if timeline.now - report.at <= span]


def _found(medicine: Taken, *entries: tuple[str, ...]) -> Evidence:
    ids = tuple(dict.fromkeys(name for part in entries for name in part))
    return Evidence(about=(medicine.name,), entries=ids, words={"medicine": medicine.name})


def _ids(reports: list[Symptom]) -> tuple[str, ...]:
    return tuple(report.id for report in reports)


def _new(timeline: Timeline) -> Evidence | None:
    for episode in reversed(onset_episodes(timeline, FOUR_WEEKS, WEEK)):
        for medicine, entry in changed_within(taken_now(timeline), episode.at, FOUR_WEEKS):
            return _found(medicine, (entry,) if entry else (), (episode.id,))
    return None


def _diuretic(timeline: Timeline) -> Evidence | None:
    medicines = taken_now(timeline, DIURETICS)
    cramps, twitches = recent_reports(timeline, ("cramp",), TWO_WEEKS), twitches_within(timeline, TWO_WEEKS)
    return _found(medicines[0], _ids(cramps), twitches[-3:]) if medicines and cramps and twitches else None


def _diuretic_palpitations(timeline: Timeline) -> Evidence | None:
    base, beats = _diuretic(timeline), recent_reports(timeline, ("palpitations",), WEEK)
    return _more(base, _ids(beats)) if base and beats else None


def _diuretic_weakness(timeline: Timeline) -> Evidence | None:
    base, weakness = _diuretic(timeline), has_rapid_weakness(timeline)
    return _more(base, _ids(weakness)) if base and weakness else None


def _more(base: Evidence, entries: tuple[str, ...]) -> Evidence:
    return Evidence(about=base.about, entries=(*base.entries, *entries), words=base.words)


def _ppi(timeline: Timeline) -> Evidence | None:
    long = [m for m in taken_now(timeline, ("ppi",)) if m.since and timeline.now - m.since >= LONG_PPI]
    reports = recent_reports(timeline, ("cramp", "tingling"), TWO_WEEKS)
    twitches = twitches_within(timeline, TWO_WEEKS)
    return _found(long[0], _ids(reports), twitches[-3:]) if long and (reports or twitches) else None


def _reliever(timeline: Timeline) -> Evidence | None:
    first = local_date(timeline.now, timeline.zone) - 6 * DAY
    uses = [
        entry
        for entry in timeline.medicines
        if entry.class_ == "saba" and entry.action == "as_needed_use" and local_date(entry.at, timeline.zone) >= first
    ]
    days = {local_date(entry.at, timeline.zone) for entry in uses}
    if len(days) < RELIEVER_DAYS:
        return None
    ids, name = tuple(entry.id for entry in uses), uses[-1].name
    return Evidence(about=(name,), entries=ids, words={"medicine": name, "days": len(days)})


def _reliever_symptoms(timeline: Timeline) -> Evidence | None:
    names = ("muscle_pain", "weakness", "cramp", "palpitations")
    base, reports = _reliever(timeline), recent_reports(timeline, names, WEEK)
    return _more(base, _ids(reports)) if base and reports else None


def _reliever_fails(timeline: Timeline) -> Evidence | None:
    reports = recent_reports(timeline, ("reliever_not_helping",), TWO_WEEKS)
    return Evidence(entries=_ids(reports)) if reports else None


def _steroid(timeline: Timeline) -> Evidence | None:
    medicines = taken_now(timeline, ("corticosteroid",))
    weakness = [r for r in standing_reports(timeline, ("weakness",)) if r.area in ("hip", "shoulder")]
    return _found(medicines[0], _ids(weakness)) if medicines and weakness else None


def _lithium(timeline: Timeline) -> Evidence | None:
    return _lithium_with(timeline, ("vomiting_diarrhoea", "diarrhoea", "coarse_tremor"))


def _lithium_severe(timeline: Timeline) -> Evidence | None:
    return _lithium_with(timeline, ("unsteady", "speech", "confusion"))


def _lithium_with(timeline: Timeline, names: tuple[str, ...]) -> Evidence | None:
    medicines, twitches = taken_now(timeline, ("lithium",)), twitches_within(timeline, TWO_WEEKS)
    reports = recent_reports(timeline, names, TWO_WEEKS)
    return _found(medicines[0], _ids(reports), twitches[-3:]) if medicines and twitches and reports else None


def _serotonin(timeline: Timeline) -> Evidence | None:
    changed = changed_within(taken_now(timeline, SEROTONERGIC), timeline.now, TWO_WEEKS)
    reports, twitches = recent_reports(timeline, SEROTONIN_SIGNS, TWO_WEEKS), twitches_within(timeline, TWO_WEEKS)
    kinds = {report.name.removeprefix("vomiting_") for report in reports}
    if not changed or not twitches or len(kinds) < 2:
        return None
    medicine, entry = changed[-1]
    return _found(medicine, (entry,) if entry else (), _ids(reports), twitches[-3:])


def _statin(timeline: Timeline) -> Evidence | None:
    medicines = taken_now(timeline, ("statin",))
    reports = recent_reports(timeline, ("muscle_pain", "weakness", "cramp"), TWO_WEEKS)
    return _found(medicines[0], _ids(reports)) if medicines and reports else None


RULES: Final = (
    Rule(
        sign="medicine_new",
        level="gp_routine",
        criterion="Twitching that began within 28 days after a medicine was started or raised.",
        because="Twitching began within 28 days after {medicine} was started or raised. "
        "The NHS suggests to ask the pharmacist or GP about that.",
        source="NHS, muscle twitches: medicines [V2]; 28 and 7 days [D]",
        holds=_new,
    ),
    Rule(
        sign="medicine_diuretic",
        level="gp_soon",
        criterion="A water tablet, with cramp and twitching in the last 14 days.",
        because="You take {medicine} and logged cramp and twitching in the last 14 days. "
        "A blood test can show if the salts in the blood are in order.",
        source="Case reports [V]",
        holds=_diuretic,
    ),
    Rule(
        sign="medicine_diuretic",
        level="urgent",
        criterion="A water tablet, with cramp, twitching and palpitations.",
        because="You take {medicine} and logged cramp, twitching and palpitations. "
        "The salts in the blood may need a test today.",
        source="Case reports [V]",
        holds=_diuretic_palpitations,
    ),
    Rule(
        sign="medicine_diuretic",
        level="emergency",
        criterion="A water tablet, with cramp, twitching and weakness that came on within hours or days.",
        because="You take {medicine} and logged cramp, twitching and weakness that came on quickly. "
        "The salts in the blood may need a test at once.",
        source="Case reports [V]",
        holds=_diuretic_weakness,
    ),
    Rule(
        sign="medicine_ppi",
        level="gp_soon",
        criterion="A stomach-acid medicine (PPI) for 90 days or more, with twitching, cramp or tingling.",
        because="You have taken {medicine} for over 90 days and logged twitching, cramp or tingling "
        "in the last 14 days. A blood test can show if magnesium is low.",
        source="PMC4434191 [V]",
        holds=_ppi,
    ),
    Rule(
        sign="medicine_reliever",
        level="gp_routine",
        criterion="A reliever inhaler on 3 or more of the last 7 days.",
        because="You logged {medicine} on {days} of the last 7 days. The NHS suggests a review at 3 or more.",
        source="NHS, asthma [V]",
        holds=_reliever,
    ),
    Rule(
        sign="medicine_reliever",
        level="urgent",
        criterion="A reliever inhaler on 3 or more of 7 days, with muscle pain, weakness, cramp or palpitations.",
        because="You logged {medicine} on {days} of the last 7 days, and muscle or heart symptoms with it. "
        "The advice is to have that looked at today.",
        source="NHS [V2]",
        holds=_reliever_symptoms,
    ),
    Rule(
        sign="medicine_reliever",
        level="emergency",
        criterion="A reliever inhaler that does not help.",
        because="You logged that your reliever does not help. The NHS advice is to call at once.",
        source="NHS [V2]",
        holds=_reliever_fails,
    ),
    Rule(
        sign="medicine_steroid",
        level="gp_soon",
        criterion="A steroid, with weakness of the hip or shoulder.",
        because="You take {medicine} and logged weakness in the hip or shoulder. "
        "Your GP can look at both together. Keep taking it until then.",
        source="From memory, not yet looked up [M]",
        holds=_steroid,
    ),
    Rule(
        sign="medicine_lithium",
        level="urgent",
        criterion="Lithium, with twitching and vomiting, diarrhoea or a coarse tremor.",
        because="You take {medicine} and logged twitching with stomach upset or a coarse tremor. "
        "The level in the blood may need a test today.",
        source="NHS Greater Glasgow and Clyde [V]",
        holds=_lithium,
    ),
    Rule(
        sign="medicine_lithium",
        level="emergency",
        criterion="Lithium, with twitching and being unsteady, slurred or confused.",
        because="You take {medicine} and logged twitching with unsteadiness, slurred speech or confusion. "
        "The level in the blood may need a test at once.",
        source="NHS Greater Glasgow and Clyde [V]",
        holds=_lithium_severe,
    ),
    Rule(
        sign="medicine_serotonin",
        level="emergency",
        criterion="A medicine that raises serotonin started or raised within 14 days, with twitching "
        "and 2 or more of agitation, sweating, fever, diarrhoea, confusion, stiffness.",
        because="{medicine} was started or raised in the last 14 days, and you logged twitching "
        "with 2 or more signs that can go with that. The advice for doctors is to look at once.",
        source="UK medicines information [V2]",
        holds=_serotonin,
    ),
    Rule(
        sign="medicine_statin",
        level="urgent",
        criterion="A statin, with muscle pain, weakness or cramp in the last 14 days.",
        because="You take {medicine} and logged muscle pain, weakness or cramp in the last 14 days. "
        "The NHS advice is to speak to a doctor the same day.",
        source="NHS, statins [V2]",
        holds=_statin,
    ),
)
