"""Simulated people whose twitching is benign, made from a seed. Each kind states its figures and where they are from.

Rates without a source are our own guesses at ordinary life [D]; they are fixed here, so that a table can be
made again. `[V]` and `[V2]` are the marks of the sources that the product quotes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from chalicelib.domain.entries import CheckIn, Edit, Entry, Episode, Screening, Symptom
from chalicelib.domain.person import Profile

DAY: Final = timedelta(days=1)
FIRST: Final = date(2025, 1, 6)
FIRST_WEIGHT: Final = 72.0
AREAS: Final = ("calf", "eyelid", "thigh", "thumb", "foot", "forearm", "shoulder", "abdomen", "upper_back", "chin")
AREA_WEIGHTS: Final = (30, 25, 12, 10, 8, 5, 4, 3, 2, 1)
MINOR: Final = ("fatigue", "cramp", "tremor", "palpitations", "muscle_pain", "sleep_problem")
FELT_WEAK: Final = 0.35
"""35 % of a benign series felt weak (quoted by the evidence)."""
IMPROVED, WORSE = 0.52, 0.04
"""52 % of 180 patients improved, 4 % got worse (2024 review [V2])."""
LATE: Final = 0.03
"""Logged the next morning [D]."""
SLIPS: Final = 0.005
"""Corrected an hour later [D]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """A person and a log; `kind` names what they are like."""

    kind: str
    seed: int
    profile: Profile
    entries: tuple[Entry, ...]
    until: datetime


class Diary:
    """Writes a person's log, day by day, with dice of its own."""

    def __init__(self, kind: str, seed: int, days: int) -> None:
        self.kind, self.seed, self.days = kind, seed, days
        self.dice = Random(f"{kind}-{seed}")
        self.entries: list[Entry] = []

    def at(self, day: int, first: float = 7, last: float = 22) -> datetime:
        """A moment of that day between two hours, to the minute."""
        minute = int(60 * self.dice.uniform(first, last))
        return datetime.combine(FIRST, time(0), tzinfo=UTC) + day * DAY + timedelta(minutes=minute)

    def twitch(self, day: int, area: str, *context: str, minutes: float = 3, intensity: int = 2) -> None:
        """One episode, now and then logged late or corrected."""
        at = self.at(day)
        late = timedelta(hours=14) if self.dice.random() < LATE else timedelta(minutes=1)
        entry = Episode(
            **self._stamps("e", at, late), area=area, side=self.dice.choice(("left", "right", None)),  # type: ignore[arg-type]
            minutes=round(minutes * self.dice.uniform(0.3, 2), 1), intensity=min(5, max(1, intensity)), context=context,  # type: ignore[arg-type]
        )  # fmt: skip
        self.entries.append(entry)
        if self.dice.random() < SLIPS:
            stamps = self._stamps("x", entry.received_at + timedelta(hours=1), timedelta(0))
            self.entries.append(Edit(**stamps, target=entry.id, set={"intensity": 3}))

    def check_in(self, day: int, *, twitched: bool | None, stress: float = 2.5, exertion: int = 1) -> None:
        """The day in one screen."""
        dice = self.dice
        weighed = round(FIRST_WEIGHT + dice.gauss(0, 0.6), 1) if dice.random() < 0.15 else None
        self.entries.append(
            CheckIn(
                **self._stamps("c", self.at(day, 21, 22.9), timedelta(0)), date=FIRST + day * DAY, twitched=twitched,
                sleep_hours=round(dice.gauss(7, 0.8), 1), caffeine_servings=min(8, max(0, round(dice.gauss(2, 1)))),
                water_litres=round(max(0.4, dice.gauss(1.6, 0.4)), 1), exertion=exertion, weight_kg=weighed,
                stress=min(5, max(1, round(dice.gauss(stress, 0.9)))), alcohol_units=dice.choice((0, 0, 0, 1, 2)),
            )
        )  # fmt: skip

    def symptom(self, day: int, name: Any, **values: Any) -> None:
        """A symptom beside the twitching."""
        self.entries.append(Symptom(**self._stamps("s", self.at(day), timedelta(minutes=1)), name=name, **values))

    def screen(self, day: int, score: int) -> None:
        """The two questions about worry."""
        self.entries.append(Screening(**self._stamps("g", self.at(day), timedelta(minutes=1)), score=score))

    def done(self, **profile: Any) -> Simulated:
        """The person with the whole log, in the order of receipt."""
        entries = sorted(self.entries, key=lambda entry: entry.received_at)
        until = datetime.combine(FIRST, time(0), tzinfo=UTC) + self.days * DAY
        return Simulated(
            kind=self.kind, seed=self.seed, profile=Profile(timezone="Europe/London", **profile),
            entries=tuple(entries), until=until,
        )  # fmt: skip

    def _stamps(self, letter: str, at: datetime, late: timedelta) -> dict[str, Any]:
        return {"id": f"{letter}{len(self.entries)}", "at": at, "received_at": at + late}


def ordinary(seed: int, days: int = 365) -> Simulated:
    """About 70 % of healthy people twitch [V]: a short spell in one area every four weeks, of 1 to 6 days [D]."""
    diary = Diary("ordinary", seed, days)
    dice, spell, area = diary.dice, 0, "calf"
    for day in range(days):
        if spell == 0 and dice.random() < 1 / 28:
            spell, area = dice.randint(1, 6), dice.choices(AREAS, AREA_WEIGHTS)[0]
        twitches = dice.choice((0, 1, 1, 2)) if spell else 0
        spell = max(0, spell - 1)
        for _ in range(twitches):
            diary.twitch(day, area, dice.choice(("rest", "tired", "caffeine", "no_clear_trigger")))
        if dice.random() < 0.6:
            diary.check_in(day, twitched=twitches > 0)
        if dice.random() < 1 / 120:
            diary.symptom(day, dice.choice(MINOR), severity=dice.randint(1, 3))
    return diary.done()


