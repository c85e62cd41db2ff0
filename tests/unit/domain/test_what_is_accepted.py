"""What the door refuses of a well-formed entry: moments out of bounds, and what must go together."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.acceptance import faults_of
from chalicelib.domain.body import AREAS, LIMB_OF, REGION_OF, is_same_limb
from chalicelib.domain.entries import Answer, Entry
from chalicelib.domain.localtime import zone
from tests.unit.domain.logs import (
    MINUTE,
    NOW,
    ago,
    check_in,
    conflict_answer,
    episode,
    gap_answer,
    medicine,
    symptom,
    visit,
)

AHEAD = NOW + 5 * MINUTE
FIVE_YEARS = timedelta(days=5 * 365.25)
SECOND = timedelta(seconds=1)


def faulty(entry: Entry, place: str = "Europe/London") -> list[str]:
    return [fault.field for fault in faults_of(entry, NOW, zone(place))]


def gap(**values: Any) -> Answer:
    return replace(gap_answer(NOW, "thumb", ago(9), ago(2)), **values)


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        pytest.param(episode(AHEAD), [], id="5-minutes-ahead"),
        pytest.param(episode(AHEAD + SECOND), ["at"], id="further-ahead"),
        pytest.param(visit(AHEAD + SECOND), ["at"], id="a-visit-ahead"),
        pytest.param(episode(NOW - FIVE_YEARS), [], id="5-years-back"),
        pytest.param(episode(NOW - FIVE_YEARS - SECOND), ["at"], id="further-back"),
        pytest.param(visit(NOW - 20 * FIVE_YEARS), [], id="a-visit-100-years-back"),
        pytest.param(visit(NOW - 20 * FIVE_YEARS - SECOND), ["at"], id="a-visit-further-back"),
        pytest.param(medicine(NOW - 20 * FIVE_YEARS, "ppi"), [], id="a-medicine-100-years-back"),
        pytest.param(check_in(NOW, date=date(2026, 11, 23)), [], id="today"),
        pytest.param(check_in(NOW, date=date(2026, 11, 24)), ["date"], id="tomorrow"),
        pytest.param(check_in(NOW, date=date(2021, 11, 23)), [], id="a-date-5-years-back"),
        pytest.param(check_in(NOW, date=date(2021, 11, 21)), ["date"], id="a-date-further-back"),
        pytest.param(symptom(NOW, "weakness"), ["onset"], id="weakness-without-onset"),
        pytest.param(symptom(NOW, "speech"), ["onset"], id="speech-without-onset"),
        pytest.param(symptom(NOW, "face_droop"), ["onset"], id="droop-without-onset"),
        pytest.param(symptom(NOW, "weakness", present=False), [], id="no-longer-needs-none"),
        pytest.param(symptom(NOW, "cramp"), [], id="cramp-needs-none"),
        pytest.param(gap(), [], id="gap"),
        pytest.param(gap(area=None, from_=None, to=None), ["area", "from", "to"], id="gap-without-its-fields"),
        pytest.param(gap(from_=date(2026, 11, 22)), ["to"], id="gap-that-ends-before-it-begins"),
        pytest.param(conflict_answer(NOW, "x"), [], id="conflict"),
        pytest.param(conflict_answer(NOW), ["targets"], id="conflict-without-targets"),
    ],
)
def test_accepted_or_named(entry: Entry, fields: list[str]) -> None:
    assert faulty(entry) == fields


def test_today_is_the_persons() -> None:
    tomorrow = check_in(NOW, date=date(2026, 11, 24))
    assert faulty(tomorrow, "Pacific/Kiritimati") == []
    assert faulty(tomorrow, "Pacific/Honolulu") == ["date"]


@pytest.mark.parametrize(
    ("area", "region", "limb"),
    [
        pytest.param("eyelid", "bulbar", None, id="eyelid"),
        pytest.param("throat", "bulbar", None, id="throat"),
        pytest.param("neck", "cervical", None, id="neck-is-no-limb"),
        pytest.param("shoulder", "cervical", "arm", id="arm-begins-at-the-shoulder"),
        pytest.param("fingers", "cervical", "arm", id="and-ends-at-the-fingers"),
        pytest.param("abdomen", "thoracic", None, id="abdomen"),
        pytest.param("lower_back", "lumbosacral", None, id="lower-back-is-no-limb"),
        pytest.param("buttock", "lumbosacral", "leg", id="leg-begins-at-the-buttock"),
        pytest.param("hip", "lumbosacral", "leg", id="hip"),
        pytest.param("toes", "lumbosacral", "leg", id="and-ends-at-the-toes"),
        pytest.param("widespread", None, None, id="widespread-stands-apart"),
    ],
)
def test_regions_and_limbs(area: str, region: str | None, limb: str | None) -> None:
    assert (REGION_OF.get(area), LIMB_OF.get(area)) == (region, limb)


def test_every_area_but_widespread_lies_in_one_region() -> None:
    assert set(AREAS) == {*REGION_OF, "widespread"}
    assert len(AREAS) == 34


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(("hand", "left"), ("forearm", "left"), True, id="one-arm"),
        pytest.param(("hand", "left"), ("forearm", "right"), False, id="the-other-arm"),
        pytest.param(("hand", "left"), ("forearm", None), True, id="a-missing-side"),
        pytest.param(("hand", "both"), ("forearm", "right"), True, id="both-sides"),
        pytest.param(("hand", "left"), ("calf", "left"), False, id="arm-and-leg"),
        pytest.param(("jaw", None), ("jaw", None), True, id="one-area"),
        pytest.param(("jaw", None), ("cheek", None), False, id="two-areas-that-are-no-limb"),
        pytest.param((None, None), (None, None), True, id="no-place-twice"),
        pytest.param((None, None), ("hand", None), False, id="no-place-and-a-place"),
    ],
)
def test_same_limb(one: tuple[str | None, str | None], other: tuple[str | None, str | None], same: bool) -> None:
    assert is_same_limb(*one, *other) is same
    assert is_same_limb(*other, *one) is same
