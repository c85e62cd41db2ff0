"""The trigger links by HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.steady import Steady
from tests.unit.domain.trigger_logs import coin

BAD = coin(1)
FIELDS = {
    "trigger", "verdict", "text", "days_with_means", "cut", "unit", "lag", "counts", "effect", "interval", "lags",
    "reverse", "may_run_both_ways", "missing", "evidence",
}  # fmt: skip


def live(steady: Steady, token: str, days: int) -> None:
    """Twitching on the very days of bad sleep, logged after the fact."""
    now = steady.clock()
    entries: list[dict[str, Any]] = []
    for number in range(days):
        at = now - timedelta(days=days - number)
        values = {"sleep_hours": 5 if BAD(number) else 8, "twitched": BAD(number)}
        entries.append({"type": "check_in", "at": at.isoformat(), "date": at.date().isoformat(), **values})
    steady.json("POST", "/v1/entries", entries, token=token, status=207)


def test_a_new_person_is_told_what_is_missing(steady: Steady) -> None:
    answer = steady.json("GET", "/v1/triggers", token=steady.join())
    assert (answer["from"], answer["to"], answer["days_observed"], answer["pairs_tested"]) == (None, None, 0, 0)
    assert answer["text"] == "Not enough data yet to look for links."
    codes = [one["trigger"] for one in answer["triggers"]]
    assert codes == ["caffeine", "late_caffeine", "sleep", "stress", "exertion", "alcohol", "water", "screens"]
    for one in answer["triggers"]:
        assert set(one) == FIELDS
        assert one["verdict"] == "not_enough_data"
        assert (one["effect"], one["interval"], one["counts"]) == (None, None, {"with": 0, "without": 0})
        assert (one["missing"] is None) == (one["trigger"] == "screens")


def test_a_link_has_counts_effect_and_interval(steady: Steady) -> None:
    token = steady.join()
    live(steady, token, 60)
    answer = steady.json("GET", "/v1/triggers", token=token)
    sleep = next(one for one in answer["triggers"] if one["trigger"] == "sleep")
    bad = sum(BAD(number) for number in range(60))
    assert (answer["days_observed"], answer["days_twitching"], answer["pairs_tested"]) == (60, bad, 3)
    assert (sleep["verdict"], sleep["lag"]) == ("often_together", 0)
    assert sleep["counts"] == {"with": bad, "without": 60 - bad}
    assert (sleep["effect"]["mean_with"], sleep["effect"]["mean_without"]) == (1.0, 0.0)
    assert 1 < sleep["interval"]["low"] <= sleep["effect"]["value"] <= sleep["interval"]["high"]
    assert sleep["days_with_means"] == "5 hours of sleep or less"
    assert [one["lag"] for one in sleep["lags"]] == [0, 1, 2]
    assert answer["text"].startswith("Often together with your twitching: short sleep.")


@pytest.mark.parametrize(("scope", "status"), [("log", 403), ("full", 200)])
def test_a_token_that_may_only_log_does_not_read_them(steady: Steady, scope: str, status: int) -> None:
    made = steady.json("POST", "/v1/tokens", {"name": "x", "scope": scope}, token=steady.join(), status=201)
    assert steady.ask("GET", "/v1/triggers", token=made["token"]).status == status


def test_it_asks_for_a_token_and_takes_no_other_method(steady: Steady) -> None:
    assert steady.json("GET", "/v1/triggers", status=401)["status"] == 401
    assert steady.ask("POST", "/v1/triggers", {}, token=steady.join()).status == 405
