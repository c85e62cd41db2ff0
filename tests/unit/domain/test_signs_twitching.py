"""The table of twitching signs, row by row: what raises each, what lies just below, what mutes it."""

from datetime import timedelta

import pytest

from chalicelib.domain.entries import Entry
from chalicelib.domain.signs import look
from tests.unit.domain.logs import MINUTE, ago, denials, episode, every, level_of, normal_visit, on_days, symptom
from tests.unit.domain.logs import timeline as read

FORTNIGHT = every(3, ago(15), ago())
EYELID_QUARTER = every(7, ago(90) - MINUTE, ago(), "eyelid")


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([episode(ago(14) - MINUTE), *on_days(10, 7, 3, 0)], "gp_routine", id="over-14-days-on-5"),
        pytest.param(on_days(14, 10, 7, 3, 0), "-", id="14-days-exactly"),
        pytest.param(on_days(15, 9, 3, 2.9, 0), "-", id="on-4-days"),
        pytest.param(every(3, ago(19), ago(4)), "gp_routine", id="last-4-days-ago-is-alive"),
        pytest.param(every(3, ago(19), ago(4) - MINUTE), "-", id="last-over-4-days-ago"),
        pytest.param(
            [*on_days(15, 9, 3, side="left"), *on_days(12, 6, 0, side="right")], "gp_routine", id="sides-are-one-area"
        ),
        pytest.param([*on_days(15, 9, 3), *on_days(12, 6, 0, area="forearm")], "-", id="two-areas-are-not-one-run"),
        pytest.param(every(3, ago(15), ago(), "eyelid"), "gp_routine", id="eyelid-takes-part"),
        pytest.param(every(3, ago(15), ago(), "widespread"), "gp_routine", id="widespread-takes-part"),
        pytest.param([*on_days(16, 14, 12), *on_days(4, 2, 0)], "-", id="gap-over-7-days-breaks"),
        pytest.param([*every(1, ago(15), ago(7), minutes=30), *every(1, ago(6), ago(), minutes=5)], "-", id="easing"),
        pytest.param([*FORTNIGHT, normal_visit(ago(2))], "-", id="muted"),
        pytest.param([], "-", id="nothing-logged"),
    ],
)
def test_persistent(entries: list[Entry], level: str) -> None:
    assert level_of("persistent", entries) == level


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param(EYELID_QUARTER, "gp_soon", id="over-90-days"),
        pytest.param(every(7, ago(90), ago(), "eyelid"), "-", id="90-days-exactly"),
        pytest.param(every(7, ago(95), ago(4) - MINUTE, "eyelid"), "-", id="no-longer-alive"),
        pytest.param(every(7, ago(120), ago(), "cheek"), "-", id="another-area"),
        pytest.param([*EYELID_QUARTER, normal_visit(ago(2))], "-", id="muted"),
        pytest.param([symptom(ago(2), "eyes_forced_shut")], "gp_soon", id="eyes-forced-shut"),
        pytest.param(
            [symptom(ago(2), "eyes_forced_shut"), normal_visit(ago(1))], "gp_soon", id="eyes-forced-shut-is-not-muted"
        ),
        pytest.param(
            [symptom(ago(2), "eyes_forced_shut"), symptom(ago(1), "eyes_forced_shut", present=False)],
            "-",
            id="eyes-open-again",
        ),
    ],
)
def test_eyelid_persistent(entries: list[Entry], level: str) -> None:
    assert level_of("eyelid_persistent", entries) == level


