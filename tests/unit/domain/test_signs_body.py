"""Strength, speech, swallowing, breathing, stroke, weight: each row holds with no twitch logged at all."""

import pytest

from chalicelib.domain.entries import Entry
from chalicelib.domain.person import Profile
from tests.unit.domain.logs import (
    MINUTE,
    ago,
    check_in,
    conflict_answer,
    delete,
    edit,
    episode,
    level_of,
    levels,
    normal_visit,
    on_days,
    symptom,
    visit,
)

HAND = {"area": "hand", "side": "right"}


def weakness(days: float, onset: str = "weeks", **values: object) -> Entry:
    return symptom(ago(days), "weakness", onset, **{**HAND, **values})


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([weakness(2)], "gp_soon", id="over-weeks"),
        pytest.param([weakness(2, "months")], "gp_soon", id="over-months"),
        pytest.param([weakness(2, area=None, side=None)], "gp_soon", id="no-place"),
        pytest.param([symptom(ago(2), "weakness")], "gp_soon", id="import-without-onset-reads-weeks"),
        pytest.param([weakness(2, "hours_days")], "-", id="over-hours-is-another-sign"),
        pytest.param([weakness(2, "sudden")], "-", id="sudden-is-another-sign"),
        pytest.param([weakness(2), weakness(1, present=False)], "-", id="no-longer"),
        pytest.param([weakness(2), normal_visit(ago(1))], "gp_soon", id="a-visit-does-not-mute"),
        pytest.param([symptom(ago(2), "fatigue", "weeks")], "-", id="fatigue-is-not-weakness"),
        pytest.param([weakness(2), check_in(ago(1), absent=("weakness",))], "gp_soon", id="denying-clears-nothing"),
    ],
)
def test_weakness(entries: list[Entry], level: str) -> None:
    assert level_of("weakness", entries) == level


TWICE = [weakness(10), weakness(3)]
THUMB = episode(ago(20), "thumb", side="right")


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([*TWICE, THUMB], "urgent", id="7-days-later-with-a-twitch-in-the-limb"),
        pytest.param([weakness(10), weakness(3.001), THUMB], "-", id="under-7-days-later"),
        pytest.param([weakness(10, area="shoulder"), weakness(3), THUMB], "urgent", id="shoulder-and-hand-are-a-limb"),
        pytest.param([weakness(10, side="left"), weakness(3), THUMB], "-", id="the-other-hand"),
        pytest.param([weakness(10, side=None), weakness(3), THUMB], "urgent", id="no-side-fits-either"),
        pytest.param([weakness(10, side="both"), weakness(3), THUMB], "urgent", id="both-fits-either"),
        pytest.param([weakness(10, area="foot"), weakness(3), THUMB], "-", id="another-limb"),
        pytest.param([weakness(10, severity=3), weakness(3, severity=3), THUMB], "urgent", id="as-severe"),
        pytest.param([weakness(10, severity=3), weakness(3, severity=2), THUMB], "-", id="milder"),
        pytest.param([weakness(10, severity=3), weakness(3), THUMB], "urgent", id="a-missing-severity-is-not-lower"),
        pytest.param([*TWICE, episode(ago(31), "thumb", side="right")], "urgent", id="twitch-28-days-before"),
        pytest.param([*TWICE, episode(ago(31) - MINUTE, "thumb", side="right")], "-", id="twitch-over-28-days-before"),
        pytest.param([*TWICE, episode(ago(20), "thumb", side="left")], "-", id="twitch-in-the-other-arm"),
        pytest.param([*TWICE, episode(ago(20), "neck")], "-", id="the-neck-is-no-limb"),
        pytest.param([*TWICE, episode(ago(20), "fingers")], "urgent", id="twitch-without-a-side"),
        pytest.param([*TWICE, episode(ago(1), "thumb", side="right")], "urgent", id="twitch-after-the-report"),
        pytest.param([*TWICE, symptom(ago(5), "wasting", area="calf")], "urgent", id="with-wasting"),
        pytest.param([*TWICE, symptom(ago(5), "speech", "weeks")], "urgent", id="with-speech-trouble"),
        pytest.param([*TWICE, symptom(ago(5), "swallowing")], "urgent", id="with-swallowing-trouble"),
        pytest.param([*TWICE, symptom(ago(5), "choking")], "urgent", id="with-choking"),
        pytest.param(TWICE, "-", id="alone"),
        pytest.param([*TWICE, symptom(ago(5), "wasting"), symptom(ago(4), "wasting", present=False)], "-",
                     id="wasting-that-no-longer-stands"),
        pytest.param([*TWICE, THUMB, normal_visit(ago(1))], "urgent", id="a-visit-does-not-mute"),
    ],
)  # fmt: skip
def test_weakness_progressing(entries: list[Entry], level: str) -> None:
    assert level_of("weakness_progressing", entries) == level


