"""`python -m bench.experiments`: how often an experiment sees a difference, where there is none and where there is one.

People are made up: how much they twitch hangs together from day to day (autocorrelation 0.5), and on 85 of 100 days
their log says whether they twitched. With a ratio of 2, days with the trigger have twice as many spells.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from math import exp, log, sqrt
from random import Random
from typing import Final

from chalicelib.domain.entries import CheckIn, Entry, Episode
from chalicelib.domain.experiment import Experiment, pair_order
from chalicelib.domain.experiments.result import Verdict, read_result
from chalicelib.domain.person import Profile
from chalicelib.domain.timeline import as_of

START: Final = date(2026, 1, 5)
PROFILE: Final = Profile(timezone="Europe/London")
RATIOS: Final = (1.0, 1.5, 2.0, 3.0)
RUNS: Final = 2000


@dataclass(frozen=True, slots=True)
class Design:
    """How many pairs of blocks of how many days."""

    pairs: int
    block_days: int

    @property
    def days(self) -> int:
        """From the first day to the last."""
        return 2 * self.pairs * self.block_days


DESIGNS: Final = (Design(6, 3), Design(6, 5), Design(8, 4), Design(6, 7), Design(8, 7), Design(10, 7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A made-up person: spells on a usual day, how much days differ and hang together, how often the log says."""

    spells: float = 1.5
    spread: float = 0.5
    autocorrelation: float = 0.5
    says: float = 0.85


def play(random: Random, design: Design, ratio: float, someone: Someone) -> Verdict:
    """One experiment of one person, from the draw to the verdict."""
    order = pair_order([random.random() < 0.5 for _ in range(design.pairs)])
    made = datetime(START.year, START.month, START.day, tzinfo=UTC)
    experiment = Experiment(
        id="x", trigger="caffeine", block_days=design.block_days, order=order, starts_on=START, created_at=made
    )
    now = made + timedelta(days=design.days + 1)
    log_of = [entry for block in lived(random, experiment, ratio, someone) for entry in block]
    return read_result(experiment, as_of(PROFILE, log_of, now)).verdict


def lived(random: Random, experiment: Experiment, ratio: float, someone: Someone) -> Iterator[list[Entry]]:
    """What each day of the experiment leaves in the log."""
    mood = random.gauss(0, someone.spread)
    fresh = someone.spread * sqrt(1 - someone.autocorrelation**2)
    for place, is_with in enumerate(experiment.order):
        for day in range(experiment.block_days):
            mood = someone.autocorrelation * mood + random.gauss(0, fresh)
            spells = _count(random, someone.spells * exp(mood) * (ratio if is_with else 1))
            at = datetime.combine(experiment.date_of(place), datetime.min.time(), UTC) + timedelta(days=day, hours=9)
            yield _day(random, at, spells) if random.random() < someone.says else []


def _day(random: Random, at: datetime, spells: int) -> list[Entry]:
    name = f"{at:%m%d}"
    said = CheckIn(id=f"c{name}", at=at, received_at=at, date=at.date(), twitched=spells > 0)
    moments = [at + timedelta(minutes=10 * number) for number in range(spells)]
    return [
        said,
        *(
            Episode(
                id=f"e{name}.{number}",
                at=moment,
                received_at=moment,
                area="calf",
                minutes=round(min(exp(random.gauss(log(3), 0.8)), 600), 2),
                intensity=random.randint(1, 4),
            )
            for number, moment in enumerate(moments)
        ),
    ]


def _count(random: Random, mean: float) -> int:
    """A Poisson count."""
    left, count = random.random(), 0
    least = exp(-min(mean, 50))
    while left > least:
        left *= random.random()
        count += 1
    return count


def shares(design: Design, ratio: float, runs: int, someone: Someone | None = None) -> dict[str, float]:
    """The share of each verdict, with the seed of the design and the ratio."""
    random = Random(f"{design.pairs}/{design.block_days}/{ratio}")
    found = Counter(play(random, design, ratio, someone or Someone()) for _ in range(runs))
    return {verdict: count / runs for verdict, count in sorted(found.items())}


def main(runs: int) -> None:
    """One JSON object a line."""
    for design in DESIGNS:
        for ratio in RATIOS:
            print(
                json.dumps({**asdict(design), "days": design.days, "ratio": ratio, **shares(design, ratio, runs)}),
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
