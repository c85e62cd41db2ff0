"""The result: told by the draw itself, on days that say, and in plain words."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bench.experiments import Design, Someone, play
from chalicelib.domain.entries import Entry
from chalicelib.domain.experiment import EXPERIMENT_TRIGGERS, Experiment, pair_order
from chalicelib.domain.experiments.result import AT_MOST, Result, read_result, share_as_large
from chalicelib.domain.experiments.words import missing_words, result_words
from chalicelib.domain.localtime import DAY
from tests.unit.domain.logs import QUICK, check_in, episode, timeline
from tests.unit.domain.test_experiments import MONDAY, experiment
from tests.unit.reading.plain import FAIR_LENGTH, bound_of, faults_of, grade

END = datetime(2027, 6, 1, 12, tzinfo=UTC)


def day_of(made: Experiment, place: int, hour: int = 12) -> datetime:
    """The moment on the so-manieth day of an experiment, counted from 0."""
    return datetime.combine(made.starts_on + place * DAY, time(hour), UTC)


def lived(made: Experiment, with_: Any = True, without: Any = False, skipped: Sequence[int] = ()) -> list[Entry]:
    """A check-in a day that says "twitching" on days with and not on days without; none on the skipped days."""
    found: list[Entry] = []
    for place in range(len(made.order) * made.block_days):
        if place not in skipped:
            is_with = made.order[place // made.block_days]
            said = with_ if is_with else without
            found.append(check_in(day_of(made, place), twitched=said, caffeine_servings=3 if is_with else 0))
    return found


def result(made: Experiment, entries: Sequence[Entry]) -> Result:
    return read_result(made, timeline(entries, now=END))


@given(st.lists(st.floats(-100, 100), min_size=6, max_size=7))
@QUICK
def test_without_an_effect_at_most_1_in_20_of_the_draws_sees_one(differences: list[float]) -> None:
    """Exact, whatever the days were like: each draw only turns the signs of the same differences."""
    draws = list(product((1, -1), repeat=len(differences)))
    seen = sum(
        share_as_large([sign * one for sign, one in zip(signs, differences, strict=True)]) <= AT_MOST for signs in draws
    )
    assert seen / len(draws) <= AT_MOST


@pytest.mark.parametrize(
    ("differences", "share"),
    [
        ([1] * 6, 2 / 64),
        ([-1] * 6, 2 / 64),
        ([1] * 5 + [-1], 14 / 64),
        ([0] * 6, 1.0),
        ([5, 4, 3, 2, 1, -0.5], 4 / 64),
        ([1] * 8, 2 / 256),
        ([0.1, 0.2, 0.3] * 2, 2 / 64),
    ],
)
def test_the_share_counts_every_order_that_could_have_been_drawn(differences: list[float], share: float) -> None:
    assert share_as_large(differences) == pytest.approx(share)


def test_a_difference_in_every_pair_is_seen() -> None:
    made = experiment()
    found = result(made, lived(made))
    assert (found.verdict, found.less_on, found.compared) == ("difference_seen", "without", 6)
    assert (found.with_.days, found.with_.twitching_days, found.with_.burden_per_day) == (18, 18, 2.0)
    assert (found.without.days, found.without.twitching_days, found.without.burden_per_day) == (18, 0, 0.0)
    turned = result(made, lived(made, False, True))
    assert (turned.verdict, turned.less_on) == ("difference_seen", "with")


def test_one_pair_the_other_way_round_is_no_difference_with_six_pairs() -> None:
    made = experiment()
    turned = [replace(one, twitched=not one.twitched) for one in lived(made)[:8]]  # type: ignore[attr-defined]
    found = result(made, [*turned, *lived(made)[8:]])
    assert (found.verdict, found.less_on) == ("no_difference_seen", "without")
    assert [pair.less_on for pair in found.pairs] == ["with", *["without"] * 5]


def test_one_pair_of_eight_the_other_way_round_is_still_more_than_1_in_20() -> None:
    made = experiment(order=pair_order([True] * 8))
    turned = [*lived(made, False, True)[:8], *lived(made)[8:]]
    found = result(made, turned)
    assert (found.verdict, found.share) == ("no_difference_seen", 18 / 256)


def test_one_long_spell_does_not_outweigh_the_other_days() -> None:
    made = experiment()
    spells = [episode(day_of(made, 1), minutes=60, intensity=5)]
    spells += [episode(day_of(made, place), minutes=16, intensity=4) for place in (5, 6, 7)]
    said = lived(made, False, False, skipped=[1, 5, 6, 7])
    (first, *_) = result(made, [*spells, *said]).pairs
    assert first.with_.burden_per_day == 100.0
    assert first.without.burden_per_day == 64.0
    assert first.less_on == "with"


def test_all_alike_is_no_difference() -> None:
    made = experiment()
    found = result(made, lived(made, True, True))
    assert (found.verdict, found.less_on) == ("no_difference_seen", None)
    assert "Days with and without caffeine were alike." in result_words(made, found)


def test_days_that_do_not_say_are_not_days_without_twitching() -> None:
    made = experiment()
    silent = [check_in(day_of(made, place), sleep_hours=7) for place in range(48)]
    assert result(made, silent).verdict == "not_enough_data"
    assert result(made, []).verdict == "not_enough_data"
    assert result(made, []).with_.burden_per_day is None


def test_the_first_day_of_a_block_is_left_out() -> None:
    made = experiment()
    firsts = [place for place in range(48) if place % 4 == 0]
    strong = [episode(day_of(made, place, 15), minutes=600, intensity=5) for place in firsts]
    assert (
        result(made, [*lived(made), *strong]) == result(made, lived(made, skipped=firsts)) == result(made, lived(made))
    )


def test_one_day_of_each_block_is_enough_and_none_is_not() -> None:
    made = experiment()
    only_last = [place for place in range(48) if place % 4 != 3]
    assert result(made, lived(made, skipped=only_last)).verdict == "difference_seen"
    found = result(made, lived(made, skipped=[*only_last, 11]))
    assert (found.verdict, found.compared) == ("not_enough_data", 5)
    assert missing_words(made, found) == (
        "A result needs 6 pairs that can be compared. There are 5.",
        "In 1 of 6 pairs no day without caffeine says whether you twitched.",
    )


def test_seven_pairs_can_spare_one() -> None:
    made = experiment(order=pair_order([True] * 7))
    found = result(made, lived(made, skipped=range(8)))
    assert (found.verdict, found.compared, found.pairs[0].difference) == ("difference_seen", 6, None)


def test_an_episode_says_so_and_weighs_by_its_burden() -> None:
    made = experiment()
    strong = episode(day_of(made, 1, 9), minutes=10, intensity=3)
    short = episode(day_of(made, 2, 9), minutes=0, intensity=3)
    denied = check_in(day_of(made, 2, 20), twitched=False)
    found = result(made, [strong, short, denied])
    assert (found.with_.days, found.with_.twitching_days, found.with_.burden_per_day) == (2, 2, 15.5)


def test_what_is_logged_late_or_taken_out_counts_as_it_stands_now() -> None:
    made = experiment()
    late = [replace(one, received_at=END) for one in lived(made)]
    assert result(made, late).verdict == "difference_seen"
    assert read_result(made, timeline(late, now=END - timedelta(minutes=1))).verdict == "not_enough_data"


def test_a_stopped_one_is_never_called() -> None:
    made = experiment(order=pair_order([True] * 8))
    stopped = replace(made, stopped_at=day_of(made, 60))
    found = result(stopped, lived(made))
    assert (found.verdict, found.compared, found.share) == ("not_enough_data", 7, 2 / 128)
    assert "Only one that runs to its end gets a result." in " ".join(missing_words(stopped, found))


def test_the_day_of_the_stop_and_later_ones_do_not_count() -> None:
    made = experiment()
    stopped = replace(made, stopped_at=day_of(made, 2, 18))
    assert result(stopped, lived(made)).with_.days == 1


def test_the_plan_that_was_kept_is_counted_by_the_check_ins() -> None:
    made = experiment()
    kept = result(made, lived(made))
    assert (kept.with_.answered, kept.with_.followed, kept.without.answered, kept.without.followed) == (18, 18, 18, 18)
    slack = [replace(one, caffeine_servings=3) for one in lived(made)]
    words = result_words(made, result(made, slack))
    assert words[-3:] == (
        "On days with caffeine, check-ins show over 1 serving on 18 of 18.",
        "On days without caffeine, check-ins show over 1 serving on 18 of 18.",
        "Days with and without caffeine were much alike, so a difference could hardly show.",
    )
    screen = replace(made, trigger="screen")
    assert result_words(screen, result(screen, lived(made)))[-1] == "Your check-ins do not say how the plan was kept."


@pytest.mark.parametrize("trigger", EXPERIMENT_TRIGGERS)
@pytest.mark.parametrize("log", ["none", "some", "differs", "alike"])
def test_the_words_are_short_plain_and_name_no_probability(trigger: Any, log: str) -> None:
    made = replace(experiment(), trigger=trigger)
    entries = {
        "none": [],
        "some": lived(made, skipped=range(9)),
        "differs": lived(made),
        "alike": lived(made, True, True),
    }[log]
    found = result(made, entries)
    for sentence in (*result_words(made, found), *missing_words(made, found)):
        assert faults_of(sentence) == [], sentence
        assert len(sentence.split()) < FAIR_LENGTH or grade(sentence) <= bound_of(sentence), sentence
        assert sentence.endswith(".")
        assert not re.search(r"\bp\b|%|chance|probab|likel|significan|should|cause[sd]? by", sentence, re.IGNORECASE)


def test_a_result_before_the_last_day_counts_the_days_so_far() -> None:
    made = experiment(starts_on=MONDAY)
    found = read_result(made, timeline(lived(made), now=day_of(made, 2)))
    assert found.with_.days == 2


@pytest.mark.parametrize("spread", [0.3, 0.8])
def test_people_without_an_effect_and_days_that_hang_together(spread: float) -> None:
    random = Random(f"no effect {spread}")
    someone = Someone(spread=spread, autocorrelation=0.5)
    runs = 400
    seen = sum(play(random, Design(6, 4), 1.0, someone) == "difference_seen" for _ in range(runs))
    # 3.1 % are expected of 6 pairs; 5 % and two and a half standard errors of that
    assert seen / runs <= 0.05 + 2.5 * (0.05 * 0.95 / runs) ** 0.5


def test_people_with_a_strong_effect() -> None:
    random = Random("a strong effect")
    seen = sum(play(random, Design(8, 4), 3.0, Someone()) == "difference_seen" for _ in range(100))
    assert seen >= 60
