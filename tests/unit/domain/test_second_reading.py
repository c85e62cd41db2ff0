"""Two readings of the evidence, written apart, find the same signs in any history at any moment."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.entries import Entry, Episode
from chalicelib.domain.signs import look
from tests.unit.domain.histories import SPAN, at, histories
from tests.unit.domain.logs import PROFILE, QUICK, timeline
from tests.unit.domain.second_reading import SecondReading

ONE_IN_TEN = st.sampled_from((True, *(False,) * 9))
LATE_HOURS = st.sampled_from((3, 30, 300))
TWIN_SECONDS = st.sampled_from((0, 60, 119, 120, 121))


@st.composite
def untidy(draw: st.DrawFn) -> list[Entry]:
    """A history in which some entries came late, and some episodes came twice."""
    found: list[Entry] = []
    for entry in draw(histories()):
        if draw(ONE_IN_TEN):
            found.append(replace(entry, received_at=entry.received_at + timedelta(hours=draw(LATE_HOURS))))
        else:
            found.append(entry)
        if isinstance(entry, Episode) and draw(ONE_IN_TEN):
            moment = entry.at + timedelta(seconds=draw(TWIN_SECONDS))
            found.append(replace(entry, id=f"{entry.id}-again", at=moment, received_at=moment))
    return found


@QUICK
@given(untidy(), st.lists(st.integers(1, (SPAN + 20) * 24), min_size=3, max_size=3))
def test_both_readings_agree(entries: list[Entry], hours: list[int]) -> None:
    for hour in hours:
        found = look(timeline(entries, at(hour)))
        second = SecondReading(entries, at(hour), PROFILE.zone).found()
        assert {sign: sign in found for sign in second} == second
