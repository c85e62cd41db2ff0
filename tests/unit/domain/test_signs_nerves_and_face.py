"""Face, nerves, poisons and alcohol, row by row."""

from typing import Any

import pytest

from chalicelib.domain.entries import Entry
from chalicelib.domain.person import Profile
from chalicelib.domain.signs import RULES
from tests.unit.domain.logs import MINUTE, ago, check_in, episode, level_of, on_days, symptom


def said(name: str, days: float = 1, onset: str | None = None, **values: Any) -> Entry:
    return symptom(ago(days), name, onset, **values)


STIFF = said("stiffness", 2, area="forearm", side="left")
CHEEKS = on_days(14, 6, 1, area="cheek")


@pytest.mark.parametrize(
    ("sign", "entries", "level"),
    [
        pytest.param("face", [said("eye_closes")], "gp_soon", id="a-twitch-shuts-the-eye"),
        pytest.param("face", [said("eyelid_droop")], "gp_soon", id="lid-droops"),
        pytest.param("face", [said("eye_red")], "gp_soon", id="red-eye"),
        pytest.param("face", [said("eye_red", 14.01)], "-", id="red-eye-14-days-ago"),
        pytest.param("face", [said("face_droop", onset="weeks")], "gp_soon", id="droop-over-weeks"),
        pytest.param("face", [said("face_droop", onset="hours_days")], "urgent", id="droop-over-hours"),
        pytest.param("face", [said("face_droop", onset="sudden")], "-", id="sudden-droop-is-a-stroke-sign"),
        pytest.param("face", [*on_days(1, area="eyelid"), *CHEEKS], "gp_soon", id="eyelid-and-cheek-on-3-days"),
        pytest.param("face", [*on_days(1, area="eyelid"), *CHEEKS[1:]], "-", id="eyelid-and-cheek-on-2-days"),
        pytest.param("face", [*on_days(1, area="eyelid"), *on_days(14.01, 6, 1, area="cheek")], "-",
                     id="cheek-over-14-days-ago"),
        pytest.param("face", [*on_days(4.01, area="eyelid"), *CHEEKS], "-", id="eyelid-no-longer-alive"),
        pytest.param("face", [*on_days(1, area="eyelid"), *on_days(6, 3, 1, area="tongue")], "-",
                     id="tongue-and-throat-do-not-count"),
        pytest.param("face", CHEEKS, "-", id="cheek-alone"),
        pytest.param("stiffness", [STIFF, *on_days(30, area="hand", side="left")], "gp_routine",
                     id="stiff-arm-that-twitched-28-days-before"),
        pytest.param("stiffness", [STIFF, *on_days(30.01, area="hand")], "-", id="twitched-over-28-days-before"),
        pytest.param("stiffness", [STIFF, *on_days(5, area="hand", side="right")], "-", id="the-other-arm-twitched"),
        pytest.param("stiffness", [STIFF, *on_days(5, area="calf")], "-", id="a-leg-twitched"),
        pytest.param("stiffness", [said("stiffness", area="jaw"), *on_days(5, area="jaw")], "gp_routine",
                     id="an-area-that-is-no-limb"),
        pytest.param("stiffness", [STIFF], "-", id="stiff-without-a-twitch"),
        pytest.param("sensory", [said("numbness", onset="weeks")], "gp_routine", id="numb-over-weeks"),
        pytest.param("sensory", [said("tingling", onset="hours_days")], "-", id="tingling-over-hours"),
        pytest.param("sensory", [said("tingling", 8), said("tingling", 1)], "gp_routine", id="again-7-days-later"),
        pytest.param("sensory", [said("tingling", 7.9), said("tingling", 1)], "-", id="again-sooner"),
        pytest.param("tetany", [said("tingling_mouth")], "gp_soon", id="mouth-tingles"),
        pytest.param("tetany", [said("hand_spasm")], "-", id="hand-spasm-alone"),
        pytest.param("tetany", [said("tingling_mouth"), said("hand_spasm")], "urgent", id="both"),
        pytest.param("tetany", [said("throat_spasm")], "emergency", id="throat-spasm"),
        pytest.param("tetany", [said("tingling_mouth"), said("seizure")], "emergency", id="mouth-and-seizure"),
        pytest.param("seizure_confusion", [said("seizure")], "emergency", id="seizure"),
        pytest.param("seizure_confusion", [said("confusion", onset="hours_days")], "emergency", id="confusion"),
        pytest.param("seizure_confusion", [said("confusion", onset="months")], "-", id="confusion-over-months"),
        pytest.param("seizure_confusion", [said("hallucination")], "emergency", id="hallucination"),
        pytest.param("seizure_confusion", [said("drowsy")], "-", id="drowsy"),
        pytest.param("cauda_equina", [said("severe_back_pain"), said("bladder_bowel_saddle")], "emergency",
                     id="back-and-bladder"),
        pytest.param("cauda_equina", [said("severe_leg_pain"), said("bladder_bowel_saddle")], "emergency",
                     id="leg-and-bladder"),
        pytest.param("cauda_equina", [said("severe_back_pain"), said("severe_leg_pain")], "-", id="pain-alone"),
        pytest.param("cauda_equina", [said("bladder_bowel_saddle")], "-", id="bladder-alone"),
    ],
)  # fmt: skip
def test_face_and_nerves(sign: str, entries: list[Entry], level: str) -> None:
    assert level_of(sign, entries) == level


