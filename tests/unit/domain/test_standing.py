"""What stands from one look to the next: what opens, what closes and why, what a finding keeps."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from chalicelib.domain.entries import Entry
from chalicelib.domain.standing import Changes, Standing, reassess
from chalicelib.domain.taking import taken_now
from tests.unit.domain.logs import (
    NOW,
    ago,
    conflict_answer,
    delete,
    denials,
    edit,
    every,
    gap_answer,
    medicine,
    normal_visit,
    on_days,
    symptom,
    timeline,
)

SPEECH = symptom(ago(5), "speech", "hours_days")
DROOP = symptom(ago(5), "face_droop", "sudden")
RUN = every(3, ago(18), ago(3))


def looks(entries: Sequence[Entry], *days_ago: float) -> tuple[Standing, Changes]:
    standing, changes = Standing(), Changes()
    for days in days_ago:
        standing, changes = reassess(standing, timeline(entries, ago(days)))
    return standing, changes


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        pytest.param([SPEECH, symptom(ago(1), "speech", present=False)], "ended", id="no-longer"),
        pytest.param([SPEECH, delete(ago(1), SPEECH.id)], "corrected", id="deleted"),
        pytest.param([SPEECH, edit(ago(1), SPEECH.id, name="fatigue")], "corrected", id="edited"),
        pytest.param([SPEECH, conflict_answer(ago(1), SPEECH.id)], "corrected", id="answered-no"),
        pytest.param([SPEECH, edit(ago(1), SPEECH.id, note="?"), symptom(ago(1), "speech", present=False)], "ended",
                     id="an-edit-that-changed-nothing-is-no-correction"),
        pytest.param([SPEECH, edit(ago(1), SPEECH.id, onset="weeks")], "corrected", id="edited-to-a-lower-level"),
        pytest.param([DROOP, normal_visit(ago(1))], "ended", id="a-visit-after-a-stroke-sign"),
        pytest.param([*RUN, normal_visit(ago(1))], "muted", id="muted-by-a-visit"),
        pytest.param([*every(3, ago(24), ago(6)), delete(ago(1), "unknown")], "ended", id="no-longer-alive"),
    ],
)  # fmt: skip
def test_why_a_finding_was_cleared(entries: list[Entry], reason: str) -> None:
    _, changes = looks(entries, 2.5, 0)
    assert [finding.cleared_by for finding in changes.cleared] == [reason]
    assert [finding.cleared_at for finding in changes.cleared] == [NOW]


def test_a_run_that_eases_was_eased() -> None:
    heavy = every(1, ago(25), ago(8), minutes=60)
    entries = [*heavy, *every(1, ago(7), ago(), minutes=1)]
    _, changes = looks(entries, 8, 0)
    assert [finding.cleared_by for finding in changes.cleared] == ["eased"]


def test_a_run_that_denials_ended_just_ended() -> None:
    _, changes = looks([*every(3, ago(23), ago(6)), *denials(5, 2)], 5.5, 1)
    assert [finding.cleared_by for finding in changes.cleared] == ["ended"]


def test_an_answer_taken_back_takes_its_finding_back() -> None:
    bridge = gap_answer(ago(4), "thumb", ago(19), ago(6))
    entries = [*on_days(20, 19), *on_days(5.5, 5, 4.5, 3), bridge, delete(ago(1), bridge.id)]
    standing, _ = looks(entries, 2.5)
    assert [finding.sign for finding in standing.findings] == ["persistent"]
    _, changes = looks(entries, 2.5, 0)
    assert [finding.cleared_by for finding in changes.cleared] == ["corrected"]


def test_a_change_of_level_closes_one_and_opens_the_next() -> None:
    entries = [symptom(ago(5), "breath_exertion"), symptom(ago(1), "breath_rest")]
    standing, changes = looks(entries, 2, 0)
    assert [(f.level, f.cleared_by) for f in changes.cleared] == [("gp_soon", "level")]
    assert [(f.level, f.id) for f in changes.raised] == [("urgent", "breathing-2")]
    assert [f.id for f in standing.findings] == ["breathing-2"]


def test_because_and_entries_stay_as_they_were_and_about_grows() -> None:
    first = symptom(ago(5), "weakness", "weeks", area="hand")
    entries = [first, symptom(ago(1), "weakness", "weeks", area="calf")]
    (before,), (after,) = looks(entries, 2)[0].findings, looks(entries, 2, 0)[0].findings
    assert (after.because, after.entries, after.raised_at) == (before.because, (first.id,), ago(2))
    assert (before.about, after.about) == (("hand",), ("hand", "calf"))


def test_a_second_look_at_one_moment_changes_nothing() -> None:
    once, _ = looks([SPEECH, *RUN], 0)
    twice, changes = looks([SPEECH, *RUN], 0, 0)
    assert twice == once
    assert not changes


def test_what_was_cleared_is_remembered_for_30_days() -> None:
    gone = [symptom(ago(50), "speech", "hours_days"), symptom(ago(40), "speech", present=False)]
    assert len(looks(gone, 45, 40, 10)[0].cleared) == 1
    assert looks(gone, 45, 40, 9.9)[0].cleared == ()


def test_ids_are_never_used_twice() -> None:
    again = [SPEECH, symptom(ago(4), "speech", present=False), symptom(ago(3), "speech", "hours_days")]
    standing, _ = looks(again, 5, 4, 3)
    assert {finding.id for finding in (*standing.findings, *standing.cleared)} == {"speech-1", "speech-2"}


def test_a_medicine_is_taken_from_its_start_until_it_is_stopped() -> None:
    entries = [medicine(ago(20), "ssri"), medicine(ago(10), "ssri", "dose_up"), medicine(ago(5), "ssri", "stop")]
    taken = {days: taken_now(timeline(entries, ago(days))) for days in (21, 20, 10, 5)}
    assert {days: [one.since for one in found] for days, found in taken.items()} == {
        21: [], 20: [ago(20)], 10: [ago(20)], 5: [],
    }  # fmt: skip
    assert [moment for moment, _ in taken[10][0].changes] == [ago(20), ago(10)]
    assert timedelta(days=10) == ago(10) - ago(20)
