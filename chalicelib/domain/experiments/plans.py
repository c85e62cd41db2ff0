"""What can be tried, one row each: the plan in words, how a check-in shows it, and whom it does not fit.

"As usual" is the most that a plan asks for of what may do harm; the other days hold less of it or none. Nobody is
asked for more caffeine, alcohol or screens, for less sleep, or for anything about a medicine.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from chalicelib.domain.entries import CheckIn
from chalicelib.domain.experiment import Experiment, ExperimentTrigger
from chalicelib.domain.experiments.unfit import (
    ALCOHOL_UNFIT,
    CAFFEINE_UNFIT,
    EXERTION_UNFIT,
    WATER_UNFIT,
    Unfit,
)
from chalicelib.domain.habit import LAST_COFFEE, WATER_GOAL_LITRES, HabitCode

Shown = Callable[[CheckIn], bool | None]


class Trial(Struct, frozen=True, kw_only=True):
    """One row. `with_plan` and `without_plan` say what to do on such a day; `shows` reads a check-in, None: no answer;
    `shown` says what it looks for.

    `evidence` says how strong a link with twitching is known to be; `care` is said beside every plan. `habit` is
    the daily habit that says something about the same, and is not asked for while this is tried.
    """

    trigger: ExperimentTrigger
    name: str
    with_plan: str
    without_plan: str
    shows: Shown
    shown: str
    evidence: str
    habit: HabitCode | None = None
    unfit: tuple[Unfit, ...] = ()
    care: str = ""

    def plan(self, *, is_with: bool) -> str:
        """What a day asks for."""
        return self.with_plan if is_with else self.without_plan


def _over(field: str, limit: float) -> Shown:
    def shows(day: CheckIn) -> bool | None:
        value = getattr(day, field)
        return None if value is None else value > limit

    return shows


def _at_least(field: str, least: float) -> Shown:
    def shows(day: CheckIn) -> bool | None:
        value = getattr(day, field)
        return None if value is None else value >= least

    return shows


def _is_late(day: CheckIn) -> bool | None:
    if day.last_caffeine is None:
        return False if day.caffeine_servings == 0 else None
    return day.last_caffeine > LAST_COFFEE


TRIALS: Final[Mapping[ExperimentTrigger, Trial]] = {
    trial.trigger: trial
    for trial in (
        Trial(
            trigger="caffeine",
            habit="caffeine",
            name="caffeine",
            with_plan="Have caffeine as you usually do.",
            without_plan="Have no caffeine, or 1 serving at most.",
            shows=_over("caffeine_servings", 1),
            shown="over 1 serving",
            evidence="Low to moderate. Amounts: EFSA [V]; 1 serving at most [D].",
            unfit=CAFFEINE_UNFIT,
            care="A headache in the first days with less caffeine is common and passes.",
        ),
        Trial(
            trigger="late_caffeine",
            habit="caffeine",
            name="caffeine after 12:00",
            with_plan="Have caffeine at your usual times.",
            without_plan=f"Have no caffeine after {LAST_COFFEE}.",
            shows=_is_late,
            shown="caffeine after 12:00",
            evidence="Low. It disturbs sleep: Drake 2013 [V].",
            unfit=CAFFEINE_UNFIT,
        ),
        Trial(
            trigger="sleep",
            habit="sleep",
            name="an early bedtime",
            with_plan="Go to bed early enough for 7 hours of sleep or more.",
            without_plan="Sleep as you usually do.",
            shows=_at_least("sleep_hours", 7),
            shown="7 hours of sleep or more",
            evidence="Low. Adults need 7 hours or more: AASM [V].",
        ),
        Trial(
            trigger="relax",
            habit="relax",
            name="time to relax",
            with_plan="Take 5 minutes or more to relax, such as calm breathing.",
            without_plan="Leave the relaxing exercise out, unless you want it.",
            shows=_at_least("relax_minutes", 5),
            shown="5 minutes or more to relax",
            evidence="Low to moderate for stress. Which comes first is not known: Blackman 2019 [V].",
        ),
        Trial(
            trigger="stretch",
            habit="stretch",
            name="stretching",
            with_plan="Stretch gently for 5 to 10 minutes.",
            without_plan="Leave the stretching out.",
            shows=_at_least("stretch_minutes", 5),
            shown="5 minutes or more of stretching",
            evidence="None found for twitching. For night cramp: 1 trial of 80 people [V].",
            care="Keep every exercise that a clinician gave you.",
        ),
        Trial(
            trigger="exertion",
            name="hard exercise",
            with_plan="Exercise as you usually do.",
            without_plan="Leave hard exercise out. A gentle walk is fine.",
            shows=_at_least("exertion", 2),
            shown="some or hard exercise",
            evidence="Low to moderate: Simon and Kiernan 2013 [V2].",
            unfit=EXERTION_UNFIT,
            care="Keep every exercise that a clinician gave you.",
        ),
        Trial(
            trigger="alcohol",
            habit="alcohol",
            name="alcohol",
            with_plan="Do as you usually do. You need not drink.",
            without_plan="Have no alcohol.",
            shows=_over("alcohol_units", 0),
            shown="alcohol",
            evidence="Low. Avoid a lot: NHS [V2].",
            unfit=ALCOHOL_UNFIT,
            care="If you drink on most days, talk to your GP before you try days without.",
        ),
        Trial(
            trigger="water",
            habit="water",
            name="extra water",
            with_plan=f"Drink about {WATER_GOAL_LITRES:g} litres over the day.",
            without_plan="Drink as you usually do.",
            shows=_at_least("water_litres", WATER_GOAL_LITRES),
            shown="2 litres or more",
            evidence="Very low. Amounts: EFSA [V]; the article's 2 litres.",
            unfit=WATER_UNFIT,
        ),
        Trial(
            trigger="screen",
            name="free screen time",
            with_plan="Use screens as you usually do.",
            without_plan="Use screens only as much as you need to.",
            shows=lambda _: None,
            shown="",
            evidence="1 study, of eyelids only: 6.9 against 4.8 hours a day [V].",
        ),
    )
}


def plan_on(experiment: Experiment | None, on: date) -> tuple[str | None, HabitCode | None]:
    """What an experiment asks for on a local date, and the habit that gives way to it; None for none."""
    block = None if experiment is None else experiment.block_on(on)
    if experiment is None or block is None:
        return None, None
    trial = TRIALS[experiment.trigger]
    return trial.plan(is_with=block.is_with), trial.habit
