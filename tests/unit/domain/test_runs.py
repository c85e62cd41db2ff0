"""How a run is read: what chains, what breaks, what bridges."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.entries import Entry
from chalicelib.domain.person import Profile
from tests.unit.domain.logs import MINUTE, ago, check_in, delete, denials, edit, episode, gap_answer, on_days, timeline


def runs_of(entries: Sequence[Entry], area: str = "thumb") -> int:
    return len(timeline(entries).runs[area])


@pytest.mark.parametrize(
    ("entries", "runs"),
    [
        pytest.param([episode(ago(7)), episode(ago())], 1, id="a-gap-of-7-days-chains"),
        pytest.param([episode(ago(7) - MINUTE), episode(ago())], 2, id="a-longer-one-does-not"),
        pytest.param([*on_days(6, 0), *denials(5, 2)], 2, id="4-denials-break-a-shorter-gap"),
        pytest.param([*on_days(6, 0), *denials(5, 3)], 1, id="3-denials-do-not"),
        pytest.param([*on_days(5, 0), *denials(5, 2)], 1, id="a-denial-on-the-first-date-is-not-between"),
        pytest.param([*on_days(6, 0), *denials(5, 2), check_in(ago(1), twitched=True)], 1,
                     id="a-confirming-check-in-keeps-it"),
        pytest.param([*on_days(6, 0), *denials(5, 2), check_in(ago(1), stress=2)], 2,
                     id="a-check-in-that-says-nothing-does-not"),
        pytest.param([*on_days(6, 0), *denials(5, 2), check_in(ago(2), date=ago(3).date(), twitched=True)], 1,
                     id="a-later-check-in-of-the-date-replaces-the-denial"),
        pytest.param([*on_days(20, 0), gap_answer(ago(), "thumb", ago(19), ago(1))], 1, id="an-answer-bridges"),
        pytest.param([*on_days(90, 0), gap_answer(ago(), "thumb", ago(89), ago(1))], 1, id="any-length"),
        pytest.param([*on_days(20, 0), gap_answer(ago(), "thumb", ago(10), ago(10))], 1, id="dates-that-overlap"),
        pytest.param([*on_days(20, 0), gap_answer(ago(), "thumb", ago(40), ago(21))], 2, id="dates-that-do-not"),
        pytest.param([*on_days(20, 0), gap_answer(ago(), "calf", ago(19), ago(1))], 2, id="another-area"),
        pytest.param([*on_days(20, 0), gap_answer(ago(), "thumb", ago(19), ago(1), continued=False)], 2,
                     id="an-answer-no"),
        pytest.param([*on_days(6, 0), *denials(5, 2), gap_answer(ago(), "thumb", ago(5), ago(1))], 1,
                     id="an-answer-bridges-what-was-denied"),
        pytest.param([episode(ago(7), side="left"), episode(ago(), side="right")], 1, id="sides-merge"),
    ],
)  # fmt: skip
def test_chains(entries: list[Entry], runs: int) -> None:
    assert runs_of(entries) == runs


def test_a_bridged_run_says_so() -> None:
    entries = [*on_days(20, 0), gap_answer(ago(), "thumb", ago(19), ago(1))]
    (run,) = timeline(entries).runs["thumb"]
    assert run.bridged
    assert not timeline(on_days(7, 0)).runs["thumb"][0].bridged


def test_length_is_from_first_start_to_last_start_and_minutes_are_not_added() -> None:
    (run,) = timeline([episode(ago(3), minutes=1440), episode(ago(), minutes=1440)]).runs["thumb"]
    assert run.length == timedelta(days=3)


def test_length_is_elapsed_time_across_a_change_of_clocks() -> None:
    before, after = datetime(2026, 10, 20, 8, tzinfo=UTC), datetime(2026, 10, 27, 8, tzinfo=UTC)
    london = timeline([episode(before), episode(after)], after).runs["thumb"]
    assert [run.length for run in london] == [timedelta(days=7)]


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        pytest.param("Europe/London", 1, id="one-date-in-london"),
        pytest.param("Asia/Tokyo", 2, id="two-dates-in-tokyo"),
    ],
)
def test_days_are_local_dates(zone: str, days: int) -> None:
    afternoon, evening = datetime(2026, 11, 20, 14, tzinfo=UTC), datetime(2026, 11, 20, 20, tzinfo=UTC)
    read = timeline([episode(afternoon), episode(evening)], profile=Profile(timezone=zone))
    assert [run.days for run in read.runs["thumb"]] == [days]


def test_an_answer_about_one_gap_does_not_bridge_the_next() -> None:
    entries = on_days(30, 20, 10)
    first = gap_answer(ago(), "thumb", ago(30), ago(20))
    assert runs_of([*entries, first]) == 2
    assert runs_of([*entries, first, gap_answer(ago() - MINUTE, "thumb", ago(19), ago(11))]) == 1


def test_a_deleted_episode_can_part_a_run() -> None:
    middle = episode(ago(5))
    entries = [episode(ago(10)), middle, episode(ago())]
    assert runs_of(entries) == 1
    assert runs_of([*entries, delete(ago(), middle.id)]) == 2


def test_an_episode_edited_to_another_area_leaves_the_run() -> None:
    middle = episode(ago(5))
    entries = [episode(ago(10)), middle, episode(ago()), edit(ago(), middle.id, area="calf")]
    assert runs_of(entries) == 2
    assert runs_of(entries, "calf") == 1


def test_a_late_arrival_counts_at_the_time_it_says() -> None:
    late = episode(ago(5), received_at=ago(1))
    entries = [episode(ago(10)), late, episode(ago(2))]
    assert len(timeline(entries, ago(1.5)).runs["thumb"]) == 2
    assert len(timeline(entries, ago(1)).runs["thumb"]) == 1


def test_the_quiet_before_a_run_is_since_the_episode_before_it() -> None:
    first, second = timeline(on_days(40, 39, 10, 9)).runs["thumb"]
    assert first.quiet_before is None
    assert second.quiet_before == timedelta(days=29)


@pytest.mark.parametrize(
    ("last", "alive"),
    [pytest.param(ago(4), True, id="4-days-ago"), pytest.param(ago(4) - MINUTE, False, id="over-4-days-ago")],
)
def test_alive(last: datetime, alive: bool) -> None:
    assert bool(timeline([episode(last)]).alive_runs()) is alive
