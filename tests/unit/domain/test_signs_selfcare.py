"""Tips and notes: what calls for one, and what just does not."""

from datetime import timedelta
from typing import Any, Final

import pytest

from chalicelib.domain.entries import Entry, Screening
from chalicelib.domain.person import Profile
from chalicelib.domain.signs import look
from chalicelib.domain.timeline import as_of
from tests.unit.domain.logs import (
    NOW,
    PROFILE,
    ago,
    check_in,
    delete,
    edit,
    episode,
    every,
    level_of,
    normal_visit,
    symptom,
)

TOLD: Final = "self_care"


def checks(field: str, *values: Any, last: float = 0.1) -> list[Entry]:
    """A check-in a day with these values, the last one `last` days ago."""
    return [check_in(ago(last + back), **{field: value}) for back, value in enumerate(reversed(values))]


def profile(**values: Any) -> Profile:
    return Profile(timezone="Europe/London", **values)


@pytest.mark.parametrize(
    ("sign", "entries", "expected"),
    [
        pytest.param("tip_caffeine", checks("caffeine_servings", 5, 4, 4), TOLD, id="caffeine-mean-over-4"),
        pytest.param("tip_caffeine", checks("caffeine_servings", 4, 4, 4), "-", id="caffeine-at-4"),
        pytest.param("tip_caffeine", checks("caffeine_servings", 9), "-", id="caffeine-one-check-in-says-nothing"),
        pytest.param("tip_caffeine", checks("caffeine_servings", 5, 4), TOLD, id="caffeine-two-are-enough"),
        pytest.param("tip_caffeine", checks("caffeine_servings", 20, 4, 4, 4), "-", id="caffeine-only-the-last-three"),
        pytest.param("tip_caffeine", checks("caffeine_servings", 5, None, 5), TOLD, id="caffeine-gaps-are-not-zero"),
        pytest.param("tip_caffeine", checks("caffeine_servings", 9, 9, last=29), "-", id="caffeine-long-ago"),
        pytest.param("tip_sleep", checks("sleep_hours", 6.4, 6.5), TOLD, id="sleep-under-6.5"),
        pytest.param("tip_sleep", checks("sleep_hours", 6.5, 6.5), "-", id="sleep-at-6.5"),
        pytest.param("tip_stress", checks("stress", 4, 4), TOLD, id="stress-at-4"),
        pytest.param("tip_stress", checks("stress", 4, 4, 3), "-", id="stress-under-4"),
        pytest.param("tip_water", checks("water_litres", 1.1, 1.2), TOLD, id="water-under-1.2"),
        pytest.param("tip_water", checks("water_litres", 1.2, 1.2), "-", id="water-at-1.2"),
    ],
)
def test_means_of_the_last_check_ins(sign: str, entries: list[Entry], expected: str) -> None:
    assert level_of(sign, entries) == expected


def test_a_later_check_in_of_the_day_replaces_the_value() -> None:
    entries = [*checks("caffeine_servings", 5, 5), check_in(ago(0.05), caffeine_servings=1)]
    assert level_of("tip_caffeine", entries) == "-"


def test_caffeine_in_pregnancy_counts_from_2() -> None:
    entries = checks("caffeine_servings", 2, 3)
    assert level_of("tip_caffeine", entries, profile=profile(pregnant=True)) == TOLD
    assert level_of("tip_caffeine", checks("caffeine_servings", 2, 2), profile=profile(pregnant=True)) == "-"
    assert level_of("tip_caffeine", entries) == "-"


@pytest.mark.parametrize(
    "own",
    [
        pytest.param({"fluid_limit_litres": 1.5}, id="fluid-limit"),
        pytest.param({"conditions": ("heart_failure",)}, id="heart-failure"),
        pytest.param({"conditions": ("kidney_disease",)}, id="kidney-disease"),
    ],
)
def test_no_tip_to_drink_more_where_a_doctor_says_how_much(own: dict[str, Any]) -> None:
    entries = checks("water_litres", 0.5, 0.5)
    assert level_of("tip_water", entries, profile=profile(**own)) == "-"
    assert level_of("tip_water", entries) == TOLD


