"""Easing, clause by clause. Days are counted back from the run's last episode, today."""

from typing import Any

import pytest

from chalicelib.domain.easing import burden, is_easing
from chalicelib.domain.entries import Entry
from tests.unit.domain.logs import ago, check_in, denials, episode, gap_answer, on_days, timeline

EARLIER = (13, 12, 11, 10, 9, 8, 7)
LATER = (6, 5, 4, 3, 2, 1, 0)
HALF = (6, 3, 0)


def eased(entries: list[Entry]) -> bool:
    read = timeline(entries)
    return is_easing(read, read.runs["thumb"][-1])


def weeks(before: float, after: float, *, later: tuple[int, ...] = LATER, earlier: tuple[int, ...] = EARLIER) -> Any:
    return [*on_days(*earlier, minutes=before), *on_days(*later, minutes=after)]


@pytest.mark.parametrize(
    ("entries", "is_easing_now"),
    [
        pytest.param(weeks(10, 5.9), True, id="mean-below-60-per-cent"),
        pytest.param(weeks(10, 6), False, id="60-per-cent-exactly"),
        pytest.param(weeks(10, 10), False, id="the-same"),
        pytest.param(weeks(10, 5, earlier=EARLIER[:6]), False, id="lighter-but-on-more-days"),
        pytest.param(weeks(10, 5, earlier=(13, 10, 7), later=(6, 3, 0)), True, id="3-logged-days-before"),
        pytest.param(weeks(10, 5, earlier=(13, 7), later=(3, 0)), False, id="2-logged-days-before"),
        pytest.param(weeks(10, 10, later=HALF), False, id="logging-less-is-not-easing"),
        pytest.param([*weeks(10, 10, later=HALF), *denials(5, 4), *denials(2, 1)], True, id="halved-and-4-denials"),
        pytest.param([*weeks(10, 10, later=HALF), *denials(5, 4), *denials(2, 2)], False, id="halved-and-3-denials"),
        pytest.param([*weeks(10, 10, later=(6, 5, 1, 0)), *denials(4, 2), *denials(0, 0)], False,
                     id="4-days-of-7-is-not-half"),
        pytest.param([*weeks(10, 10, later=HALF), *denials(11, 8)], False, id="denials-of-the-earlier-week"),
        pytest.param([*weeks(10, 5.9), episode(ago(0, minutes=5), minutes=60)], False, id="one-heavy-day-counts"),
        pytest.param([*weeks(10, 5.9), *on_days(*LATER, area="calf", minutes=90)], True, id="another-area-does-not"),
    ],
)  # fmt: skip
def test_easing(entries: list[Entry], is_easing_now: bool) -> None:
    assert eased(entries) is is_easing_now


def test_intensity_counts_beside_minutes() -> None:
    before = on_days(*EARLIER, minutes=10, intensity=4)
    assert eased([*before, *on_days(*LATER, minutes=10, intensity=2)])
    assert not eased([*before, *on_days(*LATER, minutes=10, intensity=3)])


def test_a_bridged_run_is_never_easing() -> None:
    bridged = [episode(ago(40)), gap_answer(ago(), "thumb", ago(39), ago(14)), *weeks(10, 1)]
    assert timeline(bridged).runs["thumb"][-1].bridged
    assert not eased(bridged)


def test_the_weeks_are_those_of_the_last_episode_and_not_of_today() -> None:
    assert eased([*on_days(*(day + 3 for day in EARLIER), minutes=10), *on_days(9, 8, 7, 6, 5, 4, 3, minutes=5)])


def test_check_ins_after_the_last_episode_are_not_of_its_week() -> None:
    halved = [*on_days(16, 15, 14, 13, 12, 11, 10), *on_days(9, 4, 3)]
    denied = [check_in(ago(days), twitched=False) for days in (2, 1, 0)]
    assert not eased([*halved, check_in(ago(7), twitched=False), *denied])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"minutes": 5, "intensity": 3}, 15, id="minutes-times-intensity"),
        pytest.param({"intensity": 3}, 3, id="a-missing-length-is-1-minute"),
        pytest.param({"minutes": 5}, 10, id="a-missing-intensity-is-2"),
        pytest.param({"minutes": 0, "intensity": 3}, 0, id="0-minutes-are-not-missing"),
    ],
)
def test_burden(values: dict[str, Any], expected: float) -> None:
    assert burden(episode(ago(), **values)) == expected
