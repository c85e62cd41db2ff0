"""A month as it is lived: every log and every day's end of it, with all that they change and tell, on average.

One quiet log after another changes nothing that stands. In a life tips, notes and questions come and go, and each
change is written. So the cost model counts these.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from statistics import mean
from typing import Any, Final

from bench.counts import Count
from bench.lives import items_of, logged
from bench.scene import Scene
from bench.stage import NOW, Stage
from bench.units import Used, used_by
from chalicelib.adapters.dynamo.keys import Item
from chalicelib.domain.localtime import DAY

PAST, WARM, COUNTED = 365, 2, 28
"""Days: what lies behind; what is lived uncounted, since the first log after an import tells of all that the history
shows; and what is counted."""
LIVING: Final = "b7xk2n4qv3mzt5ohj6ca"
MIDNIGHT: Final = NOW.replace(hour=0, minute=0)
SWEEPS: Final = (timedelta(hours=8, minutes=5), timedelta(hours=15, minutes=8), timedelta(hours=20, minutes=5))
"""After the hour of the summary and the two reminders. The day's end is swept four minutes after midnight."""
DAY_ENDS: Final = DAY + timedelta(minutes=4)
MORNING: Final = timedelta(hours=5)
STAMPED: Final = frozenset({"id", "at", "received_at"})
Happening = tuple[datetime, str, Mapping[str, Any]]


def one_who_lives(seed: int) -> list[Item]:
    """A person with a year behind them, before the first of their days to come."""
    return items_of(LIVING, MIDNIGHT + timedelta(minutes=5), [one for one in _log(seed) if _at(one) < MIDNIGHT])


def lived(stage: Stage, seed: int) -> dict[str, list[Used]]:
    """What each log, check-in and sweep of a day's end took in the month to come. Mails leave, and are not counted."""
    scene = Scene(stage)
    scene.at(MIDNIGHT + timedelta(minutes=5))
    scene.token = stage.token(LIVING)
    found: dict[str, list[Used]] = {name: [] for name in ("log", "check_in", "sweep.day_end")}
    for at, name, entry in _days_to_come(seed):
        scene.at(at)
        scene.collect()
        with redirect_stdout(StringIO()):
            _do(scene, name, entry)
        if name in found and at >= MIDNIGHT + WARM * DAY:
            found[name].append(used_by(stage.calls))
        scene.work_off()
    return found


def _do(scene: Scene, name: str, entry: Mapping[str, Any]) -> None:
    if name.startswith("sweep"):
        scene.sweep(scene.now)
    elif name == "morning":
        # the note of the token's use, which is counted apart
        scene.api("GET", "/v1/tokens")
    else:
        scene.api("POST", "/v1/entries", {field: entry[field] for field in entry if field not in STAMPED})


def mean_of(every: Sequence[Used], alone: Count) -> Count:
    """The mean of these; its time and the bytes that leave are those of the operation alone."""
    names = sorted({name for used in every for name in used.calls})
    calls = {name: round(mean(used.calls.get(name, 0) for used in every), 3) for name in names}
    read, write = (round(mean(values), 2) for values in zip(*((one.read, one.write) for one in every), strict=True))
    return replace(alone, calls=calls, read=read, write=write)


def _days_to_come(seed: int) -> Iterator[Happening]:
    logged_then = [one for one in _log(seed) if _at(one) >= MIDNIGHT]
    happen = [(_at(one), "check_in" if one["type"] == "check_in" else "log", one) for one in logged_then]
    for day in range(WARM + COUNTED):
        start = MIDNIGHT + day * DAY
        happen += [(start + after, "sweep", {}) for after in SWEEPS]
        happen += [(start + MORNING, "morning", {}), (start + DAY_ENDS, "sweep.day_end", {})]
    yield from sorted(happen, key=lambda one: one[0])


def _log(seed: int) -> list[dict[str, Any]]:
    return logged(PAST + WARM + COUNTED, MIDNIGHT - PAST * DAY, seed)


def _at(entry: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(entry["at"])
