"""Mistakes that are easily made in the rules, each a small change of the domain and the test that must notice it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """In `path` the text `right`, which stands there once, becomes `wrong`; a test of `caught_by` must then fail.

    Paths are under `chalicelib/domain`, tests under `tests/unit/domain`.
    """

    name: str
    path: str
    right: str
    wrong: str
    caught_by: str


READING: Final = (
    Mistake(
        name="calendar days for elapsed time",
        path="easing.py",
        right="if run.length > 2 * WEEK]",
        wrong="if (run.last_on - local_date(run.first_at, timeline.zone)).days >= 14]",
        caught_by="test_signs_twitching.py::test_persistent",
    ),
    Mistake(
        name="late entries are ignored",
        path="fold.py",
        right="""        if type(entry) is Edit or type(entry) is Delete:
            self._change(entry)
            return
""",
        wrong="""        if type(entry) is Edit or type(entry) is Delete:
            self._change(entry)
            return
        if entry.received_at - entry.at > timedelta(days=1):
            return
""",
        caught_by="test_runs.py::test_a_late_arrival_counts_at_the_time_it_says",
    ),
    Mistake(
        name="an entry counts at its receipt and not when it happened",
        path="fold.py",
        right="self._standing[first] = as_read(entry)",
        wrong="self._standing[first] = replace(as_read(entry), at=entry.received_at)",
        caught_by="test_runs.py::test_a_late_arrival_counts_at_the_time_it_says",
    ),
    Mistake(
        name="what comes later is known before its receipt",
        path="fold.py",
        right="        self._received = sorted(entries, key=_RECEIVED_AT)\n",
        wrong="        self._received = sorted((replace(e, received_at=e.at) for e in entries), key=_RECEIVED_AT)\n",
        caught_by="test_fold.py::test_what_was_not_received_by_then_does_not_count",
    ),
    Mistake(
        name="duplicates within 2 minutes are counted",
        path="fold.py",
        right="if first == entry.id and type(entry) is Episode and first in self._close:",
        wrong="if False and type(entry) is Episode:",
        caught_by="test_fold.py",
    ),
    Mistake(
        name="a repeated key is counted",
        path="fold.py",
        right="first = entry.id if entry.key is None else self._keys.setdefault(entry.key, entry.id)",
        wrong="first = entry.id",
        caught_by="test_fold.py",
    ),
    Mistake(
        name="deleting one twin leaves the other",
        path="fold.py",
        right="target = self._standing.get(self._same_as.get(change.target, change.target))",
        wrong="target = self._standing.get(change.target)",
        caught_by="test_fold.py",
    ),
    Mistake(
        name="a change that came before its target is lost",
        path="fold.py",
        right="            self._waiting.setdefault(change.target, []).append(change)\n",
        wrong="",
        caught_by="test_fold.py",
    ),
    Mistake(
        name="an edit acts from the receipt of its target",
        path="fold.py",
        right="        self._received = sorted(entries, key=_RECEIVED_AT)\n",
        wrong="""        entries = list(entries)
        known = {entry.id: entry.received_at for entry in entries}
        entries = [
            replace(e, received_at=known.get(e.target, e.received_at)) if isinstance(e, Edit) else e for e in entries
        ]
        self._received = sorted(entries, key=_RECEIVED_AT)
""",
        caught_by="test_fold.py::test_a_change_acts_from_its_receipt",
    ),
    Mistake(
        name="a deletion acts from the receipt of its target",
        path="fold.py",
        right="        self._received = sorted(entries, key=_RECEIVED_AT)\n",
        wrong="""        entries = list(entries)
        gone = {entry.target for entry in entries if isinstance(entry, Delete)}
        self._received = sorted((entry for entry in entries if entry.id not in gone), key=_RECEIVED_AT)
