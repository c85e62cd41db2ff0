"""Folding: what is one entry, what a change acts on, and from when."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.entries import Entry, Episode, Symptom
from chalicelib.domain.fold import fold
from tests.unit.domain.logs import (
    MINUTE,
    NOW,
    ago,
    check_in,
    conflict_answer,
    delete,
    edit,
    episode,
    symptom,
    timeline,
)

FIRST = episode(ago(5), minutes=3, side="left", id="first")


def twin(seconds: float = 60, **values: Any) -> Episode:
    at = FIRST.at + timedelta(seconds=seconds)
    return replace(FIRST, **{"id": "twin", "at": at, "received_at": ago(4), **values})


def standing(*entries: Entry, now: Any = NOW) -> list[str]:
    return [entry.id for entry in fold(entries, now).standing]


@pytest.mark.parametrize(
    ("other", "ids"),
    [
        pytest.param(twin(120), ["first"], id="within-2-minutes"),
        pytest.param(twin(-120), ["first"], id="before-it-too"),
        pytest.param(twin(121), ["first", "twin"], id="over-2-minutes"),
        pytest.param(twin(side="right"), ["first", "twin"], id="another-side"),
        pytest.param(twin(side=None), ["first", "twin"], id="no-side"),
        pytest.param(twin(area="calf"), ["first", "twin"], id="another-area"),
        pytest.param(twin(minutes=4), ["first", "twin"], id="another-length"),
        pytest.param(twin(intensity=5, note="again"), ["first"], id="other-words-about-it"),
    ],
)
def test_twins(other: Episode, ids: list[str]) -> None:
    assert standing(FIRST, other) == ids


def test_a_repeated_key_is_one_entry_whatever_it_says() -> None:
    one, again = (
        replace(FIRST, key="k"),
        replace(FIRST, id="again", key="k", at=ago(2), received_at=ago(2), area="calf"),
    )
    assert standing(one, again) == ["first"]
    assert standing(again, one) == ["first"]


@pytest.mark.parametrize("target", ["first", "twin"])
def test_a_change_to_either_twin_acts_on_both(target: str) -> None:
    assert standing(FIRST, twin(), delete(ago(1), target)) == []
    (kept,) = fold([FIRST, twin(), edit(ago(1), target, area="calf")], NOW).standing
    assert (kept.id, getattr(kept, "area", None)) == ("first", "calf")


@pytest.mark.parametrize("target", ["first", "twin", "third"])
def test_a_change_reaches_the_first_through_a_key_and_a_twin(target: str) -> None:
    keyed, third = twin(key="k"), replace(FIRST, id="third", key="k", at=ago(3), received_at=ago(3))
    assert standing(FIRST, keyed, third) == ["first"]
    assert standing(FIRST, keyed, third, delete(ago(1), target)) == []


def test_an_episode_like_one_that_was_deleted_is_a_new_one() -> None:
    assert standing(FIRST, delete(ago(4.5), "first"), twin()) == ["twin"]


def test_a_change_acts_from_its_receipt() -> None:
    entries = [FIRST, edit(ago(2), "first", area="calf"), delete(ago(1), "first")]
    before, between, after = (fold(entries, ago(days)).standing for days in (3, 1.5, 1))
    assert [getattr(kept, "area", None) for kept in (*before, *between)] == ["thumb", "calf"]
    assert after == ()


def test_a_change_received_before_its_target_waits_for_it() -> None:
    late = replace(FIRST, received_at=ago(1))
    assert standing(late, delete(ago(2), "first")) == []
    (kept,) = fold([late, edit(ago(2), "first", area="calf")], NOW).standing
    assert getattr(kept, "area", None) == "calf"


def test_of_two_edits_the_later_received_wins_field_by_field() -> None:
    changes = [edit(ago(1), "first", minutes=9), edit(ago(2), "first", minutes=7, intensity=4)]
    (kept,) = fold([FIRST, *changes], NOW).standing
    assert isinstance(kept, Episode)
    assert (kept.minutes, kept.intensity) == (9, 4)


def test_an_edit_of_what_was_deleted_brings_nothing_back() -> None:
    assert standing(FIRST, delete(ago(3), "first"), edit(ago(2), "first", area="calf")) == []


def test_a_change_to_nothing_known_is_no_fault() -> None:
    assert standing(FIRST, delete(ago(1), "unknown"), edit(ago(1), "nobody", area="calf")) == ["first"]


def test_identity_cannot_be_edited() -> None:
    made = edit(ago(1), "first", id="x", type="symptom", key="k", received_at=ago(0), unknown=1, intensity=5)
    (kept,) = fold([FIRST, made], NOW).standing
    assert kept == replace(FIRST, intensity=5)


def test_an_edit_can_empty_a_field_but_not_one_that_is_needed() -> None:
    weak = symptom(ago(5), "weakness", "weeks", area="hand", severity=3, id="weak")
    (kept,) = fold([weak, edit(ago(1), "weak", area=None, severity=None, name=None, onset=None)], NOW).standing
    assert kept == replace(weak, area=None, severity=None)


def test_a_symptom_keeps_its_name_where_the_new_one_is_none() -> None:
    weak = symptom(ago(5), "weakness", "weeks", id="weak")
    for name, kept_name in (("fatigues", "weakness"), ("fatigue", "fatigue")):
        (kept,) = fold([weak, edit(ago(1), "weak", name=name)], NOW).standing
        assert getattr(kept, "name", None) == kept_name


def test_an_edited_moment_moves_the_entry() -> None:
    assert standing(FIRST, episode(ago(4), id="other"), edit(ago(1), "first", at=ago(3))) == ["other", "first"]


def test_an_answer_no_withdraws_what_disagrees_and_its_deletion_brings_it_back() -> None:
    denied = check_in(ago(5), twitched=False, id="denied")
    no = replace(conflict_answer(ago(3), "twin"), id="no")
    assert standing(FIRST, twin(), denied, no) == ["denied", "no"]
    assert standing(FIRST, twin(), denied, replace(no, continued=True)) == ["first", "denied", "no"]
    assert standing(FIRST, denied, no, twin(), delete(ago(2), "no")) == ["first", "denied"]


def test_what_was_not_received_by_then_does_not_count() -> None:
    late = episode(ago(5), received_at=ago(1), id="late")
    assert standing(late, now=ago(1) - MINUTE) == []
    assert standing(late, now=ago(1)) == ["late"]


def test_entries_of_one_receipt_act_in_the_order_given() -> None:
    at_once = [
        replace(FIRST, received_at=ago(1)),
        edit(ago(1), "first", area="calf"),
        edit(ago(1), "first", area="hip"),
    ]
    (kept,) = fold(at_once, NOW).standing
    assert getattr(kept, "area", None) == "hip"


def test_entries_of_one_moment_keep_the_order_of_receipt() -> None:
    one, two = episode(ago(5), "calf", received_at=ago(2)), episode(ago(5), "hip", received_at=ago(3))
    assert standing(one, two) == [two.id, one.id]


def test_a_moment_ahead_of_its_receipt_is_read_as_the_receipt() -> None:
    ahead, allowed = (episode(ago(5) + minutes * MINUTE, received_at=ago(5)) for minutes in (6, 5))
    assert [entry.at for entry in fold([ahead], NOW).standing] == [ago(5)]
    assert [entry.at for entry in fold([allowed], NOW).standing] == [allowed.at]


def test_an_edited_moment_ahead_of_the_edit_is_read_as_the_edit() -> None:
    (kept,) = fold([FIRST, edit(ago(1), "first", at=ago(-300))], NOW).standing
    assert kept.at == ago(1)


def test_an_edit_that_came_before_its_target_does_not_move_it() -> None:
    late = episode(ago(2), received_at=ago(1), id="late")
    (kept,) = fold([late, edit(ago(3), "late", intensity=5)], NOW).standing
    assert kept.at == ago(2)


@pytest.mark.parametrize(
    ("name", "onset"), [("weakness", "weeks"), ("speech", "weeks"), ("face_droop", "sudden"), ("tingling", None)]
)
def test_a_missing_onset_of_an_import_is_read_as_the_usual_one(name: str, onset: str | None) -> None:
    (kept,) = fold([symptom(ago(1), name)], NOW).standing
    assert isinstance(kept, Symptom)
    assert kept.onset == onset


def test_a_withdrawal_can_be_looked_through() -> None:
    gone = delete(ago(1), "first")
    assert [e.id for e in fold([FIRST, gone], NOW, ignored=frozenset({gone.id})).standing] == ["first"]


def test_a_later_check_in_replaces_only_the_fields_it_carries() -> None:
    morning = check_in(ago(0.2), sleep_hours=7, twitched=False, absent=("cramp",))
    evening = check_in(ago(), twitched=True, stress=4)
    (day,) = timeline([evening, morning]).days.values()
    assert (day.sleep_hours, day.twitched, day.stress, day.absent) == (7, True, 4, ("cramp",))


def test_the_later_received_check_in_wins_whatever_moment_it_names() -> None:
    early, late = check_in(ago(), stress=1), check_in(ago(0.2), stress=5, received_at=ago() + MINUTE)
    (day,) = timeline([early, late], NOW + MINUTE).days.values()
    assert day.stress == 5
