"""What lies behind the carry's cutoff, or across it: sides, corrected weights, days answered late, late changes."""

from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.carry import WINDOW, is_behind, window_start
from chalicelib.domain.course import Log, live_through
from chalicelib.domain.entries import DAILY, Entry
from chalicelib.domain.localtime import DAY, local_date
from chalicelib.domain.signs import look
from chalicelib.domain.timeline import Timeline, as_of, roll
from local.lived_history import live_history
from tests.unit.domain.histories import SPAN, START, histories
from tests.unit.domain.logs import (
    NOW,
    PROFILE,
    QUICK,
    ago,
    check_in,
    conflict_answer,
    course,
    delete,
    edit,
    episode,
    every,
    gap_answer,
    level_of,
    person,
    symptom,
)

LONG: Final = every(3, ago(120), ago())


def carried(entries: list[Entry], now: datetime, since: timedelta) -> Timeline:
    """The timeline of the window alone, with a carry that was made `since` before from the whole log."""
    made_at = now - since
    carry = roll(as_of(PROFILE, entries, made_at), made_at - WINDOW)
    window = [entry for entry in entries if entry.type not in DAILY or entry.at >= window_start(now)]
    return as_of(PROFILE, window, now, carry)


@QUICK
@given(histories(), st.integers(40, SPAN), st.integers(0, 7 * 24 - 1))
def test_days_and_weights_told_late_count_as_in_the_whole_log(entries: list[Entry], day: int, hours: int) -> None:
    now, since = START + day * DAY, timedelta(hours=hours)
    cutoff = now - since - WINDOW
    if any(is_behind(entry, cutoff) for entry in entries if entry.received_at > now - since):
        since = timedelta(0)
    assert look(carried(entries, now, since)) == look(as_of(PROFILE, entries, now))


LEFT, RIGHT = {"side": "left"}, {"side": "right"}
WEAK_LEFT: Final = [symptom(ago(days), "weakness", "weeks", area="hand", side="left") for days in (67, 60)]
STIFF_LEFT: Final = symptom(ago(60), "stiffness", area="hand", side="left")


@pytest.mark.parametrize(
    ("sign", "entries", "level"),
    [
        pytest.param("weakness_progressing", [*WEAK_LEFT, episode(ago(80), **LEFT), episode(ago(45), **RIGHT)],
                     "urgent", id="the-left-twitched-before-a-later-run-of-the-right"),
        pytest.param("weakness_progressing", [*WEAK_LEFT, episode(ago(45), **RIGHT)], "-", id="the-right-alone"),
        pytest.param("weakness_progressing", [*WEAK_LEFT, episode(ago(90), **LEFT), episode(ago(45), **RIGHT)], "-",
                     id="the-left-too-long-before"),
        pytest.param("stiffness", [STIFF_LEFT, episode(ago(80), **LEFT), episode(ago(45), **RIGHT)], "gp_routine",
                     id="stiff-on-the-left"),
        pytest.param("weight_loss", [check_in(ago(35, hours=1), weight_kg=80),
                     check_in(ago(35, hours=-1), weight_kg=76)], "-", id="a-weight-corrected-that-day"),
        pytest.param("weight_loss", [check_in(ago(36), weight_kg=80), check_in(ago(35, hours=-1), weight_kg=76)],
                     "gp_soon", id="a-weight-of-the-day-before"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("days", [pytest.param(0, id="fresh"), pytest.param(6.9, id="a-week-old")])
def test_what_lies_across_the_cutoff(sign: str, entries: list[Entry], level: str, days: float) -> None:
    holding = look(carried(entries, NOW, timedelta(days=days))).get(sign)
    assert level_of(sign, entries) == level
    assert (holding.level if holding else "-") == level


@pytest.mark.parametrize("checked_at", [pytest.param(80, id="that-day"), pytest.param(30, id="weeks-later")])
def test_denials_of_a_gap_behind_the_cutoff_break_the_run(checked_at: int) -> None:
    twitched = [*every(3, ago(120), ago(83), "eyelid"), *every(3, ago(77), ago(), "eyelid")]
    denied = [
        check_in(ago(checked_at, minutes=day), date=local_date(ago(day), PROFILE.zone), twitched=False)
        for day in (82, 81, 80, 79)
    ]
    entries: list[Entry] = [*twitched, *denied]
    assert level_of("eyelid_persistent", twitched) == "gp_soon"
    assert level_of("eyelid_persistent", entries) == "-"
    assert "eyelid_persistent" not in look(carried(entries, NOW, timedelta(0)))


@pytest.mark.parametrize(
    "more",
    [
        pytest.param([], id="nothing-more"),
        pytest.param([episode(ago(70), "calf", received_at=ago(5))], id="an-old-episode-comes-late"),
        pytest.param([delete(ago(4), LONG[3].id)], id="an-old-episode-is-deleted"),
        pytest.param([edit(ago(4), LONG[3].id, area="calf")], id="an-old-episode-is-edited"),
        pytest.param([edit(ago(4), LONG[-5].id, at=ago(80))], id="a-near-episode-moves-back"),
        pytest.param([edit(ago(4), LONG[3].id, at=ago(5))], id="an-old-episode-moves-near"),
        pytest.param([gap_answer(ago(4), "thumb", ago(90), ago(80))], id="an-old-gap-is-answered"),
        pytest.param([conflict_answer(ago(4), LONG[3].id)], id="an-old-episode-is-withdrawn"),
        pytest.param(
            [check_in(ago(4, minutes=day), date=ago(day).date(), twitched=False) for day in range(85, 70, -1)],
            id="old-days-are-denied",
        ),
        pytest.param([check_in(ago(100), weight_kg=80), check_in(ago(2), weight_kg=75)], id="a-weight-is-remembered"),
    ],
)
def test_what_reaches_back_is_lived_on_the_whole_log(more: list[Entry]) -> None:
    assert_same_life(sorted([*LONG, *more], key=lambda entry: entry.received_at), NOW + 3 * DAY)


def assert_same_life(entries: list[Entry], until: datetime) -> None:
    begun = course(person(entries[0].received_at - timedelta(seconds=1)), entries)
    at_once, weekly = live_through(begun, Log(tuple(entries)), until), live_history(begun, entries, until)
    assert weekly.raised == at_once.raised
    assert weekly.cleared == at_once.cleared
    assert weekly.messages == at_once.messages
    assert weekly.course.agenda == replace(at_once.course.agenda, receipt_at=None)


@st.composite
def changed_histories(draw: st.DrawFn) -> list[Entry]:
    """Some weeks of a log in which entries come late, are moved to another area, or are deleted."""
    entries = [entry for entry in draw(histories(most=3)) if entry.at < START + 80 * DAY]
    moves = st.tuples(st.integers(0, 400), st.integers(1, 60), st.sampled_from(("late", "edit", "delete")))
    for number, (place, days, kind) in enumerate(draw(st.lists(moves, max_size=4)) if entries else ()):
        known: Any = entries[place % len(entries)]
        at = known.received_at + timedelta(days=days, minutes=number)
        if kind == "late":
            entries[place % len(entries)] = replace(known, received_at=at)
        elif kind == "delete":
            entries.append(replace(delete(at, known.id), id=f"d{number}"))
        elif known.type == "episode":
            entries.append(replace(edit(at, known.id, area="neck"), id=f"x{number}"))
    return sorted(entries, key=lambda entry: entry.received_at)


@settings(QUICK, max_examples=8)
@given(changed_histories())
def test_living_week_by_week_equals_living_at_once(entries: list[Entry]) -> None:
    if entries:
        assert_same_life(entries, START + 85 * DAY)