""",
        caught_by="test_fold.py::test_a_change_acts_from_its_receipt",
    ),
    Mistake(
        name="a missing onset of weakness is read as sudden",
        path="entries.py",
        right='{"weakness": "weeks", "speech": "weeks", "face_droop": "sudden"}',
        wrong='{"weakness": "sudden", "speech": "weeks", "face_droop": "sudden"}',
        caught_by="test_signs_body.py::test_weakness",
    ),
    Mistake(
        name="UTC dates for local dates",
        path="localtime.py",
        right="            local = at.astimezone(place)\n",
        wrong="            local, place = at.astimezone(UTC), UTC\n",
        caught_by="test_runs.py::test_days_are_local_dates",
    ),
    Mistake(
        name="a later check-in wipes what an earlier one of the day said",
        path="days.py",
        right="    return replace(earlier, **carried)\n",
        wrong="    return later\n",
        caught_by="test_fold.py::test_a_later_check_in_replaces_only_the_fields_it_carries",
    ),
)

RUNS: Final = (
    Mistake(
        name="a gap of exactly 7 days breaks a run",
        path="runs.py",
        right="chained = gap <= LONGEST_GAP",
        wrong="chained = gap < LONGEST_GAP",
        caught_by="test_runs.py",
    ),
    Mistake(
        name="left and right are two areas",
        path="view.py",
        right="            grouped[episode.area].append(episode)\n",
        wrong='            grouped[f"{episode.area} {episode.side or str()}".strip()].append(episode)\n',
        caught_by="test_signs_twitching.py::test_persistent",
    ),
    Mistake(
        name="3 check-ins that deny are enough to break a run",
        path="runs.py",
        right="DENIALS: Final = 4\n",
        wrong="DENIALS: Final = 3\n",
        caught_by="test_runs.py",
    ),
    Mistake(
        name="logging less is easing",
        path="easing.py",
        right="lighter = _mean(after) < FELL_BELOW * _mean(before) and len(after) <= len(before)",
        wrong="lighter = len(after) < FELL_BELOW * len(before)",
        caught_by="test_easing.py",
    ),
    Mistake(
        name="a bridged run may be easing",
        path="easing.py",
        right="    if run.bridged:\n        return False\n",
        wrong="",
        caught_by="test_easing.py",
    ),
    Mistake(
        name="a run is alive for a week",
        path="runs.py",
        right="ALIVE_WITHIN: Final = timedelta(days=4)",
        wrong="ALIVE_WITHIN: Final = timedelta(days=7)",
        caught_by="test_runs.py::test_alive",
    ),
)

SIGNS: Final = (
    Mistake(
        name="four regions only for a spread",
        path="signs/twitching.py",
        right="        later.area != first.area\n",
        wrong="        REGION_OF[later.area] != REGION_OF[first.area]\n",
        caught_by="test_rules_row_by_row.py::test_it_holds",
    ),
    Mistake(
        name="an eyelid takes part in a spread",
        path="signs/twitching.py",
        right='alive = [run for run in timeline.alive_runs() if run.area not in ("eyelid", "widespread")]',
        wrong='alive = [run for run in timeline.alive_runs() if run.area != "widespread"]',
        caught_by="test_signs_twitching.py::test_spread",
    ),
    Mistake(
        name="twitching all over is a region of its own",
        path="signs/twitching.py",
        right="""        if episode.area not in ("eyelid", "widespread"):
            by_region.setdefault(REGION_OF[episode.area], []).append(episode)
""",
        wrong="""        if episode.area != "eyelid":
            by_region.setdefault(REGION_OF.get(episode.area, "widespread"), []).append(episode)
""",
        caught_by="test_signs_twitching.py::test_multi_site",
    ),
    Mistake(
        name="a normal visit mutes weakness",
        path="signs/strength.py",
        right="        holds=_gradual,\n",
        wrong="        holds=_gradual,\n        is_muted_by_visits=True,\n",
        caught_by="test_rules_row_by_row.py::test_a_normal_visit_mutes_the_rows_of_twitching_alone_and_no_other",
    ),
    Mistake(
        name="weakness needs a twitch",
        path="signs/strength.py",
        right='    reports = standing_reports(timeline, ("weakness",), GRADUAL)\n',
        wrong='    reports = standing_reports(timeline, ("weakness",), GRADUAL) if timeline.episodes else []\n',
        caught_by="test_rules_row_by_row.py::test_it_holds",
    ),
    Mistake(
        name="the opposite side is the same limb",
        path="body.py",
        right='    return one == other or one in (None, "both") or other in (None, "both")\n',
        wrong="    return True\n",
        caught_by="test_signs_body.py::test_weakness_progressing",
    ),
    Mistake(
        name="a limb with no side given is another limb",
        path="body.py",
        right='    return one == other or one in (None, "both") or other in (None, "both")\n',
        wrong="    return one == other\n",
        caught_by="test_signs_body.py::test_weakness_progressing",
    ),
    Mistake(
        name="rapid weakness of both sides is one limb",
        path="signs/strength.py",
        right='return report.area in LIMB_OF and report.side != "both"',
        wrong="return report.area in LIMB_OF",
        caught_by="test_rules_row_by_row.py::test_it_holds",
    ),
    Mistake(
        name="a denial in a check-in clears a report",
        path="reports.py",
        right="    found = [report for report in timeline.symptoms if report.id in standing]\n",
        wrong="""    denied = {name for day in timeline.days.values() for name in day.absent}
    found = [report for report in timeline.symptoms if report.id in standing and report.name not in denied]
