"""The eight triggers: what a check-in must say, which side of it is the trigger, and how strong the evidence is.

Strengths and figures are those of the published sources named in each row; the marks say how a source was read.
"""

from collections.abc import Callable
from typing import Final, Literal

from msgspec import Struct

from chalicelib.domain.entries import CheckIn
from chalicelib.domain.habit import LAST_COFFEE

TriggerCode = Literal["caffeine", "late_caffeine", "sleep", "stress", "exertion", "alcohol", "water", "screens"]


class Trigger(Struct, frozen=True, kw_only=True):
    """One trigger. `read` gives a check-in's value, None where it does not say.

    `name` stands in a sentence, `value` after "days with", `exposed` says which days count as days with, the cut in
    it. `is_low`: little of it is the trigger.
    """

    code: TriggerCode
    name: str
    value: str
    exposed: str
    unit: str
    strength: str
    source: str
    read: Callable[[CheckIn], float | None]
    is_low: bool = False


def read_late_caffeine(day: CheckIn) -> float | None:
    """1 where the last caffeine came after 12:00, the habit's hour; 0 where it came earlier or there was none.

    When a person goes to bed is not logged, so the 8.8 hours before bed of Gardiner 2023 cannot be reckoned.
    """
    if day.last_caffeine is not None:
        return float(day.last_caffeine > LAST_COFFEE)
    return 0.0 if day.caffeine_servings == 0 else None


TRIGGERS: Final[tuple[Trigger, ...]] = (
    Trigger(
        code="caffeine",
        name="caffeine",
        value="a caffeine value",
        exposed="{cut} or more servings of caffeine",
        unit="servings",
        strength="low to moderate",
        source="EFSA [V]: up to 400 mg a day; 1 serving is about 100 mg [D]",
        read=lambda day: day.caffeine_servings,
    ),
    Trigger(
        code="late_caffeine",
        name="late caffeine",
        value="the time of the last caffeine",
        exposed="caffeine after 12:00",
        unit="",
        strength="low to moderate",
        source="Drake 2013 [V], Gardiner 2023 [V]: late caffeine disturbs sleep; the hour is ours [D]",
        read=read_late_caffeine,
    ),
    Trigger(
        code="sleep",
        name="short sleep",
        value="a sleep value",
        exposed="{cut} hours of sleep or less",
        unit="hours",
        strength="low",
        source="AASM [V]: 7 hours or more for adults",
        read=lambda day: day.sleep_hours,
        is_low=True,
    ),
    Trigger(
        code="stress",
        name="stress",
        value="a stress value",
        exposed="stress of {cut} or more",
        unit="of 5",
        strength="low to moderate, may go in both directions",
        source="Blackman 2019 [V]; the scale of 1 to 5 is a diary item [D]",
        read=lambda day: day.stress,
    ),
    Trigger(
        code="exertion",
        name="exertion",
        value="an exertion value",
        exposed="exertion of {cut} or more",
        unit="of 3",
        strength="low to moderate",
        source="Simon and Kiernan 2013 [V2]; the scale of 0 to 3 is a diary item [D]",
        read=lambda day: day.exertion,
    ),
    Trigger(
        code="alcohol",
        name="alcohol",
        value="an alcohol value",
        exposed="{cut} or more units of alcohol",
        unit="units",
        strength="advice only: avoid a lot",
        source="NHS [V2]",
        read=lambda day: day.alcohol_units,
    ),
    Trigger(
        code="water",
        name="little water",
        value="a water value",
        exposed="{cut} litres of water or less",
        unit="litres",
        strength="very low",
        source="EFSA [V]: 2.0 to 2.5 litres in all, food gives about a fifth",
        read=lambda day: day.water_litres,
        is_low=True,
    ),
    Trigger(
        code="screens",
        name="screens",
        value="a screen value",
        exposed="screens",
        unit="",
        strength="one case-control study, eyelid only",
        source="6.9 against 4.8 hours a day [V]",
        # a check-in does not ask after screens, and an episode's context says nothing of the days without one
        read=lambda day: None,
    ),
)
