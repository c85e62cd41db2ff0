"""Trigger links: what was planted is found, what was not is not, and what is missing is said."""

from datetime import UTC, date, datetime, timedelta
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.entries import CheckIn, Delete, Edit, Entry, Episode
from chalicelib.domain.timeline import as_of
from chalicelib.domain.triggers.links import find_links
from chalicelib.domain.triggers.words import say_link, what_is_needed
from tests.unit.domain.logs import PROFILE, QUICK
from tests.unit.domain.trigger_logs import NOW, coin, link, look, write

BAD, NOISE = coin(1), coin(2, 0.3)
VALUES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "caffeine": ({"caffeine_servings": 4}, {"caffeine_servings": 1}),
    "late_caffeine": ({"last_caffeine": "16:30"}, {"last_caffeine": "09:00"}),
    "sleep": ({"sleep_hours": 5.5}, {"sleep_hours": 8}),
    "stress": ({"stress": 5}, {"stress": 2}),
    "exertion": ({"exertion": 3}, {"exertion": 0}),
    "alcohol": ({"alcohol_units": 3}, {"alcohol_units": 0}),
    "water": ({"water_litres": 0.8}, {"water_litres": 2.2}),
}


def planted(code: str, days: int = 60, lag: int = 0, more: int = 2) -> list[Entry]:
    """A log in which the bad side of a trigger brings `more` episodes `lag` days later, over a random one."""
    bad, good = VALUES[code]
    return write(days, lambda day: (more * BAD(day - lag) + NOISE(day), bad if BAD(day) else good))


@pytest.mark.parametrize("code", VALUES)
@pytest.mark.parametrize("lag", [0, 1, 2])
def test_a_planted_link_is_found_at_its_lag(code: str, lag: int) -> None:
    found = look(planted(code, lag=lag)).links
    clear = [(one.trigger.code, one.verdict, one.best.lag if one.best else None) for one in found if one.best]
    assert clear == [(code, "often_together", lag)]
    one = link(planted(code, lag=lag), code)
    assert one.best is not None
    assert one.best.low is not None
    assert one.best.low > 1
    assert one.mean_with is not None
    assert one.mean_without is not None
    assert one.mean_with - one.mean_without == pytest.approx(2, abs=0.5)


SPELLS = {
    "every third day": lambda day: day % 3 == 0,
    "five days on, five off": lambda day: day // 5 % 2 == 0,
    "ten days on, ten off": lambda day: day // 10 % 2 == 0,
    "mostly at weekends": lambda day: (day % 7 >= 5) != coin(9, 0.15)(day),
}


@pytest.mark.parametrize("spell", SPELLS)
@pytest.mark.parametrize("lag", [0, 1, 2])
def test_a_link_is_found_whatever_its_days_are_like(spell: str, lag: int) -> None:
    bad, good = VALUES["stress"]
    comes = SPELLS[spell]
    entries = write(60, lambda day: (comes(day - lag) + NOISE(day), bad if comes(day) else good))
    one = link(entries, "stress")
    assert (one.verdict, one.best.lag if one.best else None) == ("often_together", lag)


def test_on_every_second_day_the_reading_with_more_goes_first() -> None:
    """Stress today and twitching tomorrow is, in such a log, also less twitching on days of stress."""
    bad, good = VALUES["stress"]
    entries = write(60, lambda day: (2 * (day % 2) + NOISE(day), bad if day % 2 == 0 else good))
    one = link(entries, "stress")
    assert (one.verdict, one.best.lag if one.best else None) == ("often_together", 1)


@pytest.mark.parametrize("code", VALUES)
def test_without_a_link_none_is_found(code: str) -> None:
    bad, good = VALUES[code]
    other = coin(5)
    one = link(write(90, lambda day: (2 * other(day) + NOISE(day), bad if BAD(day) else good)), code)
    assert one.verdict == "no_link_found"
    assert one.best is not None
    assert say_link(one).startswith("No link found between")


def test_less_twitching_is_less_often_together() -> None:
    bad, good = VALUES["caffeine"]
    one = link(write(60, lambda day: (2 - 2 * BAD(day) + NOISE(day), bad if BAD(day) else good)), "caffeine")
    assert one.verdict == "less_often_together"
    assert "It is no reason to change a habit." in say_link(one)


