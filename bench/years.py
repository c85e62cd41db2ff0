"""Logs of a steady rate and any length, made from a seed: several areas and sides, circumstances, notes, check-ins."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

START: Final = datetime(2025, 1, 1, tzinfo=UTC)
TIMEZONE: Final = "Europe/London"
LOGS_A_DAY: Final = 20
AREAS: Final = ("calf", "thigh", "foot", "eyelid", "thumb", "forearm", "shoulder", "abdomen")
WEIGHTS: Final = (8, 5, 3, 3, 2, 2, 1, 1)
SIDES: Final = ("left", "right", "both", None)
CONTEXTS: Final = ("rest", "after_exercise", "caffeine", "stress", "tired", "screen", "no_clear_trigger")


def timeline_of(days: int, seed: int = 1, logs_a_day: int = LOGS_A_DAY, *, first: datetime = START) -> dict[str, Any]:
    """A `steady.timeline/1` of so many days from midnight on, everything received a moment after it happened."""
    dice = Random(seed)
    entries: list[dict[str, Any]] = []
    for day in range(days):
        morning = first + timedelta(days=day, hours=6)
        minutes = sorted(dice.sample(range(17 * 60), logs_a_day))
        entries += [
            _episode(f"e{day}.{number}", morning + timedelta(minutes=minute), dice)
            for number, minute in enumerate(minutes)
        ]
        if dice.random() < 0.9:
            entries.append(_check_in(f"c{day}", morning + timedelta(hours=16, minutes=45), dice))
    return {"format": "steady.timeline/1", "person": {"timezone": TIMEZONE}, "entries": entries}


def _stamps(at: datetime) -> dict[str, Any]:
    return {"at": at.isoformat(), "received_at": (at + timedelta(seconds=40)).isoformat()}


def _episode(name: str, at: datetime, dice: Random) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": name, "type": "episode", **_stamps(at), "area": dice.choices(AREAS, WEIGHTS)[0]}
    side = dice.choice(SIDES)
    if side:
        entry["side"] = side
    entry |= {"minutes": dice.choice((0.5, 1, 2, 5, 10)), "intensity": dice.randint(1, 5)}
    entry["context"] = dice.sample(CONTEXTS, dice.randint(0, 2))
    if dice.random() < 0.1:
        entry["note"] = "It came back while I sat at the desk after lunch."
    return entry


def _check_in(name: str, at: datetime, dice: Random) -> dict[str, Any]:
    return {
        "id": name, "type": "check_in", **_stamps(at), "date": f"{at:%Y-%m-%d}",
        "sleep_hours": dice.choice((6, 6.5, 7, 7.5, 8)), "caffeine_servings": dice.randint(0, 4),
        "water_litres": dice.choice((1.2, 1.6, 2.0)), "stress": dice.randint(1, 5), "exertion": dice.randint(0, 3),
        "alcohol_units": dice.choice((0, 0, 1, 2)), "twitched": dice.random() < 0.8,
    }  # fmt: skip
