"""Assessing a window with its carry equals assessing the whole log."""

from datetime import datetime, timedelta
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.carry import WINDOW, Carry, Weight, highest_first, is_behind, next_cutoff, window_start
from chalicelib.domain.entries import DAILY, Entry
from chalicelib.domain.finding import Holding
from chalicelib.domain.signs import look
from chalicelib.domain.timeline import as_of, roll
from tests.unit.domain.logs import (
    MINUTE,
    NOW,
    PROFILE,
    QUICK,
    ago,
    check_in,
    conflict_answer,
    edit,
    episode,
    every,
    gap_answer,
    medicine,
    normal_visit,
    on_days,
    symptom,
    visit,
)

AREAS: Final = ("thumb", "forearm", "calf", "eyelid", "cheek", "widespread")
DAYS: Final = st.integers(0, 400)
HOURS: Final = st.sampled_from((0, 5, 11.5))


def _at(days: int, hours: float) -> datetime:
    return ago(days, hours=hours)


def _stretch(area: str, first: int, length: int, step: int, minutes: float | None, hours: float) -> list[Entry]:
    days = range(first, max(first - length, -1), -step)
    side = ("left", "right", None)[first % 3]
    return [episode(_at(day, hours), area, minutes=minutes, side=side) for day in days]


def _denied(first: int, length: int, twitched: bool | None) -> list[Entry]:
    return [check_in(ago(day, hours=3), twitched=twitched) for day in range(first, max(first - length, -1), -1)]


STRETCHES: Final = st.builds(
    _stretch,
    st.sampled_from(AREAS),
    DAYS,
    st.integers(0, 130),
    st.sampled_from((1, 2, 3, 6, 7, 8)),
    st.sampled_from((None, 1.0, 10.0, 60.0)),
    HOURS,
)
CHECK_INS: Final = st.builds(_denied, DAYS, st.integers(0, 20), st.sampled_from((True, False, None)))
ABSENT: Final = st.builds(
    lambda days, back, name: [check_in(ago(days, hours=4), absent=(name,), date=ago(days + back).date())],
    DAYS,
    st.sampled_from((0, 0, 0, 1, 5)),
    st.sampled_from(("weakness", "wasting", "speech", "cramp")),
)
WEIGHTS: Final = st.builds(
    lambda days, kg: [check_in(ago(days, hours=2), weight_kg=kg)], DAYS, st.sampled_from((70.0, 75.0, 76.0, 80.0))
)
SYMPTOMS: Final = st.builds(
    lambda days, name, onset, area, present: [symptom(ago(days, hours=1), name, onset, area=area, present=present)],
    DAYS,
    st.sampled_from(("weakness", "wasting", "stiffness", "speech", "tingling", "cramp", "palpitations", "agitation")),
    st.sampled_from(("weeks", "hours_days", None)),
    st.sampled_from((None, "hand", "calf", "jaw")),
    st.sampled_from((True, True, True, False)),
)
ANSWERS: Final = st.builds(
    lambda days, first, length, area, continued: [
        gap_answer(ago(days), area, ago(first), ago(max(first - length, 0)), continued=continued)
    ],
    DAYS,
    DAYS,
    st.integers(0, 30),
    st.sampled_from(AREAS),
    st.booleans(),
)
MEDICINES: Final = st.builds(
    lambda days, class_, action: [medicine(ago(days), class_, action)],
    DAYS,
    st.sampled_from(("ppi", "loop_diuretic", "ssri", "statin", "lithium")),
    st.sampled_from(("start", "start", "dose_up", "stop")),
)
VISITS: Final = st.builds(
    lambda days, emg: [visit(ago(days), exam="normal", emg=emg)], DAYS, st.sampled_from(("normal", "not_done"))
)
HISTORIES: Final = st.builds(
    lambda *parts: [entry for part in parts for piece in part for entry in piece],
    st.lists(STRETCHES, min_size=1, max_size=7),
    st.lists(CHECK_INS, max_size=4),
    st.lists(WEIGHTS, max_size=4),
    st.lists(ABSENT, max_size=3),
    st.lists(st.one_of(SYMPTOMS, ANSWERS, MEDICINES, VISITS), max_size=5),
)


def whole(entries: list[Entry], now: datetime) -> dict[str, Holding]:
    return look(as_of(PROFILE, entries, now))


def windowed(entries: list[Entry], now: datetime, rolls: list[datetime]) -> dict[str, Holding]:
    """Look through carries rolled at each of these moments, reading only what the service would."""
    carry = Carry()
    for at in sorted(rolls):
        cutoff = next_cutoff(carry, at)
        if cutoff is not None:
            carry = roll(as_of(PROFILE, _kept(entries, at), at, carry), cutoff)
    return look(as_of(PROFILE, _kept(entries, now), now, carry))


def _kept(entries: list[Entry], now: datetime) -> list[Entry]:
    return [entry for entry in entries if entry.type not in DAILY or entry.at >= window_start(now)]


