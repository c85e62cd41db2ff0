"""The medicines' table, row by row. What is taken comes from the profile and from what was logged."""

from datetime import date
from typing import Any

import pytest

from chalicelib.domain.entries import Entry
from chalicelib.domain.person import PersonMedicine, Profile
from tests.unit.domain.logs import ago, check_in, episode, level_of, levels, medicine, on_days, symptom

TWITCH = episode(ago(1))
CRAMP = symptom(ago(2), "cramp")
FURO = medicine(ago(200), "loop_diuretic")
PUFFS = [medicine(ago(days), "saba", "as_needed_use") for days in (0, 1, 6)]
LITHIUM = medicine(ago(200), "lithium")


def hip(days: float, onset: str = "weeks", **values: Any) -> Entry:
    return symptom(ago(days), "weakness", onset, area="hip", **values)


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([medicine(ago(28), "other"), episode(ago())], "gp_routine", id="28-days-before-the-first-ever"),
        pytest.param([medicine(ago(28.01), "other"), episode(ago())], "-", id="over-28-days-before"),
        pytest.param([medicine(ago(5), "other", "dose_up"), episode(ago())], "gp_routine", id="raised"),
        pytest.param([medicine(ago(5), "other", "dose_down"), episode(ago())], "-", id="lowered"),
        pytest.param([medicine(ago(1), "other"), episode(ago(2))], "-", id="started-after-it"),
        pytest.param([medicine(ago(9), "other"), *on_days(7.5, 0)], "gp_routine", id="7-quiet-days-before"),
        pytest.param([medicine(ago(5), "other"), *on_days(6.9, 0)], "-", id="twitching-within-7-days-before"),
        pytest.param([medicine(ago(5), "other"), *on_days(6.9, 0, area="calf")], "-", id="anywhere"),
        pytest.param([medicine(ago(5), "other"), check_in(ago(4), twitched=True), episode(ago())], "-",
                     id="a-check-in-said-twitching"),
        pytest.param([medicine(ago(40), "other"), episode(ago(28))], "gp_routine", id="stands-28-days"),
        pytest.param([medicine(ago(9), "other"), episode(ago(5)), medicine(ago(1), "other", "stop")], "gp_routine",
                     id="stopped-since"),
        pytest.param([medicine(ago(40), "other"), episode(ago(28.01))], "-", id="not-longer"),
    ],
)  # fmt: skip
def test_medicine_new(entries: list[Entry], level: str) -> None:
    assert level_of("medicine_new", entries) == level


@pytest.mark.parametrize(
    ("since", "level"),
    [
        pytest.param(date(2026, 11, 1), "gp_routine", id="within-28-days"),
        pytest.param(date(2026, 10, 20), "-", id="long-before"),
        pytest.param(None, "-", id="unknown"),
    ],
)
def test_the_since_of_a_profile_counts(since: date | None, level: str) -> None:
    known = PersonMedicine(name="tablet", class_="other", since=since)
    profile = Profile(timezone="Europe/London", medicines=(known,))
    assert level_of("medicine_new", [episode(ago())], profile=profile) == level