def test_short_sleep_after_twitching_is_no_trigger_of_it() -> None:
    heavy = coin(7)
    much = [heavy(day) or heavy(day - 1) for day in range(-1, 90)]
    one = link(write(90, lambda day: (2 * much[day + 1], {"sleep_hours": 5.5 if much[day] else 8.0})), "sleep")
    assert one.verdict == "no_link_found"
    assert one.reverse is not None
    assert (one.reverse.lag, one.reverse.score > 5) == (-1, True)


def test_what_comes_before_and_after_may_run_both_ways() -> None:
    heavy = coin(7)
    entries = write(90, lambda day: (2 * heavy(day), {"stress": 1 + 2 * heavy(day - 1) + 2 * heavy(day + 1)}))
    one = link(entries, "stress")
    assert one.verdict == "often_together"
    assert one.runs_both_ways
    assert "Twitching also came before it, so it may go in both directions." in say_link(one)


@pytest.mark.parametrize("lag", [0, 1, 2])
def test_a_link_of_one_direction_is_not_said_to_run_both_ways(lag: int) -> None:
    assert not link(planted("stress", lag=lag), "stress").runs_both_ways


@pytest.mark.parametrize(
    ("days", "code", "author", "needed"),
    [
        pytest.param(
            9, "sleep", lambda day: (day % 2, {"sleep_hours": 5 + day % 3}),
            "12 more days with a sleep value and whether you twitched", id="too-few-days",
        ),
        pytest.param(
            40, "sleep", lambda day: (day % 2, {"sleep_hours": 7}),
            "6 days that differ in short sleep", id="always-the-same",
        ),
        pytest.param(
            40, "alcohol", lambda day: (day % 2, {"alcohol_units": 4 if day in (3, 9) else 0}),
            "4 more days with 4 or more units of alcohol", id="hardly-ever",
        ),
        pytest.param(
            40, "alcohol", lambda day: (day % 2, {"alcohol_units": 0 if day in (3, 9) else 4}),
            "4 more days without 4 or more units of alcohol", id="nearly-always",
        ),
        pytest.param(
            40, "stress", lambda day: (int(day in (5, 20)), {"stress": 1 + day % 5}),
            "3 more days with twitching", id="hardly-any-twitching",
        ),
        pytest.param(
            40, "stress", lambda day: (1, {"stress": 1 + day % 5}),
            "5 more days with more or less twitching than usual", id="twitching-every-day-alike",
        ),
        pytest.param(
            40, "stress", lambda day: (None, {"stress": 1 + day % 5}),
            "21 more days with a stress value and whether you twitched", id="nothing-said-of-twitching",
        ),
        pytest.param(
            40, "late_caffeine", lambda day: (day % 2, {"caffeine_servings": 2}),
            "21 more days with the time of the last caffeine and whether you twitched", id="no-clock-time",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(days: int, code: str, author: Any, needed: str) -> None:
    one = link(write(days, author), code)
    assert one.verdict == "not_enough_data"
    assert what_is_needed(one) == needed
    assert say_link(one).startswith("Not enough data on")


def test_no_entry_at_all_is_not_enough_data() -> None:
    found = look([])
    assert [one.verdict for one in found.links] == ["not_enough_data"] * 8
    assert (found.days.observed, found.pairs_tested) == (0, 0)


def test_a_context_is_no_exposure() -> None:
    """A context is logged with an episode only, so it says nothing of the days without one."""
    entries = write(60, lambda day: (BAD(day) * 2, {}), context=("screen", "stress", "caffeine"))
    found = {one.trigger.code: one for one in look(entries).links}
    assert {one.verdict for one in found.values()} == {"not_enough_data"}
    assert found["screens"].days_in_context == sum(BAD(day) for day in range(60))
    assert f"logged on {found['screens'].days_in_context} days" in say_link(found["screens"])


def test_a_day_that_was_not_logged_is_missing_and_not_quiet() -> None:
    """Stress is logged every day, twitching only where it was bad: read as quiet, the rest would make a link."""
    entries = write(90, lambda day: (2 if BAD(day) else None, {"stress": 5 if BAD(day) else 2}))
    assert link(entries, "stress").verdict == "not_enough_data"


def test_a_check_in_that_says_twitching_counts_as_one_episode() -> None:
    bad, good = VALUES["stress"]
    said = write(60, lambda day: (None, {**(bad if BAD(day) else good), "twitched": BAD(day)}))
    one = link(said, "stress")
    assert (one.verdict, one.mean_with, one.mean_without) == ("often_together", 1.0, 0.0)


def test_an_episode_goes_before_a_no() -> None:
    entries = write(60, lambda day: (2 * BAD(day), {"stress": 5 if BAD(day) else 2, "twitched": False}))
    assert link(entries, "stress").verdict == "often_together"


def test_where_each_day_has_one_episode_its_burden_is_read() -> None:
    entries = write(60, lambda day: (1, {"stress": 5 if BAD(day) else 2}))
    fed = [
        Episode(**{**_fields(e), "minutes": 20.0 if BAD(int(e.id[1:].split("-")[0])) else 3.0 + len(e.id) % 3})
        if isinstance(e, Episode) else e
        for e in entries
    ]  # fmt: skip
    assert look(fed).days.measure == "burden"
    assert link(fed, "stress").verdict == "often_together"


def _fields(entry: Episode) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in ("id", "at", "received_at", "area", "minutes", "intensity")}


def test_a_common_trend_is_no_link() -> None:
    """Stress and twitching both fade over three months and have nothing else in common."""
    one_die, other_die = coin(11), coin(12)

    def author(day: int) -> tuple[int, dict[str, Any]]:
        fading = 4 * 0.5 ** (day / 25)
        return int(fading + one_die(day)), {"stress": 1 + int(fading * 0.9 + other_die(day))}

    assert link(write(90, author), "stress").verdict == "no_link_found"


def test_a_common_weekend_is_no_link() -> None:
    one_die, other_die = coin(13, 0.2), coin(14, 0.2)

    def author(day: int) -> tuple[int, dict[str, Any]]:
        weekend = day % 7 >= 5
        return 2 * weekend + one_die(day), {"alcohol_units": 3 * (weekend != other_die(day))}

    assert link(write(90, author), "alcohol").verdict == "no_link_found"


def test_a_trigger_that_only_follows_the_week_carries_no_test() -> None:
    entries = write(90, lambda day: (2 * (day % 7 >= 5) + NOISE(day), {"alcohol_units": 3 * (day % 7 >= 5)}))
    assert what_is_needed(link(entries, "alcohol")) == "6 more days with alcohol on other weekdays than usual"


def test_one_terrible_day_makes_no_link() -> None:
    other = coin(15)
    entries = write(
        60, lambda day: (80 if day == 31 else int(NOISE(day)), {"stress": 5 if other(day) or day == 31 else 2})
    )
    assert link(entries, "stress").verdict == "no_link_found"


def test_today_is_left_out_and_a_year_is_enough() -> None:
    found = look(write(500, lambda day: (int(BAD(day)), {"stress": 3}), last=NOW.date()))
    assert len(found.days.twitching) == 365
    assert found.days.first + timedelta(days=365) == NOW.date()


def test_edits_and_deletions_are_folded_in() -> None:
    entries = planted("sleep")
    later = NOW - timedelta(hours=1)
    flat = [Edit(id=f"x{n}", at=later, received_at=later, target=f"c{n}", set={"sleep_hours": 8}) for n in range(60)]
    assert link([*entries, *flat], "sleep").verdict == "not_enough_data"
    gone = [Delete(id=f"d{e.id}", at=later, received_at=later, target=e.id) for e in entries if e.id < "c5"]
    assert link([*entries, *gone], "sleep").verdict == "not_enough_data"


@pytest.mark.parametrize(
    ("place", "last"),
    [
        pytest.param("Europe/London", date(2026, 4, 20), id="clocks-forward"),
        pytest.param("Europe/London", date(2026, 11, 22), id="clocks-back"),
        pytest.param("Pacific/Kiritimati", date(2026, 11, 22), id="14-hours-ahead"),
        pytest.param("Pacific/Pago_Pago", date(2026, 11, 22), id="11-hours-behind"),
        pytest.param("America/Santiago", date(2026, 9, 30), id="midnight-that-is-not-there"),
    ],
)
def test_days_are_the_persons_own(place: str, last: date) -> None:
    bad, good = VALUES["stress"]
    entries = write(60, lambda day: (2 * BAD(day), bad if BAD(day) else good), place=place, last=last)
    now = datetime(last.year, last.month, last.day, 12, tzinfo=UTC) + timedelta(days=2)
    one = link(entries, "stress", now=now, place=place)
    assert one.best is not None
    assert (one.verdict, one.best.lag, one.mean_without) == ("often_together", 0, 0.0)


@QUICK
@given(st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(dice: Any) -> None:
    entries = planted("sleep", days=40)
    mixed = list(entries)
    dice.shuffle(mixed)
    assert look(mixed) == look(entries)


@QUICK
@given(st.sampled_from([0.25, 0.5, 2.0, 3.0, 8.0]), st.sampled_from([0, 1, 2]), st.sampled_from([2.0, 0.5, 16.0]))
def test_units_do_not_matter(times: float, lag: int, minutes: float) -> None:
    """Cups or servings, minutes or half hours: the verdict is of the days, not of the units."""

    def author(day: int, unit: float) -> tuple[int, dict[str, Any]]:
        return 1 + BAD(day - lag), {"caffeine_servings": unit * (4 if BAD(day) else 1)}

    plain = link(write(60, lambda day: author(day, 1.0)), "caffeine")
    scaled = link(write(60, lambda day: author(day, times), minutes=minutes), "caffeine")
    assert (plain.verdict, plain.best) == (scaled.verdict, scaled.best)


def test_dates_far_off_are_not_looked_at() -> None:
    far = [
        CheckIn(id=f"far{on}", at=NOW, received_at=NOW, date=on, stress=5, twitched=True)
        for on in (date(1900, 1, 1), date(2200, 12, 31), NOW.date())
    ]
    assert look([*planted("stress"), *far]) == look(planted("stress"))


def test_the_largest_values_are_read_like_any_other() -> None:
    """Every bound of the contract at once, on every second day at random."""
    most = {
        "sleep_hours": 0, "caffeine_servings": 50, "water_litres": 0, "stress": 5, "exertion": 3,
        "alcohol_units": 100, "last_caffeine": "23:59",
    }  # fmt: skip
    least = {**dict.fromkeys(most, 0), "sleep_hours": 24, "water_litres": 20, "stress": 1, "last_caffeine": "00:00"}
    entries = write(60, lambda day: (30 * BAD(day), most if BAD(day) else least), minutes=1440, intensity=5)
    found = look(entries).links
    assert {one.verdict for one in found if one.best} == {"often_together"}
    for pair in (pair for one in found for pair in one.pairs if pair.slope):
        low, ratio, high = (value or 0.0 for value in (pair.low, pair.ratio, pair.high))
        assert 0 < low <= ratio <= high < 1000


@pytest.mark.parametrize("minutes", [0.0, 0.001])
def test_a_day_of_the_shortest_episodes_is_a_twitching_day(minutes: float) -> None:
    found = look(write(30, lambda day: (1, {"stress": 1 + day % 5}), minutes=minutes))
    assert (found.days.twitched, found.days.measure) == (30, "burden")


def test_a_year_of_twenty_logs_a_day_is_read_within_a_second() -> None:
    all_values = [{name: value for one in VALUES.values() for name, value in one[side].items()} for side in (0, 1)]
    entries = write(365, lambda day: (18 + day % 5, all_values[BAD(day)]))
    timeline = as_of(PROFILE, entries, NOW)
    started = process_time()
    found = find_links(timeline)
    spent = process_time() - started
    assert spent < 1
    assert (found.days.observed, found.days.twitched, len(timeline.of(Episode))) == (365, 365, 7300)
    assert found.pairs_tested == 21
