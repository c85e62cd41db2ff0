"""The body map shows every place once, says its counts as numbers, and can be tapped with a thumb."""

import re
from collections import Counter
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.drawing.body_map import body_map, shown, steps_of
from chalicelib.adapters.drawing.body_places import MIDDLE, SIZE, Layout, places
from chalicelib.adapters.drawing.svg import DARK, LIGHT, SHADES, Theme
from chalicelib.domain.body import AREAS
from tests.unit.domain.logs import QUICK

WHOLE: tuple[Layout, ...] = ("wide", "tall")
NARROW, FINGERTIP = 320, 24
HOSTILE = "\"><script>alert(1)</script>&amp;<g onload='x()'>\u202e"
SVG = "{http://www.w3.org/2000/svg}"
counts = st.dictionaries(
    st.tuples(st.sampled_from(AREAS), st.sampled_from(("left", "right", "both", None))), st.integers(0, 90), max_size=12
)


def drawn(svg: str) -> dict[tuple[str, str], int]:
    """The counts as the picture carries them."""
    shapes = [shape for shape in fromstring(svg).iter(f"{SVG}path") if "data-area" in shape.attrib]
    read = [((s.attrib["data-area"], s.attrib["data-side"]), int(s.attrib["data-count"])) for s in shapes]
    assert len(dict(read)) == len(read)
    return dict(read)


@pytest.mark.parametrize("layout", WHOLE)
def test_every_area_is_drawn_with_its_sides(layout: Layout) -> None:
    found = Counter((place.area, place.side) for place in places(layout))
    expected = [(area, "middle") for area in AREAS if area in MIDDLE]
    expected += [(area, side) for area in AREAS if area not in MIDDLE for side in ("left", "right")]
    assert found == Counter(expected)


@pytest.mark.parametrize("layout", WHOLE)
def test_each_place_can_be_tapped_on_a_narrow_phone(layout: Layout) -> None:
    scale = NARROW / SIZE["tall"][0]
    for place in places(layout):
        sizes = [min(right - left, bottom - top) * scale for left, top, right, bottom in place.boxes]
        assert max(sizes) >= FINGERTIP - 0.5, place.area


@pytest.mark.parametrize("layout", SIZE)
def test_nothing_is_drawn_outside_the_picture(layout: Layout) -> None:
    width, height = SIZE[layout]
    for place in places(layout):
        assert place.path.count("M") == place.path.count("Z") == len(place.boxes)
        for left, top, right, bottom in place.boxes:
            assert left >= 0 < top
            assert right <= width
            assert bottom <= height - 20, place.area


def test_left_and_right_mirror_each_other_and_left_is_the_persons_own() -> None:
    boxes = {(place.area, place.side): place.boxes for place in places("figure")}
    front = {side: next(box for box in boxes["knee", side] if box[2] < 168) for side in ("left", "right")}
    behind = {side: next(box for box in boxes["knee", side] if box[0] > 168) for side in ("left", "right")}
    assert front["right"][0] < front["left"][0]
    assert behind["left"][0] < behind["right"][0]
    assert front["left"][0] - 84 == pytest.approx(84 - front["right"][2])


@QUICK
@given(counts, st.sampled_from(WHOLE))
def test_the_numbers_are_those_of_the_log(logged: dict[tuple[str, str | None], int], layout: Layout) -> None:
    read = drawn(body_map(logged, "a body", layout))
    for (area, side), number in read.items():
        own = logged.get((area, side), 0)
        unsided = logged.get((area, "both"), 0) + logged.get((area, None), 0)
        sided = logged.get((area, "left"), 0) + logged.get((area, "right"), 0)
        assert number == (sided + unsided if side == "middle" else own + unsided)


@QUICK
@given(counts)
def test_the_two_halves_of_a_mail_show_what_the_whole_shows(logged: dict[tuple[str, str | None], int]) -> None:
    halves = {**drawn(body_map(logged, "x", "figure")), **drawn(body_map(logged, "x", "close"))}
    assert halves == drawn(body_map(logged, "x", "wide"))


@QUICK
@given(st.integers(0, 5000))
def test_shades_rise_with_the_count_and_the_legend_says_where(number: int) -> None:
    lows = steps_of(number)
    assert len(lows) == len(SHADES) - 1
    assert list(lows) == sorted(set(lows))
    svg = body_map({("calf", "left"): number}, "x")
    shade = next(s for s in fromstring(svg).iter(f"{SVG}path") if s.get("data-count") == str(number)).get("class")
    assert shade == SHADES[sum(number >= low for low in lows)]
    assert f"{lows[-1]} or more" in svg


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_hostile_words_stay_words(theme: Theme) -> None:
    svg = body_map({}, HOSTILE, theme=theme, ground=True)
    root = fromstring(svg)
    assert root.get("aria-label") == HOSTILE
    assert {child.tag.removeprefix(SVG) for child in root.iter()} == {"svg", "rect", "path", "title", "text"}
    assert not {name for child in root.iter() for name in child.attrib if re.match(r"on|style|href", name)}


@pytest.mark.parametrize(("side", "number"), [("left", 6), ("right", 5)])
def test_a_side_that_was_not_named_counts_on_both(side: str, number: int) -> None:
    logged = {("calf", "left"): 2, ("calf", "right"): 1, ("calf", "both"): 3, ("calf", None): 1}
    assert shown(logged, "calf", "left" if side == "left" else "right") == number