@pytest.mark.parametrize(
    ("episode_after", "exertion", "expected"),
    [
        pytest.param({"hours": 47}, 3, TOLD, id="within-48-hours"),
        pytest.param({"hours": 49}, 3, "-", id="later"),
        pytest.param({"hours": 47}, 2, "-", id="not-hard"),
        pytest.param({"hours": -3}, 3, TOLD, id="earlier-on-the-same-date"),
        pytest.param({"hours": -20}, 3, "-", id="the-date-before"),
    ],
)
def test_exertion_before_twitching(episode_after: dict[str, float], exertion: int, expected: str) -> None:
    trained = ago(3)
    entries = [check_in(trained, exertion=exertion), episode(trained + timedelta(**episode_after))]
    assert level_of("tip_exertion", entries) == expected


def test_exertion_of_last_month_is_no_news() -> None:
    assert level_of("tip_exertion", [check_in(ago(10), exertion=3), episode(ago(9))]) == "-"


def many(count: int) -> list[Entry]:
    """So many episodes this morning, minutes apart."""
    return [episode(ago(0, minutes=10 * number + 5), minutes=1) for number in range(count)]


LATE: Final = [episode(ago(1, minutes=10 * n), received_at=ago(0, minutes=10 * n), minutes=n) for n in range(8)]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(many(6), TOLD, id="the-sixth"),
        pytest.param(many(5), "-", id="five"),
        pytest.param([*many(5), symptom(ago(0, minutes=1), "cramp")], TOLD, id="symptoms-count"),
        pytest.param([*many(5), check_in(ago(0, minutes=1), twitched=True)], "-", id="check-ins-do-not"),
        pytest.param([*many(5), many(5)[0]], "-", id="a-repeat-is-no-sixth"),
        pytest.param([*many(6), delete(NOW, many(6)[0].id)], "-", id="one-taken-back"),
        pytest.param(LATE, "-", id="made-yesterday-received-today"),
        pytest.param([episode(ago(1, minutes=10 * n)) for n in range(6)], "-", id="yesterday"),
    ],
)
def test_over_logging(entries: list[Entry], expected: str) -> None:
    assert level_of("over_logging", entries) == expected


def test_an_import_is_no_over_logging_and_what_comes_after_it_is() -> None:
    before, after = look(as_of(PROFILE, many(6), NOW, imported_at=NOW)), many(12)
    assert "over_logging" not in before
    assert "over_logging" in look(as_of(PROFILE, after, NOW, imported_at=ago(0, minutes=60)))


def gad(days: float, score: int) -> Screening:
    return Screening(id=f"g{days}", at=ago(days), received_at=ago(days), score=score)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param([gad(1, 3)], TOLD, id="three"),
        pytest.param([gad(1, 2)], "-", id="two"),
        pytest.param([gad(20, 6), gad(1, 1)], "-", id="the-latest-counts"),
        pytest.param([gad(31, 6)], "-", id="over-a-month-ago"),
        pytest.param([gad(1, 3), edit(ago(0.5), "g1", score=1)], "-", id="corrected"),
    ],
)
def test_support(entries: list[Entry], expected: str) -> None:
    assert level_of("anxiety_support", entries) == expected


EASING: Final = [*every(1, ago(15), ago(7), minutes=30), *every(1, ago(6), ago(), minutes=5)]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(EASING, TOLD, id="over-two-weeks-and-easing"),
        pytest.param(every(1, ago(15), ago(), minutes=30), "-", id="not-easing"),
        pytest.param([*every(1, ago(13), ago(7), minutes=30), *every(1, ago(6), ago(), minutes=5)], "-", id="shorter"),
        pytest.param([*EASING, normal_visit(ago(1))], "-", id="muted-by-a-normal-visit"),
    ],
)
def test_the_note_after_two_weeks(entries: list[Entry], expected: str) -> None:
    assert level_of("note_two_weeks", entries) == expected
