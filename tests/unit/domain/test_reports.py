"""How long a report stands, and how long a visit mutes."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.entries import Entry, Symptom, Visit
from chalicelib.domain.reports import LONG_STANDING, is_same_place, standing_reports
from chalicelib.domain.visits import is_muted
from tests.unit.domain.logs import MINUTE, NOW, QUICK, ago, check_in, symptom, timeline, visit

RIGHT: dict[str, Any] = {"area": "hand", "side": "right"}
REPORT = symptom(ago(20), "weakness", "weeks", **RIGHT)


def gone(days: float = 10, **values: Any) -> Entry:
    return symptom(ago(days), "weakness", present=False, **values)


@pytest.mark.parametrize(
    ("entries", "stands"),
    [
        pytest.param([symptom(ago(180), "weakness", "weeks")], True, id="180-days"),
        pytest.param([symptom(ago(180) - MINUTE, "weakness", "weeks")], False, id="over-180-days"),
        pytest.param([symptom(ago(14), "cramp")], True, id="another-14-days"),
        pytest.param([symptom(ago(14) - MINUTE, "cramp")], False, id="another-over-14-days"),
        pytest.param([REPORT, gone(**RIGHT)], False, id="gone-in-the-same-limb"),
        pytest.param([REPORT, gone(area="shoulder", side="right")], False, id="gone-elsewhere-in-that-limb"),
        pytest.param([REPORT, gone(area="hand")], False, id="gone-without-a-side"),
        pytest.param([REPORT, gone(area="hand", side="both")], False, id="gone-on-both-sides"),
        pytest.param([REPORT, gone(area="hand", side="left")], True, id="gone-on-the-other-side"),
        pytest.param([REPORT, gone(area="foot", side="right")], True, id="gone-in-another-limb"),
        pytest.param([REPORT, gone()], False, id="gone-with-no-place-ends-all"),
        pytest.param([REPORT, gone(30, **RIGHT)], True, id="gone-before-it"),
        pytest.param([REPORT, symptom(ago(10), "wasting", present=False)], True, id="another-name"),
        pytest.param([REPORT, check_in(ago(10), absent=("weakness",))], True, id="denied-in-a-check-in"),
    ],
)
def test_stands(entries: list[Entry], stands: bool) -> None:
    found = standing_reports(timeline(entries), ("weakness", "cramp"))
    assert bool(found) is stands


def test_a_later_report_of_the_limb_keeps_the_first_alive() -> None:
    first, later = symptom(ago(300), "weakness", "weeks", **RIGHT), symptom(ago(120), "weakness", "weeks", **RIGHT)
    assert standing_reports(timeline([first, later]), ("weakness",)) == [first, later]


def test_a_chain_with_a_hole_of_over_180_days_has_ended() -> None:
    first, later = symptom(ago(301), "weakness", "weeks", **RIGHT), symptom(ago(120), "weakness", "weeks", **RIGHT)
    assert standing_reports(timeline([first, later]), ("weakness",)) == [later]


def test_a_report_of_another_limb_does_not_keep_it_alive() -> None:
    first, other = symptom(ago(190), "weakness", "weeks", **RIGHT), symptom(ago(100), "weakness", "weeks", area="foot")
    assert standing_reports(timeline([first, other]), ("weakness",)) == [other]


def test_a_report_after_it_was_gone_is_a_new_one() -> None:
    again = symptom(ago(5), "weakness", "weeks", **RIGHT)
    assert standing_reports(timeline([REPORT, gone(**RIGHT), again]), ("weakness",)) == [again]


def test_the_long_standing_are_those_of_the_evidence() -> None:
    assert sorted(LONG_STANDING) == [
        "breath_exertion", "breath_lying", "choking", "eyes_forced_shut", "numbness", "speech", "stiffness",
        "swallowing", "tingling", "tingling_mouth", "wasting", "weakness",
    ]  # fmt: skip


PLACES = ((None, None), ("hand", None), ("hand", "left"), ("thumb", "right"), ("hand", "both"), ("foot", None))
REPORTS = st.builds(
    lambda days, late, name, place, present: (days, late, name, place, present),
    st.sampled_from((0, 1, 14, 15, 100, 180, 181, 190, 300, 360, 361)),
    st.sampled_from((0, 0, 5)),
    st.sampled_from(("weakness", "weakness", "cramp")),
    st.sampled_from(PLACES),
    st.sampled_from((True, True, True, False)),
)


def stands(report: Symptom, reports: list[Symptom]) -> bool:
    """The evidence's words, report by report."""
    after = (report.at, report.received_at)
    later = [o for o in reports if o.name == report.name and (o.at, o.received_at) > after]
    if any(not o.present and (o.area is None or is_same_place(o, report)) for o in later):
        return False
    if report.name not in LONG_STANDING:
        return NOW - report.at <= timedelta(days=14)
    moments = [report.at, *(o.at for o in later if o.present and is_same_place(report, o)), NOW]
    return all(after - before <= timedelta(days=180) for before, after in pairwise(moments))


@QUICK
@given(st.lists(REPORTS, max_size=9))
def test_what_stands_is_what_the_evidence_says_of_each_report(drawn: list[Any]) -> None:
    reports = [
        symptom(ago(days, hours=1), name, "weeks", id=f"s{n}", area=area, side=side, present=present,
                received_at=ago(days, hours=1, minutes=-late))
        for n, (days, late, name, (area, side), present) in enumerate(drawn)
    ]  # fmt: skip
    read = timeline(reports)
    expected = [report for report in read.symptoms if report.present and stands(report, list(read.symptoms))]
    assert standing_reports(read, ("weakness", "cramp")) == expected


def exam(days: float, result: str = "normal") -> Visit:
    return visit(ago(days), exam=result)


def emg(days: float, result: str = "normal") -> Visit:
    return visit(ago(days, minutes=1), emg=result)


@pytest.mark.parametrize(
    ("visits", "muted"),
    [
        pytest.param([visit(ago(5), exam="normal", emg="normal")], True, id="both-in-one-visit"),
        pytest.param([exam(5)], False, id="examination-alone"),
        pytest.param([emg(5)], False, id="emg-alone"),
        pytest.param([visit(ago(95), exam="normal"), visit(ago(5), emg="normal")], True, id="90-days-apart"),
        pytest.param([visit(ago(95) - MINUTE, exam="normal"), visit(ago(5), emg="normal")], False, id="further-apart"),
        pytest.param([emg(60), exam(5)], True, id="in-either-order"),
        pytest.param([visit(ago(364.9), exam="normal", emg="normal")], True, id="under-365-days-ago"),
        pytest.param([visit(ago(365) - MINUTE, exam="normal", emg="normal")], False, id="over-365-days-ago"),
        pytest.param([exam(400), visit(ago(360), emg="normal")], True, id="365-days-from-the-later"),
        pytest.param([exam(20), emg(10), emg(5, "abnormal")], False, id="an-abnormal-result-ends-it"),
        pytest.param([exam(20), emg(10), exam(15, "abnormal")], False, id="one-between-the-two"),
        pytest.param([exam(20, "abnormal"), exam(10), emg(5)], True, id="one-before-both-does-not"),
        pytest.param([exam(20, "not_done"), emg(10, "not_done")], False, id="not-done"),
        pytest.param([exam(-1), emg(-1)], False, id="a-visit-to-come"),
        pytest.param([], False, id="no-visit"),
    ],
)
def test_muted_by_visits(visits: list[Visit], muted: bool) -> None:
    assert is_muted(visits, NOW) is muted