@pytest.mark.parametrize(
    ("sign", "entries", "level"),
    [
        pytest.param("diuretic", [FURO, CRAMP, TWITCH], "gp_soon", id="diuretic-cramp-twitch"),
        pytest.param("diuretic", [FURO, TWITCH], "-", id="diuretic-without-cramp"),
        pytest.param("diuretic", [FURO, CRAMP], "-", id="diuretic-without-twitch"),
        pytest.param("diuretic", [FURO, CRAMP, episode(ago(14.01))], "-", id="diuretic-twitch-too-old"),
        pytest.param("diuretic", [FURO, CRAMP, check_in(ago(1), twitched=True)], "gp_soon",
                     id="diuretic-twitch-by-check-in"),
        pytest.param("diuretic", [FURO, medicine(ago(20), "loop_diuretic", "stop"), CRAMP, TWITCH], "-",
                     id="diuretic-stopped"),
        pytest.param("diuretic", [FURO, CRAMP, TWITCH, symptom(ago(7), "palpitations")], "urgent",
                     id="diuretic-palpitations"),
        pytest.param("diuretic", [FURO, CRAMP, TWITCH, symptom(ago(7.01), "palpitations")], "gp_soon",
                     id="diuretic-palpitations-too-old"),
        pytest.param("diuretic", [FURO, CRAMP, TWITCH, hip(1, "hours_days")], "emergency", id="diuretic-weakness"),
        pytest.param("diuretic", [FURO, CRAMP, TWITCH, hip(1)], "gp_soon", id="diuretic-slow-weakness"),
        pytest.param("ppi", [medicine(ago(90), "ppi"), TWITCH], "gp_soon", id="ppi-90-days-twitch"),
        pytest.param("ppi", [medicine(ago(89), "ppi"), TWITCH], "-", id="ppi-under-90-days"),
        pytest.param("ppi", [medicine(ago(90), "ppi"), CRAMP], "gp_soon", id="ppi-cramp"),
        pytest.param("ppi", [medicine(ago(90), "ppi"), symptom(ago(14), "tingling")], "gp_soon", id="ppi-tingling"),
        pytest.param("ppi", [medicine(ago(90), "ppi"), symptom(ago(15), "tingling")], "-", id="ppi-tingling-too-old"),
        pytest.param("ppi", [medicine(ago(90), "ppi"), medicine(ago(5), "ppi", "dose_up"), TWITCH], "gp_soon",
                     id="ppi-raised-is-still-long"),
        pytest.param("ppi", [medicine(ago(90), "ppi")], "-", id="ppi-alone"),
        pytest.param("ppi", [medicine(ago(90), "ppi"), medicine(ago(5), "ppi"), TWITCH], "gp_soon",
                     id="ppi-start-logged-twice"),
        pytest.param("ppi", [medicine(ago(90), "ppi"), medicine(ago(9), "ppi", "stop"), medicine(ago(5), "ppi"),
                     TWITCH], "-", id="ppi-stopped-and-begun-anew"),
        pytest.param("reliever", PUFFS, "gp_routine", id="reliever-3-of-7-days"),
        pytest.param("reliever", PUFFS[:2], "-", id="reliever-2-days"),
        pytest.param("reliever", [*PUFFS[:2], medicine(ago(0.1), "saba", "as_needed_use")], "-",
                     id="reliever-twice-a-day-is-one-day"),
        pytest.param("reliever", [*PUFFS[:2], medicine(ago(7), "saba", "as_needed_use")], "-",
                     id="reliever-beyond-7-days"),
        pytest.param("reliever", [*PUFFS, CRAMP], "urgent", id="reliever-cramp"),
        pytest.param("reliever", [*PUFFS, symptom(ago(7.01), "cramp")], "gp_routine", id="reliever-cramp-too-old"),
        pytest.param("reliever", [*PUFFS[:2], CRAMP], "-", id="reliever-2-days-with-cramp"),
        pytest.param("reliever", [symptom(ago(1), "reliever_not_helping")], "emergency", id="reliever-does-not-help"),
        pytest.param("steroid", [medicine(ago(30), "corticosteroid"), hip(1)], "gp_soon", id="steroid-hip"),
        pytest.param("steroid", [medicine(ago(30), "corticosteroid"), symptom(ago(1), "weakness", "weeks",
                     area="hand")], "-", id="steroid-hand"),
        pytest.param("steroid", [hip(1)], "-", id="no-steroid"),
        pytest.param("lithium", [LITHIUM, TWITCH, symptom(ago(1), "coarse_tremor")], "urgent", id="lithium-tremor"),
        pytest.param("lithium", [LITHIUM, TWITCH, symptom(ago(1), "vomiting_diarrhoea")], "urgent",
                     id="lithium-vomiting"),
        pytest.param("lithium", [LITHIUM, TWITCH, symptom(ago(1), "tremor")], "-", id="lithium-fine-tremor"),
        pytest.param("lithium", [LITHIUM, symptom(ago(1), "coarse_tremor")], "-", id="lithium-without-twitch"),
        pytest.param("lithium", [LITHIUM, TWITCH, symptom(ago(1), "unsteady")], "emergency", id="lithium-unsteady"),
        pytest.param("lithium", [LITHIUM, TWITCH, symptom(ago(1), "speech", "weeks")], "emergency",
                     id="lithium-slurred"),
        pytest.param("lithium", [LITHIUM, TWITCH, symptom(ago(1), "confusion")], "emergency", id="lithium-confused"),
        pytest.param("statin", [medicine(ago(90), "statin"), symptom(ago(14), "muscle_pain")], "urgent",
                     id="statin-pain"),
        pytest.param("statin", [medicine(ago(90), "statin"), symptom(ago(14.01), "muscle_pain")], "-",
                     id="statin-pain-too-old"),
        pytest.param("statin", [medicine(ago(90), "statin"), hip(3)], "urgent", id="statin-weakness"),
        pytest.param("statin", [medicine(ago(90), "statin"), TWITCH], "-", id="statin-twitch"),
    ],
)  # fmt: skip
def test_medicines(sign: str, entries: list[Entry], level: str) -> None:
    assert level_of(f"medicine_{sign}", entries) == level


SEROTONIN = [TWITCH, symptom(ago(1), "agitation"), symptom(ago(1), "sweating")]


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([medicine(ago(14), "ssri"), *SEROTONIN], "emergency", id="started-14-days-ago"),
        pytest.param([medicine(ago(14.01), "ssri"), *SEROTONIN], "-", id="started-before-that"),
        pytest.param([medicine(ago(90), "ssri"), medicine(ago(3), "ssri", "dose_up"), *SEROTONIN], "emergency",
                     id="raised"),
        pytest.param([medicine(ago(3), "ssri"), medicine(ago(1), "ssri", "stop"), *SEROTONIN], "emergency",
                     id="stopped-since"),
        pytest.param([medicine(ago(3), "serotonergic_opioid"), *SEROTONIN], "emergency", id="opioid"),
        pytest.param([medicine(ago(3), "tricyclic"), *SEROTONIN], "-", id="another-class"),
        pytest.param([medicine(ago(3), "ssri"), *SEROTONIN[:2]], "-", id="one-sign-beside"),
        pytest.param([medicine(ago(3), "ssri"), *SEROTONIN[:2], symptom(ago(2), "agitation")], "-", id="one-twice"),
        pytest.param([medicine(ago(3), "ssri"), *SEROTONIN[:2], symptom(ago(1), "vomiting_diarrhoea")], "emergency",
                     id="diarrhoea-by-either-name"),
        pytest.param([medicine(ago(3), "ssri"), TWITCH, symptom(ago(1), "diarrhoea"),
                      symptom(ago(1), "vomiting_diarrhoea")], "-", id="diarrhoea-by-both-names-is-one"),
        pytest.param([medicine(ago(3), "ssri"), *SEROTONIN[1:]], "-", id="no-twitch"),
    ],
)  # fmt: skip
def test_medicine_serotonin(entries: list[Entry], level: str) -> None:
    assert level_of("medicine_serotonin", entries) == level


def test_a_medicine_alone_raises_nothing() -> None:
    classes = ("ppi", "loop_diuretic", "lithium", "ssri", "statin", "corticosteroid", "beta_blocker")
    assert levels([medicine(ago(100), name) for name in classes]) == {}  # type: ignore[arg-type]
