"""Simulated people whose log holds one true link or none: days in spells, eight triggers, days that are not logged.

How often somebody twitches on a day comes and goes in spells of its own, and so does each trigger: day-to-day
autocorrelation 0.5 in the number of episodes and in every trigger's cause. A fifth of the check-ins is missing; on
such a day an episode is still logged, a quiet day is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import exp, sqrt
from random import Random
from typing import Any, Final

from chalicelib.domain.entries import CheckIn, Entry, Episode
from chalicelib.domain.person import Profile
from chalicelib.domain.timeline import Timeline, as_of

PROFILE: Final = Profile(timezone="UTC")
FIRST: Final = date(2026, 1, 5)
CODES: Final = ("caffeine", "late_caffeine", "sleep", "stress", "exertion", "alcohol", "water")
USUAL: Final = 3.0
"""Episodes a day of a person whose days all are alike."""
SPELL: Final = 0.88
SWING: Final = 0.65
"""Together, with the chance of single episodes, these make the autocorrelation of the number 0.5."""
MISSING: Final = 0.2
UNSAID: Final = 0.05
MOST_A_DAY: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is true of a person. `ratio` 1: no link. Their days with the trigger are half of all.

    `spell` is the triggers' autocorrelation, `fading` a common trend, `weekend` a common weekly rhythm (both in
    logarithms of the rate and in standard deviations of the triggers), `bursts` the share of days with ten times as
    many, `usual` the episodes a day, `is_yes_no` a person who only says whether.
    """

    days: int
    ratio: float = 1.0
    lag: int = 0
    spell: float = 0.5
    fading: float = 0.0
    weekend: float = 0.0
    bursts: float = 0.0
    usual: float = USUAL
    is_yes_no: bool = False


@dataclass(frozen=True, slots=True)
class Lived:
    """One person: the log, and the trigger that was true of it (where the ratio is not 1)."""

    timeline: Timeline
    true_code: str


def people(world: World, number: int, seed: int) -> Iterator[Lived]:
    """So many people; the true trigger goes round."""
    for one in range(number):
        dice = Random(f"{seed} {one} {world}")
        code = CODES[one % len(CODES)]
        yield Lived(_timeline(dice, world, code), code)


def _timeline(dice: Random, world: World, code: str) -> Timeline:
    common = [_common(world, day) for day in range(-2, world.days)]
    causes = {name: _spells(dice, len(common), world.spell, common) for name in CODES}
    rate = _spells(dice, len(common), SPELL, [0.0] * len(common))
    entries: list[Entry] = []
    for day in range(world.days):
        place = day + 2
        more = world.ratio if causes[code][place - world.lag] > 0 else 1.0
        # less the mean of what the spells add, so that `usual` stays the mean
        mean = world.usual * exp(SWING * rate[place] - SWING**2 / 2 + common[place]) * more
        count = _poisson(dice, mean) * (10 if dice.random() < world.bursts else 1)
        entries += _logged(dice, world, day, min(count, MOST_A_DAY), {name: causes[name][place] for name in CODES})
    end = datetime.combine(FIRST + timedelta(days=world.days), time(12), UTC)
    return as_of(PROFILE, entries, end)


def _common(world: World, day: int) -> float:
    return world.fading * 2 * exp(-3 * day / world.days) + (world.weekend if day % 7 >= 5 else 0.0)


def _spells(dice: Random, days: int, spell: float, common: list[float]) -> list[float]:
    value, values = dice.gauss(0, 1), []
    for _ in range(days):
        values.append(value)
        value = spell * value + sqrt(1 - spell * spell) * dice.gauss(0, 1)
    return [value + one for value, one in zip(values, common, strict=True)]


def _poisson(dice: Random, mean: float) -> int:
    limit, product, number = exp(-min(mean, 500.0)), dice.random(), 0
    while product > limit:
        product *= dice.random()
        number += 1
    return number


def _logged(dice: Random, world: World, day: int, count: int, causes: dict[str, float]) -> list[Entry]:
    at = datetime.combine(FIRST + timedelta(days=day), time(13), UTC)
    entries: list[Entry] = []
    if dice.random() >= MISSING:
        said = {name: value for name, value in _values(causes).items() if dice.random() >= UNSAID}
        entries.append(CheckIn(id=f"c{day}", at=at, received_at=at, twitched=count > 0, **said))
    for number in range(min(count, 1) if world.is_yes_no else count):
        moment = at + timedelta(minutes=10 * number)
        minutes, strength = round(exp(dice.gauss(1, 1)), 1), dice.choice((1, 2, 2, 3, 4))
        name = f"e{day}-{number}"
        entries.append(
            Episode(id=name, at=moment, received_at=moment, area="calf", minutes=minutes, intensity=strength)
        )
    return entries


def _values(causes: dict[str, float]) -> dict[str, Any]:
    """What a person would write down: rough steps, and nothing below none."""
    return {
        "caffeine_servings": max(0, round(2.5 + 1.3 * causes["caffeine"])),
        "last_caffeine": "15:30" if causes["late_caffeine"] > 0 else "09:30",
        "sleep_hours": min(24.0, max(0.0, round(2 * (7 - causes["sleep"])) / 2)),
        "stress": min(5, max(1, round(3 + 1.2 * causes["stress"]))),
        "exertion": min(3, max(0, round(1.2 + causes["exertion"]))),
        "alcohol_units": max(0, round(2 * causes["alcohol"])),
        "water_litres": max(0.0, round(1.6 - 0.4 * causes["water"], 1)),
    }
