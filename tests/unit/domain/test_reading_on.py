"""Reading a log on from moment to moment equals reading it afresh, and so does going back."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.entries import Entry
from chalicelib.domain.signs import look
from chalicelib.domain.timeline import Reader, as_of
from tests.unit.domain.histories import SPAN, START
from tests.unit.domain.logs import PROFILE, QUICK, ago, check_in, edit, episode, every, person
from tests.unit.domain.test_behind_the_cutoff import changed_histories

HOURS = st.lists(st.integers(0, SPAN * 24), min_size=2, max_size=8)


@settings(QUICK, max_examples=40)
@given(changed_histories(), HOURS)
def test_reading_on_equals_reading_afresh(entries: list[Entry], hours: list[int]) -> None:
    reader = Reader(entries)
    for hour in hours:
        now = START + timedelta(hours=hour)
        on, afresh = reader.timeline(PROFILE, now), as_of(PROFILE, entries, now)
        assert on.entries == afresh.entries
        assert on.runs == afresh.runs
        assert on.days == afresh.days
        assert {e.id: on.date_of(e) for e in on.episodes} == {e.id: afresh.date_of(e) for e in afresh.episodes}
        assert look(on) == look(afresh)


def test_another_zone_gives_other_dates() -> None:
    late, tokyo = episode(ago(1, hours=-10)), person(ago(9), timezone="Asia/Tokyo").profile
    reader = Reader([late])
    dates = [reader.timeline(profile, ago()).date_of(late) for profile in (PROFILE, tokyo, PROFILE)]
    assert dates[0] == dates[2]
    assert (dates[1] - dates[0]).days == 1


def test_an_area_that_did_not_change_is_not_read_again() -> None:
    entries: list[Entry] = [*every(2, ago(20), ago(6)), episode(ago(4), "calf"), check_in(ago(2), twitched=False)]
    reader = Reader([*entries, edit(ago(1), entries[3].id, area="hip")])
    before, after = (reader.timeline(PROFILE, ago(days)).runs for days in (5, 3))
    assert after["thumb"] is before["thumb"]
    assert reader.timeline(PROFILE, ago()).runs["thumb"][-1].days == before["thumb"][-1].days - 1