def three(area: str, *, first: float = 7, span: timedelta = timedelta(days=5)) -> list[Entry]:
    start = ago(first)
    return [episode(start, area), episode(start + timedelta(days=2), area), episode(start + span, area)]


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([*three("thumb"), *three("calf")], "gp_routine", id="two-regions-3-days-over-5"),
        pytest.param([*three("thumb"), *three("calf", span=timedelta(days=5) - MINUTE)], "-", id="under-5-days"),
        pytest.param([*three("thumb"), *on_days(7, 6.9, 2, area="calf")], "-", id="on-2-days"),
        pytest.param([*three("thumb"), *three("forearm")], "-", id="one-region"),
        pytest.param([*three("thumb"), *on_days(7, area="calf"), *on_days(5, area="knee"), *on_days(2, area="hip")],
                     "gp_routine", id="areas-of-a-region-count-together"),
        pytest.param([*three("thumb"), *three("eyelid")], "-", id="eyelid-takes-no-part"),
        pytest.param([*three("thumb"), *three("widespread")], "-", id="widespread-takes-no-part"),
        pytest.param([*three("jaw"), *three("thumb")], "gp_routine", id="face-beyond-the-eyelid-does"),
        pytest.param([*three("thumb"), *three("calf", first=14)], "gp_routine", id="14-days-ago-counts"),
        pytest.param([*three("thumb"), *on_days(14.01, 12, 9, area="calf")], "-", id="over-14-days-ago-does-not"),
        pytest.param([*three("thumb"), *three("calf"), normal_visit(ago(1))], "-", id="muted"),
    ],
)  # fmt: skip
def test_multi_site(entries: list[Entry], level: str) -> None:
    assert level_of("multi_site", entries) == level


FIRST = every(3, ago(20), ago())
NEXT = on_days(10, 7, 4, area="forearm")


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        pytest.param([*FIRST, *NEXT], "gp_soon", id="10-days-later-on-3-days-over-6-in-one-region"),
        pytest.param([*FIRST, *on_days(10.01, 7, 4, area="forearm")], "-", id="under-10-days-later"),
        pytest.param([*FIRST, *on_days(10, 9.9, 4, area="forearm")], "-", id="on-2-days"),
        pytest.param([*FIRST, *on_days(9.9, 7, 4, area="forearm")], "-", id="over-less-than-6-days"),
        pytest.param([*every(3, ago(18), ago(4)), *on_days(8, 5, 2, area="forearm")], "gp_soon", id="first-14-days"),
        pytest.param(
            [*every(3, ago(18) + MINUTE, ago(4)), *on_days(7.9, 5, 1.9, area="forearm")], "-", id="first-under-14-days"
        ),
        pytest.param([*every(3, ago(20), ago(4) - MINUTE), *NEXT], "-", id="first-not-alive"),
        pytest.param([*FIRST, *on_days(10, 7, 4.01, area="forearm")], "-", id="later-not-alive"),
        pytest.param([*FIRST, *on_days(99, area="forearm"), *NEXT], "-", id="twitched-there-in-the-90-days-before"),
        pytest.param([*FIRST, *on_days(101, area="forearm"), *NEXT], "gp_soon", id="twitched-there-long-before"),
        pytest.param([*FIRST, *on_days(10, 7, 4, area="eyelid")], "-", id="eyelid-takes-no-part"),
        pytest.param([*FIRST, *on_days(10, 7, 4, area="widespread")], "-", id="widespread-takes-no-part"),
        pytest.param([*every(3, ago(20), ago(), "eyelid"), *NEXT], "-", id="from-an-eyelid-neither"),
        pytest.param(
            [*on_days(20, 17, 14, 11, 8, 5, 2, side="left"), *on_days(10, 7, 4, side="right")], "-",
            id="the-other-side-is-the-same-area",
        ),
        pytest.param([*FIRST, *NEXT, normal_visit(ago(1))], "-", id="muted"),
    ],
)  # fmt: skip
def test_spread(entries: list[Entry], level: str) -> None:
    assert level_of("spread", entries) == level


def test_a_benign_circumstance_does_not_cancel_a_sign() -> None:
    run = every(3, ago(15), ago(), "calf", context=("after_exercise", "caffeine"))
    assert level_of("persistent", run) == "gp_routine"


def test_the_sentence_counts_days_and_the_entries_can_be_checked() -> None:
    holding = look(read([episode(ago(14) - MINUTE), *on_days(10, 7, 3, 0)]))["persistent"]
    assert holding.about == ("thumb",)
    assert "thumb on 5 of the last 15 days" in holding.because
    assert len(holding.entries) == 5
    assert "NHS" in holding.source


def test_about_names_every_area_of_a_spread() -> None:
    shoulder = on_days(9, 6, 3, area="shoulder")
    assert look(read([*FIRST, *NEXT, *shoulder]))["spread"].about == ("thumb", "forearm", "shoulder")


def test_four_denials_end_a_run_that_would_be_persistent() -> None:
    logged = [*on_days(16, 14, 12, 6, 3, 0)]
    assert level_of("persistent", logged) == "gp_routine"
    assert level_of("persistent", [*logged, *denials(11, 8)]) == "-"
