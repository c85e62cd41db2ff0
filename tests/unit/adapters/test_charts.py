"""The charts show the week's own numbers: what a test reads back is what was given."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.drawing.charts import ROWS, Week, day_rows, twitching_chart
from chalicelib.adapters.languages import tongue
from tests.unit.domain.logs import QUICK

MONDAY: Final = date(2026, 10, 26)
HOSTILE: Final = '"><script>alert(1)</script>&amp;\u202e'
burdens = st.tuples(*[st.none() | st.floats(0, 9000).map(lambda value: round(value, 1))] * 7)
values = st.none() | st.floats(0, 24).map(lambda value: round(value, 2))
days = st.lists(st.fixed_dictionaries({row.field: values for row in ROWS}), min_size=1, max_size=35)


def weeks_of(found: Sequence[tuple[float | None, ...]], now: int = 1) -> list[Week]:
    first = len(found) - now
    return [Week(f"w{n}", MONDAY + timedelta(weeks=n), week, n >= first) for n, week in enumerate(found)]


def marks(svg: str, name: str) -> list[Element]:
    return [mark for mark in fromstring(svg).iter() if name in mark.attrib]


@QUICK
@given(st.lists(burdens, min_size=1, max_size=9))
def test_the_bars_add_up_to_the_weeks(found: list[tuple[float | None, ...]]) -> None:
    svg = twitching_chart(weeks_of(found), "a chart")
    groups = marks(svg, "data-week")
    assert [group.attrib["data-week"] for group in groups] == [f"w{n}" for n in range(len(found))]
    for group, week in zip(groups, found, strict=True):
        read = {m.attrib["data-date"]: float(m.attrib["data-burden"]) for m in group if "data-burden" in m.attrib}
        assert list(read.values()) == [value for value in week if value is not None]
        assert int(group.attrib["data-days"]) == len(read)
        assert float(group.attrib["data-burden"]) == pytest.approx(sum(read.values()), abs=0.06)
        assert len([m for m in group if "data-date" in m.attrib]) == 7


@QUICK
@given(days)
def test_each_value_of_a_day_is_read_back_and_what_was_not_said_has_none(found: list[dict[str, float | None]]) -> None:
    given_days: list[dict[str, Any]] = [
        {**day, "on": (MONDAY + timedelta(days=n)).isoformat()} for n, day in enumerate(found)
    ]
    read = {
        (m.attrib["data-date"], m.attrib["data-name"]): m.get("data-value")
        for m in marks(day_rows(given_days, "x"), "data-name")
    }
    assert len(read) == len(found) * len(ROWS)
    for day in given_days:
        for row in ROWS:
            value = read[day["on"], row.field]
            assert (float(value) if value is not None else None) == day[row.field]


@QUICK
@given(st.lists(burdens, min_size=1, max_size=9))
def test_a_bar_is_as_high_as_its_burden(found: list[tuple[float | None, ...]]) -> None:
    bars = [mark for mark in marks(twitching_chart(weeks_of(found), "x"), "height") if "data-burden" in mark.attrib]
    heights = sorted((float(bar.attrib["data-burden"]), float(bar.attrib["height"])) for bar in bars)
    assert [height for _, height in heights] == sorted(height for _, height in heights)
    assert all(3 <= height <= 98 for _, height in heights)


@pytest.mark.parametrize("draw", [lambda alt: twitching_chart([], alt), lambda alt: day_rows([], alt)])
def test_hostile_words_stay_words(draw: Any) -> None:
    root = fromstring(draw(HOSTILE))
    assert root.get("aria-label") == HOSTILE
    assert "script" not in {child.tag.rpartition("}")[2] for child in root.iter()}


def test_a_month_names_where_it_begins_and_a_week_each_monday() -> None:
    five = twitching_chart(weeks_of([(1.0,) * 7] * 5), "x")
    assert [said in five for said in ("26 Oct", "2 Nov", "23 Nov", "7 days")] == [True] * 4
    nine = twitching_chart(weeks_of([(1.0,) * 7] * 9, now=5), "x")
    assert [said in nine for said in ("26 Oct", "2 Nov", "23 Nov")] == [True, False, True]


def test_numbers_follow_the_language() -> None:
    day = {row.field: 1.5 for row in ROWS} | {"on": "2026-10-26"}
    assert "1,5" in day_rows([day], "x", speech=tongue("de"))
