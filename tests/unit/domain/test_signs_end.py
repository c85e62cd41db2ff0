"""How long a sign holds when nothing more is logged, and what time alone does to it."""

from datetime import timedelta
from typing import Final

import pytest

from chalicelib.domain.entries import Entry
from tests.unit.domain.logs import MINUTE, NOW, ago, check_in, every, level_of, medicine, on_days, symptom, visit

HOUR: Final = timedelta(hours=1)
RUN: Final = every(3, ago(15), ago())
FURO: Final = [medicine(ago(200), "loop_diuretic"), symptom(ago(), "cramp"), *on_days(0)]


@pytest.mark.parametrize(
    ("sign", "entries", "holds_for"),
    [
        pytest.param("persistent", RUN, timedelta(days=4), id="persistent-while-it-is-alive"),
        pytest.param("eyelid_persistent", every(7, ago(91), ago(), "eyelid"), timedelta(days=4), id="eyelid-too"),
        pytest.param("spread", [*every(3, ago(20), ago()), *on_days(10, 7, 0, area="forearm")], timedelta(days=4),
                     id="spread-while-both-are-alive"),
        pytest.param("multi_site", [*on_days(6, 3, 1), *on_days(6, 3, 1, area="calf")], timedelta(days=8),
                     id="multi-site-14-days-back"),
        pytest.param("weakness", [symptom(ago(), "weakness", "weeks")], timedelta(days=180), id="weakness-180-days"),
        pytest.param("breathing", [symptom(ago(), "breath_rest")], timedelta(days=14), id="breath-at-rest-14-days"),
        pytest.param("stroke_signs", [symptom(ago(), "speech", "sudden")], timedelta(days=30), id="stroke-30-days"),
        pytest.param("medicine_diuretic", FURO, timedelta(days=14), id="water-tablet-14-days"),
        pytest.param("medicine_new", [medicine(ago(3), "other"), *on_days(0)], timedelta(days=28), id="new-medicine"),
        pytest.param("tetany", [symptom(ago(), "throat_spasm")], timedelta(days=14), id="throat-spasm-14-days"),
    ],
)  # fmt: skip
def test_a_sign_holds_so_long_and_not_longer(sign: str, entries: list[Entry], holds_for: timedelta) -> None:
    assert level_of(sign, entries, now=NOW + holds_for) != "-"
    assert level_of(sign, entries, now=NOW + holds_for + MINUTE) == "-"


def test_a_level_falls_when_its_second_half_ends() -> None:
    entries = [*FURO, symptom(ago(), "palpitations")]
    found = [level_of("medicine_diuretic", entries, now=NOW + timedelta(days=days)) for days in (7, 7.1, 14.1)]
    assert found == ["urgent", "gp_soon", "-"]


def test_a_lost_weight_is_of_the_last_12_months() -> None:
    """Two weighings of long ago say nothing of now."""
    weighed: list[Entry] = [check_in(ago(300), weight_kg=80), check_in(ago(100), weight_kg=76)]
    found = [level_of("weight_loss", weighed, now=NOW + timedelta(days=days)) for days in (0, 65, 66, 300)]
    assert found == ["gp_soon", "gp_soon", "-", "-"]


def test_a_mute_of_365_days_ends_and_the_run_counts_again() -> None:
    seen = visit(ago(365), exam="normal", emg="normal")
    assert level_of("persistent", [*RUN, seen], now=NOW - MINUTE) == "-"
    assert level_of("persistent", [*RUN, seen], now=NOW) == "gp_routine"


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param("persistent", id="persistent"),
        pytest.param("spread", id="spread"),
        pytest.param("multi_site", id="multi-site"),
        pytest.param("eyelid_persistent", id="eyelid"),
    ],
)
def test_visits_that_lie_before_everything_logged_still_mute(sign: str) -> None:
    entries: list[Entry] = [
        *every(3, ago(100), ago()), *on_days(10, 7, 4, 1, area="forearm"), *on_days(8, 5, 2, area="calf"),
        *every(5, ago(95), ago(), "eyelid"),
    ]  # fmt: skip
    seen = [visit(ago(250), exam="normal"), visit(ago(170), emg="normal")]
    assert level_of(sign, entries) != "-"
    assert level_of(sign, [*entries, *seen]) == "-"
    assert level_of(sign, [*entries, *seen, visit(ago(1), exam="abnormal")]) != "-"