SPRAYED = [said("organophosphate_exposure"), episode(ago(14))]


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        *(
            pytest.param([*SPRAYED, said(name)], "emergency", id=name)
            for name in ("drooling", "watery_eyes", "pinpoint_pupils", "wheeze")
        ),
        pytest.param(SPRAYED, "-", id="no-other-sign"),
        pytest.param([SPRAYED[0], said("drooling")], "-", id="no-twitch"),
        pytest.param([SPRAYED[0], episode(ago(14) - MINUTE), said("drooling")], "-", id="twitch-too-old"),
        pytest.param([SPRAYED[1], said("drooling")], "-", id="no-exposure"),
    ],
)
def test_organophosphate(entries: list[Entry], level: str) -> None:
    assert level_of("organophosphate", entries) == level


def drank(*units: float) -> list[Entry]:
    """A check-in a day, the last one today."""
    return [check_in(ago(len(units) - 1 - day), alcohol_units=each) for day, each in enumerate(units)]


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([*drank(6, 6, 6, 3, 3), said("shaking")], "urgent", id="6-units-halved-and-shaking"),
        pytest.param([*drank(6, 6, 6, 3.1, 3), said("shaking")], "-", id="not-halved"),
        pytest.param([*drank(6, 6, 5.9, 0, 0), said("shaking")], "-", id="mean-under-6"),
        pytest.param([*drank(6, 6, 6, 0, 0), said("vomiting_diarrhoea", severity=4)], "urgent", id="severe-vomiting"),
        pytest.param([*drank(6, 6, 6, 0, 0), said("vomiting_diarrhoea", severity=3)], "-", id="mild-vomiting"),
        pytest.param([*drank(6, 6, 6, 0, 0), said("hallucination")], "emergency", id="hallucination"),
        pytest.param([*drank(6, 6, 6, 0, 0), said("seizure")], "emergency", id="seizure"),
        pytest.param([*drank(6, 6, 6, 0, 0)], "-", id="cut-down-and-well"),
        pytest.param([said("shaking")], "-", id="shaking-without-figures"),
        pytest.param(
            [
                check_in(ago(), id=f"c{day}", alcohol_units=units, date=ago(day).date())
                for day, units in ((40, 6), (39, 6), (1, 3), (0, 3))
            ]
            + [said("shaking")],
            "-",
            id="dates-over-14-days-ago-that-were-logged-today",
        ),
    ],
)
def test_alcohol_withdrawal(entries: list[Entry], level: str) -> None:
    assert level_of("alcohol_withdrawal", entries) == level


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([*drank(0), said("shaking")], "urgent", id="any-0"),
        pytest.param([*drank(4, 4, 2, 2), said("shaking")], "urgent", id="halved-from-under-6"),
        pytest.param([*drank(2), said("shaking")], "-", id="not-0"),
        pytest.param([said("shaking")], "-", id="no-figures-at-all"),
    ],
)
def test_alcohol_withdrawal_of_a_daily_drinker(entries: list[Entry], level: str) -> None:
    daily = Profile(timezone="Europe/London", conditions=("alcohol_daily",))
    assert level_of("alcohol_withdrawal", entries, profile=daily) == level


def test_every_row_names_its_source_and_says_how_it_is_known() -> None:
    marks = ("[V]", "[V2]", "[M]", "[D]")
    assert [rule.sign for rule in RULES if not rule.source.endswith(marks)] == []


def test_only_the_rules_of_twitching_alone_are_muted_by_visits() -> None:
    muted = {rule.sign for rule in RULES if rule.is_muted_by_visits}
    assert muted == {"persistent", "note_two_weeks", "eyelid_persistent", "multi_site", "spread"}
