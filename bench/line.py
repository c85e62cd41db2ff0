"""One measured number, and how times are compared."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What it costs us and what it would cost at least. `floor` is None where there is nothing to hold it against."""

    name: str
    ours: float
    floor: float | None
    unit: str
    ratio: float | None = None

    def text(self) -> str:
        """The line as JSON."""
        ratio = self.ratio
        if ratio is None and self.floor:
            ratio = self.ours / self.floor
        rounded = {"ours": _rounded(self.ours), "floor": _rounded(self.floor), "ratio": _rounded(ratio)}
        return json.dumps({"name": self.name, **rounded, "unit": self.unit})


def paired(name: str, ours: list[float], floor: list[float], unit: str) -> Line:
    """Times that were taken in turns: the medians, and the median of the ratios of each pair."""
    ratio = median(mine / least for mine, least in zip(ours, floor, strict=True))
    return Line(name=name, ours=median(ours), floor=median(floor), ratio=ratio, unit=unit)


def in_turns(
    name: str, ours: Callable[[], object], floor: Callable[[], object], *, rounds: int = 60, calls: int = 20
) -> Line:
    """Milliseconds of processor time of one call of each, taken in turns, so that a busy machine slows down both."""
    mine, least = [], []
    for number in range(rounds + 1):
        pair = _cost(ours, calls), _cost(floor, calls)
        # the first pair fills the caches
        if number:
            mine.append(pair[0])
            least.append(pair[1])
    return paired(name, mine, least, "ms")


def _cost(call: Callable[[], object], calls: int) -> float:
    started = process_time()
    for _ in range(calls):
        call()
    return (process_time() - started) * 1000 / calls


def _rounded(number: float | None) -> float | None:
    return round(number, 3) if number is not None else None
