"""The charts of a week: its twitching beside the weeks before, and sleep, caffeine, water and stress day by day.

Each mark carries its number as `data-` values. Widths are those of a phone; a mail and a page show the same picture.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from msgspec import Struct

from chalicelib.adapters.drawing.svg import FONT, LIGHT, Theme, element, text
from chalicelib.adapters.languages import Tongue, tongue
from chalicelib.domain.phrase import MONTHS, WEEKDAYS, Phrase

WIDTH: Final = 336
_TOP, _BASE, _HEIGHT = 34.0, 142.0, 182
_LEFT, _RIGHT = 32.0, 10.0
_ROW, _ROW_BAR = 58.0, 30.0
_ROW_LEFT = 76.0
_LABELLED: Final = 7
"""Up to so many days each bar has its number above it."""


class Week(Struct, frozen=True):
    """One week of a chart: its burden day by day, None on a day without an episode. `is_now`: the time told of."""

    name: str
    monday: date
    burdens: tuple[float | None, ...]
    is_now: bool

    @property
    def days(self) -> int:
        """Days with twitching."""
        return sum(burden is not None for burden in self.burdens)


class Row(Struct, frozen=True):
    """One row of small bars: what it is called, the field that it shows, and the highest value it has room for."""

    name: str
    field: str
    most: float


ROWS: Final = (
    Row("Twitching", "burden", 10),
    Row("Sleep, hours", "sleep_hours", 10),
    Row("Caffeine, servings", "caffeine_servings", 4),
    Row("Water, litres", "water_litres", 2.5),
    Row("Stress, 1 to 5", "stress", 5),
)


def twitching_chart(
    weeks: Sequence[Week], alt: str, theme: Theme = LIGHT, speech: Tongue | None = None, *, ground: bool = False
) -> str:
    """A bar a day, a group a week: how high is the burden; above each group on how many days there was twitching."""
    speech = speech or tongue()
    most = max([10.0, *(burden for week in weeks for burden in week.burdens if burden is not None)])
    step = (WIDTH - _LEFT - _RIGHT) / max(len(weeks), 1)
    parts = [
        element(
            "path", d=f"M{_LEFT} {_TOP + 10}H{WIDTH - _RIGHT}", stroke=theme.line, class_="line", stroke_dasharray="2 4"
        ),
        text(speech.number(round(most)), _LEFT - 5, _TOP + 14, theme.quiet, 11, "end", class_="quiet"),
        text(speech.number(0), _LEFT - 5, _BASE + 4, theme.quiet, 11, "end", class_="quiet"),
        *(_week(week, _LEFT + place * step, step, most, theme, speech) for place, week in enumerate(weeks)),
        element("path", d=f"M{_LEFT} {_BASE}H{WIDTH - _RIGHT}", stroke=theme.quiet, class_="axis"),
        *_spans(weeks, step, theme, speech),
    ]
    return _picture(parts, _HEIGHT, alt, theme, ground)


def day_rows(
    days: Sequence[Mapping[str, Any]],
    alt: str,
    theme: Theme = LIGHT,
    speech: Tongue | None = None,
    *,
    ground: bool = False,
) -> str:
    """A row for twitching and for each value of the check-ins, a column a day: what was not said has no bar."""
    speech = speech or tongue()
    parts = [part for place, row in enumerate(ROWS) for part in _row(row, days, 8 + place * _ROW, theme, speech)]
    base = 8 + len(ROWS) * _ROW
    parts += [
        text(_under(day, days, speech), _column(place, days), base + 12, theme.quiet, 11, class_="quiet")
        for place, day in enumerate(days)
        if len(days) <= _LABELLED or place % 7 == 0
    ]
    return _picture(parts, int(base + 22), alt, theme, ground)


def _week(week: Week, x: float, step: float, most: float, theme: Theme, speech: Tongue) -> str:
    width = step / 8
    bars = [
        _bar(
            x + (place + 0.5) * width,
            width * 0.82,
            burden,
            most,
            theme,
            week.is_now,
            week.monday + timedelta(days=place),
        )
        for place, burden in enumerate(week.burdens)
    ]
    said = speech.times(week.days, "day") if step > 44 else speech.number(week.days)
    ink = {"fill": theme.ink, "class_": "ink"} if week.is_now else {"fill": theme.quiet, "class_": "quiet"}
    total = round(sum(burden or 0 for burden in week.burdens), 1)
    head = text(said, x + step / 2, _TOP - 8, size=12, font_weight="bold" if week.is_now else None, **ink)
    return element("g", *bars, head, data_week=week.name, data_days=week.days, data_burden=total)


def _bar(x: float, width: float, burden: float | None, most: float, theme: Theme, is_now: bool, on: date) -> str:
    carried: dict[str, Any] = {"data_date": on, "data_burden": burden}
    if burden is None:
        return element("circle", cx=x + width / 2, cy=_BASE - 3, r=1.2, fill=theme.line, class_="none", **carried)
    height = max(3.0, burden / most * (_BASE - _TOP - 10))
    colour = {"fill": theme.mark, "class_": "now"} if is_now else {"fill": theme.pale, "class_": "then"}
    return element("rect", x=x, y=_BASE - height, width=width, height=height, rx=1.5, **colour, **carried)


def _spans(weeks: Sequence[Week], step: float, theme: Theme, speech: Tongue) -> list[str]:
    """Under the bars: when each week began; of many, only the first of each kind."""
    made, place = [], 0
    for is_now, group in groupby(weeks, key=lambda week: week.is_now):
        found = list(group)
        for number, week in enumerate(found):
            if len(weeks) <= 5 or number == 0:
                ink = {"fill": theme.ink, "class_": "ink"} if is_now else {"fill": theme.quiet, "class_": "quiet"}
                x = _LEFT + (place + number) * step + (step / 2 if len(weeks) <= 5 else 2)
                anchor = "middle" if len(weeks) <= 5 else "start"
                made.append(text(_short(week.monday, speech), x, _BASE + 17, size=11, anchor=anchor, **ink))
        place += len(found)
    return made


def _row(row: Row, days: Sequence[Mapping[str, Any]], top: float, theme: Theme, speech: Tongue) -> list[str]:
    known = [day[row.field] for day in days if day[row.field] is not None]
    most = max([row.most, *known])
    base = top + _ROW - 10
    name, _, unit = speech.text(row.name).partition(", ")
    labels = [text(name, 8, base - 14, theme.ink, 12, "start", class_="ink")]
    labels += [text(unit, 8, base - 1, theme.quiet, 11, "start", class_="quiet")] if unit else []
    line = element("path", d=f"M{_ROW_LEFT} {base}H{WIDTH - _RIGHT}", stroke=theme.line, class_="line")
    return [
        *labels,
        line,
        *(_small_bar(row, day, place, days, base, most, theme, speech) for place, day in enumerate(days)),
    ]


def _small_bar(
    row: Row, day: Mapping[str, Any], place: int, days: Sequence[Mapping[str, Any]], base: float, most: float,
    theme: Theme, speech: Tongue,
) -> str:  # fmt: skip
    value, x = day[row.field], _column(place, days)
    carried: dict[str, Any] = {"data_date": day["on"], "data_name": row.field, "data_value": value}
    if value is None:
        return element("circle", cx=x, cy=base - 4, r=1.2, fill=theme.line, class_="none", **carried)
    width = (WIDTH - _ROW_LEFT - _RIGHT) / len(days) * 0.6
    height = max(1.5, value / most * _ROW_BAR)
    colour = {"fill": theme.mark, "class_": "now"} if row.field == "burden" else {"fill": theme.pale, "class_": "then"}
    bar = element("rect", x=x - width / 2, y=base - height, width=width, height=height, rx=1.5, **colour, **carried)
    if len(days) > _LABELLED:
        return bar
    return bar + text(speech.rounded(value), x, base - height - 3, theme.quiet, 10.5, class_="quiet")


def _column(place: int, days: Sequence[Mapping[str, Any]]) -> float:
    return _ROW_LEFT + (place + 0.5) * (WIDTH - _ROW_LEFT - _RIGHT) / len(days)


def _under(day: Mapping[str, Any], days: Sequence[Mapping[str, Any]], speech: Tongue) -> str:
    on = date.fromisoformat(day["on"])
    return speech.text(WEEKDAYS[on.weekday()])[:2] if len(days) <= _LABELLED else _short(on, speech)


def _short(on: date, speech: Tongue) -> str:
    month = speech.text(MONTHS[on.month - 1])[:3]
    return speech.say(Phrase("{day} {month}", {"day": on.day, "month": month}))


def _picture(parts: Sequence[str], height: int, alt: str, theme: Theme, ground: bool) -> str:
    sheet = [element("rect", width=WIDTH, height=height, rx=14, fill=theme.sheet)] if ground else []
    return element(
        "svg", *sheet, *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {height}", width=WIDTH,
        height=height, role="img", aria_label=alt, font_family=FONT,
    )  # fmt: skip