@pytest.mark.parametrize(
    ("entry", "level"),
    [
        pytest.param(weakness(1, "hours_days", side="both"), "emergency", id="both-sides"),
        pytest.param(weakness(1, "hours_days", area="face", side=None), "emergency", id="no-limb"),
        pytest.param(weakness(1, "hours_days", area="neck", side=None), "emergency", id="neck-is-no-limb"),
        pytest.param(weakness(1, "hours_days", area="lower_back", side=None), "emergency", id="back-is-no-limb"),
        pytest.param(weakness(1, "hours_days", area="widespread", side=None), "emergency", id="all-over"),
        pytest.param(weakness(1, "hours_days", area=None, side=None), "emergency", id="no-place-given"),
        pytest.param(weakness(1, "hours_days"), "urgent", id="one-limb"),
        pytest.param(weakness(1, "hours_days", side=None), "urgent", id="a-limb-without-a-side-is-one"),
        pytest.param(weakness(1, "hours_days", area="buttock"), "urgent", id="the-buttock-is-leg"),
        pytest.param(weakness(1, "weeks", side="both"), "-", id="over-weeks"),
        pytest.param(weakness(1, "hours_days", present=False), "-", id="not-present"),
    ],
)
def test_rapid_weakness(entry: Entry, level: str) -> None:
    assert level_of("rapid_weakness", [entry]) == level


@pytest.mark.parametrize(
    ("area", "side", "level"),
    [
        pytest.param("leg", "right", "emergency", id="the-other-leg"),
        pytest.param("hand", "left", "emergency", id="an-arm-too"),
        pytest.param("foot", "left", "urgent", id="lower-in-the-same-leg"),
        pytest.param("foot", None, "urgent", id="perhaps-the-same-leg"),
    ],
)
def test_rapid_weakness_of_two_limbs_logged_apart(area: str, side: str | None, level: str) -> None:
    first = symptom(ago(2), "weakness", "hours_days", area="leg", side="left")
    entries = [first, symptom(ago(1), "weakness", "hours_days", area=area, side=side)]
    assert level_of("rapid_weakness", entries) == level