def widespread(seed: int, days: int = 365) -> Simulated:
    """Benign fasciculation: most days, in changing areas, the calves first; 52 % improve, 4 % get worse [V2]."""
    diary = Diary("widespread", seed, days)
    dice = diary.dice
    fate = dice.random()
    drift = -0.6 if fate < IMPROVED else 0.5 if fate < IMPROVED + WORSE else 0.0
    for day in range(days):
        rate = 2.5 * (1 + drift * day / days)
        twitches = _poisson(dice, rate if dice.random() < 0.75 else 0.3)
        for _ in range(twitches):
            area = "widespread" if dice.random() < 0.1 else dice.choices(AREAS, AREA_WEIGHTS)[0]
            diary.twitch(day, area, dice.choice(("rest", "stress", "tired", "after_exercise")))
        if dice.random() < 0.7:
            diary.check_in(day, twitched=twitches > 0, stress=3)
        if dice.random() < 1 / 45:
            diary.symptom(day, dice.choice(MINOR), severity=dice.randint(1, 3))
    _feel_weak(diary)
    return diary.done()


def exercise(seed: int, days: int = 365) -> Simulated:
    """Trains three times a week; after 6 in 10 sessions the legs twitch for up to two days [D]."""
    diary = Diary("exercise", seed, days)
    dice, tail = diary.dice, 0
    for day in range(days):
        trained = day % 7 in (1, 3, 5) and dice.random() < 0.9
        if trained and dice.random() < 0.6:
            tail = 2
        twitches = dice.randint(0, 2) if tail else 0
        for _ in range(twitches):
            diary.twitch(day, dice.choice(("calf", "calf", "thigh", "foot")), "after_exercise", minutes=2)
        tail = max(0, tail - 1)
        if dice.random() < 0.6:
            diary.check_in(day, twitched=twitches > 0, stress=2, exertion=3 if trained else 1)
        if dice.random() < 1 / 60:
            diary.symptom(day, dice.choice(("cramp", "muscle_pain", "fatigue")), severity=2)
    return diary.done()


def eyelid(seed: int, days: int = 365) -> Simulated:
    """Spells of one eyelid every five weeks, of about a week each, the longest over a month [D]."""
    diary = Diary("eyelid", seed, days)
    dice, spell = diary.dice, 0
    for day in range(days):
        if spell == 0 and dice.random() < 1 / 35:
            spell = min(60, round(dice.lognormvariate(2, 0.7)))
        twitches = dice.choice((0, 1, 2, 3)) if spell else 0
        spell = max(0, spell - 1)
        for _ in range(twitches):
            diary.twitch(day, "eyelid", dice.choice(("screen", "tired", "caffeine")), minutes=1)
        if dice.random() < 0.6:
            diary.check_in(day, twitched=twitches > 0)
    return diary.done()


def anxious(seed: int, days: int = 365) -> Simulated:
    """Logs everything: up to 10 episodes a day in bad weeks, minor symptoms, a GAD-2 of 2 to 6 every month [D]."""
    diary = Diary("anxious", seed, days)
    dice, is_bad = diary.dice, True
    for day in range(days):
        if day % 7 == 0:
            is_bad = dice.random() < 0.4
        twitches = dice.randint(4, 10) if is_bad else dice.randint(0, 3)
        for _ in range(twitches):
            diary.twitch(day, dice.choices(AREAS, AREA_WEIGHTS)[0], "stress", minutes=1, intensity=3)
        diary.check_in(day, twitched=twitches > 0, stress=4)
        if dice.random() < 1 / 12:
            diary.symptom(day, dice.choice(MINOR), severity=dice.randint(1, 4))
        if day % 30 == 10:
            diary.screen(day, dice.randint(2, 6))
    _feel_weak(diary)
    return diary.done(conditions=("health_anxiety",))


def _feel_weak(diary: Diary) -> None:
    if diary.dice.random() < FELT_WEAK:
        area = diary.dice.choice(("calf", "hand", "arm", "leg"))
        diary.symptom(diary.dice.randrange(diary.days), "weakness", onset="weeks", area=area, severity=1)


def _poisson(dice: Random, rate: float) -> int:
    count, left = 0, dice.expovariate(1.0)
    while left < rate:
        count, left = count + 1, left + dice.expovariate(1.0)
    return count


KINDS: Final[dict[str, Callable[[int], Simulated]]] = {
    "ordinary": ordinary, "exercise": exercise, "eyelid": eyelid, "widespread": widespread, "anxious": anxious,
}  # fmt: skip
SHARES: Final = {"ordinary": 120, "exercise": 70, "eyelid": 80, "widespread": 20, "anxious": 10}
"""Of every 300 simulated years."""


def population(years: int, seed: int) -> list[tuple[str, int]]:
    """So many years in those shares: each a kind and the seed of its person."""
    whole = [kind for kind, share in SHARES.items() for _ in range(share)]
    order = Random(seed).sample(whole, len(whole))
    return [(order[number % len(order)], seed * 1_000_000 + number) for number in range(years)]
