"""What the weekly mail carries: findings of every level, tips, and, after a quiet month, an offer of less."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from msgspec.structs import replace

from chalicelib.domain.agenda import next_summary
from chalicelib.domain.course import Log, live_through
from chalicelib.domain.entries import Entry
from chalicelib.domain.localtime import WEEK, local_date
from chalicelib.domain.message import Message
from chalicelib.domain.weekly import read_year, weeks_told
from tests.unit.domain.logs import check_in, course, delete, episode, live, symptom, timeline
from tests.unit.domain.test_alerts import at, someone

TIRED: Final = [check_in(at(day, 9), sleep_hours=5) for day in range(3)]
RUN: Final = [episode(at(day, 10), "thumb") for day in range(0, 24)]


def weekly(entries: Sequence[Entry], day: int, **values: Any) -> Message:
    """The summary of that day."""
    return [m for m in live(someone(**values), entries, at(day, 9)).messages if m.kind == "weekly"][-1]


def test_a_tip_is_told_in_the_summary_and_nowhere_else() -> None:
    messages = [m for m in live(someone(), TIRED, at(7, 9)).messages if m.kind not in ("reminder", "weekly")]
    message = weekly(TIRED, 7)
    assert messages == []
    assert (message.level, message.signs, message.advice) == ("self_care", ("tip_sleep",), ("sleep_7h",))


def test_the_most_serious_comes_first_with_its_one_action() -> None:
    message = weekly([*TIRED, symptom(at(3), "weakness", "weeks", area="hand")], 7)
    assert message.signs == ("weakness", "tip_sleep")
    assert message.advice == ("gp_within_days", "sleep_7h")


def test_too_many_logs_on_one_day_are_told_for_that_week_only() -> None:
    many = [episode(at(2, 10, minute), minutes=1) for minute in range(0, 60, 8)]
    message = weekly(many, 7)
    assert (message.signs, message.advice) == (("over_logging",), ("log_less",))
    assert weekly(many, 14).signs == ()


@pytest.mark.parametrize(
    ("own", "missed", "advice"),
    [
        pytest.param({}, {"water_litres": 1.3}, ("drink_2_litres",), id="water"),
        pytest.param({"conditions": ("kidney_disease",)}, {"water_litres": 1.3}, (), id="kidneys"),
        pytest.param({"fluid_limit_litres": 1.5}, {"water_litres": 1.3}, ("fluid_own_limit",), id="fluid-limit"),
        pytest.param({}, {"magnesium_food": False}, ("magnesium_food",), id="magnesium"),
        pytest.param({"conditions": ("kidney_disease",)}, {"magnesium_food": False}, (), id="magnesium-and-kidneys"),
        pytest.param({}, {"alcohol_units": 2}, ("alcohol_moderate",), id="alcohol"),
        pytest.param({"conditions": ("alcohol_daily",)}, {"alcohol_units": 2}, ("alcohol_ask_gp",), id="daily-drinker"),
    ],
)
def test_the_habit_plan_fits_the_person(own: dict[str, Any], missed: dict[str, Any], advice: tuple[str, ...]) -> None:
    days = [check_in(at(day, 9), **missed) for day in range(3)]
    assert weekly(days, 7, **own).advice == advice


def test_one_habit_is_enough_and_the_least_kept_comes_first() -> None:
    days = [check_in(at(day, 9), water_litres=litres, sleep_hours=6.9) for day, litres in enumerate((1.3, 1.3, 2.5))]
    assert weekly(days, 7).advice == ("sleep_7h",)
    assert weekly(days[:2], 7).advice == ("drink_2_litres",)


def test_beside_a_warning_no_habit_is_named() -> None:
    days: list[Entry] = [check_in(at(day, 9), water_litres=1.3) for day in range(3)]
    assert weekly([*days, symptom(at(3), "weakness", "weeks")], 7).advice == ("gp_within_days",)


def offers(entries: Sequence[Entry], day: int, **values: Any) -> bool:
    return bool(weekly(entries, day, **values).content["offers_monthly"])


@pytest.mark.parametrize(
    ("entries", "day", "expected"),
    [
        pytest.param([], 21, False, id="a-new-person-is-not-quiet-yet"),
        pytest.param([], 28, True, id="four-weeks-without-anything"),
        pytest.param([episode(at(1))], 28, False, id="an-episode-28-days-ago"),
        pytest.param([episode(at(1))], 35, True, id="long-enough-ago"),
        pytest.param([symptom(at(10), "cramp")], 28, False, id="a-symptom"),
        pytest.param([symptom(at(1), "weakness", "weeks")], 70, False, id="a-warning-that-still-stands"),
        pytest.param([check_in(at(day), sleep_hours=8) for day in range(28)], 28, True, id="check-ins-are-quiet"),
        pytest.param([check_in(at(27), sleep_hours=5), check_in(at(26), sleep_hours=5)], 28, True, id="a-tip-is-too"),
    ],
)
def test_after_four_quiet_weeks_it_offers_to_come_monthly(entries: list[Entry], day: int, expected: bool) -> None:
    assert offers(entries, day) is expected


def test_those_who_have_it_monthly_are_not_offered_it() -> None:
    assert not offers([], 70, summary="monthly")


def test_what_only_a_summary_has_told_is_corrected_too() -> None:
    gone = [delete(at(22, 12), entry.id) for entry in RUN[5:23]]
    gone = [replace(change, id=f"gone{number}") for number, change in enumerate(gone)]
    messages = live(someone(mode="weekly"), [*RUN[:23], *gone], at(26)).messages
    told = [(m.kind, m.signs) for m in messages if m.signs]
    assert told == [("weekly", ("persistent",)), ("correction", ("persistent",))]


def test_what_no_mail_has_told_needs_no_correction() -> None:
    gone = [replace(delete(at(17, 12), entry.id), id=f"gone{n}") for n, entry in enumerate(RUN[5:17])]
    messages = live(someone(mode="weekly"), [*RUN[:17], *gone], at(20)).messages
    assert [m.kind for m in messages if m.signs] == []


def test_what_was_carried_is_forgotten_with_its_finding() -> None:
    anna = someone()
    lived = live_through(course(anna, TIRED), Log(tuple(TIRED)), at(80))
    assert lived.course.standing.carried == ()


def test_a_warning_that_came_and_went_within_the_week_is_told_as_ended() -> None:
    gone = [symptom(at(2), "stiffness", area="calf"), symptom(at(5), "stiffness", area="calf", present=False)]
    message = weekly([episode(at(1), "calf"), *gone], 7, mode="weekly")
    assert (message.signs, message.content["findings"]) == (("stiffness",), [])
    assert [item["sign"] for item in message.content["ended"]] == ["stiffness"]
    assert weekly([episode(at(1), "calf"), *gone], 14, mode="weekly").signs == ()


def test_one_that_was_mailed_is_not_told_again_as_ended_but_the_week_is_not_called_clear() -> None:
    message = weekly([symptom(at(0, 10), "swallowing"), symptom(at(2), "swallowing", present=False)], 7)
    assert (message.signs, message.content["had_warnings"]) == ((), True)


@pytest.mark.parametrize(
    ("entries", "is_empty"),
    [
        pytest.param([], True, id="nothing"),
        pytest.param([symptom(at(2), "cramp")], False, id="a-symptom"),
        pytest.param([symptom(at(8), "cramp")], True, id="of-the-week-after"),
    ],
)
def test_a_week_without_a_log(entries: list[Entry], is_empty: bool) -> None:
    messages = [m for m in live(someone(), entries, at(9)).messages if m.kind == "weekly"]
    assert messages[-1].content["is_empty"] is is_empty


def test_what_stands_is_told_in_the_words_of_today() -> None:
    hand = symptom(at(2), "weakness", "weeks", area="hand")
    foot = symptom(at(3), "weakness", "weeks", area="foot")
    (item,) = weekly([hand, foot, delete(at(4), hand.id)], 7).content["findings"]
    assert "foot" in item["because"]
    assert "hand" not in item["because"]


@pytest.mark.parametrize("year", range(2024, 2032))
def test_the_monthly_summaries_share_out_the_weeks(year: int) -> None:
    ann = someone(summary="monthly")
    at_eight, told = next_summary(ann, datetime(year, 1, 1, tzinfo=UTC)), []
    while at_eight.year == year:
        monday = local_date(at_eight, ann.zone)
        told.append((monday - weeks_told(ann, monday) * WEEK, monday))
        at_eight = next_summary(ann, at_eight)
    assert len(told) == 12
    assert [first for first, _ in told[1:]] == [end for _, end in told[:-1]]
    assert {(end - first) // WEEK for first, end in told} == {4, 5}


def test_a_monthly_summary_tells_of_its_whole_month_against_the_weeks_before() -> None:
    log = [episode(at(day, 10), "thumb", minutes=1) for day in range(0, 90, 3)]
    ann = someone(summary="monthly")
    (message,) = [m for m in live(ann, log, at(75)).messages if m.kind == "weekly"][-1:]
    told = read_year(message, ann, timeline(log, message.decided_at, ann.profile)).content["summary"]
    logged = {local_date(entry.at, ann.zone).isoformat() for entry in log if entry.at < message.decided_at}
    assert {day["on"] for day in told["days"] if day["burden"]} == {
        on for on in logged if told["from_"] <= on <= told["to"]
    }
    assert (len(told["days"]), told["weeks"] in (4, 5)) == (7 * told["weeks"], True)
    assert sum(week["active_days"] for week in told["weeks_before"]) == len(
        [on for on in logged if told["weeks_before"][0]["from_"] <= on < told["from_"]]
    )
    assert len(told["weeks_before"]) == 4
    assert message.occasion == f"weekly#{told['week']}"


def test_a_summary_says_which_feared_signs_are_not_in_the_log() -> None:
    weak = weekly([symptom(at(3), "weakness", "weeks")], 7).content["not_found"]
    assert weak == ["wasting", "speech", "swallowing", "breathing", "spread"]
