"""The visit pack's figures: counted a second way from the log, and the warning signs as a replay finds them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.entries import Answer, CheckIn, Entry, Episode, Symptom, Visit
from chalicelib.domain.localtime import DAY, DAY_END, instant
from chalicelib.domain.pack.history import Spell, spells_of
from chalicelib.domain.pack.visit_pack import VisitPack, build_pack
from chalicelib.domain.person import PersonMedicine, Profile
from chalicelib.domain.sign_names import SIGN_NAMES
from chalicelib.domain.signs import WARNINGS, look
from chalicelib.domain.timeline import Timeline, as_of
from tests.unit import test_article_case as article
from tests.unit.domain.histories import SPAN, at, histories
from tests.unit.domain.logs import (
    PROFILE,
    QUICK,
    ago,
    check_in,
    delete,
    edit,
    episode,
    every,
    medicine,
    normal_visit,
    on_days,
    symptom,
    timeline,
)

LONDON = ZoneInfo("Europe/London")


def pack_of(*entries: Entry, profile: Profile = PROFILE) -> VisitPack:
    return build_pack(timeline(entries, profile=profile), ())


def on(days: float) -> date:
    return ago(days).astimezone(LONDON).date()


@QUICK
@given(histories(), st.integers(0, SPAN * 24))
def test_every_figure_equals_a_plain_count_of_the_log(entries: list[Entry], hour: int) -> None:
    # counted from the entries alone, with nothing of the domain's reading of them
    now = at(hour) + timedelta(minutes=1)
    log = as_of(Profile(timezone="Europe/London"), entries, now)
    pack = build_pack(log, ())
    by_area: dict[str, list[date]] = {}
    loads: Counter[date] = Counter()
    for entry in log.entries:
        if isinstance(entry, Episode):
            when = entry.at.astimezone(LONDON).date()
            by_area.setdefault(entry.area, []).append(when)
            minutes = 1 if entry.minutes is None else entry.minutes
            strength = 2 if entry.intensity is None else entry.intensity
            loads[when - timedelta(days=when.weekday())] += minutes * strength  # type: ignore[assignment]
    assert {one.area: (one.episodes, one.days, one.first_on, one.last_on) for one in pack.places} == {
        area: (len(dates), len(set(dates)), min(dates), max(dates)) for area, dates in by_area.items()
    }
    assert {week.monday: week.load for week in pack.weeks if week.load} == pytest.approx(dict(loads))
    said: dict[date, bool | None] = {}
    for entry in sorted(log.of(CheckIn), key=lambda one: one.received_at):
        when = entry.date or entry.at.astimezone(LONDON).date()
        said[when] = entry.twitched if entry.twitched is not None else said.get(when)
    twitched = {when for when, is_so in said.items() if is_so} | {one for dates in by_area.values() for one in dates}
    assert sum(week.days for week in pack.weeks) == len(twitched)
    reported = {one.at.astimezone(LONDON).date() for one in log.of(Symptom)}
    logged = reported | set(said) | {one for dates in by_area.values() for one in dates}
    assert (pack.quality.days_logged, pack.quality.check_ins) == (len(logged), len(said))
    assert sum(week.logged for week in pack.weeks) == len(logged)
    assert sum(one.reports for one in pack.complaints) == sum(one.present for one in log.of(Symptom))
    assert [one.id for one in pack.visits] == [one.id for one in reversed(log.of(Visit))]


@settings(QUICK, max_examples=25)
@given(histories(most=3), st.integers(24, 70 * 24))
def test_spells_are_the_days_on_which_the_rules_hold(entries: list[Entry], hour: int) -> None:
    log = as_of(Profile(timezone="Europe/London"), entries, at(hour))
    assert dates_of(spells_of(log), log) == held_by_day(log)


def test_spells_of_a_long_log_are_those_of_the_whole_log() -> None:
    entries = [
        *every(1, ago(200), ago(60), "calf"), *every(2, ago(150), ago(1), "thumb", minutes=5),
        symptom(ago(170), "weakness", "weeks", area="hand"), symptom(ago(90), "weakness", area="hand", present=False),
        medicine(ago(160), "ppi"), normal_visit(ago(50)),
        *(check_in(ago(days), twitched=days % 9 > 3, weight_kg=80 - days % 7) for days in range(195, 0, -3)),
    ]  # fmt: skip
    log = timeline(entries)
    assert dates_of(spells_of(log), log) == held_by_day(log)


def dates_of(spells: Iterable[Spell], log: Timeline) -> set[tuple[str, date]]:
    """Each sign and local date on which it is said to hold."""
    today = log.now.astimezone(LONDON).date()
    return {
        (spell.sign, spell.since + number * DAY)
        for spell in spells
        for number in range(((spell.until or today) - spell.since).days + 1)
    }


def held_by_day(log: Timeline) -> set[tuple[str, date]]:
    """The same by looking at the whole log at the end of every date, each entry received when it happened."""
    today = log.now.astimezone(LONDON).date()
    facts = [replace(one, received_at=one.at) for one in log.entries if not isinstance(one, CheckIn | Answer)]
    noons = {on: instant(on, time(12), LONDON) for on in log.days}
    days = [replace(day, at=noons[on], received_at=noons[on]) for on, day in log.days.items()]
    first = min((one.at for one in (*facts, *days)), default=log.now)
    answers = [replace(one, at=first, received_at=first) for one in log.of(Answer)]
    held = {(sign, today) for sign in look(log) if sign in WARNINGS}
    for number in range((today - first.astimezone(LONDON).date()).days):
        day = first.astimezone(LONDON).date() + number * DAY
        then = as_of(log.profile, (*answers, *facts, *days), instant(day, DAY_END, LONDON))
        held |= {(sign, day) for sign in look(then) if sign in WARNINGS}
    return held


def test_the_articles_case_line_by_line() -> None:
    log = as_of(PROFILE, article.entries(), article.at(article.LAST_DAY, 0))
    pack = build_pack(log, ())
    day = {number: article.FIRST.date() + number * DAY for number in range(article.LAST_DAY)}
    assert [(one.area, one.sides, one.episodes, one.days, one.first_on, one.last_on) for one in pack.places] == [
        ("thumb", {"right": 50}, 50, 50, day[0], day[98]),
        ("forearm", {"right": 33}, 33, 33, day[34], day[98]),
        ("shoulder", {"right": 13}, 13, 13, day[62], day[98]),
    ]
    assert [(one.area, one.days, one.span, one.goes_on, one.easing) for one in pack.stretches] == [
        ("thumb", 50, 99, True, False),
        ("forearm", 33, 65, True, False),
        ("shoulder", 13, 37, True, None),
    ]
    assert [(one.name, one.first_on, one.last_on, one.severities, one.state) for one in pack.complaints] == [
        ("weakness", day[58], day[74], (2, 3), "present"),
        ("speech", day[91], day[91], (), "present"),
    ]
    assert [(one.sign, one.level, one.since, one.until) for one in pack.signs.found] == [
        ("speech", "urgent", day[91], None),
        ("weakness_progressing", "urgent", day[74], None),
        ("weakness", "gp_soon", day[58], None),
        ("spread", "gp_soon", day[40], None),
        ("persistent", "gp_routine", day[16], None),
    ]
    assert (len(pack.signs.absent), pack.signs.not_looked) == (len(WARNINGS) - 5, ())
    assert (pack.quality.days_logged, pack.quality.days, pack.quality.late) == (57, 101, frozenset())
    assert (pack.contexts, pack.medicines, pack.visits) == ((("rest", 96),), (), ())


def test_every_warning_sign_has_a_name_and_nothing_else_has() -> None:
    assert set(SIGN_NAMES) == set(WARNINGS)


def test_a_symptom_says_how_it_stands() -> None:
    pack = pack_of(
        symptom(ago(40), "cramp"), symptom(ago(30), "speech", "weeks"), symptom(ago(20), "speech", present=False),
        symptom(ago(9), "tremor", severity=2), symptom(ago(3), "tremor", severity=4),
        symptom(ago(5), "fever", present=False), check_in(ago(2), absent=("swallowing", "cramp")),
        check_in(ago(1), absent=("swallowing",)),
    )  # fmt: skip
    assert [(one.name, one.state, one.gone_on, one.severities) for one in pack.complaints] == [
        ("tremor", "present", None, (2, 4)),
        ("speech", "gone", on(20), ()),
        ("cramp", "not_lately", None, ()),
    ]
    assert [(one.name, one.days, one.last_on) for one in pack.denied] == [
        ("swallowing", 2, on(1)), ("cramp", 1, on(2)), ("fever", 1, on(5)),
    ]  # fmt: skip


def test_a_sign_that_ended_keeps_its_dates() -> None:
    pack = pack_of(symptom(ago(30), "speech", "weeks"), symptom(ago(20), "speech", present=False))
    assert [(one.sign, one.since, one.until) for one in pack.signs.found] == [("speech", on(30), on(21))]
    assert "speech" not in pack.signs.absent


def test_a_normal_examination_and_emg_put_the_signs_of_twitching_alone_aside() -> None:
    pack = pack_of(normal_visit(ago(3)), *on_days(2, 1))
    assert set(pack.signs.not_looked) == {"persistent", "multi_site", "spread", "eyelid_persistent"}
    assert set(pack.signs.not_looked).isdisjoint(pack.signs.absent)


def test_medicines_of_the_profile_and_of_the_log() -> None:
    known = PersonMedicine(name="Water tablet", class_="loop_diuretic", since=on(400))
    pack = pack_of(
        medicine(ago(20), "ssri"), medicine(ago(10), "ssri", "dose_up"), medicine(ago(5), "ssri", "stop"),
        medicine(ago(4), "saba", "as_needed_use", "Puffer"), medicine(ago(2), "saba", "as_needed_use", "Puffer"),
        profile=replace(PROFILE, medicines=(known,)),
    )  # fmt: skip
    told = [(one.name, one.since, one.stopped_on, [c.action for c in one.changes], one.uses) for one in pack.medicines]
    assert told == [
        ("Water tablet", on(400), None, [], 0),
        ("Puffer", on(4), None, [], 2),
        ("tablet", on(20), on(5), ["start", "dose_up", "stop"], 0),
    ]


def test_the_quality_counts_what_came_late_and_what_was_changed() -> None:
    slow = episode(ago(10), received_at=ago(8), minutes=3, intensity=2)
    quick = episode(ago(6), received_at=ago(5.5))
    about_the_past = check_in(ago(1), date=on(4), twitched=False)
    gone = episode(ago(3))
    pack = pack_of(
        slow, quick, about_the_past, gone, delete(ago(2), gone.id), edit(ago(2), quick.id, minutes=4),
    )  # fmt: skip
    quality = pack.quality
    assert quality.late == {slow.id, about_the_past.id}
    assert (quality.episodes, quality.check_ins, quality.without_figures) == (2, 1, 1)
    assert (quality.edits, quality.deletions, quality.edited) == (1, 1, frozenset({quick.id}))
    assert (quality.first_on, quality.days, quality.days_logged) == (on(10), 11, 3)


def test_the_last_four_weeks_are_held_against_the_four_before() -> None:
    pack = pack_of(
        episode(ago(0.1), minutes=2, intensity=3), episode(ago(27), minutes=1, intensity=1),
        check_in(ago(5), twitched=True),
        episode(ago(28), minutes=10, intensity=5), check_in(ago(40), twitched=False),
    )  # fmt: skip
    recent = pack.recent
    assert (recent.days, recent.load, recent.days_before, recent.load_before) == (3, 7.0, 1, 50.0)


def test_an_empty_log_makes_an_empty_pack() -> None:
    pack = pack_of()
    assert (pack.places, pack.weeks, pack.signs.found, pack.quality.days) == ((), (), (), 0)
    assert set(pack.signs.absent) == set(WARNINGS)