@pytest.mark.parametrize(
    ("sign", "entries", "level"),
    [
        pytest.param("wasting", [symptom(ago(1), "wasting")], "gp_soon", id="wasting"),
        pytest.param("wasting", [symptom(ago(1), "wasting"), weakness(2)], "urgent", id="wasting-with-weakness"),
        pytest.param("wasting", [weakness(2)], "-", id="weakness-alone"),
        pytest.param("speech", [symptom(ago(1), "speech", "weeks")], "gp_soon", id="speech-over-weeks"),
        pytest.param("speech", [symptom(ago(1), "speech")], "gp_soon", id="speech-import-without-onset"),
        pytest.param("speech", [symptom(ago(1), "speech", "hours_days")], "urgent", id="speech-over-hours"),
        pytest.param("speech", [symptom(ago(1), "speech", "weeks"), weakness(2)], "urgent", id="speech-and-weakness"),
        pytest.param("speech", [symptom(ago(1), "speech", "weeks"), weakness(2, "hours_days")], "gp_soon",
                     id="speech-and-weakness-that-is-not-gradual"),
        pytest.param("speech", [symptom(ago(1), "speech", "weeks"), symptom(ago(2), "choking")], "urgent",
                     id="speech-and-choking"),
        pytest.param("speech", [symptom(ago(1), "speech", "sudden")], "-", id="sudden-speech-is-a-stroke-sign"),
        pytest.param("swallowing", [symptom(ago(1), "swallowing")], "urgent", id="swallowing"),
        pytest.param("swallowing", [symptom(ago(1), "choking")], "urgent", id="choking"),
        pytest.param("swallowing", [symptom(ago(1), "throat_spasm")], "-", id="a-throat-spasm-is-not"),
        pytest.param("breathing", [symptom(ago(1), "breath_exertion")], "gp_soon", id="on-exertion"),
        pytest.param("breathing", [symptom(ago(1), "breath_lying")], "urgent", id="lying-flat"),
        pytest.param("breathing", [symptom(ago(1), "breath_rest")], "urgent", id="at-rest"),
        pytest.param("breathing", [symptom(ago(1), "breath_lying"), weakness(5)], "emergency", id="lying-and-weakness"),
        pytest.param("breathing", [symptom(ago(1), "breath_rest"), symptom(ago(5), "wasting")], "emergency",
                     id="at-rest-and-wasting"),
        pytest.param("breathing", [symptom(ago(1), "breath_rest"), symptom(ago(5), "swallowing")], "emergency",
                     id="at-rest-and-swallowing"),
        pytest.param("breathing", [symptom(ago(1), "breath_exertion"), weakness(5)], "gp_soon",
                     id="on-exertion-and-weakness"),
        pytest.param("breathing", [symptom(ago(1), "breath_rest"), weakness(5), weakness(4, present=False)], "urgent",
                     id="weakness-that-is-gone"),
        pytest.param("breathing", [symptom(ago(1), "breath_severe")], "emergency", id="severe"),
        pytest.param("breathing", [symptom(ago(1), "breath_severe", present=False)], "-", id="not-present"),
    ],
)  # fmt: skip
def test_muscle_speech_and_breath(sign: str, entries: list[Entry], level: str) -> None:
    assert level_of(sign, entries) == level


DROOP = symptom(ago(3), "face_droop", "sudden", area="face")


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([DROOP], "emergency", id="face-droop"),
        pytest.param([symptom(ago(3), "face_droop")], "emergency", id="import-without-onset-reads-sudden"),
        pytest.param([weakness(3, "sudden")], "emergency", id="weakness"),
        pytest.param([symptom(ago(3), "speech", "sudden")], "emergency", id="speech"),
        pytest.param([symptom(ago(3), "numbness", "sudden")], "-", id="numbness-is-none"),
        pytest.param([symptom(ago(3), "face_droop", "hours_days")], "-", id="not-sudden"),
        pytest.param([DROOP, symptom(ago(2), "face_droop", present=False)], "emergency", id="passing-does-not-end-it"),
        pytest.param([DROOP, symptom(ago(2), "face_droop", "sudden", present=False)], "emergency", id="nor-passed"),
        pytest.param([DROOP, check_in(ago(2), absent=("face_droop",))], "emergency", id="denying-does-not-end-it"),
        pytest.param([DROOP, visit(ago(2))], "-", id="a-visit-received-after-ends-it"),
        pytest.param([DROOP, visit(ago(4))], "emergency", id="a-visit-before-does-not"),
        pytest.param([DROOP, visit(ago(4), received_at=ago(2))], "-", id="received-after-counts"),
        pytest.param([symptom(ago(3), "face_droop", "sudden", received_at=ago(1)), visit(ago(2))], "emergency",
                     id="a-visit-received-before-the-report-does-not"),
        pytest.param([symptom(ago(30), "face_droop", "sudden")], "emergency", id="30-days"),
        pytest.param([symptom(ago(30) - MINUTE, "face_droop", "sudden")], "-", id="over-30-days"),
        pytest.param([DROOP, delete(ago(2), DROOP.id)], "-", id="deletion-ends-it"),
        pytest.param([DROOP, edit(ago(2), DROOP.id, onset="weeks")], "-", id="edit-ends-it"),
        pytest.param([DROOP, conflict_answer(ago(2), DROOP.id)], "-", id="answer-no-ends-it"),
        pytest.param([DROOP, conflict_answer(ago(2), DROOP.id, continued=True)], "emergency", id="answer-yes-does-not"),
        pytest.param([symptom(ago(3), "face_droop", "sudden", present=False)], "emergency",
                     id="had-passed-when-it-was-logged"),
        pytest.param([symptom(ago(31), "speech", "sudden"), symptom(ago(20), "speech", "sudden", present=False)], "-",
                     id="saying-that-it-passed-does-not-prolong-it"),
        pytest.param([DROOP, visit(ago(2)), symptom(ago(1), "face_droop", "sudden", present=False)], "-",
                     id="nor-raise-it-again-after-a-visit"),
        pytest.param([DROOP, visit(ago(2)), symptom(ago(1), "weakness", "sudden", present=False)], "emergency",
                     id="another-that-has-passed-is-new"),
        pytest.param([DROOP, conflict_answer(ago(2), DROOP.id), conflict_answer(ago(1), DROOP.id, continued=True)],
                     "emergency", id="the-last-answer-stands"),
    ],
)  # fmt: skip
def test_stroke_signs(entries: list[Entry], level: str) -> None:
    assert level_of("stroke_signs", entries) == level