@QUICK
@given(HISTORIES, st.integers(0, 42))
@example(every(6, ago(120), ago(), "eyelid"), 0)
@example([*every(7, ago(200), ago(60)), gap_answer(ago(), "thumb", ago(60), ago(5)), *on_days(5, 3, 1)], 10)
def test_a_window_with_one_carry_equals_the_whole(entries: list[Entry], rolled_days_ago: int) -> None:
    rolled = ago(min(rolled_days_ago, 6))
    carry = roll(as_of(PROFILE, [e for e in entries if e.received_at <= rolled], rolled), rolled - WINDOW)
    unchanged = [e for e in entries if e.received_at <= rolled or not is_behind(e, rolled - WINDOW)]
    assert look(as_of(PROFILE, _kept(unchanged, NOW), NOW, carry)) == whole(unchanged, NOW)


@QUICK
@given(HISTORIES)
@example(every(6, ago(120), ago(), "eyelid"))
@example([check_in(ago(335), weight_kg=80), check_in(ago(20), weight_kg=77), check_in(ago(), weight_kg=75)])
def test_a_carry_rolled_every_week_equals_the_whole(entries: list[Entry]) -> None:
    reaching = [e for e in entries if e.type != "answer"]
    assert windowed(reaching, NOW, [ago(days) for days in range(399, -1, -7)]) == whole(reaching, NOW)


@pytest.mark.parametrize(
    ("entries", "sign", "level"),
    [
        pytest.param(every(6, ago(120), ago(), "eyelid"), "eyelid_persistent", "gp_soon", id="eyelid-for-120-days"),
        pytest.param(
            [check_in(ago(335), weight_kg=80), check_in(ago(20), weight_kg=77), check_in(ago(), weight_kg=75)],
            "weight_loss",
            "gp_soon",
            id="highest-weight-11-months-ago",
        ),
        pytest.param(
            [*every(3, ago(60), ago()), *on_days(120, area="forearm"), *on_days(10, 7, 4, area="forearm")],
            "spread",
            "gp_soon",
            id="quiet-there-for-110-days",
        ),
        pytest.param(
            [*on_days(80, 79), *on_days(60), symptom(ago(40), "stiffness", area="hand")], "stiffness", "gp_routine",
            id="stiff-in-an-arm-that-twitched-back-then",
        ),
    ],
)  # fmt: skip
def test_what_lies_behind_the_window_still_counts(entries: list[Entry], sign: str, level: str) -> None:
    seen = windowed(entries, NOW, [ago(days) for days in range(399, -1, -7)])
    assert seen[sign].level == level
    assert seen == whole(entries, NOW)


def test_the_carry_reads_no_episode_before_its_window() -> None:
    read = as_of(PROFILE, every(6, ago(120), ago(), "eyelid"), NOW)
    carry = roll(read, NOW - WINDOW)
    assert carry.runs["eyelid"].first_at == ago(120)
    assert carry.runs["eyelid"].last_at < NOW - WINDOW
    assert carry.runs["eyelid"].days == sum(1 for e in read.episodes if e.at < NOW - WINDOW)


def weight(days: int, kg: float) -> Weight:
    return Weight(on=ago(days).date(), kg=kg, id=f"w{days}")


def test_only_weights_that_can_yet_be_the_highest_are_kept() -> None:
    known = [weight(366, 90), weight(365, 85), weight(100, 70), weight(50, 80), weight(0, 75)]
    assert [kept.kg for kept in highest_first(known)] == [85, 80, 75]


@pytest.mark.parametrize(
    ("cutoff", "moves"),
    [
        pytest.param(None, True, id="none-yet"),
        pytest.param(NOW - WINDOW - timedelta(days=7), True, id="a-week-behind"),
        pytest.param(NOW - WINDOW - timedelta(days=7) + MINUTE, False, id="near-enough"),
    ],
)
def test_the_cutoff_moves_in_weeks(cutoff: datetime | None, moves: bool) -> None:
    assert next_cutoff(Carry(cutoff=cutoff), NOW) == (NOW - WINDOW if moves else None)


CUTOFF: Final = ago(35)


@pytest.mark.parametrize(
    ("entry", "behind"),
    [
        pytest.param(episode(CUTOFF - MINUTE), True, id="episode-before"),
        pytest.param(episode(CUTOFF), False, id="episode-at-the-cutoff"),
        pytest.param(check_in(ago(), date=ago(36).date()), True, id="check-in-for-a-date-before"),
        pytest.param(check_in(ago(), date=ago(30).date()), False, id="check-in-for-a-date-after"),
        pytest.param(gap_answer(ago(), "thumb", ago(50), ago(40)), True, id="gap-answer-about-before"),
        pytest.param(gap_answer(ago(), "thumb", ago(20), ago(10)), False, id="gap-answer-about-after"),
        pytest.param(conflict_answer(ago(), "x"), False, id="conflict-answer"),
        pytest.param(symptom(ago(300), "cramp"), False, id="symptoms-are-always-read"),
        pytest.param(normal_visit(ago(300)), False, id="visits-are-always-read"),
        pytest.param(edit(ago(), "x", area="calf"), False, id="an-edit-is-its-targets-affair"),
    ],
)
def test_what_speaks_of_the_time_behind_a_cutoff(entry: Entry, behind: bool) -> None:
    assert is_behind(entry, CUTOFF) is behind
