"""Simulated people whose course goes on: twitching that stays and moves, then strength, speech, breath and weight.

The moments are drawn from a seed [D]. What is met when is for `reckoner.py` to say, which knows nothing of this file.
"""

from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any, Final

from chalicelib.domain.body import Area
from chalicelib.domain.entries import CheckIn, Entry, Episode, Symptom
from chalicelib.domain.person import Profile
from tests.populations.people import DAY, FIRST, Simulated

DAYS: Final = 150
ZONES: Final = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Sydney")
ARM: Final[tuple[Area, ...]] = ("thumb", "hand", "forearm", "upper_arm", "shoulder")
LEG: Final[tuple[Area, ...]] = ("calf", "shin", "foot", "thigh", "hip")
ELSEWHERE: Final[tuple[Area, ...]] = ("tongue", "chin", "upper_back", "abdomen", "eyelid", "widespread")


class Course:
    """One person's course, drawn day by day."""

    def __init__(self, seed: int) -> None:
        self.seed, self.dice = seed, Random(f"progressive-{seed}")
        self.entries: list[Entry] = []
        self.side = self.dice.choice(("left", "right"))
        self.limb = self.dice.choice((ARM, LEG))

    def draw(self) -> Simulated:
        """The whole course."""
        dice = self.dice
        first, second, third = dice.sample(self.limb, 3)
        self._twitching(first, self._day(0, 10))
        self._twitching(second, self._day(14, 60))
        if dice.random() < 0.7:
            self._twitching(third, self._day(30, 100))
        if dice.random() < 0.6:
            self._twitching(dice.choice((*ELSEWHERE, *ARM, *LEG)), self._day(20, 120))
        self._weakness(first)
        for name, share in (("wasting", 0.5), ("speech", 0.5), ("swallowing", 0.3), ("choking", 0.2),
                            ("breath_exertion", 0.3), ("breath_lying", 0.25)):  # fmt: skip
            if dice.random() < share:
                self._symptom(name, self._day(50, 145), area=first if name == "wasting" else None)
        self._days()
        entries = sorted(self.entries, key=lambda entry: entry.received_at)
        until = datetime.combine(FIRST, time(0), tzinfo=UTC) + DAYS * DAY
        profile = Profile(timezone=dice.choice(ZONES))
        return Simulated(kind="progressive", seed=self.seed, profile=profile, entries=tuple(entries), until=until)

    def _twitching(self, area: Area, first: int) -> None:
        """Every 1 to 3 days to the end, now and then a pause of up to 9 days; as long as ever, or longer."""
        dice, day = self.dice, first
        while day < DAYS:
            for _ in range(dice.choice((1, 1, 2))):
                minutes = dice.uniform(5, 15) * (1 + day / DAYS)
                stamps = self._stamps("e", day)
                self.entries.append(
                    Episode(**stamps, area=area, side=self.side, minutes=round(minutes, 1), intensity=2)  # type: ignore[arg-type]
                )
            day += dice.randint(4, 9) if dice.random() < 0.06 else dice.randint(1, 3)

    def _weakness(self, area: Area) -> None:
        day, severity = self._day(35, 110), 2
        for _ in range(self.dice.randint(1, 4)):
            onset = self.dice.choice(("weeks", "weeks", "months"))
            self._symptom("weakness", day, onset, area=area, side=self.side, severity=severity)
            day += self.dice.choice((3, 6, 7, 8, 14, 30))
            severity = min(5, max(1, severity + self.dice.choice((-1, 0, 1, 1))))

    def _symptom(self, name: Any, day: int, onset: Any = "weeks", **values: Any) -> None:
        if day < DAYS:
            self.entries.append(Symptom(**self._stamps("s", day), name=name, onset=onset, **values))

    def _days(self) -> None:
        """Check-ins that never deny, and a weight every week, which begins to fall for some."""
        falls_from = self.dice.choice((30, 60, 90, DAYS))
        loss = self.dice.uniform(0.06, 0.14)
        for day in range(DAYS):
            weight = round(78 - loss * max(0, day - falls_from) + self.dice.gauss(0, 0.2), 1) if day % 7 == 3 else None
            if weight or self.dice.random() < 0.4:
                said = self.dice.choice((True, None))
                self.entries.append(CheckIn(**self._stamps("c", day), weight_kg=weight, twitched=said))

    def _day(self, first: int, last: int) -> int:
        return self.dice.randint(first, last)

    def _stamps(self, letter: str, day: int) -> dict[str, Any]:
        minutes = self.dice.randrange(24 * 60)
        at = datetime.combine(FIRST, time(0), tzinfo=UTC) + day * DAY + timedelta(minutes=minutes)
        late = timedelta(hours=self.dice.randint(2, 40)) if self.dice.random() < 0.05 else timedelta(seconds=40)
        return {"id": f"{letter}{len(self.entries)}", "at": at, "received_at": at + late}


def progressive(seed: int) -> Simulated:
    """The person of this seed."""
    return Course(seed).draw()