def weighed(*pairs: tuple[float, float]) -> list[Entry]:
    return [check_in(ago(days), weight_kg=kg) for days, kg in pairs]


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param(weighed((100, 80), (0, 76)), "gp_soon", id="5-per-cent"),
        pytest.param(weighed((100, 80), (0, 76.1)), "-", id="just-under"),
        pytest.param(weighed((100, 72), (0, 68.4)), "gp_soon", id="5-per-cent-that-is-not-exact-in-binary"),
        pytest.param(weighed((100, 76), (0, 80)), "-", id="gained"),
        pytest.param(weighed((365, 80), (0, 76)), "gp_soon", id="12-months-ago"),
        pytest.param(weighed((366, 80), (0, 76)), "-", id="over-12-months-ago"),
        pytest.param(weighed((100, 80), (50, 76), (0, 79)), "-", id="gained-back"),
        pytest.param(weighed((200, 70), (100, 80), (50, 78), (0, 75)), "gp_soon", id="from-the-highest"),
        pytest.param([*weighed((100, 80), (0, 76)), *on_days(0)], "gp_soon", id="twitching-or-not"),
        pytest.param([*weighed((100, 80), (0.02, 76)), check_in(ago(), weight_kg=79)], "-", id="corrected-that-day"),
        pytest.param([*weighed((100, 80), (0.02, 76)), check_in(ago(), stress=3)], "gp_soon", id="checked-in-again"),
        pytest.param(weighed((0, 76)), "-", id="one-weight"),
    ],
)
def test_weight_loss(entries: list[Entry], level: str) -> None:
    assert level_of("weight_loss", entries) == level


def test_a_loss_that_is_meant_is_none() -> None:
    meant = Profile(timezone="Europe/London", intended_weight_loss=True)
    assert level_of("weight_loss", weighed((100, 80), (0, 70)), profile=meant) == "-"


@pytest.mark.parametrize(
    ("name", "onset", "sign"),
    [
        pytest.param("weakness", "months", "weakness", id="weakness"),
        pytest.param("speech", "months", "speech", id="speech"),
        pytest.param("swallowing", None, "swallowing", id="swallowing"),
        pytest.param("breath_exertion", None, "breathing", id="breathing"),
        pytest.param("face_droop", "sudden", "stroke_signs", id="stroke"),
    ],
)
def test_these_hold_with_no_twitch_logged(name: str, onset: str | None, sign: str) -> None:
    assert list(levels([symptom(ago(1), name, onset)])) == [sign]