""",
        caught_by="test_signs_body.py::test_weakness",
    ),
    Mistake(
        name="a sudden sign ends when it has passed",
        path="reports.py",
        right="for report in timeline.symptoms if report.name in STROKE_NAMES",
        wrong="for report in standing_reports(timeline, STROKE_NAMES) if report.name in STROKE_NAMES",
        caught_by="test_signs_body.py::test_stroke_signs",
    ),
    Mistake(
        name="an abnormal result does not end the mute",
        path="visits.py",
        right="    since = [visit for visit in past if abnormal is None or visit.at > abnormal]\n",
        wrong="    since = past\n",
        caught_by="test_signs_end.py",
    ),
    Mistake(
        name="weight is held against the lowest and not the highest",
        path="signs/weight.py",
        right="    top = max(weights, key=lambda weight: weight.kg)\n",
        wrong="    top = min(weights, key=lambda weight: weight.kg)\n",
        caught_by="test_rules_row_by_row.py::test_it_holds",
    ),
    Mistake(
        name="a loss of weight that is meant is a sign",
        path="signs/weight.py",
        right="    if timeline.profile.intended_weight_loss or not weights:\n",
        wrong="    if not weights:\n",
        caught_by="test_signs_body.py::test_a_loss_that_is_meant_is_none",
    ),
    Mistake(
        name="the medicines of the profile are not counted",
        path="taking.py",
        right="    for known in timeline.profile.medicines:\n",
        wrong="    for known in timeline.profile.medicines[:0]:\n",
        caught_by="test_signs_medicines.py::test_the_since_of_a_profile_counts",
    ),
    Mistake(
        name="a stop undoes that a medicine was new",
        path="signs/medicine_evidence.py",
        right="changed_within(ever_taken(timeline), episode.at",
        wrong="changed_within(taken_now(timeline), episode.at",
        caught_by="test_signs_medicines.py::test_medicine_new",
    ),
    Mistake(
        name="a day without a figure counts as 0 in a mean",
        path="signs/selfcare.py",
        right="""    carried = [day for day in days if getattr(day, field) is not None][-MEAN_OF:]
    if len(carried) < MEAN_LEAST:
        return None
    return sum(getattr(day, field) for day in carried) / len(carried), carried
""",
        wrong="""    carried = days[-MEAN_OF:]
    if len(carried) < MEAN_LEAST:
        return None
    return sum(getattr(day, field) or 0 for day in carried) / len(carried), carried
""",
        caught_by="test_signs_selfcare.py::test_means_of_the_last_check_ins",
    ),
)

TELLING: Final = (
    Mistake(
        name="quiet hours delay what was just raised as urgent",
        path="alerts.py",
        right="    is_urgent = is_receipt and any(f.rank >= LEAVES_AT_ONCE for f in news)\n",
        wrong="    is_urgent = False\n",
        caught_by="test_alerts.py::test_what_a_received_entry_raises_at_urgent_leaves_at_once",
    ),
    Mistake(
        name="an urgent finding is repeated without end",
        path="alerts.py",
        right="or told is None or told.is_repeated or not standing.is_told(finding):",
        wrong="or told is None or not standing.is_told(finding):",
        caught_by="test_alerts.py::test_an_urgent_finding_is_repeated_once_after_14_days",
    ),
    Mistake(
        name="a visit does not spare the repeat",
        path="alerts.py",
        right="    return timeline.now - told.at >= REPEAT_AFTER and not visited\n",
        wrong="    return timeline.now - told.at >= REPEAT_AFTER\n",
        caught_by="test_alerts.py::test_a_visit_meanwhile_spares_the_repeat",
    ),
    Mistake(
        name="a correction of what was never told",
        path="alerts.py",
        right='return finding.cleared_by == "corrected" and finding.rank > 0 and standing.is_known(finding)',
        wrong='return finding.cleared_by == "corrected" and finding.rank > 0',
        caught_by="test_alerts.py::test_what_is_taken_back_before_it_was_told_needs_no_correction",
    ),
    Mistake(
        name="no correction of what was told",
        path="standing.py",
        right='        return "corrected"\n',
        wrong='        return "ended"\n',
        caught_by="test_alerts.py::test_a_correction_names_what_it_withdraws",
    ),
    Mistake(
        name="a finding that comes back is told again",
        path="alerts.py",
        right="    if ended and told is not None and RANK[told.level] >= finding.rank:\n        return False\n",
        wrong="",
        caught_by="test_alerts.py::test_a_finding_that_comes_back",
    ),
    Mistake(
        name="a finding below one that was told is told too",
        path="alerts.py",
        right="    return not above\n",
        wrong="    return True\n",
        caught_by="test_alerts.py::test_a_new_finding_below_one_that_was_told_stays_silent",
    ),
    Mistake(
        name="an own limit of fluid is forgotten",
        path="advice.py",
        right="""        case "drink_water" | "drink_2_litres" if cautions.own_fluid:
            return "fluid_own_limit"
""",
        wrong="",
        caught_by="test_advice_with_care.py",
    ),
    Mistake(
        name="magnesium with kidney disease",
        path="advice.py",
        right='        case "magnesium_food" if cautions.kidney:\n            return None\n',
        wrong="",
        caught_by="test_advice_with_care.py",
    ),
    Mistake(
        name="a heavy drinker is told to drink less",
        path="advice.py",
        right='        case "alcohol_moderate" if cautions.heavy_drinker:\n            return "alcohol_ask_gp"\n',
        wrong="",
        caught_by="test_advice_with_care.py",
    ),
)

MISTAKES: Final = (*READING, *RUNS, *SIGNS, *TELLING)
