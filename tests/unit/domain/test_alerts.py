"""Who is told what, and when: lived through with the real course of moments. Quiet hours are 21:00 to 08:00."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

import pytest

from chalicelib.domain.alerts import decide, release
from chalicelib.domain.course import Lived
from chalicelib.domain.entries import Entry
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person, QuietHours
from chalicelib.domain.standing import Standing, reassess
from tests.unit.domain.logs import delete, edit, episode, live, medicine, person, symptom, timeline, visit

DAY_0: Final = datetime(2026, 11, 2, tzinfo=UTC)
"""A Monday; London keeps UTC all through the month."""
SAFETY: Final = ("finding", "emergency", "correction")


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return DAY_0 + timedelta(days=day, hours=hour, minutes=minute)


def someone(**values: Any) -> Person:
    return person(DAY_0, **values)


def told(lived: Lived) -> list[Message]:
    return [message for message in lived.messages if message.kind in SAFETY]


def mails(entries: Sequence[Entry], until: datetime, **values: Any) -> list[tuple[str, tuple[str, ...], datetime]]:
    return [(m.kind, m.signs, m.leaves_at) for m in told(live(someone(**values), entries, until))]


def weakness(day: int, hour: int = 12, onset: str = "weeks", **values: Any) -> Entry:
    return symptom(at(day, hour), "weakness", onset, **{"area": "hand", "side": "right", **values})


SPEECH: Final = symptom(at(3), "speech", "hours_days")
DROOP: Final = symptom(at(3), "face_droop", "sudden")


def test_a_new_finding_is_told_once_however_long_it_stands() -> None:
    assert mails([weakness(3), episode(at(9)), episode(at(20))], at(60)) == [("finding", ("weakness",), at(3))]


def test_a_warning_says_which_other_signs_the_log_does_not_show() -> None:
    (message,) = told(live(someone(), [weakness(3), symptom(at(3), "speech", "weeks")], at(5)))
    assert message.content["not_found"] == ["wasting", "swallowing", "breathing", "spread"]


def test_findings_of_one_moment_go_in_one_mail_and_the_highest_names_its_level() -> None:
    entries = [weakness(3), symptom(at(3), "swallowing")]
    (message,) = told(live(someone(), entries, at(5)))
    assert message.signs == ("swallowing", "weakness")
    assert (message.kind, message.level) == ("finding", "urgent")
    assert message.advice[0] == "urgent_today"


def test_an_emergency_names_the_number_and_the_kind() -> None:
    (message,) = told(live(someone(), [DROOP, weakness(3, 12)], at(5)))
    assert (message.kind, message.level) == ("emergency", "emergency")
    assert message.content["say"]["call"] == "999"


def test_what_is_raised_in_the_night_waits_for_its_end() -> None:
    (message,) = told(live(someone(), [weakness(3, 22)], at(5)))
    assert (message.decided_at, message.leaves_at) == (at(3, 22), at(4, 8))


def test_what_waits_is_joined_and_carries_the_earliest_moment() -> None:
    entries = [weakness(3, 22), symptom(at(4, 2), "tingling_mouth"), symptom(at(4, 7), "breath_exertion")]
    (message,) = told(live(someone(), entries, at(5)))
    assert message.signs == ("weakness", "tetany", "breathing")
    assert (message.decided_at, message.leaves_at) == (at(3, 22), at(4, 8))


def test_what_no_longer_stands_in_the_morning_is_dropped() -> None:
    entries = [weakness(3, 22), weakness(3, 23, present=False)]
    assert mails(entries, at(5)) == []


def test_what_is_taken_back_before_it_was_told_needs_no_correction() -> None:
    late = weakness(3, 22)
    assert mails([late, delete(at(3, 23), late.id)], at(5)) == []


@pytest.mark.parametrize(
    ("entry", "leaves_at"),
    [
        pytest.param(symptom(at(3, 23), "speech", "hours_days"), at(3, 23), id="urgent"),
        pytest.param(symptom(at(3, 23), "face_droop", "sudden"), at(3, 23), id="emergency"),
        pytest.param(symptom(at(3, 23), "breath_exertion"), at(4, 8), id="gp-soon-waits"),
    ],
)
def test_what_a_received_entry_raises_at_urgent_leaves_at_once(entry: Entry, leaves_at: datetime) -> None:
    assert [left for _, _, left in mails([entry], at(5))] == [leaves_at]


def test_what_the_end_of_the_day_raises_waits_even_when_urgent() -> None:
    end, morning, anna = at(3, 23, 59), at(4, 8), someone()
    read = timeline([SPEECH], end, anna.profile)
    standing, changes = reassess(Standing(), read)
    standing, at_once = decide(anna, "GB", standing, changes, read, is_receipt=False)
    assert at_once == []
    standing, (message,) = release(anna, "GB", standing, morning)
    assert (message.signs, message.decided_at, message.leaves_at) == (("speech",), end, morning)
    assert standing.held == {}


def test_what_arises_with_the_urgent_goes_in_its_mail() -> None:
    entries = [symptom(at(3, 23), "breath_exertion"), symptom(at(3, 23), "speech", "hours_days")]
    assert mails(entries, at(5)) == [("finding", ("speech", "breathing"), at(3, 23))]


def test_the_least_serious_of_a_night_does_not_ride_with_the_urgent() -> None:
    entries = [symptom(at(3, 22), "breath_exertion"), symptom(at(3, 23), "speech", "hours_days")]
    assert mails(entries, at(5)) == [("finding", ("speech",), at(3, 23)), ("finding", ("breathing",), at(4, 8))]


def test_without_quiet_hours_nothing_waits() -> None:
    assert mails([weakness(3, 22)], at(5), quiet_hours=QuietHours(from_=time(7), to=time(7))) == [
        ("finding", ("weakness",), at(3, 22))
    ]


def test_a_raised_level_is_told_again_and_a_fallen_one_is_not() -> None:
    worse = [symptom(at(3), "breath_exertion"), symptom(at(5), "breath_rest")]
    assert mails(worse, at(40)) == [("finding", ("breathing",), at(3)), ("finding", ("breathing",), at(5))]


def test_a_level_that_falls_mails_nothing() -> None:
    entries = [weakness(0), symptom(at(20), "breath_lying")]
    lived = live(someone(), entries, at(190))
    assert [f.level for f in lived.raised if f.sign == "breathing"] == ["emergency", "urgent"]
    assert [f.cleared_by for f in lived.cleared if f.sign == "breathing"] == ["level"]
    assert [m.signs for m in told(lived)] == [("weakness",), ("breathing",)]


def test_a_sign_that_takes_in_another_place_mails_nothing() -> None:
    lived = live(someone(), [weakness(3), weakness(5, area="calf")], at(9))
    assert [f.about for f in lived.course.standing.findings] == [("hand", "calf")]
    assert len(told(lived)) == 1


def test_an_urgent_finding_is_repeated_once_after_14_days() -> None:
    expected = [("finding", ("speech",), at(3)), ("finding", ("speech",), at(18, 8))]
    assert mails([SPEECH], at(60)) == expected


def test_a_visit_meanwhile_spares_the_repeat() -> None:
    assert len(mails([SPEECH, visit(at(10))], at(60))) == 1


def test_a_visit_before_it_does_not() -> None:
    assert len(mails([visit(at(1)), SPEECH], at(60))) == 2


def test_what_is_less_than_urgent_is_not_repeated() -> None:
    assert len(mails([weakness(3)], at(60))) == 1


def test_a_correction_names_what_it_withdraws() -> None:
    first, second = told(live(someone(), [SPEECH, delete(at(4), SPEECH.id)], at(6)))
    assert (second.kind, second.level, second.signs) == ("correction", "self_care", ("speech",))
    assert second.findings == first.findings
    assert second.advice == ()


def test_a_correction_in_the_night_waits() -> None:
    assert mails([SPEECH, delete(at(4, 23), SPEECH.id)], at(6))[1] == ("correction", ("speech",), at(5, 8))


def test_an_edit_that_takes_the_ground_away_is_corrected_too() -> None:
    kinds = [kind for kind, _, _ in mails([SPEECH, edit(at(4), SPEECH.id, name="fatigue", onset=None)], at(6))]
    assert kinds == ["finding", "correction"]


def test_what_ends_by_itself_mails_nothing() -> None:
    entries = [SPEECH, symptom(at(4), "speech", present=False)]
    assert mails(entries, at(6)) == [("finding", ("speech",), at(3))]


def test_a_new_finding_below_one_that_was_told_stays_silent() -> None:
    assert mails([SPEECH, weakness(5)], at(10)) == [("finding", ("speech",), at(3))]


def test_a_new_finding_as_serious_or_more_is_told() -> None:
    entries = [weakness(3), symptom(at(5), "wasting", area="calf"), symptom(at(6), "swallowing")]
    signs = [signs for _, signs, _ in mails(entries, at(10))]
    assert signs == [("weakness",), ("wasting",), ("swallowing",)]


@pytest.mark.parametrize(
    ("again", "count"),
    [
        pytest.param(29, 1, id="within-30-days-is-silent"),
        pytest.param(36, 2, id="later-is-told"),
    ],
)
def test_a_finding_that_comes_back(again: int, count: int) -> None:
    entries = [weakness(3), weakness(4, present=False), weakness(again)]
    assert len(mails(entries, at(40))) == count


def test_one_that_comes_back_higher_is_told() -> None:
    entries = [symptom(at(3), "breath_exertion"), symptom(at(4), "breath_exertion", present=False)]
    assert len(mails([*entries, symptom(at(9), "breath_rest")], at(12))) == 2


def test_a_level_that_rises_again_long_after_it_fell_is_told() -> None:
    water_tablet = medicine(at(-100), "loop_diuretic")
    steady = [entry for day in range(0, 60, 5) for entry in (episode(at(day)), symptom(at(day), "cramp"))]
    beats = [symptom(at(3), "palpitations"), symptom(at(50), "palpitations")]
    sent = told(live(someone(), [water_tablet, *steady, *beats], at(60)))
    assert [(message.level, message.decided_at) for message in sent if "medicine_diuretic" in message.signs] == [
        ("gp_soon", at(0)), ("urgent", at(3)), ("urgent", at(50)),
    ]  # fmt: skip


def test_one_that_was_withdrawn_and_comes_back_is_told() -> None:
    first = weakness(3)
    kinds = [kind for kind, _, _ in mails([first, delete(at(4), first.id), weakness(6)], at(9))]
    assert kinds == ["finding", "correction", "finding"]


def test_the_same_emergency_mails_at_most_once_in_24_hours() -> None:
    first, again = DROOP, symptom(at(3, 20), "face_droop", "sudden")
    entries = [first, delete(at(3, 14), first.id), again]
    kinds = [kind for kind, _, _ in mails(entries, at(6))]
    assert kinds == ["emergency", "correction"]


def test_an_emergency_that_comes_back_after_a_day_is_told_again() -> None:
    entries = [DROOP, visit(at(4)), symptom(at(4, 18), "face_droop", "sudden")]
    assert [kind for kind, _, _ in mails(entries, at(6))] == ["emergency", "emergency"]


RUN: Final = [episode(at(day, 10), "thumb") for day in range(0, 17, 2)]


@pytest.mark.parametrize(
    ("mode", "entries", "count"),
    [
        pytest.param("daily", RUN, 1, id="daily-tells-gp-routine"),
        pytest.param("weekly", RUN, 0, id="weekly-leaves-it-to-the-summary"),
        pytest.param("paused", RUN, 0, id="paused-too"),
        pytest.param("weekly", [weakness(3)], 1, id="weekly-tells-gp-soon"),
        pytest.param("paused", [weakness(3)], 1, id="paused-tells-gp-soon"),
    ],
)
def test_modes(mode: str, entries: list[Entry], count: int) -> None:
    assert len(mails(entries, at(18), mode=mode)) == count


def test_a_stopped_safety_stream_mails_nothing_and_the_findings_stand_all_the_same() -> None:
    streams = {"safety": False, "habits": True, "weekly": True}
    lived = live(someone(streams=streams), [SPEECH, DROOP], at(5))
    assert told(lived) == []
    assert {finding.sign for finding in lived.course.standing.findings} == {"speech", "stroke_signs"}


def test_the_weekly_summary_carries_what_stands() -> None:
    lived = live(someone(mode="weekly"), RUN, at(22))
    weekly = [message for message in lived.messages if message.kind == "weekly"]
    assert [message.leaves_at for message in weekly] == [at(0, 8), at(7, 8), at(14, 8), at(21, 8)]
    assert weekly[-1].level == "self_care"
    assert weekly[-1].signs == ("persistent",)
    assert weekly[-1].content["findings"] == []
    late = live(someone(mode="weekly"), [*RUN, episode(at(18, 10))], at(22)).messages
    assert [message.signs for message in late if message.kind == "weekly"][-1] == ("persistent",)


def test_a_level_that_falls_because_of_a_deletion_is_corrected() -> None:
    throat, mouth = symptom(at(3), "throat_spasm"), symptom(at(3), "tingling_mouth")
    found = told(live(someone(), [throat, mouth, delete(at(4), throat.id)], at(6)))
    assert [(m.kind, m.level, m.signs) for m in found] == [
        ("emergency", "emergency", ("tetany",)),
        ("finding", "gp_soon", ("tetany",)),
        ("correction", "self_care", ("tetany",)),
    ]


def test_what_is_deleted_and_logged_again_in_one_night_is_not_withdrawn() -> None:
    first = weakness(3)
    entries = [first, delete(at(3, 22), first.id), weakness(3, 23)]
    assert "correction" not in [kind for kind, _, _ in mails(entries, at(20))]
