"""Calls and capacity units of each operation, on MiniStack: `python -m bench.capacity` measures and keeps them.

The same operations run on moto in the suite, which holds the calls to what is kept here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from email import message_from_bytes
from io import StringIO
from statistics import mean
from time import process_time
from typing import Final

from bench import month
from bench.counts import LIVED, Count, Counts, write_counts
from bench.emulated import emulated
from bench.line import Line
from bench.lives import ANN, ENDING, SUMMED, people
from bench.operations import OPERATIONS, TURNS, Operation, log
from bench.scene import TOPIC, Scene
from bench.stage import NOW, Stage
from bench.units import Used, item_bytes, used_by
from chalicelib.adapters.dynamo.keys import Item
from chalicelib.adapters.dynamo.log import DynamoLogStore
from chalicelib.adapters.dynamo.packing import unpack
from chalicelib.domain.message import Message

DEPLOYED: Final = {"FEEDBACK_TOPIC": TOPIC, "METRICS": "steady-prod", "CONFIGURATION_SET": "steady-prod"}
"""What a stack sets beside the benches' own settings."""
YEAR: Final = 365
SEEDS: Final = (1, 2, 3)
"""Of the people whose month is lived."""
ROUNDS: Final = 3
"""What is done once a round, as a sweep, would else say what else the machine did."""


def measure() -> Counts:
    """Everything, on the emulator, for people with a year behind them. Of processor time it is the least round."""
    rounds = [_round() for _ in range(ROUNDS)]
    least = {name: min(one.operations[name].cpu_ms for one in rounds) for name in rounds[0].operations}
    counted = {name: replace(count, cpu_ms=least[name]) for name, count in rounds[0].operations.items()}
    return replace(rounds[0], operations={**counted, **_lived(counted)})


def _lived(counted: Mapping[str, Count]) -> dict[str, Count]:
    found: dict[str, list[Used]] = {}
    for seed in SEEDS:
        with emulated(month.one_who_lives(seed), **DEPLOYED) as stage:
            for name, every in month.lived(stage, seed).items():
                found.setdefault(name, []).extend(every)
    return {f"{name}{LIVED}": month.mean_of(every, counted[name]) for name, every in found.items()}


def _round() -> Counts:
    with emulated(people(YEAR), **DEPLOYED) as stage:
        operations = dict(measured(stage))
        store = stage.services.log
        assert isinstance(store, DynamoLogStore)
        items = sizes_of(list(store.table.scan()))
    return Counts(operations=operations, items=items)


def lines() -> Iterator[Line]:
    """Read and write units of what people and the schedule do, beside the least that the same bytes could take."""
    for name, count in measure().operations.items():
        yield Line(name=f"units.{name}.read", ours=count.read, floor=count.least_read or None, unit="units")
        yield Line(name=f"units.{name}.write", ours=count.write, floor=count.least_write or None, unit="units")


def measured(stage: Stage, most_turns: int = TURNS) -> Iterator[tuple[str, Count]]:
    """Every operation in its order, on a stage with the people of `bench.lives`. Each takes the least of its turns."""
    scene = Scene(stage)
    scene.at(NOW)
    for name in (SUMMED, ENDING, ANN):
        # the first log after an import makes the carry, and tells of all that the history shows
        scene.token = stage.token(name)
        log(scene, 0)
        scene.work_off()
    for operation in OPERATIONS:
        yield operation.name, _measure(scene, operation, min(operation.turns, most_turns))


def _measure(scene: Scene, operation: Operation, turns: int) -> Count:
    times, told = [], StringIO()
    for turn in range(turns):
        operation.first(scene, turn)
        scene.collect()
        scene.out, told, began = 0, StringIO(), process_time()
        with redirect_stdout(told):
            operation.do(scene, turn)
        times.append((process_time() - began) * 1000)
        calls = list(scene.stage.calls)
        scene.collect()
    used, share = used_by(calls), operation.share
    mails = [call.params["Content"]["Raw"]["Data"] for call in calls if call.name == "SendEmail"]
    return Count(
        calls={name: count / share for name, count in used.calls.items()},
        read=used.read / share,
        write=used.write / share,
        cpu_ms=round(min(times) / share, 1),
        least_read=used.least_read / share,
        least_write=used.least_write / share,
        out=scene.out // share,
        log=len(told.getvalue()) // share,
        mail=sum(map(len, mails)) // share,
        pictures=sum(map(_pictures, mails)) // share,
    )


def _pictures(mail: bytes) -> int:
    parts = message_from_bytes(mail).walk()
    return sum(len(str(part.get_payload())) for part in parts if part.get_content_maintype() == "image")


def sizes_of(items: Sequence[Item]) -> dict[str, float]:
    """Mean bytes of each kind of item, and for how many days its mails are kept."""
    sizes: dict[str, list[int]] = {}
    days: dict[str, float] = {}
    for item in items:
        kind = _kind_of(item)
        sizes.setdefault(kind, []).append(item_bytes(item))
        if "expires_at" in item:
            days[f"{kind}_days"] = round((int(item["expires_at"]["N"]) - NOW.timestamp()) / 86_400)
    return {**{kind: mean(found) for kind, found in sizes.items()}, **days}


def _kind_of(item: Item) -> str:
    place, _, rest = item["sk"]["S"].partition("#")
    is_message = place == "1" and rest.startswith("message")
    return unpack(item["body"], Message).kind if is_message else rest.split("#")[0]


if __name__ == "__main__":
    write_counts(measure())
